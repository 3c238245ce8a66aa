// Lists that Python wrote for the whole picture, shown while nothing is selected.

import { button, byId, element, isolated, mark } from "./dom.js";
import { list, outward } from "./details/rows.js";
import { number } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./header.js").Panel} Panel */
/** @typedef {import("./header.js").Entry} Entry */

const SHOWN = 8; // entries per list; the rest follows on request

/** @param {App} app @param {Entry} entry @returns {HTMLElement} */
function label(app, entry) {
  const { facts } = app;
  const theme = app.theme();
  const group = typeof entry.group === "number" ? facts.header.groups?.[entry.group] : facts.header.groups?.find(({ key }) => key === entry.group);
  const kind = facts.header.kinds?.find(({ key }) => key === entry.kind);
  const marked = group && entry.group !== "" ? mark(group.shape ?? kind?.shape ?? "disc", group[theme], kind?.outlined) : null;
  const node = typeof entry.node === "number" ? entry.node : entry.node ? facts.nodeById(entry.node) : -1;
  const community = entry.community !== undefined && entry.community >= 0 ? facts.community(0, entry.community) : undefined;
  const content = [marked, isolated(entry.label)];
  if (community) return button("name", content, () => app.select({ type: "community", level: 0, number: community.number }, { travel: true, focus: true }));
  if (node >= 0) return button("name", content, () => app.select({ type: "node", node }, { travel: true, focus: true }));
  if (entry.href?.startsWith("https://")) return outward(entry.href, ...content);
  return element("span", {}, ...content);
}

/** @param {App} app @param {Panel} panel */
function panelOf(app, { title, note, entries }) {
  const most = Math.max(1, ...entries.map((entry) => entry.count ?? 0));
  /** @param {Entry} entry */
  const row = (entry) => {
    const counted = entry.count !== undefined && entry.count !== null;
    const bar = element("span", { class: "share", "aria-hidden": "true" });
    if (counted) bar.style.setProperty("--share", `${(100 * (entry.count ?? 0)) / most}%`);
    return [
      label(app, entry),
      counted && element("span", { class: "count", text: number(entry.count ?? 0) }),
      counted && bar,
      entry.note ? element("span", { class: "small" }, isolated(entry.note)) : null,
    ];
  };
  return element("section", {}, element("h2", { class: "label", text: title }), note ? element("p", { class: "small", text: note }) : null, list("entries", entries, row, SHOWN));
}

/** Show the lists. @param {App} app */
export function showPanels(app) {
  const panels = app.facts.header.panels ?? [];
  // An overview is read before it is filtered; elsewhere colors and filters come first.
  if (app.facts.header.view !== "overview") byId("panel-body").append(byId("panels"));
  byId("panels").replaceChildren(...panels.map((panel) => panelOf(app, panel)));
}
