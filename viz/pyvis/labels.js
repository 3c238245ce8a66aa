// Names on the picture: the important ones at first, more with every zoom, none upon another.
"use strict";
{
  const FAMILY = getComputedStyle(document.body).fontFamily;
  const STEP = 1.2; // labels are chosen anew each time the view has grown by this factor, so panning never flickers
  const ROOM = 21000; // square pixels of picture for one label at first
  const FEW = 60; // a network this small shows every name that fits
  const LONGEST = 34;
  const CELL = 48;
  const chosen = new Map(); // level -> labels, for the present focus
  const widths = new Map();
  let of = null;

  const shortened = (text) => ([...text].length > LONGEST ? `${[...text].slice(0, LONGEST - 1).join("").trimEnd()}…` : text);
  const pixels = (node) => Math.min(11.5 + 1.15 * Math.log2(Math.max(node.papers, 1)), 17);

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

  /** Places around a node, best first: above, below, right, left; as [left, top] of the label. */
  const places = (x, y, r, width, size) => [
    [x - width / 2, y - r - size - 4],
    [x - width / 2, y + r + 3],
    [x + r + 5, y - size / 2 - 1],
    [x - r - 5 - width, y - size / 2 - 1],
  ];

  const choose = (context, numbers, { scale, room, discs, main, frame, most }) => {
    const least = Math.min(...KG.nodes.map(({ papers }) => papers));
    const taken = grid();
    const dots = grid();
    const titled = discs.filter((disc) => {
      const { box } = discLabel(context, disc, scale);
      if (taken.hits(box).length) return false;
      taken.add(box);
      return true;
    });
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
      let best = null;
      places(node.x * scale, node.y * scale, node.size * scale, width, size).forEach(([left, top], place) => {
        const box = [left - 4, top - 2, left + width + 4, top + size + 3];
        if (taken.hits(box).length) return;
        if (frame && (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3])) return;
        const covered = dots.hits(box);
        if (covered.length > most && node.papers <= least) return;
        const cost = covered.reduce((sum, dot) => sum + (dot[2] - dot[0]) / usual, 0) + place * 0.4;
        if (!best || cost < best.cost) best = { number, place, box, cost };
      });
      if (best) {
        taken.add(best.box);
        labels.push(best);
      }
    }
    return { labels, titled };
  };

  const write = (context, text, x, y, colour, halo) => {
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = halo;
    context.globalAlpha = 0.85;
    context.strokeText(text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };

  /** Draw in pixels of the screen: letters keep their size while the picture grows. */
  KG.drawLabels = (context, { scale, fit, focus, hover, discs }) => {
    const look = KG.look();
    const transform = context.getTransform();
    const ratio = transform.a / scale;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, transform.e, transform.f);
    context.textBaseline = "alphabetic";
    context.textAlign = "center";
    if (of !== focus) {
      of = focus;
      chosen.clear();
    }
    const level = Math.floor(Math.log(scale / fit.scale) / Math.log(STEP) + 1e-6);
    if (!chosen.has(level)) {
      const at = fit.scale * STEP ** level;
      const area = (context.canvas.width * context.canvas.height) / ratio ** 2;
      const growth = Math.max(STEP ** (3 * level), 0.4);
      let numbers = KG.extra.order;
      let room = (growth * area) / ROOM;
      if (focus?.main.size) {
        const first = (number) => (focus.main.has(number) ? -1 : KG.rank(number));
        numbers = [...focus.nodes].sort((a, b) => first(a) - first(b));
      } else {
        if (focus) numbers = numbers.filter((number) => focus.nodes.has(number));
        const least = Math.min(...numbers.map((number) => KG.nodes[number].papers));
        const notable = numbers.filter((number) => KG.nodes[number].papers > least);
        if (level <= 2 && KG.nodes.length > FEW && notable.length > 5) numbers = notable;
      }
      const half = [context.canvas.width / ratio / 2, context.canvas.height / ratio / 2];
      const middle = [fit.position.x * at, fit.position.y * at];
      const frame = [middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]];
      chosen.set(level, choose(context, numbers, {
        scale: at,
        room,
        discs,
        main: focus?.main ?? [],
        frame: level <= 0 && frame, // whole at first; later the view moves anyway
        most: level > 2 ? 0 : Infinity, // nodes that an unimportant name may cover: one upon another's dot misleads
      }));
    }
    const { labels, titled } = chosen.get(level);
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
