// The overlay: names, leader lines, rings around chosen dots. Everything else is drawn below it.

import { css, mixed, parseColor } from "./colors.js";
import { CHANCE, chancesShown } from "./doubts.js";
import { linesOf } from "./labels.js";
import { RING, discColors } from "./look.js";
import { WEIGHT as REGION_WEIGHT, regionMiddle } from "./regions.js";
import { ASCENT, LINE_HEIGHT, font, prepare, write } from "./text.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {import("./labels.js").Placement} Placement */

const [MIN_CAPTION, MAX_CAPTION] = [10, 24]; // CSS pixels of the names of discs

/**
 * Return the captions of discs as boxes above them, without those that would lie on an earlier one.
 * @param {View} view @param {Picture} picture @param {(text: string, size: number, weight: number) => number} measure
 */
export const discCaptions = (view, { model, theme, themeName }, measure) => {
  const colors = discColors(model, themeName);
  const ink = parseColor(theme.ink);
  /** @type {{text: string, size: number, x: number, baseline: number, ink: string, left: number, top: number, right: number, bottom: number}[]} */
  const found = [];
  (model.header.discs ?? []).forEach(({ label, x, y, r, caption }, i) => {
    const size = Math.min(Math.max((caption ?? 14 / view.scale) * view.scale, MIN_CAPTION), MAX_CAPTION);
    const half = measure(label, size, 700) / 2 + 3;
    const cx = (x - view.x) * view.scale + view.width / 2;
    const baseline = (y - r - view.y) * view.scale + view.height / 2 - 0.4 * size;
    const box = { left: cx - half, top: baseline - size, right: cx + half, bottom: baseline + 0.25 * size };
    if (found.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) return;
    found.push({ text: label, size, x: cx, baseline, ink: css(mixed(colors[i], ink, 0.35)), ...box });
  });
  return found;
};

/**
 * Draw names over a picture.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture @param {Placement} placement
 * @param {(text: string, size: number, weight: number) => number} measure
 */
export const drawOverlay = (context, view, picture, placement, measure) => {
  const { model, theme, radii } = picture;
  const at = (/** @type {number} */ node) => [(model.x[node] - view.x) * view.scale + view.width / 2, (model.y[node] - view.y) * view.scale + view.height / 2];
  const radius = (/** @type {number} */ node) => Math.max(radii[node] * view.dot, view.minDot);
  prepare(context);
  for (const { text, size, x, baseline, ink } of discCaptions(view, picture, measure)) {
    context.font = font(size, 700);
    write(context, text, x, baseline, ink, theme.ground);
  }
  for (const { text, x, baseline } of chancesShown(view, picture, measure)) {
    context.font = font(CHANCE.size, CHANCE.weight);
    context.lineWidth = 6; // no dot of the line between the digits
    write(context, text, x, baseline, theme.doubt, theme.ground);
  }
  context.globalAlpha = 0.45; // fainter than lines between dots, which mean something
  context.strokeStyle = theme.ink;
  context.lineWidth = 0.8;
  context.beginPath();
  for (const { node, leader } of placement.labels) {
    if (!leader) continue;
    const [x, y] = at(node);
    const share = Math.min(radius(node) / Math.max(Math.hypot(...leader), 1e-6), 1);
    context.moveTo(x + leader[0] * share, y + leader[1] * share);
    context.lineTo(x + leader[0], y + leader[1]);
  }
  context.stroke();
  context.globalAlpha = 1;
  prepare(context);
  let used = "";
  for (let i = placement.labels.length - 1; i >= 0; i--) {
    const [x, y] = at(placement.labels[i].node);
    for (const { text, size, weight, ink, middle, baseline } of linesOf(placement.labels[i], theme)) {
      const wanted = font(size, weight);
      if (used !== wanted) context.font = used = wanted;
      write(context, text, x + middle, y + baseline, ink, theme.ground);
    }
  }
  context.lineWidth = 5;
  for (const name of placement.regions) {
    const { lines, size, height, ink } = name;
    const [x, y] = regionMiddle(view, model, name);
    context.font = font(size, REGION_WEIGHT);
    lines.forEach((line, i) => write(context, line, x, y - height / 2 + (i * LINE_HEIGHT + ASCENT + 0.06) * size, ink, theme.ground));
  }
  for (const node of picture.around) {
    if (radii[node] <= 0) continue;
    const [x, y] = at(node);
    context.beginPath();
    context.arc(x, y, radius(node) + RING, 0, 2 * Math.PI);
    context.strokeStyle = theme.ground;
    context.lineWidth = 4;
    context.stroke();
    context.strokeStyle = theme.ink;
    context.lineWidth = 2.2;
    context.stroke();
  }
};
