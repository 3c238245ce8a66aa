// Parts of details: lists that state how many entries are not shown, papers, names, topics.

import { nodeMark } from "../app.js";
import { button, element, isolated } from "../dom.js";
import { arxivUrl, count, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */

const SHOWN = 12; // rows at once; the rest follow on request
const STEP = 100; // rows that each further request adds
const TOPICS = 8;

/**
 * Create a heading with its content; nothing if the content is empty.
 * @param {string} title
 * @param {...Child} children
 */
export function section(title, ...children) {
  if (!children.some(Boolean)) return null;
  return element("section", {}, element("h3", { text: title }), ...children);
}

/**
 * Create a list of all items, the first of them at once and the others on request.
 * @template T
 * @param {string} style classes
 * @param {ArrayLike<T>} items
 * @param {(item: T) => Child[]} row
 * @param {number} [shown]
 */
export function list(style, items, row, shown = SHOWN) {
  if (!items.length) return null;
  const made = element("ul", { class: style });
  let end = 0;
  /** @param {number} until */
  const grow = (until) => {
    for (; end < Math.min(until, items.length); end++) made.append(element("li", {}, ...row(items[end])));
    const left = items.length - end;
    if (!left) return;
    const words = left <= STEP ? `Show ${number(left)} more` : `Show ${STEP} of ${number(left)} more`;
    const more = element("li", {}, button("quiet", words, () => {
      const next = end;
      more.remove();
      grow(end + STEP);
      /** @type {HTMLElement | null} */ (made.children[next]?.querySelector("button, a"))?.focus();
    }));
    made.append(more);
  };
  // A single row behind a button costs as much room as the button.
  grow(items.length <= shown + 1 ? items.length : shown);
  return made;
}

/** Create numbers with their words. @param {[string, string][]} pairs word and value; those without value are left out */
export function numbers(pairs) {
  const shown = pairs.filter(([, value]) => value);
  if (!shown.length) return null;
  return element("dl", { class: "facts" }, ...shown.map(([word, value]) => element("div", {}, element("dt", { text: word }), element("dd", { text: value }))));
}

/** Create a link that opens apart. @param {string} href @param {...Child} children */
export function outward(href, ...children) {
  return element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Create the row of a paper: title, identifier, day, category. @param {App} app @param {number} paper @returns {Child[]} */
export function paperRow({ facts }, paper) {
  const { model } = facts;
  const [id, title] = [model.paperId(paper), model.paperTitle(paper)];
  const month = facts.header.months?.[model.paperMonth[paper]] ?? "";
  const group = model.numbers("paperGroup") ? (facts.header.groups?.[model.paperGroup[paper]]?.key ?? "") : "";
  const more = [model.paperDay(paper) || month, group].filter(Boolean).map((word) => ` · ${word}`).join("");
  return [
    outward(arxivUrl(id), isolated(title || `arXiv:${id}`)),
    element("span", { class: "small", text: `arXiv:${id}${more}` }),
  ];
}

/** @param {number} place */
function ordinal(place) {
  const tens = place % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${number(place)}${ending}`;
}

/**
 * Describe the places of some people among the authors of a paper, as they are printed.
 * @param {App} app @param {number} paper @param {number[]} nodes
 */
export function signatures({ facts }, paper, nodes) {
  const { model } = facts;
  const found = nodes.flatMap((node) => model.signatureOf(node, paper) ?? []).sort((a, b) => a.position - b.position);
  if (!found.length) return null;
  const size = found[0].of;
  const words = found.map(({ printed, position }) => `${printed} ${size === 1 ? "alone" : ordinal(position)}`).join(", ");
  return element("span", { class: "small" }, isolated(words), size > 1 ? ` of ${count(size, "author", "authors")}` : "");
}

/** Create a button that leads to a node. @param {App} app @param {number} node @param {{focus?: boolean}} [how] */
export function nodeButton(app, node, { focus = true } = {}) {
  const label = app.facts.model.label(node);
  return button("name", [nodeMark(app, node), isolated(label)], () => app.select({ type: "node", node }, { travel: true, focus }));
}

/**
 * Create topics with the number of papers on each; a click shows only papers on the topic.
 * @param {App} app
 * @param {{concept: number, papers: number}[]} topics
 * @param {{counted?: boolean, shown?: number}} [how]
 */
export function topicChips(app, topics, { counted = true, shown = TOPICS } = {}) {
  if (!topics.length) return null;
  const { model } = app.facts;
  const made = element("ul", { class: "chips" });
  /** @param {{concept: number, papers: number}} topic */
  const chip = ({ concept, papers }) => {
    const label = model.conceptLabel(concept);
    const on = app.state.values.filters.topics.has(concept);
    const content = [isolated(label), counted && element("span", { class: "count", text: number(papers) })];
    return element("li", {}, button("chip", content, () => app.state.toggleTopic(concept), {
      "aria-pressed": String(on),
      title: `Show only what is about ${label}${counted ? ` (${count(papers, "paper", "papers")} here)` : ""}`,
    }));
  };
  made.append(...topics.slice(0, shown).map(chip));
  if (topics.length > shown) {
    const rest = topics.slice(shown);
    const more = element("li", {}, button("quiet", `${number(rest.length)} more`, () => {
      more.replaceWith(...rest.map(chip));
    }));
    made.append(more);
  }
  return made;
}
