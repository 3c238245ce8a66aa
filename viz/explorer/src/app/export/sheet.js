// Texts of a saved or printed picture, so that it can be understood without the page: heading, filters, legend, caption.

import { LINE_HEIGHT, measurer } from "../../engine/text.js";
import { chosenLooks, describe } from "../app.js";
import { inForce } from "../filtering/filterpanel.js";
import { count, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {{kind: "text", x: number, y: number, text: string, size: number, weight: number, ink: string}} Words `y` of the baseline */
/** @typedef {{kind: "mark", x: number, y: number, shape: string, color: string, outlined: boolean, halo: string}} Mark around its middle */
/** @typedef {{kind: "ramp", x: number, y: number, colors: string[]} | {kind: "dots", x: number, y: number, color: string}} Line */
/** @typedef {Words | Mark | Line} Item in CSS pixels */
/** @typedef {{width: number, head: Item[], headHeight: number, foot: Item[], footHeight: number, title: string}} Sheet */
/** @typedef {{words: string, shape?: string, color?: string, outlined?: boolean, halo?: string, ramp?: string[], dots?: string}} Key */

const [MAX_KEYS, MAX_KEYS_OF_SEVERAL] = [14, 8]; // lines of one list, and of each of several; a report has no room for more
export const RAMP_STEP = 7; // CSS pixels per month
const SIDE = 14; // CSS pixels left and right
const KEY_GAP = 18; // CSS pixels between keys
const WHOLE = 1.02; // zoom up to which the whole picture is seen

/** Return the first keys, up to a mark that is there already, with a count of the others. @param {Key[]} keys @param {number} [allowed] @returns {Key[]} */
function limitKeys(keys, allowed = MAX_KEYS) {
  const marks = keys.map(({ color, shape }) => `${color} ${shape}`);
  const repeated = marks.findIndex((one, i) => marks.indexOf(one) < i);
  const most = Math.min(repeated < 0 ? Infinity : repeated, keys.length <= allowed + 1 ? Infinity : allowed);
  return most >= keys.length ? keys : [...keys.slice(0, most), { words: `and ${number(keys.length - most)} more` }];
}

/** Return what the colors mean, of the nodes that are left. @param {App} app @returns {Key[]} */
function colorKeys(app) {
  const { facts, looks } = app;
  const { header, model } = facts;
  const theme = app.theme();
  const { nodes } = app.left();
  const { coloring } = app.state.values;
  const rows = Array.from(nodes.keys()).filter((node) => nodes[node]);
  if (coloring === "firstSeen" || coloring === "lastSeen") {
    const months = header.months ?? [];
    const words = `${coloring === "lastSeen" ? "last" : "first"} seen ${months[0] ?? ""} to ${months.at(-1) ?? ""}`;
    return months.length ? [{ ramp: months.map((_, month) => looks.monthColor(month, theme)), words }] : [];
  }
  if (coloring === "concept") {
    const { concepts } = looks.topicsInColor();
    const palette = looks.palette(theme);
    return concepts.map(({ concept }, i) => ({ color: palette[i % palette.length], words: model.conceptLabel(concept) }));
  }
  if (coloring === "community") {
    const there = new Set(rows.map((node) => model.community[node]));
    const known = facts.communities(0).filter((one) => there.has(one.number));
    return limitKeys(known.sort((a, b) => b.size - a.size).map((one) => ({ color: one[theme], words: one.label })));
  }
  const there = new Set(rows.map((node) => `${facts.kind(node).key} ${model.group[node]}`));
  const lists = (header.legends ?? []).map(({ groups }) =>
    groups
      .filter(({ every, kinds, group }) => !every && kinds.some((kind) => there.has(`${kind} ${group}`)))
      .map(({ group, kinds }) => {
        const [known, kind] = [header.groups?.[group], header.kinds?.find(({ key }) => key === kinds[0])];
        return { color: known?.[theme] ?? "#888888", words: known?.label ?? "", shape: known?.shape ?? kind?.shape, outlined: kinds[0] === header.outlined };
      }),
  );
  const several = lists.filter(({ length }) => length).length > 1;
  return lists.flatMap((keys) => limitKeys(keys, several ? MAX_KEYS_OF_SEVERAL : MAX_KEYS));
}

/** Return what shapes, glow and dotted lines mean, where the picture has them. @param {App} app @returns {Key[]} */
function otherKeys(app) {
  const { facts } = app;
  const { header, model } = facts;
  const theme = app.theme();
  const { nodes } = app.left();
  const shapes = (header.legends ?? []).flatMap(({ groups }) => groups).filter(({ every }) => every);
  const keys = shapes.map(({ kinds }) => header.kinds?.find(({ key }) => key === kinds[0])).map((kind) => ({ color: header.themes[theme].edge, words: kind?.many ?? "", shape: kind?.shape }));
  const glows = header.fresh && model.fresh.some((fresh, node) => fresh && nodes[node]);
  return [
    ...keys,
    ...(glows ? [{ color: header.themes[theme].edge, halo: header.themes[theme].glow, words: header.fresh?.label ?? "" }] : []),
    ...(facts.doubts.some(({ a, b }) => nodes[a] && nodes[b]) ? [{ dots: header.themes[theme].doubt, words: "may be the same person (chance)" }] : []),
  ];
}

/** Describe how much is shown, with limits and filters. @param {App} app @returns {string[]} */
function shownLines(app) {
  const { facts, state, stage } = app;
  const { header, model } = facts;
  const filters = inForce(app);
  const { nodeCount, edgeCount } = app.left();
  const left = `${number(nodeCount)} of ${number(model.count)} ${facts.noun(model.count)} and ${number(edgeCount)} of ${count(model.edgeCount, "link", "links")} left by filters`;
  const first = [header.shown, filters.length && left, stage.zoom > WHOLE && "a part of the picture"];
  return [
    first.filter(Boolean).join(" · "),
    header.filters?.length ? `Limited to: ${header.filters.join(" · ")}` : "",
    filters.length ? `Filters: ${filters.map(({ words }) => words).join(" · ")}` : "",
    state.values.selection ? `Selected: ${describe(app, state.values.selection)}` : "",
  ].filter(Boolean);
}

/**
 * Break text into lines. @param {string} text @param {number} room CSS pixels @param {(text: string) => number} wide
 * @returns {string[]}
 */
function breakLines(text, room, wide) {
  /** @type {string[]} */
  const lines = [];
  for (const piece of text.split(/(?<=\s)|(?<=\p{sc=Han})/u)) {
    const longer = (lines.at(-1) ?? "") + piece;
    if (lines.length && wide(longer.trimEnd()) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** Lay out the words around a picture of a width. @param {App} app @param {number} width CSS pixels @returns {Sheet} */
export function sheetOf(app, width) {
  const { header } = app.facts;
  const look = header.themes[app.theme()];
  const measure = measurer();
  const room = width - 2 * SIDE;
  /** @param {Item[]} items @param {number} y @param {string} text @param {number} size @param {number} weight @param {string} ink */
  const write = (items, y, text, size, weight, ink) => {
    for (const line of breakLines(text, room, (words) => measure(words, size, weight))) {
      y += size * LINE_HEIGHT + 1.5;
      items.push({ kind: "text", x: SIDE, y: y - 3, text: line, size, weight, ink });
    }
    return y;
  };
  const title = header.heading ?? header.title ?? "";
  /** @type {Item[]} */
  const head = [];
  let y = write(head, 8, title, 19, 650, look.ink);
  for (const line of shownLines(app)) y = write(head, y, line, 12, 400, look.muted);
  const headHeight = y + 8;

  /** @type {Item[]} */
  const foot = [];
  let [x, middle] = [0, 14];
  for (const { words, ramp, dots, color, shape = "disc", outlined = false, halo = "" } of [...colorKeys(app), ...otherKeys(app)]) {
    const before = ramp ? ramp.length * RAMP_STEP + 6 : color || dots ? 15 : 0;
    const wide = before + measure(words, 12, 400);
    if (x > 0 && x + wide > room) [x, middle] = [0, middle + 19];
    const left = SIDE + x;
    if (ramp) foot.push({ kind: "ramp", x: left, y: middle, colors: ramp });
    else if (dots) foot.push({ kind: "dots", x: left, y: middle, color: dots });
    else if (color) foot.push({ kind: "mark", x: left + 5, y: middle, shape, color, outlined, halo });
    foot.push({ kind: "text", x: left + before, y: middle + 4, text: words, size: 12, weight: 400, ink: look.ink });
    x += wide + KEY_GAP;
  }
  y = write(foot, foot.length ? middle + 12 : 0, `${header.caption ?? ""} ${chosenLooks(app)} Made from arXiv digests with arxiv-kg.`.replace(/\s+/g, " ").trim(), 11, 400, look.muted);
  return { width, head, headHeight, foot, footHeight: y + 8, title };
}
