// Find the node or line at a point of the view. A scan over typed columns takes less than a millisecond for 100,000 nodes.

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Picture} Picture */

/**
 * Return the node whose dot is nearest to a point, at most `reach` CSS pixels from its rim; -1 without one.
 * @param {View} view @param {Picture} picture @param {number} px @param {number} py @param {number} reach
 */
export const nodeNear = (view, { model, radii, emphasis }, px, py, reach) => {
  const { x, y, count } = model;
  const [left, top] = [view.width / 2 - view.x * view.scale - px, view.height / 2 - view.y * view.scale - py];
  const first = emphasis ? new Set(emphasis.nodes) : null;
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < count; i++) {
    const dx = x[i] * view.scale + left;
    const dy = y[i] * view.scale + top;
    if (dx > 300 || dx < -300 || dy > 300 || dy < -300 || radii[i] <= 0) continue;
    const r = Math.max(radii[i] * view.dot, view.minDot);
    const away = Math.sqrt(dx * dx + dy * dy) - r;
    if (away > reach) continue;
    // Small dots are drawn above large ones, and emphasized dots above others.
    const cost = Math.max(away, -0.5) * 4 + r * 0.02 + (first && !first.has(i) ? 1000 : 0);
    if (cost < least) [best, least] = [i, cost];
  }
  return best;
};

/**
 * Return the line nearest to a point, at most `reach` CSS pixels away; -1 without one. While some lines stand out, only those count.
 * @param {View} view @param {Picture} picture @param {number} px @param {number} py @param {number} reach
 */
export const edgeNear = (view, { model, edgeColors, emphasis }, px, py, reach) => {
  const { x, y, source, target, edgeCount } = model;
  const [ax, ay] = [view.x + (px - view.width / 2) / view.scale, view.y + (py - view.height / 2) / view.scale];
  const far = reach / view.scale;
  const rows = emphasis ? emphasis.edges : null;
  const count = rows ? rows.length : edgeCount;
  let [best, least] = [-1, far * far];
  for (let i = 0; i < count; i++) {
    const e = rows ? rows[i] : i;
    if (!edgeColors[4 * e + 3]) continue;
    const [x0, y0, x1, y1] = [x[source[e]], y[source[e]], x[target[e]], y[target[e]]];
    if ((x0 < ax - far && x1 < ax - far) || (x0 > ax + far && x1 > ax + far) || (y0 < ay - far && y1 < ay - far) || (y0 > ay + far && y1 > ay + far)) continue;
    const [dx, dy] = [x1 - x0, y1 - y0];
    const t = Math.min(Math.max(((ax - x0) * dx + (ay - y0) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    const away = (x0 + t * dx - ax) ** 2 + (y0 + t * dy - ay) ** 2;
    if (away < least) [best, least] = [e, away];
  }
  return best;
};
