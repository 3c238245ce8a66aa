// Text on the overlay: shortened, measured once, written with a halo.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const HALO = 3.2; // CSS pixels of ground around letters, half of them outside
const MAX_MEASURED = 20_000; // widths remembered per weight
const MEASURED = 32; // CSS pixels of letters that are measured
const LAST_LATIN = 0x24f; // letters up to here neither join nor combine

export const LINE_HEIGHT = 1.18; // of the font's size
export const ASCENT = 0.86; // of a font's size, from the top of a box to the baseline

/** @param {number} size @param {number} weight */
export const font = (size, weight) => `${weight} ${size}px ${FAMILY}`;

/** Return text on one line, cut after `most` characters. @param {string} text @param {number} most */
export const shortened = (text, most) => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (line.length <= most) return line;
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : line;
};

/**
 * Return a function that measures text: widths grow with the size of letters, so each letter is measured once per
 * weight. Kerning is left out, which makes Latin text up to 3 % wider than it is drawn. Other scripts, whose letters
 * join or combine, are measured as a whole.
 */
export const measurer = () => {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {Map<number, Map<string, number>>} widths by weight at the size measured */
  const known = new Map();
  let used = 0;
  /** @param {string} text @param {number} weight @param {Map<string, number>} widths */
  const measured = (text, weight, widths) => {
    if (used !== weight) context.font = font(MEASURED, (used = weight));
    const { width } = context.measureText(text);
    if (widths.size > MAX_MEASURED) widths.clear();
    widths.set(text, width);
    return width;
  };
  /** @param {string} text @param {number} size @param {number} weight */
  return (text, size, weight) => {
    let widths = known.get(weight);
    if (!widths) known.set(weight, (widths = new Map()));
    let sum = 0;
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > LAST_LATIN) {
        sum = widths.get(text) ?? measured(text, weight, widths);
        break;
      }
      sum += widths.get(text[i]) ?? measured(text[i], weight, widths);
    }
    return (sum * size) / MEASURED;
  };
};

/**
 * Write one line with its halo; letters from right to left keep their order inside the line.
 * @param {CanvasRenderingContext2D} context @param {string} text @param {number} x middle @param {number} y baseline
 * @param {string} ink @param {string} ground
 */
export const write = (context, text, x, y, ink, ground) => {
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
};

/** @param {CanvasRenderingContext2D} context */
export const prepare = (context) => {
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.direction = "ltr";
  context.lineWidth = HALO;
};

/**
 * Break a list of words joined by " · " into at most `most` lines of about `long` characters, where possible between
 * entries of the list; what does not fit is cut.
 * @param {string} text @param {number} long @param {number} most
 */
export const wrapped = (text, long, most) => {
  /** @type {string[]} */
  const lines = [];
  let joiner = "";
  for (const entry of shortened(text, 200).split(" · ")) {
    for (const word of entry.length > long ? entry.split(" ") : [entry]) {
      const last = lines.length - 1;
      if (last >= 0 && lines[last].length + joiner.length + word.length <= long) lines[last] += joiner + word;
      else lines.push(word);
      joiner = " ";
    }
    joiner = " · ";
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
};
