// Shapes of dots, once: their numbers, their corners on canvas and in SVG. webgl.js has the same as distance fields.

export const OUTLINED = 8; // added to the number of a shape that is drawn as a line
export const RIM = 1; // CSS pixels of ground around a dot
export const OUTLINE = 1.8; // CSS pixels of an outlined shape's line
export const SHAPES = ["disc", "triangle", "square", "diamond", "hexagon"];

/** @type {Record<number, [number, number][]>} corners at radius 1, y downwards */
const CORNERS = {
  1: polygon(3, 1.28, -90).map(([x, y]) => [x, y + 0.16]),
  2: polygon(4, 1.26, 45),
  3: polygon(4, 1.26, 0),
  4: polygon(6, 1.1, 0),
};

/** @param {number} corners @param {number} reach @param {number} turn degrees @returns {[number, number][]} */
function polygon(corners, reach, turn) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((turn + (360 * i) / corners) * Math.PI) / 180;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
}

/**
 * Return the number of the shape of each node.
 * @param {import("../model.js").Model} model
 */
export const nodeShapes = ({ header, count, kind, group }) => {
  const number = (/** @type {string | undefined} */ name) => Math.max(SHAPES.indexOf(name ?? ""), 0);
  const kinds = header.kinds.map((entry) => number(entry.shape) + (entry.outlined || entry.key === header.outlined ? OUTLINED : 0));
  const groups = header.groups.map((entry) => (entry.shape ? number(entry.shape) : -1));
  const shapes = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const own = groups[group[i]] ?? -1;
    shapes[i] = own >= 0 ? own + ((kinds[kind[i]] ?? 0) & OUTLINED) : (kinds[kind[i]] ?? 0);
  }
  return shapes;
};

/**
 * Add the outline of a shape to a canvas path.
 * @param {CanvasRenderingContext2D} context @param {number} shape @param {number} x @param {number} y @param {number} r
 */
export const trace = (context, shape, x, y, r) => {
  const corners = CORNERS[shape & 7];
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], i) => (i ? context.lineTo(x + r * cx, y + r * cy) : context.moveTo(x + r * cx, y + r * cy)));
  context.closePath();
};

/**
 * Return a shape as an SVG element without its paint.
 * @param {number} shape @param {number} x @param {number} y @param {number} r
 */
export const svgShape = (shape, x, y, r) => {
  const n = (/** @type {number} */ value) => +value.toFixed(2);
  const corners = CORNERS[shape & 7];
  if (!corners) return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"`;
  return `<polygon points="${corners.map(([cx, cy]) => `${n(x + r * cx)},${n(y + r * cy)}`).join(" ")}"`;
};
