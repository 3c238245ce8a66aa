// What lies under the pointer, as a few SVG elements above the picture: nothing below is drawn again for it.

import { CHANCE, STEP as DOUBT_STEP, WIDTH as DOUBT_WIDTH, chanceText, doubtEnds } from "./doubts.js";
import { font } from "./text.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Picture} Picture */

const NS = "http://www.w3.org/2000/svg";
const SIZE = 13.5; // CSS pixels of letters
const RING = 3; // CSS pixels between a dot and its ring

/** @template {keyof SVGElementTagNameMap} T @param {T} name @param {Record<string, string | number>} fields @returns {SVGElementTagNameMap[T]} */
const element = (name, fields) => {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(fields)) made.setAttribute(key, String(value));
  return made;
};

/** @param {(text: string, size: number, weight: number) => number} measure */
export const hoverMarks = (measure) => {
  const root = element("svg", { "aria-hidden": "true" });
  Object.assign(root.style, { position: "absolute", left: "0", top: "0", width: "100%", height: "100%", overflow: "hidden", pointerEvents: "none" });
  const clear = () => root.replaceChildren();

  /**
   * Mark a node with a ring, and with its name on a plate where it has one.
   * @param {View} view without margins @param {Picture} picture @param {number} node @param {string} text "" for no plate
   */
  const showNode = (view, { model, theme, radii }, node, text) => {
    clear();
    if (node < 0 || radii[node] <= 0) return;
    const r = Math.max(radii[node] * view.dot, view.minDot);
    const x = (model.x[node] - view.x) * view.scale + view.width / 2;
    const y = (model.y[node] - view.y) * view.scale + view.height / 2;
    root.append(
      element("circle", { cx: x, cy: y, r: r + RING, fill: "none", stroke: theme.ground, "stroke-width": 3.5 }),
      element("circle", { cx: x, cy: y, r: r + RING, fill: "none", stroke: theme.ink, "stroke-width": 1.6 }),
    );
    if (!text) return;
    const [width, height] = [measure(text, SIZE, 600) + 14, 1.6 * SIZE];
    const left = Math.min(Math.max(x - width / 2, 3), Math.max(view.width - width - 3, 3));
    const above = y - r - RING - height - 5;
    const top = above > 3 ? above : y + r + RING + 5;
    const name = element("text", { x: left + width / 2, y: top + height / 2 + 0.36 * SIZE, fill: theme.ink, "text-anchor": "middle" });
    Object.assign(name.style, { font: `600 ${SIZE}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif` });
    name.textContent = text;
    root.append(element("rect", { x: left, y: top, width, height, rx: 4, fill: theme.ground, stroke: theme.muted, "stroke-width": 1 }), name);
  };

  /** @param {View} view without margins @param {Picture} picture @param {number} edge */
  const showEdge = (view, { model, theme }, edge) => {
    clear();
    if (edge < 0) return;
    const [a, b] = [model.source[edge], model.target[edge]];
    const at = (/** @type {number} */ node) => [(model.x[node] - view.x) * view.scale + view.width / 2, (model.y[node] - view.y) * view.scale + view.height / 2];
    const [[x1, y1], [x2, y2]] = [at(a), at(b)];
    root.append(element("line", { x1, y1, x2, y2, stroke: theme.ink, "stroke-width": Math.max(model.width[edge] + 1, 2), "stroke-opacity": 0.75 }));
  };
  /** Mark a doubt, with its chance in the middle. @param {View} view without margins @param {Picture} picture @param {number} doubt */
  const showDoubt = (view, picture, doubt) => {
    clear();
    const { theme } = picture;
    const [x1, y1, x2, y2] = doubtEnds(view, picture, doubt);
    const line = element("line", { x1, y1, x2, y2, stroke: theme.doubt, "stroke-width": 1.5 * DOUBT_WIDTH, "stroke-linecap": "round", "stroke-dasharray": `0 ${DOUBT_STEP}` });
    const chance = element("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2 + 0.36 * CHANCE.size, "text-anchor": "middle", stroke: theme.ground, "stroke-width": 4, "paint-order": "stroke", fill: theme.doubt });
    Object.assign(chance.style, { font: font(CHANCE.size, CHANCE.weight) });
    chance.textContent = chanceText(picture, doubt);
    root.append(line, chance);
  };
  return { root, showNode, showEdge, showDoubt, clear };
};
