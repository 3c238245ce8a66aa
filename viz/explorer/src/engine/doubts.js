// Uncertain pairs: dotted lines between people who may be one person, which do not count as links.

import { percent } from "../percent.js";
import { parseColor } from "./colors.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {{doubt: number, text: string, x: number, baseline: number, left: number, top: number, right: number, bottom: number}} Chance CSS pixels of the view */

export const WIDTH = 2.6; // CSS pixels across a dot of the line
export const STEP = 6.5; // CSS pixels from dot to dot
export const CHANCE = { size: 11.5, weight: 650 }; // letters of the chance beside a line
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // of a line, tried for its chance
const [LARGE, MIN_SHARE] = [9, 0.5]; // CSS pixels of the largest dot from which a line has its width; least share of it
const MAX_STRONG = 40; // lines up to which each is strong; where there are more, each is fainter
const [STRONG, FAINT] = [0.95, 0.45];

/** Return the doubts whose ends are both shown. @param {import("./types.js").Model} model @param {Float32Array} radii 0 hides a node */
export const shownDoubts = ({ header }, radii) => (header.doubts ?? []).flatMap(({ a, b }, i) => (radii[a] > 0 && radii[b] > 0 ? [i] : []));

/** Return the doubts that stand out and are shown. @param {Picture} picture */
export const stressedDoubts = ({ doubts, emphasis }) => (emphasis ? doubts.filter((doubt) => emphasis.doubts.includes(doubt)) : []);

/** Return the strength of the lines. @param {number} count how many are shown */
export const doubtAlpha = (count) => Math.max(STRONG * Math.sqrt(Math.min(MAX_STRONG / Math.max(count, 1), 1)), FAINT);

/** Return the share of their width that the lines keep: as much as dots are large. @param {View} view @param {Picture} picture */
export const doubtScale = (view, { largest }) => Math.min(Math.max((largest * view.dot) / LARGE, MIN_SHARE), 1);

/** Return the color of the lines. @param {import("../model.js").Theme} theme */
export const doubtColor = (theme) => parseColor(theme.doubt);

/** Return the ends of a doubt in CSS pixels of the view. @param {View} view @param {Picture} picture @param {number} doubt @returns {[number, number, number, number]} */
export const doubtEnds = (view, { model }, doubt) => {
  const { a, b } = /** @type {import("../model.js").Doubt[]} */ (model.header.doubts)[doubt];
  const at = (/** @type {number} */ node) => [(model.x[node] - view.x) * view.scale + view.width / 2, (model.y[node] - view.y) * view.scale + view.height / 2];
  const [[ax, ay], [bx, by]] = [at(a), at(b)];
  return [ax, ay, bx, by];
};

/** Return the doubts that stand out, all in a picture around one name. @param {Picture} picture */
export const clearDoubts = (picture) => (picture.emphasis ? stressedDoubts(picture) : picture.model.header.ego ? picture.doubts : []);

/**
 * Return a function that reports whether the line of a doubt that stands out passes below a box.
 * @param {View} view @param {Picture} picture
 */
export const doubtLines = (view, picture) => {
  const points = clearDoubts(picture).flatMap((doubt) => {
    const [ax, ay, bx, by] = doubtEnds(view, picture, doubt);
    const count = Math.max(Math.ceil(Math.hypot(bx - ax, by - ay) / STEP), 1);
    return Array.from({ length: count + 1 }, (_, i) => [ax + (i / count) * (bx - ax), ay + (i / count) * (by - ay)]);
  });
  return (/** @type {number} */ left, /** @type {number} */ top, /** @type {number} */ right, /** @type {number} */ bottom) =>
    points.some(([x, y]) => x > left && x < right && y > top && y < bottom);
};

/**
 * Return the chances that are written: those of doubts that stand out, all in a picture around one name.
 * @param {View} view @param {Picture} picture @param {(text: string, size: number, weight: number) => number} measure
 * @returns {Chance[]}
 */
export const chancesShown = (view, picture, measure) => {
  return clearDoubts(picture).map((doubt) => {
    const [ax, ay, bx, by] = doubtEnds(view, picture, doubt);
    const text = chanceText(picture, doubt);
    const [half, high] = [measure(text, CHANCE.size, CHANCE.weight) / 2 + 2, 0.65 * CHANCE.size];
    const places = PLACES.map((share) => [ax + share * (bx - ax), ay + share * (by - ay)]);
    const [x, y] = places.find(([x, y]) => !meetsDot(view, picture, x, y, half, high)) ?? places[0];
    return { doubt, text, x, baseline: y + 0.36 * CHANCE.size, left: x - half, right: x + half, top: y - high, bottom: y + high };
  });
};

/** Report whether a box covers part of a dot. @param {View} view @param {Picture} picture @param {number} x middle @param {number} y @param {number} half @param {number} high half of its height */
const meetsDot = (view, { model, radii }, x, y, half, high) => {
  const [left, top] = [view.width / 2 - view.x * view.scale - x, view.height / 2 - view.y * view.scale - y];
  for (let i = 0; i < model.count; i++) {
    if (radii[i] <= 0) continue;
    const [dx, dy] = [Math.abs(model.x[i] * view.scale + left) - half, Math.abs(model.y[i] * view.scale + top) - high];
    if (Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) < Math.max(radii[i] * view.dot, view.minDot)) return true;
  }
  return false;
};

/** Format the chance of a doubt. @param {Picture} picture @param {number} doubt */
export const chanceText = ({ model }, doubt) => percent(model.header.doubts?.[doubt].confidence ?? 0);

/**
 * Return the doubt whose line is nearest to a point and how far away that is; -1 without one within `reach` CSS pixels.
 * While something stands out, only its doubts count.
 * @param {View} view @param {Picture} picture @param {number} px @param {number} py @param {number} reach
 */
export const doubtNear = (view, picture, px, py, reach) => {
  let [best, least] = [-1, reach];
  for (const doubt of picture.emphasis ? stressedDoubts(picture) : picture.doubts) {
    const [ax, ay, bx, by] = doubtEnds(view, picture, doubt);
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(Math.max(((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    const away = Math.hypot(ax + t * dx - px, ay + t * dy - py);
    if (away < least) [best, least] = [doubt, away];
  }
  return { doubt: best, away: least };
};
