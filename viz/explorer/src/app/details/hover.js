// The card next to the pointer: the node or link there, its number of papers, its topics.

import { percent } from "../../percent.js";
import { nodeMark } from "../app.js";
import { byId, element, fill, isolated } from "../dom.js";
import { count, number, span } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {{node: number, edge: number, doubt: number}} Under rows under the pointer, -1 for none */

const TOPICS = 4;
const AWAY = 16; // CSS pixels between pointer and card
const STILL = 70; // milliseconds a pointer rests before topics are counted: not while it crosses the picture

/** @param {App} app @param {{concept: number, papers: number}[]} topics @param {boolean} counted @param {string} [lead] */
function topicLine({ facts }, topics, counted, lead = "") {
  if (!topics.length) return null;
  const words = topics.slice(0, TOPICS).map(({ concept, papers }) => facts.model.conceptLabel(concept) + (counted && papers > 1 ? ` (${number(papers)})` : ""));
  const more = topics.length > TOPICS ? ` and ${number(topics.length - TOPICS)} more` : "";
  return element("p", { class: "topics", text: lead + words.join(" · ") + more });
}

/** List what two related papers share; null for other links. @param {App} app @param {number} edge */
function sharedLine({ facts }, edge) {
  const things = facts.model.sharedOfEdge(edge);
  if (!things.length) return null;
  const words = things.slice(0, TOPICS).map(({ label, papers }) => `${label} (in ${count(papers, "paper", "papers")})`);
  return element("p", { class: "topics", text: `both: ${words.join(" · ")}` });
}

/** @param {App} app @param {number} node */
function ofNode(app, node) {
  const { facts } = app;
  const { model } = facts;
  const kind = facts.kind(node);
  const months = facts.header.months ?? [];
  const isPaper = kind.key === "paper";
  const group = facts.group(node)?.label ?? "";
  const when = span(months[model.first[node]] ?? "", months[model.last[node]] ?? "");
  const words = [isPaper ? group : kind.one, isPaper ? "" : count(model.papers[node], "paper", "papers"), count(facts.near(node).nodes.length, "link", "links"), isPaper ? when : ""];
  return [
    element("p", { class: "title" }, nodeMark(app, node), isolated(model.label(node))),
    element("p", { class: "small", text: words.filter(Boolean).join(" · ") }),
    topicLine(app, facts.topics(model.papersOfNode(node)), !isPaper),
  ];
}

/** @param {App} app @param {number} edge */
function ofEdge(app, edge) {
  const { facts } = app;
  const { model } = facts;
  const kind = facts.header.edgeKinds?.[model.edgeKind[edge]]?.label ?? "";
  const papers = model.edgePaperCount[edge];
  return [
    element("p", { class: "title" }, isolated(model.label(model.source[edge])), element("span", { class: "small", text: " – " }), isolated(model.label(model.target[edge]))),
    element("p", { class: "small", text: [kind, papers ? count(papers, "paper", "papers") : `weight ${number(model.weight[edge], 2)}`].filter(Boolean).join(" · ") }),
    sharedLine(app, edge) ?? topicLine(app, facts.edgeTopics(edge), model.papersOfEdge(edge).length > 0, "on "),
  ];
}

/** @param {App} app @param {number} doubt */
function ofDoubt({ facts }, doubt) {
  const { a, b, confidence, reasons = [] } = facts.doubts[doubt];
  /** @param {string} word @param {(bits: number) => boolean} wanted */
  const said = (word, wanted) => {
    const found = reasons.filter(({ bits }) => wanted(bits)).map(({ kind }) => kind);
    return found.length ? `${word}: ${found.join(", ")}` : "";
  };
  return [
    element("p", { class: "title" }, `May be the same person: ${percent(confidence)}`),
    element("p", { class: "small" }, isolated(facts.model.label(a)), " – ", isolated(facts.model.label(b))),
    element("p", { class: "topics", text: [said("for", (bits) => bits > 0), said("against", (bits) => bits < 0)].filter(Boolean).join(" · ") }),
  ];
}

/** Show a card for what is under the pointer. Returns what the stage calls. @param {App} app @returns {(under: Under) => void} */
export function startHover(app) {
  const stage = byId("stage");
  const card = byId("card");
  let [x, y] = [0, 0];
  let waiting = 0;
  const place = () => {
    const [wide, high] = [stage.clientWidth, stage.clientHeight];
    const left = x + AWAY + card.offsetWidth > wide ? x - AWAY - card.offsetWidth : x + AWAY;
    const top = Math.min(y + AWAY, high - card.offsetHeight - 8);
    card.style.transform = `translate(${Math.round(Math.max(left, 4))}px, ${Math.round(Math.max(top, 4))}px)`;
  };
  stage.addEventListener("pointermove", (event) => {
    const frame = stage.getBoundingClientRect();
    [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    if (!card.hidden) place();
  });
  const hide = () => {
    clearTimeout(waiting);
    card.hidden = true;
  };
  stage.addEventListener("pointerleave", hide);
  stage.addEventListener("pointerdown", hide);
  return ({ node, edge, doubt }) => {
    clearTimeout(waiting);
    const nothing = node < 0 && edge < 0 && doubt < 0;
    stage.classList.toggle("over", !nothing);
    if (nothing) return hide();
    waiting = window.setTimeout(() => {
      card.replaceChildren();
      fill(card, node >= 0 ? ofNode(app, node) : edge >= 0 ? ofEdge(app, edge) : ofDoubt(app, doubt));
      card.hidden = false;
      place();
    }, STILL);
  };
}
