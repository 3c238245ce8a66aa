// The picture. vis-network draws the nodes and moves the view; discs, edges, emphasis and labels are drawn around that.
"use strict";
{
  const LINES_IN_A_STROKE = 200; // one huge path is slow to fill, a stroke for each line is slow to issue
  const REACH = 7; // how far from a node or line, in pixels, a click still means it
  const container = KG.byId("canvas");
  const { discs } = KG.extra;
  let focus = null; // {nodes: Set, edges: numbers, main: Set}: what stands out while the rest is veiled
  let hover = -1;
  let batches = [];

  const FRINGE = 40; // pixels beside a picture for names that stand out of it; discs hold theirs
  const OUTLINE = 1.8; // pixels of an outlined mark's line
  const SHADE = 15; // half width of the shade around a line within a community, in the layout's units

  const outlined = (node) => KG.extra.outlined === node.kind;
  const paint = (node) => {
    const [hue, { ground }] = [KG.color(node.group), KG.look()];
    return outlined(node) ? { background: ground, border: hue } : { background: hue, border: ground };
  };
  const shapes = new vis.DataSet(
    KG.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size, shape: node.shape, color: paint(node), borderWidth: outlined(node) ? OUTLINE : 1 })),
  );
  const network = new vis.Network(container, { nodes: shapes, edges: new vis.DataSet([]) }, KG.data("options"));
  KG.network = network;

  const bounds = () => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const grow = (x, y, r) => {
      left = Math.min(left, x - r);
      right = Math.max(right, x + r);
      top = Math.min(top, y - r);
      bottom = Math.max(bottom, y + r);
    };
    KG.nodes.forEach((node) => grow(node.x, node.y, node.size));
    discs.forEach(([, x, y, r, caption]) => {
      grow(x, y, r);
      grow(x, y - r - caption / 2, caption / 2);
    });
    return left < right ? { left, top, right, bottom } : { left: -100, top: -100, right: 100, bottom: 100 };
  };
  const box = bounds();

  /** The view that shows everything, clear of heading and caption. */
  const whole = () => {
    const head = document.querySelector("figure > header").getBoundingClientRect();
    const frame = container.getBoundingClientRect();
    const corner = { right: head.right - frame.left + 8, bottom: head.bottom - frame.top + 8 };
    const below = frame.bottom - document.querySelector("figcaption").getBoundingClientRect().top + 8;
    const wide = Math.max(frame.width - (discs.length ? 36 : 2 * Math.min(FRINGE, frame.width / 20)), 80);
    const under = (above) => {
      const high = Math.max(frame.height - above - below, 80);
      const scale = Math.min(wide / (box.right - box.left), high / (box.bottom - box.top), 2.2);
      const middle = above + high / 2 - frame.height / 2;
      return { scale, position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 - middle / scale } };
    };
    const meetsHeading = ({ scale, position }) => {
      const left = (x) => (x - position.x) * scale + frame.width / 2;
      const top = (y) => (y - position.y) * scale + frame.height / 2;
      const meets = (x, y, r) =>
        Math.hypot(Math.max(left(x) - corner.right, 0), Math.max(top(y) - corner.bottom, 0)) < r * scale;
      return discs.some(([, x, y, r, caption]) => meets(x, y, r + caption)) || KG.nodes.some(({ x, y, size }) => meets(x, y, size));
    };
    // Most pictures are round: the heading fits beside them, in the corner. Others begin below it.
    const beside = under(28);
    return meetsHeading(beside) ? under(corner.bottom + 8) : beside;
  };

  /** Lines of one color, width and dash together: [color group or null, width, dashed, coordinates]. */
  const batch = (numbers) => {
    const found = new Map();
    for (const number of numbers) {
      const edge = KG.edges[number];
      const a = KG.nodes[edge.from];
      const b = KG.nodes[edge.to];
      const group = a.group === b.group ? a.group : null;
      const key = `${edge.width}|${Boolean(edge.dashes)}|${group}`;
      let lines = found.get(key);
      if (!lines) found.set(key, (lines = { group, width: edge.width, dashed: Boolean(edge.dashes), at: [] }));
      lines.at.push(a.x, a.y, b.x, b.y);
    }
    return [...found.values()].sort((one, other) => one.width - other.width);
  };
  batches = batch(KG.edges.keys());

  // One path a community: shades that cross in one path do not darken each other.
  const shades = new Map();
  for (const { from, to } of KG.edges) {
    const [a, b] = [KG.nodes[from], KG.nodes[to]];
    if (a.community === undefined || a.community !== b.community) continue;
    if (!shades.has(a.community)) shades.set(a.community, new Path2D());
    shades.get(a.community).moveTo(a.x, a.y);
    shades.get(a.community).lineTo(b.x, b.y);
  }
  const shade = (context) => {
    const look = KG.look();
    const tints = KG.extra.tints[KG.theme()];
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = 2 * SHADE;
    context.globalAlpha = look.tintAlpha;
    for (const [community, path] of shades) {
      context.strokeStyle = tints[community % tints.length];
      context.stroke(path);
    }
    context.globalAlpha = 1;
  };

  const stroke = (context, lines, scale, alpha, widen) => {
    const zoom = Math.min(Math.max((scale / fit.scale) ** 0.4, 1), 3);
    context.lineCap = "butt";
    for (const { group, width, dashed, at } of lines) {
      context.strokeStyle = group === null ? KG.look().edge : KG.color(group);
      context.globalAlpha = group === null ? alpha * KG.extra.fade : alpha;
      context.lineWidth = (width * zoom * widen) / scale;
      context.setLineDash(dashed ? [5 / scale, 4 / scale] : []);
      for (let start = 0; start < at.length; start += 4 * LINES_IN_A_STROKE) {
        const end = Math.min(at.length, start + 4 * LINES_IN_A_STROKE);
        context.beginPath();
        for (let i = start; i < end; i += 4) {
          context.moveTo(at[i], at[i + 1]);
          context.lineTo(at[i + 2], at[i + 3]);
        }
        context.stroke();
      }
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  };

  const outline = (context, { shape, x, y }, r) => {
    context.beginPath();
    if (shape === "square") context.rect(x - r, y - r, 2 * r, 2 * r);
    else if (shape === "dot") context.arc(x, y, r, 0, 2 * Math.PI);
    else {
      const [corners, turn] = { diamond: [4, 0], hexagon: [6, 0], triangle: [3, -Math.PI / 2] }[shape];
      for (let i = 0; i < corners; i++) {
        const angle = turn + (2 * Math.PI * i) / corners;
        context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
      }
      context.closePath();
    }
  };

  network.on("beforeDrawing", (context) => {
    const scale = network.getScale();
    const look = KG.look();
    for (const [label, x, y, r] of discs) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = context.strokeStyle = KG.color(label);
      context.globalAlpha = look.discAlpha;
      context.fill();
      context.globalAlpha = look.rimAlpha;
      context.lineWidth = 1 / scale;
      context.stroke();
    }
    if (shades.size) shade(context);
    stroke(context, batches, scale, look.edgeAlpha, 1);
  });

  const veil = (context, scale) => {
    const look = KG.look();
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.84;
    context.fillStyle = look.ground;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    stroke(context, focus.lines, scale, Math.min(2 * look.edgeAlpha, 1), focus.main.size ? 1.6 : 1);
    for (const number of focus.nodes) {
      const node = KG.nodes[number];
      const { background, border } = paint(node);
      outline(context, node, node.size);
      context.fillStyle = background;
      context.fill();
      context.lineWidth = outlined(node) ? OUTLINE / scale : 1;
      context.strokeStyle = border;
      context.stroke();
    }
  };

  const ring = (context, number, scale) => {
    const node = KG.nodes[number];
    outline(context, node, node.size + 3.5 / scale);
    context.lineWidth = 2 / scale;
    context.strokeStyle = KG.look().ink;
    context.stroke();
  };

  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    if (focus) veil(context, scale);
    focus?.main.forEach((number) => ring(context, number, scale));
    if (hover >= 0 && !focus?.main.has(hover)) ring(context, hover, scale);
    KG.drawLabels(context, { scale, fit, focus, hover, discs, covered });
  });

  /** Let some nodes and edges stand out; null shows all alike. `main` are those that were chosen. */
  KG.emphasise = (nodes, edges = [], main = []) => {
    focus = nodes && { nodes: new Set(nodes), lines: batch(edges), main: new Set(main) };
    network.redraw();
  };

  /** What lies at a place on the canvas: {node} or {edge} or neither; a node wins. */
  KG.at = ({ x, y }, nodesOnly = false) => {
    const scale = network.getScale();
    const at = network.DOMtoCanvas({ x, y });
    const nearest = (count, distance) => {
      let best = -1;
      let least = REACH / scale;
      for (let i = 0; i < count; i++) {
        const away = distance(i);
        if (away < least) [best, least] = [i, away];
      }
      return best;
    };
    const node = nearest(KG.nodes.length, (i) => Math.hypot(KG.nodes[i].x - at.x, KG.nodes[i].y - at.y) - KG.nodes[i].size);
    if (node >= 0) return { node };
    if (nodesOnly) return {};
    const edge = nearest(KG.edges.length, (i) => {
      const a = KG.nodes[KG.edges[i].from];
      const b = KG.nodes[KG.edges[i].to];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.min(Math.max(((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
      return Math.hypot(a.x + along * dx - at.x, a.y + along * dy - at.y);
    });
    return edge >= 0 ? { edge } : {};
  };

  let asked = false;
  container.addEventListener("pointermove", (event) => {
    if (asked || event.buttons || event.pointerType === "touch") return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const frame = container.getBoundingClientRect();
      const { node = -1 } = KG.at({ x: event.clientX - frame.left, y: event.clientY - frame.top }, true);
      container.classList.toggle("over", node >= 0);
      if (node !== hover) {
        hover = node;
        network.redraw();
      }
    });
  });

  let moved = false;
  network.on("dragEnd", () => (moved = true));
  network.on("zoom", () => (moved = true));
  /** What stands upon the picture, as boxes of the canvas in pixels, and the canvas itself. */
  const upon = () => {
    const frame = container.getBoundingClientRect();
    const boxes = [...document.querySelectorAll("figure > header, figcaption, .zoom")].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
    });
    return { boxes: boxes.filter(([left, , right]) => left < right), width: frame.width, height: frame.height };
  };
  let fit = whole();
  let covered = upon();
  KG.showAll = () => {
    fit = whole();
    covered = upon();
    moved = false;
    network.moveTo(fit);
  };
  KG.zoom = (factor) => {
    moved = true;
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, fit.scale / 2), 12) });
  };
  KG.pan = (x, y) => {
    moved = true;
    const at = network.getViewPosition();
    const step = 60 / network.getScale();
    network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step } });
  };
  /** Bring nodes into view, without zooming out of what the reader looks at more than needed. */
  KG.goTo = (numbers) => {
    const some = numbers.map((number) => KG.nodes[number]);
    const xs = some.map((node) => node.x);
    const ys = some.map((node) => node.y);
    const [wide, high] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    const scale = Math.min((0.6 * container.clientWidth) / (wide || 1), (0.6 * container.clientHeight) / (high || 1), 3);
    if (scale < 1.2 * fit.scale) {
      KG.showAll();
      return;
    }
    moved = true;
    const position = { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 };
    network.moveTo({ position, scale });
  };
  // vis-network rescales what it shows when its canvas changes size, after saying so; a whole picture is then fitted anew.
  network.on("resize", () => queueMicrotask(() => moved || KG.showAll()));

  KG.repaint = () => {
    shapes.update(KG.nodes.map((node) => ({ id: node.id, color: paint(node) })));
    network.redraw();
  };
}
