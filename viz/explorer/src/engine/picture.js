// The drawn data that do not depend on the camera: colors, sizes and visibility of nodes, and derived data.

import { nodeBounds } from "./camera.js";
import { groupColors, parseColor } from "./colors.js";
import { shownDoubts } from "./doubts.js";
import { byWidth, edgeColors, edgeDensity } from "./edges.js";
import { paintTint } from "./regions.js";
import { nodeShapes } from "./shapes.js";

/** @typedef {import("./types.js").Model} Model */
/** @typedef {import("./types.js").ThemeName} ThemeName */

/**
 * Return the box of all nodes and discs, hidden or not.
 * @param {Model} model
 */
export const wholeBounds = (model) => {
  const box = nodeBounds(model, model.radius.map((r) => Math.max(r, 1e-3))) ?? { left: -100, top: -100, right: 100, bottom: 100 };
  for (const { x, y, r } of model.header.discs ?? []) {
    box.left = Math.min(box.left, x - r);
    box.top = Math.min(box.top, y - r);
    box.right = Math.max(box.right, x + r);
    box.bottom = Math.max(box.bottom, y + r);
  }
  return box;
};

const ROWS = 2 ** 21; // more than a picture has; a key of 53 bits holds a radius and a row

/**
 * Return the rows from the largest radius to the smallest, ties in order of rows. Plain numbers sort without calls of
 * a function, in a tenth of the time.
 * @param {Float32Array} radii none below 0
 */
const bySize = (radii) => {
  const bits = new Uint32Array(radii.buffer, radii.byteOffset, radii.length); // greater for greater numbers
  const keys = Float64Array.from(bits, (size, row) => (2 ** 32 - 1 - size) * ROWS + row).sort();
  return Uint32Array.from(keys, (key) => key % ROWS);
};

/**
 * Make the picture of a model, with functions that keep it up to date.
 * @param {Model} model @param {ThemeName} themeName @param {number} scale CSS pixels per unit of the whole picture
 */
export const createPicture = (model, themeName, scale) => {
  const box = wholeBounds(model);
  const all = Uint32Array.from({ length: model.count }, (_, row) => row);
  /** What the page asked for; null where the payload decides. */
  const asked = {
    colors: /** @type {Uint8Array | null} */ (null),
    coloredRegions: false,
    radii: /** @type {Float32Array | null} */ (null),
    nodes: /** @type {Uint8Array | null} */ (null),
    edges: /** @type {Uint8Array | null} */ (null),
  };
  /** @type {import("./types.js").Picture} */
  const picture = {
    model, themeName, theme: model.header.themes[themeName], colors: new Uint8Array(0), radii: model.radius, shapes: nodeShapes(model), largest: 1,
    back: all, strong: byWidth(model), edgeColors: new Uint8Array(0), edgeFade: new Uint8Array(0), coverage: 0,
    tint: null, coloredRegions: false, emphasis: null, around: [], doubts: [], version: 0, emphasisVersion: 0,
  };

  const density = (/** @type {number} */ whole) => {
    scale = whole;
    ({ coverage: picture.coverage, fade: picture.edgeFade } = edgeDensity(model, picture.edgeColors, box, scale));
    picture.version++;
  };
  /** Work out again what depends on colors; with `sizes` also what depends on radii and visibility. */
  const refresh = (/** @type {boolean} */ sizes) => {
    picture.theme = model.header.themes[picture.themeName];
    picture.colors = asked.colors ?? groupColors(model, picture.themeName);
    if (sizes) {
      const { nodes } = asked;
      const radii = asked.radii ?? model.radius;
      picture.radii = nodes ? radii.map((r, i) => (nodes[i] ? r : 0)) : radii;
      picture.doubts = shownDoubts(model, picture.radii);
      picture.back = bySize(radii);
      picture.largest = radii.reduce((most, r) => Math.max(most, r), 1e-6);
    }
    picture.edgeColors = edgeColors(model, picture.colors, parseColor(picture.theme.edge), picture.radii, asked.edges);
    if (sizes) density(scale);
    picture.version++;
    picture.coloredRegions = asked.coloredRegions;
    picture.tint = paintTint(model, picture.radii, picture.themeName, picture.coloredRegions, picture.version);
  };
  /**
   * @param {Uint32Array | number[] | null} nodes @param {Uint32Array | number[] | null} edges those between the nodes where null
   * @param {number[]} focus
   */
  const emphasize = (nodes, edges, focus) => {
    picture.emphasisVersion++;
    picture.emphasis = null;
    picture.around = focus;
    if (!nodes) return;
    const chosen = new Uint8Array(model.count);
    for (const row of nodes) chosen[row] = 1;
    const between = () => Uint32Array.from({ length: model.edgeCount }, (_, e) => e).filter((e) => chosen[model.source[e]] && chosen[model.target[e]]);
    const doubts = (model.header.doubts ?? []).flatMap(({ a, b }, i) => (chosen[a] && chosen[b] ? [i] : []));
    picture.emphasis = { nodes: Uint32Array.from(nodes), edges: edges ? Uint32Array.from(edges) : between(), focus, doubts };
  };
  return { picture, asked, box, refresh, density, emphasize };
};
