// The visible picture as SVG, drawn as shapes and text that other programs can edit.

import { css, parseColor } from "./colors.js";
import { CHANCE, STEP as DOUBT_STEP, WIDTH as DOUBT_WIDTH, chancesShown, doubtAlpha, doubtEnds, doubtScale, stressedDoubts } from "./doubts.js";
import { strength, widening } from "./edges.js";
import { DIMMED_DOTS, DIMMED_LINES, EMPHASIS_WIDTH, GLOW_ALPHA, RING, discColors, glowColor, glowReach } from "./look.js";
import { linesOf } from "./labels.js";
import { discCaptions } from "./overlay.js";
import { WEIGHT as REGION_WEIGHT, regionMiddle } from "./regions.js";
import { OUTLINE, OUTLINED, RIM, svgShape } from "./shapes.js";
import { ASCENT, LINE_HEIGHT } from "./text.js";

/** Escape text for SVG; what XML forbids becomes a replacement character. @param {string} text */
export const escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/** @param {number} value */
const n = (value) => +value.toFixed(2);

/** @param {number} x @param {number} y @param {number} r */
const circle = (x, y, r) => `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;

/**
 * @param {import("./types.js").View} view without margins @param {import("./types.js").Picture} picture
 * @param {import("./labels.js").Placement} placement @param {(text: string, size: number, weight: number) => number} measure
 * @param {string} title
 */
export const svgPicture = (view, picture, placement, measure, title) => {
  const { model, theme, themeName, tint, emphasis, colors, radii, shapes, edgeColors, edgeFade, coverage } = picture;
  const px = (/** @type {number} */ x) => (x - view.x) * view.scale + view.width / 2;
  const py = (/** @type {number} */ y) => (y - view.y) * view.scale + view.height / 2;
  /** @type {string[]} */
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(view.width)} ${n(view.height)}" width="${n(view.width)}" height="${n(view.height)}" font-family="system-ui, Helvetica, Arial, 'Noto Sans CJK SC', sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.ground}"/>`,
  ];
  if (tint) out.push(`<image x="${n(px(tint.x))}" y="${n(py(tint.y))}" width="${n(tint.width * view.scale)}" height="${n(tint.height * view.scale)}" preserveAspectRatio="none" href="${tint.canvas.toDataURL()}"/>`);
  const rings = discColors(model, themeName);
  (model.header.discs ?? []).forEach(({ x, y, r }, i) => {
    const color = css(rings[i]);
    out.push(`<circle cx="${n(px(x))}" cy="${n(py(y))}" r="${n(r * view.scale)}" fill="${color}" fill-opacity="${theme.discAlpha}" stroke="${color}" stroke-opacity="${theme.rimAlpha}"/>`);
  });

  /** @param {Iterable<number>} rows @param {number} alpha @param {number} widen @param {boolean} full */
  const lines = (rows, alpha, widen, full) => {
    const factor = widening(coverage, view.zoom) * widen;
    for (const row of rows) {
      if (!edgeColors[4 * row + 3]) continue;
      const [a, b] = [model.source[row], model.target[row]];
      const [ax, ay, bx, by] = [px(model.x[a]), py(model.y[a]), px(model.x[b]), py(model.y[b])];
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > view.width && bx > view.width) || (ay > view.height && by > view.height)) continue;
      const opacity = alpha * (full ? 1 : edgeFade[row] / 255);
      out.push(`<path d="M${n(ax)} ${n(ay)}L${n(bx)} ${n(by)}" stroke="${css(edgeColors, 4 * row)}" stroke-width="${n(model.width[row] * factor)}" stroke-opacity="${+opacity.toFixed(3)}"${model.generated[row] ? ' stroke-dasharray="5 4"' : ""}/>`);
    }
  };
  /** @param {number[]} rows @param {number} alpha @param {number} widen */
  const doubts = (rows, alpha, widen) => {
    for (const row of rows) {
      const [ax, ay, bx, by] = doubtEnds(view, picture, row);
      const opacity = +(alpha * doubtAlpha(rows.length)).toFixed(3);
      out.push(`<path class="doubt" d="M${n(ax)} ${n(ay)}L${n(bx)} ${n(by)}" stroke="${theme.doubt}" stroke-width="${n(DOUBT_WIDTH * widen)}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-dasharray="0 ${DOUBT_STEP}"/>`);
    }
  };
  /** @param {Iterable<number>} rows @param {number} alpha */
  const dots = (rows, alpha) => {
    for (const row of rows) {
      if (radii[row] <= 0) continue;
      const r = Math.max(radii[row] * view.dot, view.minDot);
      const [x, y] = [px(model.x[row]), py(model.y[row])];
      if (x < -r || y < -r || x > view.width + r || y > view.height + r) continue;
      const color = css(colors, 4 * row);
      const look = shapes[row] & OUTLINED ? `fill="${theme.ground}" stroke="${color}" stroke-width="${OUTLINE}"` : `fill="${color}" stroke="${theme.ground}" stroke-width="${n(RIM * Math.min(Math.max((r - 1.2) / 2.5, 0), 1))}"`;
      out.push(`${svgShape(shapes[row], x, y, r)} ${look}${alpha < 1 ? ` opacity="${alpha}"` : ""}><title>${escaped(model.label(row))}</title>${shapes[row] & 7 ? "</polygon>" : "</circle>"}`);
    }
  };
  const glows = () => {
    const rows = picture.back.filter((row) => model.fresh[row] && radii[row] > 0);
    if (!rows.length) return;
    const stops = [0, 0.33, 0.66, 1].map((at) => `<stop offset="${at}" stop-color="${css(glowColor(theme))}" stop-opacity="${n(GLOW_ALPHA * (1 - at) ** 1.5)}"/>`);
    out.push(`<defs><radialGradient id="glow">${stops.join("")}</radialGradient></defs>`, `<g fill="url(#glow)"${emphasis ? ` opacity="${DIMMED_DOTS}"` : ""}>`);
    for (const row of rows) {
      const [x, y, r] = [px(model.x[row]), py(model.y[row]), glowReach(Math.max(radii[row] * view.dot, view.minDot))];
      if (x > -r && y > -r && x < view.width + r && y < view.height + r) out.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/>`);
    }
    out.push("</g>");
  };
  out.push('<g fill="none">');
  lines(picture.strong, theme.edgeAlpha * strength(coverage, view.zoom) * (emphasis ? DIMMED_LINES : 1), 1, false);
  doubts(picture.doubts, emphasis ? DIMMED_LINES : 1, doubtScale(view, picture));
  out.push("</g>");
  glows();
  dots(picture.back, emphasis ? DIMMED_DOTS : 1);
  if (emphasis) {
    out.push('<g fill="none">');
    lines(emphasis.edges, Math.min(2 * theme.edgeAlpha, 1), emphasis.focus.length ? EMPHASIS_WIDTH : 1, true);
    doubts(stressedDoubts(picture), 1, 1);
    out.push("</g>");
    dots(emphasis.nodes.slice().sort((a, b) => radii[b] - radii[a]), 1);
  }

  for (const node of picture.around) {
    if (radii[node] > 0) out.push(`<path class="ring" d="${circle(px(model.x[node]), py(model.y[node]), Math.max(radii[node] * view.dot, view.minDot) + RING)}" fill="none" stroke="${theme.ink}" stroke-width="2.2"/>`);
  }
  out.push(`<g text-anchor="middle" stroke="${theme.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke" fill="${theme.ink}">`);
  /** @param {string} text @param {number} x @param {number} y @param {number} size @param {number} weight @param {string} [ink] */
  const text = (text, x, y, size, weight, ink) => out.push(`<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}" font-weight="${weight}"${ink ? ` fill="${ink}"` : ""}>${escaped(text)}</text>`);
  for (const { text: label, x, baseline, size, ink } of discCaptions(view, picture, measure)) text(label, x, baseline, size, 700, ink);
  for (const { text: chance, x, baseline } of chancesShown(view, picture, measure)) text(chance, x, baseline, CHANCE.size, CHANCE.weight, theme.doubt);
  for (const { node, leader } of placement.labels) {
    if (!leader) continue;
    const [x, y, r] = [px(model.x[node]), py(model.y[node]), Math.max(radii[node] * view.dot, view.minDot)];
    const share = Math.min(r / Math.max(Math.hypot(...leader), 1e-6), 1);
    out.push(`<path d="M${n(x + leader[0] * share)} ${n(y + leader[1] * share)}L${n(x + leader[0])} ${n(y + leader[1])}" stroke="${theme.ink}" stroke-width="0.8"/>`);
  }
  for (const label of placement.labels) {
    const [x, y] = [px(model.x[label.node]), py(model.y[label.node])];
    for (const { text: words, size, weight, ink, middle, baseline } of linesOf(label, theme)) text(words, x + middle, y + baseline, size, weight, ink);
  }
  for (const name of placement.regions) {
    const [x, y] = regionMiddle(view, model, name);
    const { lines: words, size, height, ink } = name;
    words.forEach((line, i) => text(line, x, y - height / 2 + (i * LINE_HEIGHT + ASCENT + 0.06) * size, size, REGION_WEIGHT, ink));
  }
  out.push("</g></svg>");
  return out.join("\n");
};
