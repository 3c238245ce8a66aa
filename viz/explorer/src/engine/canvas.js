// The canvas-2D renderer, also used for pictures to save. It draws the same as webgl.js, in batches of one look.

import { css, parseColor } from "./colors.js";
import { STEP as DOUBT_STEP, WIDTH as DOUBT_WIDTH, doubtAlpha, doubtColor, doubtEnds, doubtScale, stressedDoubts } from "./doubts.js";
import { drawnEdges, strength, widening } from "./edges.js";
import { DIMMED_DOTS, DIMMED_LINES, EMPHASIS_WIDTH, GLOW_ALPHA, discColors, glowColor, glowReach } from "./look.js";
import { OUTLINE, OUTLINED, RIM, trace } from "./shapes.js";

/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {import("./types.js").View} View */

const LINES_PER_STROKE = 300; // one huge path is slow to fill, one stroke per line is slow to issue
const DOTS_PER_FILL = 200;
const MAX_LINES = 24_000; // drawn while the whole picture is seen
const MAX_DIMMED = 1500; // lines in view drawn where others stand out, at an eighth of their strength
const FAINT = 1 / 255; // alpha of a line that no pixel would show
const TINY = 1.4; // CSS pixels; a smaller disc is drawn as a square of the same area
const ROUND = 3; // device pixels across a dot of a dotted line, from which on it is drawn as a disc
const FADES = 6; // classes of strength

/** @param {View} view @param {number} x @param {number} y @returns {[number, number]} */
const project = (view, x, y) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];

/**
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture @param {Uint32Array} rows
 * @param {number} alpha @param {number} widen @param {boolean} full @param {number} most
 */
