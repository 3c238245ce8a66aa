// Details of a selected node: a person, a concept, a category, a paper.

import { button, codeLine, element, isolated } from "../dom.js";
import { doubtsOf } from "./doubtdetails.js";
import { list, nodeButton, numbers, outward, paperRow, section, topicChips } from "./rows.js";
import { arxivUrl, count, number, quoted, span } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */

const AUTHORS = 12; // of a paper, before the rest is counted
const ALIASES = 8; // shown; searching knows the others too

/**
 * Name the command that lists all papers of a node.
 * @param {App} app
 * @param {number} node
 * @param {number} limit rows
 */
function listing({ facts }, node, limit) {
  const { model } = facts;
  const words = { author: ["person", "person"], group: ["person", "person"], concept: ["papers", "concept"] }[facts.kind(node).key];
  if (!words) return `kg show ${facts.graph} ${quoted(model.label(node))}`;
  const shared = (model.text("label") ?? []).filter((label) => label === model.label(node)).length > 1;
  const name = shared ? model.id(node) : model.label(node);
  return `kg ask ${facts.graph} ${words[0]} ${words[1]}=${quoted(name)} limit=${limit}`;
}

/** Create the list of papers of a node: all of them, or N of M with the command that lists all. @param {App} app @param {number} node */
function papers(app, node) {
  const { model } = app.facts;
  const rows = model.papersOfNode(node);
  const total = model.papers[node];
  if (app.facts.kind(node).key === "paper" || !(rows.length || total)) return null;
  if (rows.length >= total) return section(count(rows.length, "paper", "papers"), list("papers", rows, (paper) => paperRow(app, paper)));
  return section(
    `${number(rows.length)} of ${count(total, "paper", "papers")}`,
    list("papers", rows, (paper) => paperRow(app, paper)),
    element("p", { class: "small", text: "This lists all of them:" }),
    codeLine(listing(app, node, total)),
  );
}

/** Create the list of neighbors, those with most papers in common first. @param {App} app @param {number} node */
function neighbors(app, node) {
  const { facts } = app;
  const { model } = facts;
  const left = app.left();
  const near = facts.near(node);
  const items = Array.from(near.nodes, (other, i) => ({ other, edge: near.edges[i] })).filter(({ edge }) => left.edges[edge]);
  items.sort((a, b) => model.edgePaperCount[b.edge] - model.edgePaperCount[a.edge] || model.weight[b.edge] - model.weight[a.edge] || facts.rank[a.other] - facts.rank[b.other]);
  const kinds = facts.header.edgeKinds ?? [];
  const hidden = near.nodes.length - items.length;
  return section(
    "Linked with",
    list("near", items, ({ other, edge }) => {
      const papers = model.edgePaperCount[edge];
      const kind = kinds[model.edgeKind[edge]]?.label ?? "";
      const words = papers && kinds.length < 2 ? count(papers, "paper", "papers") : kind || number(model.weight[edge], 2);
      const open = button("between", words, () => app.select({ type: "edge", edge }, { focus: true }), {
        "aria-label": `${words}: the link with ${model.label(other)}`,
      });
      return [nodeButton(app, other), open];
    }),
    hidden > 0 && element("p", { class: "small", text: `${count(hidden, "link is", "links are")} hidden by the filters.` }),
  );
}

/** Name the authors of a paper, in their order, where the page has them. @param {App} app @param {number} node */
function authors(app, node) {
  const { model } = app.facts;
  const paper = app.facts.paperOf(node);
  const names = paper < 0 ? [] : Array.from(model.authorsOfPaper(paper), (author) => model.authorName(author));
  if (!names.length) return null;
  const more = names.length > AUTHORS + 1 ? ` and ${number(names.length - AUTHORS)} more` : "";
  return element("p", { class: "small" }, isolated(names.slice(0, more ? AUTHORS : names.length).join(", ")), more);
}

/** Create the link of a paper to arXiv. @param {App} app @param {number} node */
function ofPaper(app, node) {
  const paper = app.facts.paperOf(node);
  const id = paper >= 0 ? app.facts.model.paperId(paper) : app.facts.model.id(node).replace(/^paper\//, "");
  return element("p", { class: "small" }, outward(arxivUrl(id), `arXiv:${id}`));
}

/** @param {App} app @param {number} node @returns {Child[]} */
export function nodeDetails(app, node) {
  const { facts, state } = app;
  const { model } = facts;
  const kind = facts.kind(node);
  const isPaper = kind.key === "paper";
  const months = facts.header.months ?? [];
  const left = app.left();
  const near = facts.near(node).edges.reduce((sum, edge) => sum + left.edges[edge], 0);
  const community = facts.community(0, model.community[node]);
  const aliases = facts.aliases(node);
  const { hops } = state.values;
  const hop = model.hop[node];
  const center = facts.header.ego?.nodes.length ? model.label(facts.header.ego.nodes[0]) : "";
  return [
    element("h2", { tabindex: -1, id: "details-title" }, isolated(model.label(node))),
    aliases.length ? element("p", { class: "small" }, "also ", isolated(aliases.slice(0, ALIASES).join(", ")), aliases.length > ALIASES ? ` and ${number(aliases.length - ALIASES)} more` : "") : null,
    model.note(node) && element("p", { class: "small" }, isolated(model.note(node))),
    isPaper && authors(app, node),
    isPaper && ofPaper(app, node),
    numbers([
      ["papers", isPaper ? "" : number(model.papers[node])],
      [near < model.degree[node] ? "links shown" : "links", near < model.degree[node] ? `${number(near)} of ${number(model.degree[node])}` : number(near)],
      [model.first[node] === model.last[node] ? "month" : "months", span(months[model.first[node]] ?? "", months[model.last[node]] ?? "")],
      ["steps from the center", center && hop > 0 && hop < 255 ? String(hop) : ""],
    ]),
    !left.nodes[node] &&
      element("p", { class: "doubt" }, "Hidden by the filters. ", button("quiet", "Show all", () => app.state.set({ filters: app.noFilters() }))),
    ...doubtsOf(app, node),
    element(
      "div",
      { class: "actions", role: "group", "aria-label": "Around it" },
      button("chip", "1 step", () => state.set({ hops: 1 }), { "aria-pressed": String(hops === 1) }),
      button("chip", "2 steps", () => state.set({ hops: 2 }), { "aria-pressed": String(hops === 2) }),
      button("chip", "Path from here…", () => state.set({ pathFrom: node }, "none")),
    ),
    community &&
      section("Group", button("name", [isolated(community.label)], () => app.select({ type: "community", level: 0, number: community.number }, { travel: true, focus: true }))),
    section("Topics", topicChips(app, facts.topics(model.papersOfNode(node)), { counted: !isPaper })),
    neighbors(app, node),
    papers(app, node),
    element("p", { class: "small iri" }, element("code", { text: facts.iri(node) })),
  ];
}
