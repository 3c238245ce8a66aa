// The controls of the panel: colors, sizes, legend, dates, thresholds; and the chips of active filters.

import { WORDS, chosenLooks } from "../app.js";
import { button, byId, element, isolated } from "../dom.js";
import { createHistogram } from "./histogram.js";
import { legend } from "./legend.js";
import { topicChips } from "../details/rows.js";
import { papersLeft } from "./filters.js";
import { gestures, isFiltering, noFilters } from "../state/state.js";
import { count, number, span } from "../text.js";

/** @typedef {import("../app.js").App} App */

const TOPICS = 10; // topics offered without searching

/** Return the values that a threshold may have: 1, 2, 5, 10, 20 … up to the largest. @param {number} least @param {number} most */
function thresholds(least, most) {
  const values = [];
  for (let power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-3))); power <= most; power *= 10) {
    for (const digit of [1, 2, 3, 5]) if (digit * power > least && digit * power <= most) values.push(Number((digit * power).toPrecision(3)));
  }
  return [0, ...values];
}

/**
 * Create a slider over thresholds.
 * @param {App} app
 * @param {string} id
 * @param {string} label
 * @param {"minPapers" | "minWeight"} name
 * @param {ArrayLike<number>} column
 */
function threshold(app, id, label, name, column) {
  let [least, most] = [Infinity, 0];
  for (let i = 0; i < column.length; i++) {
    least = Math.min(least, column[i]);
    most = Math.max(most, column[i]);
  }
  const values = thresholds(least, most);
  if (values.length < 2) return null;
  const output = element("output", { for: id });
  const input = element("input", { type: "range", id, min: 0, max: values.length - 1, step: 1 });
  const refresh = () => {
    const value = app.state.values.filters[name];
    const place = values.findLastIndex((one) => one <= value);
    input.value = String(Math.max(place, 0));
    output.textContent = value > 0 ? number(value, 2) : "any";
    input.setAttribute("aria-valuetext", value > 0 ? `at least ${output.textContent}` : "any");
  };
  const recording = gestures();
  input.addEventListener("input", () => app.state.filter({ [name]: values[Number(input.value)] }, recording()));
  const root = element("div", { class: "threshold" }, element("label", { for: id, text: label }), output, input);
  return { root, refresh };
}

/**
 * Create a list of choices.
 * @param {App} app
 * @param {string} id
 * @param {string} label
 * @param {"coloring" | "sizing"} name
 * @param {string[]} choices
 * @param {Record<string, string>} words
 */
function choice(app, id, label, name, choices, words) {
  if (choices.length < 2) return null;
  const select = element("select", { id }, ...choices.map((value) => element("option", { value, text: words[value] ?? value })));
  select.addEventListener("change", () => app.state.set({ [name]: select.value }));
  const refresh = () => {
    select.value = app.state.values[name];
  };
  return { root: element("div", { class: "choice" }, element("label", { for: id, text: label }), select), refresh };
}

/** List the filters in force, each with a function that removes it. @param {App} app @returns {{words: string, clear: () => void}[]} */
export function inForce(app) {
  const { facts, state } = app;
  const { filters } = state.values;
  const made = [];
  for (const key of filters.entries) {
    const group = facts.header.groups?.find((one) => one.key === key);
    made.push({ words: group?.label || key.replace(/^all /, ""), clear: () => state.toggle("entries", key) });
  }
  for (const key of filters.communities) {
    const [level, value] = key.split(":").map(Number);
    made.push({ words: facts.community(level, value)?.label ?? key, clear: () => state.toggle("communities", key) });
  }
  for (const topic of filters.topics) made.push({ words: facts.model.conceptLabel(topic), clear: () => state.toggleTopic(topic) });
  if (filters.fresh) made.push({ words: facts.header.fresh?.label ?? "new", clear: () => state.filter({ fresh: false }) });
  if (filters.from >= 0 || filters.to >= 0) {
    const { labels } = app.timeline();
    const words = span(labels[Math.max(filters.from, 0)], labels[filters.to >= 0 ? filters.to : labels.length - 1]);
    made.push({ words, clear: () => state.filter({ from: -1, to: -1 }) });
  }
  if (filters.minPapers > 0) made.push({ words: `at least ${count(filters.minPapers, "paper", "papers")}`, clear: () => state.filter({ minPapers: 0 }) });
  if (filters.minWeight > 0) made.push({ words: `weight at least ${number(filters.minWeight, 2)}`, clear: () => state.filter({ minWeight: 0 }) });
  return made;
}

