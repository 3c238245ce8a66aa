// The legend: meanings and counts of colors; a click on an entry shows only its nodes.

import { button, element, glow, isolated, mark, svg } from "../dom.js";
import { entryKey, leave } from "./filters.js";
import { capital, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../header.js").LegendGroup} LegendGroup */

/** Titles of lists that somebody has opened: they stay open when the legend is drawn anew. @type {Set<string>} */
const opened = new Set();
const SHOWN = 10; // lines per list; the rest follows on request

/**
 * Create a list of buttons that filter.
 * @param {string} title
 * @param {string} unit what the numbers count
 * @param {{mark: Node, key: string, name: string, more: string, size: number, left?: number, on: boolean, toggle: () => void}[]} lines
 */
function group(title, unit, lines) {
  const some = lines.some(({ on }) => on);
  const shown = opened.has(title) || lines.length <= SHOWN + 2 ? lines : lines.filter(({ on }, i) => on || i < SHOWN);
  /** @param {(typeof lines)[number]} line */
  const row = (line) => {
    const name = element("span", { class: "words" }, isolated(line.name), line.more && " ", line.more && element("small", {}, isolated(line.more)));
    const made = button("line", [line.mark, name, element("span", { class: "count", text: line.left === undefined ? number(line.size) : `${number(line.left)} of ${number(line.size)}` })], line.toggle, {
      "aria-pressed": String(line.on),
      "data-key": line.key,
      title: `${line.name}${line.more ? ` ${line.more}` : ""}`,
    });
    return element("li", {}, made);
  };
  const list = element("ul", { class: some ? "legend some" : "legend" }, ...shown.map(row));
  if (shown.length < lines.length) {
    const more = element("li", {}, button("quiet", `${number(lines.length - shown.length)} more`, () => {
      opened.add(title);
      more.replaceWith(...lines.filter((line) => !shown.includes(line)).map(row));
    }));
    list.append(more);
  }
  return element("section", {}, element("h2", { class: "label" }, title, unit && !title.toLowerCase().includes(unit) && element("span", { class: "unit", text: unit })), list);
}

/**
 * Apply the filters except the choice within one list, so that the other entries of the list can show their counts.
 * @param {App} app
 * @param {"entries" | "communities"} list
 * @returns {Uint8Array | null} 1 per node; null where everything is left
 */
function leftWithout(app, list) {
  const { filters } = app.state.values;
  const { nodes, nodeCount } = filters[list].size ? leave(app.facts, { ...filters, [list]: new Set() }, app.timeline) : app.left();
  return nodeCount < app.facts.model.count ? nodes : null;
}

/**
 * Count the remaining nodes of each entry; null if all remain.
 * @param {App} app
 * @returns {((entry: LegendGroup) => number) | null}
 */
function leftOf(app) {
  const { facts } = app;
  const { model } = facts;
  const nodes = leftWithout(app, "entries");
  if (!nodes) return null;
  const kinds = (facts.header.kinds ?? []).map(({ key }) => key);
  const counts = new Map();
  for (let node = 0; node < model.count; node++) {
    if (!nodes[node]) continue;
    const kind = kinds[model.kind[node]];
    for (const key of [kind, `${kind} ${model.group[node]}`]) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ({ group, kinds: some, every }) => some.reduce((sum, kind) => sum + (counts.get(every ? kind : `${kind} ${group}`) ?? 0), 0);
}

/** @param {App} app @param {boolean} colored whether the picture shows these colors @returns {HTMLElement[]} */
function ofGroups(app, colored) {
  const { facts, state } = app;
  const kinds = facts.header.kinds ?? [];
  const theme = app.theme();
  const left = leftOf(app);
  return (facts.header.legends ?? []).map(({ title, unit, groups }) =>
    group(
      title,
      unit ?? "",
      groups.map((entry) => {
        const known = facts.header.groups?.[entry.group];
        const key = entryKey(entry, facts);
        const kind = kinds.find((one) => one.key === entry.kinds[0]);
        const [id, words] = parted(known?.key ?? "", known?.label ?? key);
        return {
          mark: mark(known?.shape ?? kind?.shape ?? "disc", colored ? (known?.[theme] ?? "#888888") : facts.header.themes[theme].edge, kind?.outlined),
          key, name: entry.every ? (kind ? capital(kind.many) : words) : id, more: entry.every ? "" : words, size: entry.size, left: left?.(entry),
          on: state.values.filters.entries.has(key), toggle: () => state.toggle("entries", key),
        }; // prettier-ignore
      }),
    ),
  );
}

/** Part "Machine Learning (cs.LG)" into key and words. @param {string} key @param {string} label @returns {[string, string]} */
function parted(key, label) {
  if (label === key || !key) return [label, ""];
  const words = label.replace(`(${key})`, "").trim();
  return /^[a-z-]+(\.[A-Za-z-]+)?$/.test(key) && words ? [key, words] : [label, ""];
}

/** @param {App} app @param {boolean} colored whether the picture shows their colors @returns {HTMLElement} */
function ofCommunities(app, colored) {
  const { facts, state } = app;
  const theme = app.theme();
  const nodes = leftWithout(app, "communities");
  /** @type {Map<number, number>} */
  const counts = new Map();
  if (nodes) for (let node = 0; node < nodes.length; node++) if (nodes[node]) counts.set(facts.model.community[node], (counts.get(facts.model.community[node]) ?? 0) + 1);
  const lines = facts.communities(0).map((one) => ({
    mark: mark("disc", (colored && one[theme]) || facts.header.themes[theme].edge),
    key: `0:${one.number}`, name: one.label, more: "", size: one.size, left: nodes ? (counts.get(one.number) ?? 0) : undefined,
    on: state.values.filters.communities.has(`0:${one.number}`), toggle: () => state.toggle("communities", `0:${one.number}`),
  })); // prettier-ignore
  return group("Groups", facts.noun(2), lines.sort((a, b) => b.size - a.size));
}

/** @param {App} app */
function ofTopics(app) {
  const { concepts } = app.looks.topicsInColor();
  const palette = app.looks.palette(app.theme());
  const { filters } = app.state.values;
  const lines = concepts.map(({ concept, papers }, i) => ({
    mark: mark("disc", palette[i % palette.length]), key: `topic:${concept}`, name: app.facts.model.conceptLabel(concept), more: "",
    size: papers, on: filters.topics.has(concept), toggle: () => app.state.toggleTopic(concept),
  })); // prettier-ignore
  return group("Topic of most papers", "papers", lines);
}

/** @param {App} app */
function ofMonths(app) {
  const months = app.facts.header.months ?? [];
  const steps = months.map((month, i) => {
    const step = element("span", { title: month });
    step.style.background = app.looks.monthColor(i, app.theme());
    return step;
  });
  return element(
    "section",
    {},
    element("h2", { class: "label", text: app.state.values.coloring === "lastSeen" ? "Last seen" : "First seen" }),
    element("div", { class: "ramp", "aria-hidden": "true" }, ...steps),
    element("p", { class: "small ends" }, element("span", { text: months[0] ?? "" }), element("span", { text: months.at(-1) ?? "" })),
  );
}

/** Explain the dotted lines; nothing where the picture has none. @param {App} app */
function ofDoubts(app) {
  const { facts } = app;
  const { nodes } = app.left();
  const shown = facts.doubts.filter(({ a, b }) => nodes[a] && nodes[b]).length;
  if (!facts.doubts.length) return null;
  const line = svg("path", { d: "M-7 0H7", stroke: facts.header.themes[app.theme()].doubt, "stroke-width": 2.6, "stroke-linecap": "round", "stroke-dasharray": "0 4.6" });
  const mark = svg("svg", { class: "mark", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, line);
  const size = shown < facts.doubts.length ? `${number(shown)} of ${number(facts.doubts.length)}` : number(shown);
  const row = element("div", { class: "line" }, mark, element("span", { class: "words", text: "may be the same person (chance)" }), element("span", { class: "count", text: size }));
  return element("section", {}, element("h2", { class: "label", text: "Dotted line" }), element("div", { class: "legend" }, row));
}

/** Create the line of the papers that glow. @param {App} app */
function ofNew(app) {
  const { facts, state } = app;
  const { fresh } = facts.header;
  if (!fresh?.count) return null;
  const { nodes } = app.left();
  const left = facts.model.fresh.reduce((sum, one, node) => sum + (one && nodes[node] ? 1 : 0), 0);
  const line = {
    mark: glow(facts.header.themes[app.theme()].glow ?? "", facts.header.themes[app.theme()].edge), key: "new", name: fresh.label, more: "", size: fresh.count,
    left: left < fresh.count ? left : undefined, on: state.values.filters.fresh, toggle: () => state.filter({ fresh: !state.values.filters.fresh }),
  }; // prettier-ignore
  return group("Glow", facts.noun(2), [line]);
}

/** Create the lists of the legend for the present coloring. @param {App} app @returns {HTMLElement[]} */
export function legend(app) {
  const { coloring } = app.state.values;
  const groups = ofGroups(app, coloring === "group");
  const communities = app.facts.communities(0).length > 1 ? ofCommunities(app, coloring === "community") : null;
  if (coloring === "firstSeen" || coloring === "lastSeen") groups.unshift(ofMonths(app));
  if (coloring === "concept") groups.unshift(ofTopics(app));
  if (communities && coloring === "community") groups.unshift(communities);
  else if (communities) groups.push(communities);
  const doubts = ofDoubts(app);
  if (doubts) groups.splice(1, 0, doubts);
  const glowing = ofNew(app);
  if (glowing) groups.splice(1, 0, glowing); // after what the colors mean
  return groups;
}
