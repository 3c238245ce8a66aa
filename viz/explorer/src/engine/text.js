// Text on the overlay: shortened, measured once, written with a halo.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const HALO = 3.2; // CSS pixels of ground around letters, half of them outside
const MAX_MEASURED = 20_000; // widths remembered

export const LINE_HEIGHT = 1.18; // of the font's size

/** @param {number} size @param {number} weight */
export const font = (size, weight) => `${weight} ${size}px ${FAMILY}`;

/** Return text on one line, cut after `most` characters. @param {string} text @param {number} most */
export const shortened = (text, most) => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (line.length <= most) return line;
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : line;
};

/** Return a function that measures text and remembers it. */
export const measurer = () => {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {Map<string, number>} */
  const known = new Map();
  let used = "";
  /** @param {string} text @param {number} size @param {number} weight */
  return (text, size, weight) => {
    const wanted = font(size, weight);
    const key = `${size} ${weight} ${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (used !== wanted) context.font = used = wanted;
    const { width } = context.measureText(text);
    if (known.size > MAX_MEASURED) known.clear();
    known.set(key, width);
    return width;
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
