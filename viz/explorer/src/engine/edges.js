// Colors and strengths of lines: the strength depends on the area that lines cover, so that dense pictures stay readable.


/** @typedef {import("../model.js").Model} Model */

const CLEAR = 0.1; // share of the picture's area that lines may cover at full strength
const MIN_STRENGTH = 0.1;
const LONG = 0.08; // of the picture's diagonal; longer lines fade where lines are many
const MIN_FADE = 26; // of 255
const MAX_AT_REST = 30_000; // lines drawn while the whole picture is seen; the widest come first

/**
 * Return the rows of edges from the widest to the thinnest, ties in order of rows.
 * @param {Model} model
 */
export const byWidth = ({ edgeCount, width }) => {
  const rows = new Uint32Array(edgeCount);
  const classes = new Uint32Array(257);
  const rank = (/** @type {number} */ e) => 255 - Math.min(Math.round(width[e] * 16), 255);
  for (let e = 0; e < edgeCount; e++) classes[rank(e) + 1]++;
  for (let i = 0; i < 256; i++) classes[i + 1] += classes[i];
  for (let e = 0; e < edgeCount; e++) rows[classes[rank(e)]++] = e;
  return rows;
};

/**
 * Return rgba per edge: the color of both ends where they share it, else that of lines; alpha 0 where hidden.
 * @param {Model} model @param {Uint8Array} colors rgba per node @param {readonly number[]} line
 * @param {Float32Array} radii 0 hides a node @param {Uint8Array | null} visible per edge
 */
export const edgeColors = ({ edgeCount, source, target }, colors, line, radii, visible) => {
  const from = new Uint32Array(colors.buffer, colors.byteOffset, colors.length / 4);
  const out = new Uint8Array(4 * edgeCount);
  const into = new Uint32Array(out.buffer);
  const plain = new Uint32Array(new Uint8Array([line[0], line[1], line[2], 255]).buffer)[0];
  const solid = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer)[0];
  for (let e = 0; e < edgeCount; e++) {
    const [a, b] = [source[e], target[e]];
    if (radii[a] <= 0 || radii[b] <= 0 || (visible && !visible[e])) continue;
    into[e] = from[a] === from[b] ? from[a] | solid : plain;
  }
  return out;
};

/**
 * Return the share of the picture's area under the visible lines, and how much of its strength each line keeps.
 * @param {Model} model @param {Uint8Array} shown rgba per edge @param {import("./camera.js").Box} box
 * @param {number} scale CSS pixels per unit in the whole picture
 */
export const edgeDensity = ({ edgeCount, source, target, x, y, width }, shown, box, scale) => {
  const [wide, high] = [(box.right - box.left) * scale, (box.bottom - box.top) * scale];
  const long = LONG * Math.hypot(wide, high);
  const lengths = new Float32Array(edgeCount);
  let covered = 0;
  for (let e = 0; e < edgeCount; e++) {
    if (!shown[4 * e + 3]) continue;
    const [dx, dy] = [x[source[e]] - x[target[e]], y[source[e]] - y[target[e]]];
    lengths[e] = Math.sqrt(dx * dx + dy * dy) * scale;
    covered += lengths[e] * width[e];
  }
  const coverage = covered / Math.max(wide * high, 1);
  const share = Math.min(Math.max((coverage - CLEAR) / 0.4, 0), 1);
  const fade = new Uint8Array(edgeCount).fill(255);
  if (share > 0) {
    for (let e = 0; e < edgeCount; e++) {
      if (lengths[e] > long) fade[e] = Math.max(255 * (1 - share + share * (long / lengths[e]) ** 1.2), MIN_FADE);
    }
  }
  return { coverage, fade };
};

/** Strength of lines at a zoom, 0 to 1. @param {number} coverage @param {number} zoom */
export const strength = (coverage, zoom) => Math.min(Math.max(Math.sqrt(CLEAR / Math.max(coverage / Math.max(zoom, 1) ** 1.2, 1e-9)), MIN_STRENGTH), 1);

/** Factor of widths at a zoom. @param {number} coverage @param {number} zoom */
export const widening = (coverage, zoom) => (coverage > 0.4 ? 0.7 : 1) * Math.min(Math.max(zoom ** 0.3, 0.7), 2.5);

/** How many of the visible edges are drawn. @param {number} count @param {number} zoom */
export const drawnEdges = (count, zoom) => (zoom < 1.6 ? Math.min(count, MAX_AT_REST) : count);

