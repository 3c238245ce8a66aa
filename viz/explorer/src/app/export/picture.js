// A picture with the texts of its sheet, as a bitmap and as SVG.

import { escaped } from "../../engine/svg.js";
import { SHAPES, svgShape, trace } from "../../engine/shapes.js";
import { font } from "../../engine/text.js";
import { RAMP_STEP, sheetOf } from "./sheet.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./sheet.js").Item} Item */

export const PIXELS = 2; // of a saved picture per CSS pixel
const RADIUS = 4.6; // CSS pixels of a mark
const HALO = 7.5; // CSS pixels of a glow around a smaller mark

/** @param {string} shape */
const numberOf = (shape) => Math.max(SHAPES.indexOf(shape), 0);

/** @param {CanvasRenderingContext2D} context @param {Item} item @param {string} ground */
function paint(context, item, ground) {
  const { x, y } = item;
  if (item.kind === "text") {
    context.font = font(item.size, item.weight);
    context.fillStyle = item.ink;
    context.fillText(item.text, x, y);
  } else if (item.kind === "ramp") {
    item.colors.forEach((color, i) => {
      context.fillStyle = color;
      context.fillRect(x + i * RAMP_STEP, y - 5, RAMP_STEP, 10);
    });
  } else if (item.kind === "dots") {
    context.fillStyle = item.color;
    for (let i = 0; i < 3; i++) {
      context.beginPath();
      context.arc(x + 1.5 + 4.5 * i, y, 1.4, 0, 2 * Math.PI);
      context.fill();
    }
  } else {
    if (item.halo) {
      context.globalAlpha = 0.75;
      context.fillStyle = item.halo;
      context.beginPath();
      context.arc(x, y, HALO, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
    }
    context.beginPath();
    trace(context, numberOf(item.shape), x, y, item.halo ? RADIUS * 0.7 : RADIUS);
    context.fillStyle = item.outlined ? ground : item.color;
    context.fill();
    if (!item.outlined) return;
    context.strokeStyle = item.color;
    context.lineWidth = 1.5;
    context.stroke();
  }
}

/** @param {Item} item @param {string} ground @returns {string} */
function svgItem(item, ground) {
  const { x, y } = item;
  if (item.kind === "text") return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${item.size}" font-weight="${item.weight}" fill="${item.ink}">${escaped(item.text)}</text>`;
  if (item.kind === "ramp") return item.colors.map((color, i) => `<rect x="${x + i * RAMP_STEP}" y="${y - 5}" width="${RAMP_STEP}" height="10" fill="${color}"/>`).join("");
  if (item.kind === "dots") return [0, 1, 2].map((i) => `<circle cx="${x + 1.5 + 4.5 * i}" cy="${y}" r="1.4" fill="${item.color}"/>`).join("");
  const halo = item.halo ? `<circle cx="${x}" cy="${y}" r="${HALO}" fill="${item.halo}" fill-opacity="0.75"/>` : "";
  const look = item.outlined ? `fill="${ground}" stroke="${item.color}" stroke-width="1.5"` : `fill="${item.color}"`;
  return `${halo}${svgShape(numberOf(item.shape), x, y, item.halo ? RADIUS * 0.7 : RADIUS)} ${look}/>`;
}

/**
 * Return the visible picture as a bitmap, with its texts.
 * @param {App} app
 * @param {HTMLCanvasElement} picture with `PIXELS` per CSS pixel
 */
export function canvasWithWords(app, picture) {
  const { ground } = app.facts.header.themes[app.theme()];
  const sheet = sheetOf(app, picture.width / PIXELS);
  const made = document.createElement("canvas");
  const context = made.getContext("2d");
  if (!context) return picture;
  made.width = picture.width;
  made.height = picture.height + Math.round((sheet.headHeight + sheet.footHeight) * PIXELS);
  context.fillStyle = ground;
  context.fillRect(0, 0, made.width, made.height);
  context.drawImage(picture, 0, Math.round(sheet.headHeight * PIXELS));
  context.scale(PIXELS, PIXELS);
  for (const item of sheet.head) paint(context, item, ground);
  context.translate(0, sheet.headHeight + picture.height / PIXELS);
  for (const item of sheet.foot) paint(context, item, ground);
  return made;
}

/**
 * Return the visible picture as SVG, with its texts.
 * @param {App} app
 * @param {string} picture elements of SVG
 * @param {{width: number, height: number}} size of the picture in CSS pixels
 */
export function svgWithWords(app, picture, { width, height }) {
  const { ground } = app.facts.header.themes[app.theme()];
  const sheet = sheetOf(app, width);
  const whole = (sheet.headHeight + height + sheet.footHeight).toFixed(1);
  const items = (/** @type {Item[]} */ some) => some.map((item) => svgItem(item, ground)).join("\n");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" font-family="system-ui, Helvetica, Arial, 'Noto Sans CJK SC', sans-serif">`,
    `<title>${escaped(sheet.title)}</title>`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    items(sheet.head),
    `<g transform="translate(0 ${sheet.headHeight.toFixed(1)})">${picture}</g>`,
    `<g transform="translate(0 ${(sheet.headHeight + height).toFixed(1)})">`,
    items(sheet.foot),
    "</g></svg>",
  ].join("\n");
}
