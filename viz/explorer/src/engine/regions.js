// Communities on the picture: soft tints behind their dots, and their names at the level that the zoom asks for.

import { css, mixed, parseColor } from "./colors.js";
import { nodeBounds } from "./camera.js";
import { LINE_HEIGHT, wrapped } from "./text.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Community} Community */
/** @typedef {{community: number, lines: string[], size: number, dx: number, dy: number, width: number, height: number, ink: string}} RegionName the middle of its box lies dx, dy CSS pixels from the community's point */

const CELLS = 288; // of the tint's longer side
const REACH = 1.5; // of the mean distance between nodes: how far a dot's tint reaches
const [FROM, FULL] = [0.7, 1.9]; // weights where a tint begins and where it is full; a lone node weighs 1
export const FINE_ZOOM = 2.4; // from here on the finer communities are named
const [MIN_SIZE, MAX_SIZE] = [12.5, 23]; // CSS pixels of letters
const LETTERS = 20; // per line of a name
const LINES = 3;
const NEVER = 65535;

/**
 * Return per community of a level its index in the header, by the number that columns have.
 * @param {Model} model @param {number} level
 */
export const communityIndex = ({ header }, level) => {
  /** @type {Map<number, number>} */
  const found = new Map();
  (header.communities ?? []).forEach((entry, index) => entry.level === level && found.set(entry.number, index));
  return found;
};

/**
 * Paint the tints of communities on a bitmap: per cell the community that weighs most there.
 * @param {Model} model @param {Float32Array} radii 0 hides a node @param {import("./types.js").ThemeName} theme @param {number} version
 * @returns {import("./types.js").Tint | null}
 */
export const paintTint = (model, radii, theme, version) => {
  const index = communityIndex(model, 0);
  const box = nodeBounds(model, radii);
  if (!index.size || !box || model.count < 3) return null;
  const { count, x, y, community, header } = model;
  const mean = Math.sqrt(((box.right - box.left) * (box.bottom - box.top)) / count);
  const reach = REACH * mean;
  const [left, top] = [box.left - 2 * reach, box.top - 2 * reach];
  const [wide, high] = [box.right - left + 2 * reach, box.bottom - top + 2 * reach];
  const cell = Math.max(wide, high) / CELLS;
  const [columns, lines] = [Math.ceil(wide / cell), Math.ceil(high / cell)];
  const far = Math.max(reach / cell, 2);

  const members = new Map([...index.keys()].map((number) => [number, /** @type {number[]} */ ([])]));
  for (let i = 0; i < count; i++) if (radii[i] > 0 && community[i] !== NEVER) members.get(community[i])?.push(i);
  const weight = new Float32Array(columns * lines);
  const best = new Float32Array(columns * lines);
  const owner = new Int32Array(columns * lines).fill(-1);
  const touched = new Uint32Array(columns * lines);
  for (const [number, rows] of members) {
    let used = 0;
    for (const row of rows) {
      const [cx, cy] = [(x[row] - left) / cell - 0.5, (y[row] - top) / cell - 0.5];
      const bottom = Math.min(Math.floor(cy + far), lines - 1);
      const right = Math.min(Math.floor(cx + far), columns - 1);
      for (let j = Math.max(Math.ceil(cy - far), 0); j <= bottom; j++) {
        for (let c = Math.max(Math.ceil(cx - far), 0); c <= right; c++) {
          const near = 1 - ((c - cx) ** 2 + (j - cy) ** 2) / (far * far);
          if (near <= 0) continue;
          const at = j * columns + c;
          if (weight[at] === 0) touched[used++] = at;
          weight[at] += near * near;
        }
      }
    }
    for (let k = 0; k < used; k++) {
      const at = touched[k];
      if (weight[at] > best[at]) {
        best[at] = weight[at];
        owner[at] = number;
      }
      weight[at] = 0;
    }
  }
  const alpha = 255 * header.themes[theme].tintAlpha;
  const colors = new Map([...index].map(([number, at]) => [number, communityColor(model, at, theme)]));
  const image = new ImageData(columns, lines);
  for (let at = 0; at < owner.length; at++) {
    const color = colors.get(owner[at]);
    const share = Math.min(Math.max((best[at] - FROM) / (FULL - FROM), 0), 1);
    if (!color) continue;
    image.data.set(color, 4 * at);
    image.data[4 * at + 3] = alpha * share * share * (3 - 2 * share);
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, lines];
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
  return { canvas, x: left, y: top, width: columns * cell, height: lines * cell, version };
};

