// Colors as bytes, and mixtures of them.

/** @typedef {[number, number, number]} Rgb */

/** @param {string} text "#rgb" or "#rrggbb"; anything else reads as gray @returns {Rgb} */
export const parseColor = (text) => {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? "")?.[1];
  if (!hex) return [136, 136, 136];
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [parseInt(long.slice(0, 2), 16), parseInt(long.slice(2, 4), 16), parseInt(long.slice(4, 6), 16)];
};

/** @param {Rgb} one @param {Rgb} other @param {number} share of the other @returns {Rgb} */
export const mixed = (one, other, share) => /** @type {Rgb} */ (one.map((value, i) => Math.round(value + (other[i] - value) * share)));

/** @param {ArrayLike<number>} rgb @param {number} [at] @returns {string} */
export const css = (rgb, at = 0) => `rgb(${rgb[at]} ${rgb[at + 1]} ${rgb[at + 2]})`;

/**
 * Return the colors of nodes by their groups.
 * @param {import("../model.js").Model} model
 * @param {"light" | "dark"} theme
 * @returns {Uint8Array} rgba per node
 */
export const groupColors = ({ header, count, group }, theme) => {
  const palette = header.groups.map((entry) => parseColor(entry[theme]));
  const colors = new Uint8Array(4 * count);
  for (let i = 0; i < count; i++) {
    const [r, g, b] = palette[group[i]] ?? [136, 136, 136];
    colors[4 * i] = r;
    colors[4 * i + 1] = g;
    colors[4 * i + 2] = b;
    colors[4 * i + 3] = 255;
  }
  return colors;
};
