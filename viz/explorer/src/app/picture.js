// A saved picture explains itself elsewhere: heading above it, legend and caption below.

import { chosenLooks } from "./app.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {{color: string, words: string, x: number, line: number, dotted?: boolean}} Key */

export const PIXELS = 2; // of a saved picture per CSS pixel
const MAX_KEYS = 14; // groups in the legend of a picture; a report has no room for more
const LINE = 19; // CSS pixels per line of the legend
const [SIDE, HEAD, FOOT] = [14, 58, 26]; // CSS pixels around the picture

/**
 * Place the groups of the legend in lines.
 * @param {App} app
 * @param {CanvasRenderingContext2D} context with the font of the legend
 * @param {number} room CSS pixels
 * @returns {Key[]}
 */
function legendKeys(app, context, room) {
  const { header } = app.facts;
  const colored = app.state.values.coloring === "group";
  const entries = colored ? (header.legends ?? []).flatMap(({ groups }) => groups).filter(({ every }) => !every) : [];
  let [x, line] = [0, 0];
  const keys = entries.slice(0, MAX_KEYS).map(({ group }) => ({ color: header.groups?.[group]?.[app.theme()] ?? "", words: header.groups?.[group]?.label ?? "", dotted: false }));
  if (entries.length > MAX_KEYS) keys.push({ color: "", words: `and ${entries.length - MAX_KEYS} more`, dotted: false });
  if (app.stage.doubts().shown.length) keys.push({ color: header.themes[app.theme()].doubt, words: "may be the same person", dotted: true });
  return keys.map(({ color, words, dotted }) => {
    const wide = context.measureText(words).width / PIXELS + 34;
    if (x > 0 && x + wide > room) [x, line] = [0, line + 1];
    const key = { color, words, x, line, dotted };
    x += wide;
    return key;
  });
}

/** Put heading, legend and caption around a picture. @param {App} app @param {HTMLCanvasElement} picture */
export function withWords(app, picture) {
  const { header } = app.facts;
  const look = header.themes[app.theme()];
  const made = document.createElement("canvas");
  const context = made.getContext("2d");
  if (!context) return picture;
  const family = getComputedStyle(document.body).fontFamily;
  const font = `400 ${12 * PIXELS}px ${family}`;
  context.font = font;
  const keys = legendKeys(app, context, picture.width / PIXELS - 2 * SIDE);
  const lines = keys.length ? (keys.at(-1)?.line ?? 0) + 1 : 0;
  made.width = picture.width;
  made.height = picture.height + (HEAD + lines * LINE + FOOT) * PIXELS;
  context.fillStyle = look.ground;
  context.fillRect(0, 0, made.width, made.height);
  context.drawImage(picture, 0, HEAD * PIXELS);
  /** @param {string} words @param {number} size @param {number} weight @param {string} ink @param {number} y */
  const write = (words, size, weight, ink, y) => {
    context.font = `${weight} ${size * PIXELS}px ${family}`;
    context.fillStyle = ink;
    context.fillText(words, SIDE * PIXELS, y, made.width - 2 * SIDE * PIXELS);
  };
  write(header.heading ?? header.title ?? "", 19, 650, look.ink, 26 * PIXELS);
  write(document.getElementById("left")?.textContent ?? header.shown ?? "", 12, 400, look.muted, 46 * PIXELS);
  const below = picture.height + HEAD * PIXELS;
  for (const { color, words, x, line, dotted } of keys) {
    const [left, middle] = [(SIDE + x) * PIXELS, below + (line + 0.5) * LINE * PIXELS];
    if (color) {
      context.beginPath();
      if (dotted) for (const at of [0, 5, 10]) context.arc(left + at * PIXELS, middle, 1.4 * PIXELS, 0, 2 * Math.PI);
      else context.arc(left + 5 * PIXELS, middle, 4.5 * PIXELS, 0, 2 * Math.PI);
      context.fillStyle = color;
      context.fill();
    }
    context.font = font;
    context.fillStyle = look.ink;
    context.fillText(words, left + 14 * PIXELS, middle + 4 * PIXELS);
  }
  write(`${header.caption ?? ""} ${chosenLooks(app)}`.trim(), 11, 400, look.muted, made.height - 9 * PIXELS);
  return made;
}