/** Show the filters in force above the picture, with what they leave. @param {App} app */
function showInForce(app) {
  const home = byId("in-force");
  const chips = inForce(app);
  home.hidden = !chips.length;
  if (!chips.length) return home.replaceChildren();
  const { nodeCount, edgeCount } = app.left();
  const { model } = app.facts;
  const left = `${number(nodeCount)} of ${number(model.count)} ${app.facts.noun(model.count)} and ${number(edgeCount)} of ${number(model.edgeCount)} links left`;
  home.replaceChildren(
    ...chips.map(({ words, clear }) => button("chip", [isolated(words), element("span", { class: "cross", "aria-hidden": "true", text: "×" })], clear, { "aria-label": `Remove the filter ${words}` })),
    element("span", { id: "left", text: left }),
    button("quiet", "Reset", () => app.state.set({ filters: noFilters() }), { id: "reset" }),
  );
}

/** Offer the topics of the papers left; those chosen come first. @param {App} app @param {Uint8Array} papers 1 per paper left */
function showTopics(app, papers) {
  const { topics } = app.state.values.filters;
  const rows = Uint32Array.from(papers.keys()).filter((paper) => papers[paper]);
  const found = app.facts.topics(rows);
  const counts = new Map(found.map((one) => [one.concept, one]));
  const chosen = [...topics].map((concept) => counts.get(concept) ?? { concept, papers: 0 });
  const offered = [...chosen, ...found.filter(({ concept }) => !topics.has(concept)).slice(0, TOPICS)];
  const chips = topicChips(app, offered, { shown: offered.length });
  replaceKeepingFocus(byId("topic-list"), chips ? [chips] : []);
}

/** Build the controls. Returns what refreshes them for a changed state. @param {App} app @returns {() => void} */
export function startFilters(app) {
  const { header, model } = app.facts;
  const papersOnly = app.facts.kinds.every(({ key }) => key === "paper");
  const controls = [
    choice(app, "color-by", "Color", "coloring", app.facts.colorings, { ...WORDS, group: app.facts.groupWord }),
    choice(app, "size-by", "Size", "sizing", header.sizings ?? [], papersOnly ? { ...WORDS, papers: "standard" } : WORDS),
  ];
  byId("looks").replaceChildren(...controls.flatMap((one) => (one ? [one.root] : [])));
  const histogram = createHistogram(app);
  if (histogram) byId("time").append(histogram.root);
  byId("time").hidden = !histogram;
  const sliders = [
    papersOnly ? null : threshold(app, "min-papers", "Papers at least", "minPapers", model.papers),
    threshold(app, "min-weight", "Weight of links at least", "minWeight", model.weight),
  ];
  byId("thresholds").replaceChildren(...sliders.flatMap((one) => (one ? [one.root] : [])));
  byId("thresholds").hidden = sliders.every((one) => !one);
  byId("topics").hidden = !model.conceptCount;
  if (app.facts.unlisted) byId("topics-unit").textContent = "papers listed here";

  return () => {
    const papers = papersLeft(app.facts, app.left());
    for (const control of [...controls, ...sliders]) control?.refresh();
    histogram?.refresh(papers);
    replaceKeepingFocus(byId("legend"), legend(app));
    showTopics(app, papers);
    showInForce(app);
    byId("chosen").textContent = chosenLooks(app);
    document.documentElement.classList.toggle("filtering", isFiltering(app.state.values.filters));
  };
}

/** Replace children, and return the focus to the button at the same place. @param {HTMLElement} home @param {Node[]} children */
function replaceKeepingFocus(home, children) {
  const place = [...home.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  home.replaceChildren(...children);
  if (place >= 0) home.querySelectorAll("button")[place]?.focus({ preventScroll: true });
}
