// Names on the picture: the important ones at first, more with every zoom, none upon another.
"use strict";
{
  const FAMILY = getComputedStyle(document.body).fontFamily;
  const STEP = 1.2; // labels are chosen anew each time the view has grown by this factor, so panning never flickers
  // settings of the graph; kg/settings/sections/pictures.py and kg/settings/sections/layout.py give the reasons
  const { room: ROOM, tried: TRIED, most: MOST, dense: DENSE, small: SMALL, longest: LONGEST } = KG.extra.labels;
  const { place: PLACE, inward: INWARD, overRim: OVER_RIM, allAround: ALL_AROUND, larger: LARGER } = KG.extra.labels;
  const TINY = 24; // pixels; the caption of a disc so small is left out where it would lie on another
  const CELL = 48;
  const chosen = new Map(); // level -> labels, for the present focus
  const widths = new Map();
  let of = { focus: null, fit: null };

  const shortened = (text) => ([...text].length > LONGEST ? `${[...text].slice(0, LONGEST - 1).join("").trimEnd()}…` : text);
  const pixels = (node) => Math.min(10.6 + Math.log2(Math.max(node.papers, 1)), 15.5);

  const measure = (context, number) => {
    if (!widths.has(number)) {
      const node = KG.nodes[number];
      const size = pixels(node);
      const text = shortened(node.label);
      context.font = `500 ${size}px ${FAMILY}`;
      widths.set(number, { text, size, width: context.measureText(text).width });
    }
    return widths.get(number);
  };

  /** Rectangles on a grid, so that asking what a new one touches looks at few. */
  const grid = () => {
    const cells = new Map();
    const over = function* ([left, top, right, bottom]) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 65536 + y;
    };
    const touch = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    return {
      add(box) {
        for (const cell of over(box)) {
          if (cells.has(cell)) cells.get(cell).push(box);
          else cells.set(cell, [box]);
        }
      },
      hits(box) {
        const found = new Set();
        for (const cell of over(box)) for (const other of cells.get(cell) ?? []) if (touch(box, other)) found.add(other);
        return [...found];
      },
    };
  };

  const discLabel = (context, [label, x, y, r, caption], scale) => {
    const size = Math.min(Math.max(caption * scale * 0.8, 11), 27);
    context.font = `700 ${size}px ${FAMILY}`;
    const wide = context.measureText(label).width / 2;
    const [cx, base] = [x * scale, (y - r) * scale - 0.45 * size];
    return { label, size, cx, base, box: [cx - wide - 3, base - size, cx + wide + 3, base + 0.25 * size] };
  };

  /** Places around a node: above, below, right, left, then between those; as [left, top] of the label. */
  const places = (x, y, r, width, size) => {
    const [near, off] = [0.75 * r + 3, 0.75 * r];
    return [
      [x - width / 2, y - r - size - 4],
      [x - width / 2, y + r + 3],
      [x + r + 5, y - size / 2 - 1],
      [x - r - 5 - width, y - size / 2 - 1],
      [x + near, y - off - size],
      [x + near, y + off],
      [x - near - width, y - off - size],
      [x - near - width, y + off],
    ];
  };
  const SIDES = [[0, -1], [0, 1], [1, 0], [-1, 0], [0.7, -0.7], [0.7, 0.7], [-0.7, -0.7], [-0.7, 0.7]];

  /** The direction away from a node's neighbors, [0, 0] where they are all around. */
  const outward = ({ id, x, y }) => {
    const [dx, dy] = KG.near(id).reduce(([dx, dy], { other }) => {
      const [ax, ay] = [x - KG.nodes[other].x, y - KG.nodes[other].y];
      const away = Math.hypot(ax, ay) || 1;
      return [dx + ax / away, dy + ay / away];
    }, [0, 0]);
    const long = Math.max(Math.hypot(dx, dy), ALL_AROUND * KG.near(id).length);
    return long ? [dx / long, dy / long] : [0, 0];
  };

  /** Whether a box meets a disc, and whether it leaves it. */
  const meets = ([left, top, right, bottom], [, x, y, r]) =>
    Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)) < r;
  const leaves = ([left, top, right, bottom], [, x, y, r]) =>
    Math.hypot(Math.max(x - left, right - x), Math.max(y - top, bottom - y)) > r;

  const choose = (context, numbers, { scale, room, discs, main, blocked, frame, most }) => {
    const taken = grid();
    const dots = grid();
    const rims = discs.map(([label, x, y, r]) => [label, x * scale, y * scale, r * scale]);
    const titled = discs.filter((disc, number) => {
      const { box } = discLabel(context, disc, scale);
      const astray = rims[number][3] < TINY && rims.some((rim, other) => other !== number && meets(box, rim));
      if (astray || taken.hits(box).length) return false;
      taken.add(box);
      return true;
    });
    blocked.forEach((box) => taken.add(box));
    for (const { x, y, size } of KG.nodes) {
      const r = size * scale;
      dots.add([x * scale - r, y * scale - r, x * scale + r, y * scale + r]);
    }
    for (const number of main) {
      const { x, y, size } = KG.nodes[number];
      const r = size * scale + 5;
      taken.add([x * scale - r + 6, y * scale - r + 6, x * scale + r - 6, y * scale + r - 6]);
    }
    const usual = (2 * scale * KG.nodes.reduce((sum, { size }) => sum + size, 0)) / KG.nodes.length;
    const labels = [];
    for (const number of numbers) {
      if (labels.length >= room) break;
      const node = KG.nodes[number];
      const { width, size } = measure(context, number);
      const [ox, oy] = outward(node);
      const home = rims.find(([, x, y, r]) => Math.hypot(node.x * scale - x, node.y * scale - y) < r);
      const bearable = most * Math.max(1, (2 * node.size * scale) / usual);
      let best = null;
      places(node.x * scale, node.y * scale, node.size * scale, width, size).forEach(([left, top], place) => {
        const box = [left - 3, top - 1, left + width + 3, top + size + 2];
        if (frame && (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3])) return;
        if (taken.hits(box).length) return;
        if (rims.some((disc) => disc !== home && meets(box, disc))) return;
        const under = dots.hits(box);
        if (under.length > bearable || under.some((dot) => dot[2] - dot[0] > Math.max(LARGER * usual, 2 * node.size * scale))) return;
        const [sx, sy] = SIDES[place];
        const cost =
          under.reduce((sum, dot) => sum + (dot[2] - dot[0]) / usual, 0) +
          (home && leaves(box, home) ? OVER_RIM : 0) +
          INWARD * (1 - sx * ox - sy * oy) +
          place * PLACE;
        if (!best || cost < best.cost) best = { number, place, box, cost };
      });
      if (best) {
        taken.add(best.box);
        labels.push(best);
      }
    }
    return { labels, titled };
  };

  const write = (context, text, x, y, color, halo) => {
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = halo;
    context.globalAlpha = 0.85;
    context.strokeText(text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = color;
    context.fillText(text, x, y);
  };

  /** Draw in pixels of the screen: letters keep their size while the picture grows. */
  KG.drawLabels = (context, { scale, fit, focus, hover, discs, covered }) => {
    const look = KG.look();
    const transform = context.getTransform();
    const ratio = transform.a / scale;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, transform.e, transform.f);
    context.textBaseline = "alphabetic";
    context.textAlign = "center";
    if (of.focus !== focus || of.fit !== fit) {
      of = { focus, fit };
      chosen.clear();
    }
    const level = Math.floor(Math.log(scale / fit.scale) / Math.log(STEP) + 1e-6);
    if (!chosen.has(level)) {
      const at = fit.scale * STEP ** level;
      const area = (context.canvas.width * context.canvas.height) / ratio ** 2;
      const growth = Math.max(STEP ** (3 * level), 0.4);
      let numbers = KG.extra.order;
      let room = KG.nodes.length > SMALL ? (growth * area) / ROOM : Infinity;
      if (focus?.main.size) {
        const first = (number) => (focus.main.has(number) ? -1 : KG.rank(number));
        numbers = [...focus.nodes].sort((a, b) => first(a) - first(b));
        room = Infinity;
      } else if (focus) numbers = numbers.filter((number) => focus.nodes.has(number));
      else if (level <= 2) numbers = numbers.slice(0, Math.min(KG.extra.named, TRIED * room));
      // The view that shows all is the frame at first; later it moves anyway.
      const [left, top] = [fit.position.x * at - covered.width / 2, fit.position.y * at - covered.height / 2];
      const inView = ([x, y, right, bottom]) => [left + x, top + y, left + right, top + bottom];
      chosen.set(level, choose(context, numbers, {
        scale: at,
        room,
        discs,
        main: focus?.main ?? [],
        blocked: level <= 0 ? covered.boxes.map(inView) : [],
        frame: level <= 0 && inView([2, 2, covered.width - 2, covered.height - 2]),
        most: focus ? Infinity : level > 2 ? 0 : KG.nodes.length > DENSE && !discs.length ? 2 * MOST : MOST, // nodes that a name may cover: one upon another's dot misleads
      }));
    }
    const { labels, titled } = chosen.get(level);
    KG.labels = labels;
    for (const disc of titled) {
      const { label, size, cx, base } = discLabel(context, disc, scale);
      context.font = `700 ${size}px ${FAMILY}`;
      write(context, label, cx, base, KG.inkOf(label), look.ground);
    }
    context.textAlign = "left";
    const draw = (number, place) => {
      const node = KG.nodes[number];
      const { text, size, width } = measure(context, number);
      const [left, top] = places(node.x * scale, node.y * scale, node.size * scale, width, size)[place];
      context.font = `500 ${size}px ${FAMILY}`;
      write(context, text, left, top + 0.86 * size, look.ink, look.ground);
    };
    for (const { number, place } of [...labels].reverse()) draw(number, place);
    if (hover >= 0) draw(hover, 0);
    context.restore();
  };
}
