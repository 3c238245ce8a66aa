// Communities in the picture: soft tints behind their dots, and their names at the level for the current zoom.

import { css, mixed, parseColor } from "./colors.js";
import { nodeBounds } from "./camera.js";
import { LINE_HEIGHT, wrapped } from "./text.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Community} Community */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {{community: number, lines: string[], size: number, dx: number, dy: number, width: number, height: number, ink: string}} RegionName the middle of its box lies dx, dy CSS pixels from the community's point */

const CELLS = 288; // of the tint's longer side at most
const CELLS_PER_REACH = 6; // finer ones cannot be seen, since a tint fades over a reach
const REACH = 1.5; // of the mean distance between nodes: how far a dot's tint reaches
const [FROM, FULL] = [0.7, 1.9]; // weights where a tint begins and where it is full; a lone node weighs 1
const BORDER = 0.35; // lead over the next community, as a share of the weight, from which a tint is full: borders stay clear
export const FINE_ZOOM = 2.4; // from here on the finer communities are named
const [MIN_SIZE, MAX_SIZE] = [12, 20]; // CSS pixels of letters
export const WEIGHT = 700;
const LETTERS = 20; // per line of a name
const GRAY_SIZE = 0.8; // of the letters where regions are gray: capitals are higher, and names of dots come first
const LINES = 3;
const SEEN = 0.1; // share of a tint's strength from which it is seen, and clicked
/** Places tried, in widths and heights of the name from the middle of its community. @type {[number, number][]} */
const SHIFTS = [0, -0.6, 0.6, -1.1, 1.1, -1.7, 1.7, -2.4, 2.4, -3.3, 3.3, -4.4, 4.4].flatMap((y) => [0, -0.3, 0.3, -0.6, 0.6].map((x) => /** @type {[number, number]} */ ([x, y])));
const AWAY = 0.12; // cost per CSS pixel from the middle of the community
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
 * @param {Model} model @param {Float32Array} radii 0 hides a node @param {import("./types.js").ThemeName} theme @param {boolean} colored else in gray
 * @param {number} version
 * @returns {import("./types.js").Tint | null}
 */
export const paintTint = (model, radii, theme, colored, version) => {
  const index = communityIndex(model, 0);
  const box = nodeBounds(model, radii);
  if (!index.size || !box || model.count < 3) return null;
  const { count, x, y, community, header } = model;
  const mean = Math.sqrt(((box.right - box.left) * (box.bottom - box.top)) / count);
  const reach = REACH * mean;
  const [left, top] = [box.left - 2 * reach, box.top - 2 * reach];
  const [wide, high] = [box.right - left + 2 * reach, box.bottom - top + 2 * reach];
  const cell = Math.max(Math.max(wide, high) / CELLS, reach / CELLS_PER_REACH);
  const [columns, lines] = [Math.ceil(wide / cell), Math.ceil(high / cell)];
  const far = Math.max(reach / cell, 2);

  const members = new Map([...index.keys()].map((number) => [number, /** @type {number[]} */ ([])]));
  for (let i = 0; i < count; i++) if (radii[i] > 0 && community[i] !== NEVER) members.get(community[i])?.push(i);
  const weight = new Float32Array(columns * lines);
  const best = new Float32Array(columns * lines);
  const next = new Float32Array(columns * lines);
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
        next[at] = best[at];
        best[at] = weight[at];
        owner[at] = number;
      } else next[at] = Math.max(next[at], weight[at]);
      weight[at] = 0;
    }
  }
  const alpha = 255 * header.themes[theme].tintAlpha;
  const colors = new Map([...index].map(([number, at]) => [number, communityColor(model, at, theme, colored)]));
  const image = new ImageData(columns, lines);
  const { data } = image;
  for (let at = 0; at < owner.length; at++) {
    const color = best[at] > FROM ? colors.get(owner[at]) : undefined;
    const strength = color ? smooth((best[at] - FROM) / (FULL - FROM)) : 0;
    if (!color || strength < SEEN) owner[at] = -1;
    if (!color) continue;
    [data[4 * at], data[4 * at + 1], data[4 * at + 2]] = color;
    data[4 * at + 3] = alpha * strength * smooth((best[at] - next[at]) / (BORDER * best[at]));
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, lines];
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
  return { canvas, x: left, y: top, width: columns * cell, height: lines * cell, version, owner };
};

/**
 * Return the number of the community whose tint is at a point, -1 where there is none.
 * @param {import("./types.js").Tint | null} tint @param {number} x layout units @param {number} y
 */
export const tintOwner = (tint, x, y) => {
  if (!tint) return -1;
  const { canvas, owner } = tint;
  const column = Math.floor(((x - tint.x) / tint.width) * canvas.width);
  const line = Math.floor(((y - tint.y) / tint.height) * canvas.height);
  return column < 0 || line < 0 || column >= canvas.width || line >= canvas.height ? -1 : owner[line * canvas.width + column];
};

/** From 0 to 1 without an edge at either end. @param {number} share */
const smooth = (share) => {
  const within = Math.min(Math.max(share, 0), 1);
  return within * within * (3 - 2 * within);
};