/** @param {Model} model @param {number} at @param {import("./types.js").ThemeName} theme */
const communityColor = ({ header }, at, theme) => {
  const entry = /** @type {Community[]} */ (header.communities)[at];
  const parent = entry.parent === undefined ? undefined : header.communities?.find(({ number, level }) => level === 0 && number === entry.parent);
  return parseColor(entry[theme] ?? parent?.[theme] ?? header.themes[theme].muted);
};

/**
 * Place the names of communities: the largest first, none upon another, near the middle of each.
 * @param {import("./types.js").View} view @param {import("./types.js").Picture} picture
 * @param {(text: string, size: number, weight: number) => number} measure
 * @param {ReturnType<typeof import("./grid.js").takenBoxes>} taken
 * @param {{left: number, top: number, right: number, bottom: number}} frame CSS pixels that names stay in
 * @returns {RegionName[]}
 */
export const placeRegionNames = (view, picture, measure, taken, frame) => {
  const { model, theme, themeName } = picture;
  const communities = model.header.communities ?? [];
  const fine = view.zoom >= FINE_ZOOM && communities.some(({ level }) => level === 1) ? 1 : 0;
  const shown = communities.map((entry, at) => ({ entry, at })).filter(({ entry }) => entry.level === fine && entry.label);
  shown.sort((a, b) => b.entry.size - a.entry.size || a.at - b.at);
  const largest = Math.max(shown[0]?.entry.size ?? 1, 1);
  const small = frame.right - frame.left < 600 ? 0.82 : 1;
  const ink = parseColor(theme.ink);
  /** @type {RegionName[]} */
  const names = [];
  for (const { entry, at } of shown) {
    const x = (entry.x - view.x) * view.scale + view.width / 2;
    const y = (entry.y - view.y) * view.scale + view.height / 2;
    if (x < frame.left || y < frame.top || x > frame.right || y > frame.bottom) continue;
    const size = small * (MIN_SIZE + (MAX_SIZE - MIN_SIZE) * Math.sqrt(entry.size / largest) * (fine ? 0.6 : 1));
    const lines = wrapped(entry.label, LETTERS, LINES);
    const width = Math.max(...lines.map((line) => measure(line, size, 650)));
    const height = lines.length * size * LINE_HEIGHT;
    const place = [[0, 0], [0, -0.6], [0, 0.6], [-0.35, 0], [0.35, 0], [0, -1.1], [0, 1.1], [-0.35, -0.6], [0.35, -0.6], [-0.35, 0.6], [0.35, 0.6]]
      .map(([dx, dy]) => [x + dx * width, y + dy * height])
      .find(([cx, cy]) => {
        const [l, t, r, b] = [cx - width / 2 - 4, cy - height / 2 - 2, cx + width / 2 + 4, cy + height / 2 + 2];
        return l >= frame.left && t >= frame.top && r <= frame.right && b <= frame.bottom && !taken.hit(l, t, r, b);
      });
    if (!place) continue;
    taken.add(place[0] - width / 2 - 4, place[1] - height / 2 - 2, place[0] + width / 2 + 4, place[1] + height / 2 + 2);
    names.push({ community: at, lines, size, dx: place[0] - x, dy: place[1] - y, width, height, ink: css(mixed(communityColor(model, at, themeName), ink, 0.55)) });
  }
  return names;
};

/**
 * Return the middle of a region's name in CSS pixels of the view.
 * @param {import("./types.js").View} view @param {Model} model @param {RegionName} name @returns {[number, number]}
 */
export const regionMiddle = (view, { header }, { community, dx, dy }) => {
  const { x, y } = /** @type {Community[]} */ (header.communities)[community];
  return [(x - view.x) * view.scale + view.width / 2 + dx, (y - view.y) * view.scale + view.height / 2 + dy];
};
