// The evidence of a link: papers, topics, and the sentences that state it.

import { percent } from "../../percent.js";
import { codeLine, element, isolated } from "../dom.js";
import { list, nodeButton, numbers, outward, paperRow, section, signatures, topicChips } from "./rows.js";
import { arxivUrl, count, number, parted, quoted, span } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("../facts.js").Evidence} Evidence */

/** @param {App} app @param {Evidence} evidence @returns {Child[]} */
function evidenceRow({ facts }, { paper, relation, section: part, rule, confidence, generated, sentence, start, end }) {
  const id = paper >= 0 ? facts.model.paperId(paper) : "";
  const sure = confidence > 0 ? `confidence ${percent(confidence)}` : "";
  const { relations = {}, rules = {} } = facts.header;
  const words = [relations[relation] ?? parted(relation), part && `in the ${part}`, sure].filter(Boolean).join(" · ");
  const marked = end > start && end <= sentence.length;
  return [
    sentence &&
      element(
        "blockquote",
        { dir: "auto" },
        marked ? sentence.slice(0, start) : sentence,
        marked && element("mark", { text: sentence.slice(start, end) }),
        marked && sentence.slice(end),
      ),
    element(
      "p",
      { class: "small" },
      id && outward(arxivUrl(id), `arXiv:${id}`),
      id && words ? " · " : "",
      words,
      element("span", { class: generated ? "tag machine" : "tag", text: generated ? "machine-written summary" : "human-written" }),
    ),
    rule && element("p", { class: "small", text: `Found by: ${rules[rule] ?? rule}` }),
  ];
}

/** Create the sentences behind an edge, or the words for their absence. @param {App} app @param {number} edge */
export function evidenceList(app, edge) {
  const evidence = app.facts.evidence(edge);
  const note = app.facts.header.evidenceNote;
  const { model } = app.facts;
  const onConcepts = [model.source[edge], model.target[edge]].some((node) => app.facts.kind(node).key === "concept");
  if (!evidence.length) return note && onConcepts ? section("What the text says", element("p", { class: "small", text: note })) : null;
  return section(
    "What the text says",
    list("evidence", evidence, (one) => evidenceRow(app, one), 5),
    note && element("p", { class: "small", text: note }),
  );
}

/** Create the list of papers behind an edge. @param {App} app @param {number} edge */
function papersBehind(app, edge) {
  const { model } = app.facts;
  const rows = model.papersOfEdge(edge);
  const total = Math.max(model.edgePaperCount[edge], rows.length);
  if (!rows.length) return null;
  const title = rows.length < total ? `${number(rows.length)} of ${count(total, "paper", "papers")}` : count(total, "paper", "papers");
  const [a, b] = [model.label(model.source[edge]), model.label(model.target[edge])];
  return section(
    `${title} behind it`,
    list("papers", rows, (paper) => [...paperRow(app, paper), signatures(app, paper, [model.source[edge], model.target[edge]])]),
    rows.length < total && element("p", { class: "small", text: "These list the papers of either end:" }),
    rows.length < total && codeLine(`kg show ${app.facts.graph} ${quoted(a)}`),
    rows.length < total && codeLine(`kg show ${app.facts.graph} ${quoted(b)}`),
  );
}

/** List what two near papers share and few others have. @param {App} app @param {number} edge */
function sharedThings(app, edge) {
  const things = app.facts.model.sharedOfEdge(edge);
  return section(
    "Both have, and few other papers do",
    list("near", things, ({ label, papers }) => [isolated(label), element("span", { class: "count", text: `in ${count(papers, "paper", "papers")}` })]),
  );
}

/** @param {App} app @param {number} edge @returns {Child[]} */
export function edgeDetails(app, edge) {
  const { facts } = app;
  const { model } = facts;
  const months = facts.header.months ?? [];
  const kind = facts.header.edgeKinds?.[model.edgeKind[edge]]?.label ?? "is linked with";
  const topics = facts.edgeTopics(edge);
  const onPapers = model.papersOfEdge(edge).length > 0;
  return [
    element(
      "h2",
      { tabindex: -1, id: "details-title", class: "pair" },
      nodeButton(app, model.source[edge]),
      element("span", { class: "small", text: kind }),
      nodeButton(app, model.target[edge]),
    ),
    numbers([
      ["papers", model.edgePaperCount[edge] ? number(model.edgePaperCount[edge]) : ""],
      ["weight", number(model.weight[edge], 2)],
      [model.edgeFirst[edge] === model.edgeLast[edge] ? "month" : "months", span(months[model.edgeFirst[edge]] ?? "", months[model.edgeLast[edge]] ?? "")],
    ]),
    model.generated[edge] === 1 && element("p", { class: "doubt", text: "Rests on machine-written summaries alone." }),
    section(onPapers ? "What these papers are about" : "What both are about", topicChips(app, topics, { counted: onPapers })),
    sharedThings(app, edge),
    evidenceList(app, edge),
    papersBehind(app, edge),
  ];
}