const drawLines = (context, view, picture, rows, alpha, widen, full, most) => {
  const { model, edgeColors, edgeFade, coverage } = picture;
  const { x, y, source, target, width, generated } = model;
  const factor = widening(coverage, view.zoom) * widen;
  /** @type {Map<number, number[]>} */
  const batches = new Map();
  let seen = 0;
  for (let i = 0; i < rows.length && seen < most; i++) {
    const row = rows[i];
    if (!edgeColors[4 * row + 3]) continue;
    const fade = full ? FADES : Math.max(Math.round((edgeFade[row] / 255) * FADES), 1);
    if (alpha * fade < FADES * FAINT) continue;
    const [ax, ay] = project(view, x[source[row]], y[source[row]]);
    const [bx, by] = project(view, x[target[row]], y[target[row]]);
    if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > view.width && bx > view.width) || (ay > view.height && by > view.height)) continue;
    seen++;
    const wide = Math.min(Math.round(width[row] * 4), 63);
    const rgb = (edgeColors[4 * row] << 16) | (edgeColors[4 * row + 1] << 8) | edgeColors[4 * row + 2];
    const key = ((rgb * 64 + wide) * 8 + fade) * 2 + (generated[row] ? 1 : 0);
    const lines = batches.get(key);
    if (lines) lines.push(ax, ay, bx, by);
    else batches.set(key, [ax, ay, bx, by]);
  }
  context.lineCap = "butt";
  for (const [key, lines] of batches) {
    const fade = Math.floor(key / 2) % 8;
    const wide = (Math.floor(key / 16) % 64) * 0.25 * factor;
    const rgb = Math.floor(key / 1024);
    const drawn = Math.max(wide, 1 / view.ratio);
    context.strokeStyle = css([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
    context.globalAlpha = Math.min((alpha * fade * Math.min(wide / drawn, 1)) / FADES, 1);
    context.lineWidth = drawn;
    context.setLineDash(key % 2 ? [5, 4] : []);
    for (let start = 0; start < lines.length; start += 4 * LINES_PER_STROKE) {
      const end = Math.min(lines.length, start + 4 * LINES_PER_STROKE);
      context.beginPath();
      for (let i = start; i < end; i += 4) {
        context.moveTo(lines[i], lines[i + 1]);
        context.lineTo(lines[i + 2], lines[i + 3]);
      }
      context.stroke();
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
};

/**
 * Draw dotted lines, dot by dot and only what is in view: dashes of a path cost ten times as much, and those of lines
 * that leave the view are not free either.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture @param {number[]} rows @param {number} alpha @param {number} widen
 */
const drawDoubts = (context, view, picture, rows, alpha, widen) => {
  const size = DOUBT_WIDTH * widen;
  const plain = size * view.ratio < ROUND;
  const side = plain ? 0.886 * size : size; // a square of the same area
  context.fillStyle = css(doubtColor(picture.theme));
  context.globalAlpha = alpha * doubtAlpha(rows.length);
  for (const row of rows) {
    const [ax, ay, bx, by] = doubtEnds(view, picture, row);
    const [dx, dy] = [bx - ax, by - ay];
    const long = Math.hypot(dx, dy);
    let [from, to] = [0, 1]; // share of the line that is in view
    for (const [start, way, most] of [[ax, dx, view.width], [ay, dy, view.height]]) {
      const [one, other] = way ? [(-size - start) / way, (most + size - start) / way] : start < -size || start > most + size ? [2, 2] : [0, 1];
      from = Math.max(from, Math.min(one, other));
      to = Math.min(to, Math.max(one, other));
    }
    if (!plain) context.beginPath();
    for (let at = Math.ceil((from * long) / DOUBT_STEP) * DOUBT_STEP; at <= to * long; at += DOUBT_STEP) {
      const [x, y] = [ax + (dx * at) / long, ay + (dy * at) / long];
      if (plain) context.fillRect(x - side / 2, y - side / 2, side, side);
      else {
        context.moveTo(x + size / 2, y);
        context.arc(x, y, size / 2, 0, 2 * Math.PI);
      }
    }
    if (!plain) context.fill();
  }
  context.globalAlpha = 1;
};

/**
 * Draw dots from the largest to the smallest; those of nearly one size and of one color together.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture @param {Uint32Array} rows @param {number} alpha
 */
const drawDots = (context, view, { model, radii, colors, shapes, theme }, rows, alpha) => {
  /** @type {Map<number, number[]>} */
  let batches = new Map();
  let from = Infinity;
  const flush = () => {
    for (const [key, dots] of batches) {
      const [shape, rgb] = [key % 16, Math.floor(key / 16)];
      const color = css([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
      const outlined = Boolean(shape & OUTLINED);
      for (let start = 0; start < dots.length; start += 3 * DOTS_PER_FILL) {
        const end = Math.min(dots.length, start + 3 * DOTS_PER_FILL);
        context.beginPath();
        for (let i = start; i < end; i += 3) {
          const r = dots[i + 2];
          if (r < TINY && !(shape & 7)) context.rect(dots[i] - 0.886 * r, dots[i + 1] - 0.886 * r, 1.772 * r, 1.772 * r);
          else trace(context, shape, dots[i], dots[i + 1], outlined ? r - OUTLINE / 2 : r);
        }
        const rim = RIM * Math.min(Math.max((dots[start + 2] - 1.2) / 2.5, 0), 1);
        if (rim > 0 && !outlined) {
          context.strokeStyle = theme.ground;
          context.lineWidth = 2 * rim;
          context.stroke();
        }
        context.fillStyle = outlined ? theme.ground : color;
        context.fill();
        if (outlined) {
          context.strokeStyle = color;
          context.lineWidth = OUTLINE;
          context.stroke();
        }
      }
    }
    batches = new Map();
  };
  context.globalAlpha = alpha;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (radii[row] <= 0) continue;
    const r = Math.max(radii[row] * view.dot, view.minDot);
    const [px, py] = project(view, model.x[row], model.y[row]);
    if (px < -1.3 * r || py < -1.3 * r || px > view.width + 1.3 * r || py > view.height + 1.3 * r) continue;
    if (r < 0.75 * from) {
      flush();
      from = r;
    }
    const key = ((colors[4 * row] << 16) | (colors[4 * row + 1] << 8) | colors[4 * row + 2]) * 16 + shapes[row];
    const dots = batches.get(key);
    if (dots) dots.push(px, py, r);
    else batches.set(key, [px, py, r]);
  }
  flush();
  context.globalAlpha = 1;
};

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture */
const drawGlows = (context, view, { model, radii, back, theme, emphasis }) => {
  const [r, g, b] = glowColor(theme);
  const alpha = emphasis ? GLOW_ALPHA * DIMMED_DOTS : GLOW_ALPHA;
  for (const row of back) {
    if (!model.fresh[row] || radii[row] <= 0) continue;
    const [px, py] = project(view, model.x[row], model.y[row]);
    const reach = glowReach(Math.max(radii[row] * view.dot, view.minDot));
    if (px < -reach || py < -reach || px > view.width + reach || py > view.height + reach) continue;
    const glow = context.createRadialGradient(px, py, 0, px, py, reach);
    for (const at of [0, 0.33, 0.66, 1]) glow.addColorStop(at, `rgb(${r} ${g} ${b} / ${alpha * (1 - at) ** 1.5})`);
    context.fillStyle = glow;
    context.fillRect(px - reach, py - reach, 2 * reach, 2 * reach);
  }
};

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture */
const drawDiscs = (context, view, { model, theme, themeName }) => {
  const colors = discColors(model, themeName);
  (model.header.discs ?? []).forEach(({ x, y, r }, i) => {
    const [px, py] = project(view, x, y);
    context.beginPath();
    context.arc(px, py, r * view.scale, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = css(colors[i]);
    context.globalAlpha = theme.discAlpha;
    context.fill();
    context.globalAlpha = theme.rimAlpha;
    context.lineWidth = 1;
    context.stroke();
  });
  context.globalAlpha = 1;
};

/**
 * Draw everything but names.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Picture} picture
 */
export const paint = (context, view, picture) => {
  const { theme, tint, emphasis, coverage } = picture;
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.fillStyle = css(parseColor(theme.ground));
  context.fillRect(0, 0, view.width, view.height);
  if (tint) {
    const [left, top] = project(view, tint.x, tint.y);
    context.globalAlpha = emphasis ? 0.5 : 1;
    context.drawImage(tint.canvas, left, top, tint.width * view.scale, tint.height * view.scale);
    context.globalAlpha = 1;
  }
  drawDiscs(context, view, picture);
  const full = theme.edgeAlpha * strength(coverage, view.zoom) * (emphasis ? DIMMED_LINES : 1);
  const most = emphasis ? MAX_DIMMED : view.zoom < 1.6 ? Math.min(MAX_LINES, drawnEdges(MAX_LINES, view.zoom)) : Infinity;
  drawLines(context, view, picture, picture.strong, full, 1, false, most);
  drawDoubts(context, view, picture, picture.doubts, emphasis ? DIMMED_LINES : 1, doubtScale(view, picture));
  drawGlows(context, view, picture);
  drawDots(context, view, picture, picture.back, emphasis ? DIMMED_DOTS : 1);
  if (emphasis) {
    drawLines(context, view, picture, emphasis.edges, Math.min(2 * theme.edgeAlpha, 1), emphasis.focus.length ? EMPHASIS_WIDTH : 1, true, Infinity);
    drawDoubts(context, view, picture, stressedDoubts(picture), 1, 1);
    drawDots(context, view, picture, emphasis.nodes.slice().sort((a, b) => picture.radii[b] - picture.radii[a]), 1);
  }
};

/**
 * Make a renderer that needs nothing but a 2D context.
 * @param {HTMLCanvasElement} canvas
 * @returns {import("./types.js").Renderer}
 */
export const canvasRenderer = (canvas) => {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  /** @param {View} view @param {Picture} picture */
  const draw = (view, picture) => {
    const [wide, high] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    paint(context, view, picture);
  };
  return { kind: "canvas", canvas, draw, destroy: () => {} };
};
