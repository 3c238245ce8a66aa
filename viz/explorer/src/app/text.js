// Words and numbers in the form that people read and type.

/** @type {Record<string, string>} */
const SPELLED = { ø: "o", ł: "l", ß: "ss", ı: "i", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ŋ: "n", ŧ: "t", ə: "e" };

/**
 * Fold text for searching: without accents and case, with single spaces. Chinese characters are kept.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  // Most names are plain ASCII: normalizing them costs five times as much as all else.
  if (/^[\x20-\x7e]*$/.test(text)) return spaced(text.toLowerCase());
  return spaced(text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[øłßıđðþæœħŋŧə]/g, (letter) => SPELLED[letter]));
}

/** Replace marks between words by one space. @param {string} text */
function spaced(text) {
  return text.replace(/[\s\-‐‑–·.,;:'’()[\]/]+/g, " ").trim();
}

/** Formats by the decimals that they keep: making one takes as long as formatting a hundred numbers. @type {Map<number, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Format a number with thousands separators.
 * @param {number} value
 * @param {number} [digits] decimals at most
 * @returns {string}
 */
export function number(value, digits = 0) {
  if (!digits && Number.isSafeInteger(value)) return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  let format = formats.get(digits);
  if (!format) formats.set(digits, (format = new Intl.NumberFormat("en", { maximumFractionDigits: digits })));
  return format.format(value);
}

/**
 * Format a count with its noun.
 * @param {number} value
 * @param {string} one
 * @param {string} many
 * @returns {string}
 */
export function count(value, one, many) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/**
 * Separate the words of an identifier: "evaluatedOn" is "evaluated on".
 * @param {string} key
 * @returns {string}
 */
export function parted(key) {
  return key.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);
}

/**
 * Name a range of months or days, from the first to the last.
 * @param {string} first
 * @param {string} last
 * @returns {string}
 */
export function span(first, last) {
  return [...new Set([first, last].filter(Boolean))].join(" – ");
}

/**
 * Quote text for a command line of a POSIX shell.
 * @param {string} text
 * @returns {string}
 */
export function quoted(text) {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}

/**
 * Return the address of a paper on arXiv.
 * @param {string} id
 * @returns {string}
 */
export function arxivUrl(id) {
  return `https://arxiv.org/abs/${encodedPath(id)}`;
}

/**
 * Encode an identifier as the path of an address; its slashes stay.
 * @param {string} id
 * @returns {string}
 */
export function encodedPath(id) {
  return id.split("/").map(encodeURIComponent).join("/");
}

/**
 * Begin a text with a capital letter.
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
