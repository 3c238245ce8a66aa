// The camera: views that fit a box, limits of zoom, sizes of dots at a zoom, and transitions between views.

/** @typedef {import("./types.js").Camera} Camera */

export const MIN_ZOOM = 0.5; // of the view that shows everything
export const MAX_ZOOM = 64;
const MAX_FIT = 2.4; // CSS pixels per layout unit; few nodes are not blown up to fill a screen
const DOT_GROWTH = 0.55; // dots grow by zoom ** 0.55, so they part while one zooms in
const MAX_DOT = 44; // CSS pixels of the largest radius, unless the whole picture has larger ones
const DOT_PER_ROOM = 0.12; // least radius, relative to the side of the area per node
const [MIN_DOT, MAX_MIN_DOT] = [0.7, 2.2]; // CSS pixels

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * Return the box of nodes with their radii, null without any.
 * @param {import("../model.js").Model} model
 * @param {Float32Array} radii 0 hides a node
 * @param {Uint32Array} [rows] all where absent
 * @returns {Box | null}
 */
export const nodeBounds = ({ count, x, y }, radii, rows) => {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const length = rows ? rows.length : count;
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    const r = radii[row];
    if (r <= 0) continue;
    if (x[row] - r < box.left) box.left = x[row] - r;
    if (y[row] - r < box.top) box.top = y[row] - r;
    if (x[row] + r > box.right) box.right = x[row] + r;
    if (y[row] + r > box.bottom) box.bottom = y[row] + r;
  }
  return box.left <= box.right ? box : null;
};

/**
 * Return the camera that shows a box inside the free part of a frame.
 * @param {Box} box layout units
 * @param {{width: number, height: number}} frame CSS pixels
 * @param {Box} insets CSS pixels kept clear at each side
 * @param {number} [most] CSS pixels per unit
 * @returns {Camera}
 */
export const fitted = (box, { width, height }, insets, most = MAX_FIT) => {
  const wide = Math.max(width - insets.left - insets.right, 40);
  const high = Math.max(height - insets.top - insets.bottom, 40);
  const scale = Math.min(wide / Math.max(box.right - box.left, 1e-6), high / Math.max(box.bottom - box.top, 1e-6), most);
  return {
    x: (box.left + box.right) / 2 - (insets.left - insets.right) / 2 / scale,
    y: (box.top + box.bottom) / 2 - (insets.top - insets.bottom) / 2 / scale,
    scale,
  };
};

/** @param {number} scale @param {number} fit scale that shows all */
export const limited = (scale, fit) => Math.min(Math.max(scale, MIN_ZOOM * fit), MAX_ZOOM * fit);

/**
 * Return the sizes of dots at a zoom: CSS pixels per unit of radius, and the least radius in CSS pixels.
 * @param {number} scale
 * @param {number} fit scale that shows all
 * @param {number} largest layout units, radius of the largest node
 * @param {number} room CSS pixels of area per node in the whole picture
 */
export const dotSizes = (scale, fit, largest, room) => {
  const zoom = scale / fit;
  const most = Math.max(fit, MAX_DOT / Math.max(largest, 1e-6));
  const dot = zoom <= 1 ? scale : Math.min(fit * zoom ** DOT_GROWTH, most);
  const least = Math.min(Math.max(DOT_PER_ROOM * Math.sqrt(room), MIN_DOT), MAX_MIN_DOT);
  return { dot, minDot: least * Math.min(Math.max(zoom, MIN_ZOOM) ** 0.35, 3) };
};

/**
 * Return the camera part of the way between two, at an even rate of growth around the point both keep in place.
 * @param {Camera} from @param {Camera} to @param {number} t 0 to 1
 * @returns {Camera}
 */
export const between = (from, to, t) => {
  const eased = t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
  const scale = from.scale * (to.scale / from.scale) ** eased;
  const share = Math.abs(to.scale / from.scale - 1) < 1e-3 ? eased : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, scale };
};