/** @param {Model} model @param {number} at @param {import("./types.js").ThemeName} theme @param {boolean} colored */
const communityColor = ({ header }, at, theme, colored) => {
  if (!colored) return parseColor(header.themes[theme].muted);
  const entry = /** @type {Community[]} */ (header.communities)[at];
  const parent = entry.parent === undefined ? undefined : header.communities?.find(({ number, level }) => level === 0 && number === entry.parent);
  return parseColor(entry[theme] ?? parent?.[theme] ?? header.themes[theme].muted);
};

/** @type {{key: string, model: Model, numbers: Set<number>} | null} */
let counted = null;

/** Return the communities of a level of which a node is visible. @param {import("./types.js").Picture} picture @param {0 | 1} level */
const numbersInPicture = ({ model, radii, version, emphasis, emphasisVersion }, level) => {
  const key = `${level} ${version} ${emphasis ? emphasisVersion : -1}`;
  if (counted?.key !== key || counted.model !== model) {
    const column = level === 1 ? model.fine : model.community;
    const rows = emphasis ? Array.from(emphasis.nodes, (node) => (radii[node] > 0 ? column[node] : NEVER)) : column.filter((_, node) => radii[node] > 0);
    counted = { key, model, numbers: new Set(rows) };
  }
  return counted.numbers;
};

/**
 * Return a function that places the names of communities: the largest first, none upon another, near the middle of
 * each, and where they hide least.
 * @param {import("./types.js").View} view @param {import("./types.js").Picture} picture
 * @param {(text: string, size: number, weight: number) => number} measure
 * @param {Box} frame CSS pixels that names stay in
 * @param {(box: Box, isMember: (node: number) => boolean) => number} cost how much a box hides, Infinity where something is in the way
 * @param {(label: string, x: number, y: number) => boolean} isWritten whether a dot near a point has that name already
 */
export const regionNames = (view, picture, measure, frame, cost, isWritten) => {
  const { model, theme, themeName } = picture;
  const communities = model.header.communities ?? [];
  const fine = view.zoom >= FINE_ZOOM && communities.some(({ level }) => level === 1) ? 1 : 0;
  const there = numbersInPicture(picture, fine);
  const shown = communities.map((entry, at) => ({ entry, at })).filter(({ entry }) => entry.level === fine && entry.label && there.has(entry.number));
  shown.sort((a, b) => b.entry.size - a.entry.size || a.at - b.at);
  const largest = Math.max(shown[0]?.entry.size ?? 1, 1);
  const small = frame.right - frame.left < 600 ? 0.72 : 1;
  const ink = parseColor(theme.ink);
  /** @type {RegionName[]} */
  const names = [];
  let next = 0;

  /** Place names until so many are placed. @param {number} most @param {(box: Box) => void} take */
  const place = (most, take) => {
    for (; next < shown.length && names.length < most; next++) {
      const { entry, at } = shown[next];
      const x = (entry.x - view.x) * view.scale + view.width / 2;
      const y = (entry.y - view.y) * view.scale + view.height / 2;
      if (x < frame.left || y < frame.top || x > frame.right || y > frame.bottom || isWritten(entry.short ?? entry.label, x, y)) continue;
      const size = small * (picture.coloredRegions ? 1 : GRAY_SIZE) * (MIN_SIZE + (MAX_SIZE - MIN_SIZE) * Math.sqrt(entry.size / largest) * (fine ? 0.5 : 1));
      const name = entry.short ?? entry.label;
      // as on maps, gray capitals name areas, not the marks in them
      const lines = wrapped(picture.coloredRegions ? name : name.toUpperCase(), LETTERS, LINES);
      const width = Math.max(...lines.map((line) => measure(line, size, WEIGHT)));
      const height = lines.length * size * LINE_HEIGHT;
      const members = entry.level ? model.fine : model.community;
      const isMember = (/** @type {number} */ node) => members[node] === entry.number;
      let [best, least] = [/** @type {[number, number] | null} */ (null), Infinity];
      for (const [sx, sy] of SHIFTS) {
        const [cx, cy] = [x + sx * width, y + sy * height];
        const box = { left: cx - width / 2 - 3, top: cy - height / 2 - 1, right: cx + width / 2 + 3, bottom: cy + height / 2 + 1 };
        if (box.left < frame.left || box.top < frame.top || box.right > frame.right || box.bottom > frame.bottom) continue;
        const away = AWAY * (Math.abs(sx * width) + Math.abs(sy * height));
        const hidden = away < least ? away + cost(box, isMember) : Infinity;
        if (hidden < least) [best, least] = [[cx, cy], hidden];
      }
      if (!best) continue;
      take({ left: best[0] - width / 2 - 3, top: best[1] - height / 2 - 1, right: best[0] + width / 2 + 3, bottom: best[1] + height / 2 + 1 });
      names.push({ community: at, lines, size, dx: best[0] - x, dy: best[1] - y, width, height, ink: css(mixed(communityColor(model, at, themeName, picture.coloredRegions), ink, picture.coloredRegions ? 0.5 : 0)) });
    }
  };
  return { names, place };
};

/**
 * Return the middle of a region's name in CSS pixels of the view.
 * @param {import("./types.js").View} view @param {Model} model @param {RegionName} name @returns {[number, number]}
 */
export const regionMiddle = (view, { header }, { community, dx, dy }) => {
  const { x, y } = /** @type {Community[]} */ (header.communities)[community];
  return [(x - view.x) * view.scale + view.width / 2 + dx, (y - view.y) * view.scale + view.height / 2 + dy];
};
