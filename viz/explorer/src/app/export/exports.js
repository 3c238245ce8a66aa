// Export as text: CSV of the nodes and links that are selected or remain, and HTML for embedding.

import { edgeColumns, nodeColumns, rowsLeft } from "./columns.js";
import { pathRows } from "../details/pathdetails.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {"left" | "selection"} Scope */

/** Quote a CSV value; what a spreadsheet would run as a formula is kept as text. @param {string | number} value */
function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Return an arXiv id after "arXiv:", so that no program reads it as a number; other ids unchanged. @param {string} id */
function labeledId(id) {
  return /^[a-z]\w*:/.test(id) ? id : `arXiv:${id}`;
}

/** @param {string[]} head @param {(string | number)[][]} lines */
function csv(head, lines) {
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Return the nodes of a scope that the filters leave, most important first. @param {App} app @param {Scope} scope @returns {Uint32Array} */
export function nodesOf(app, scope) {
  const left = rowsLeft(app, "nodes");
  const { selection } = app.state.values;
  if (scope === "left" || !selection) return left;
  const { model } = app.facts;
  /** Leave out what the filters hide. @param {Uint32Array} nodes */
  const keep = (nodes) => nodes.filter((node) => app.left().nodes[node]);
  switch (selection.type) {
    case "node": {
      const near = new Set([selection.node, ...app.facts.near(selection.node).nodes]);
      return left.filter((node) => near.has(node));
    }
    case "doubt": {
      const { a, b } = app.facts.doubts[selection.doubt];
      return Uint32Array.of(a, b);
    }
    case "edge":
      return Uint32Array.of(model.source[selection.edge], model.target[selection.edge]);
    case "paper":
      return keep(app.facts.nodesOfPaper(selection.paper));
    case "community":
      return keep(app.facts.members(selection.level, selection.number));
    default:
      return Uint32Array.from(pathRows(app, selection.from, selection.to).nodes);
  }
}

/** Return the links of a scope. @param {App} app @param {Scope} scope @returns {Uint32Array} */
export function edgesOf(app, scope) {
  const left = rowsLeft(app, "edges");
  const { selection } = app.state.values;
  if (scope === "left" || !selection) return left;
  if (selection.type === "edge") return Uint32Array.of(selection.edge);
  if (selection.type === "doubt") return new Uint32Array(0); // a doubt is not a link
  if (selection.type === "path") return Uint32Array.from(pathRows(app, selection.from, selection.to).edges);
  const { source, target } = app.facts.model;
  if (selection.type === "node") return left.filter((edge) => source[edge] === selection.node || target[edge] === selection.node);
  const nodes = new Set(nodesOf(app, scope));
  return left.filter((edge) => nodes.has(source[edge]) && nodes.has(target[edge]));
}

/** Return the papers of a scope, newest first. @param {App} app @param {Scope} scope @returns {number[]} */
export function papersOf(app, scope) {
  const { model } = app.facts;
  const { selection } = app.state.values;
  const allowed = app.left().papers;
  /** @type {Set<number>} */
  const papers = new Set();
  if (scope === "selection" && selection?.type === "node") for (const paper of model.papersOfNode(selection.node)) papers.add(paper);
  else if (scope === "selection" && selection?.type === "paper") papers.add(selection.paper);
  else if (scope === "selection" && (selection?.type === "edge" || selection?.type === "path")) {
    for (const edge of edgesOf(app, scope)) for (const paper of model.papersOfEdge(edge)) papers.add(paper);
  } else for (const node of nodesOf(app, scope)) for (const paper of model.papersOfNode(node)) if (!allowed || allowed[paper]) papers.add(paper);
  return [...papers].sort((a, b) => a - b);
}

/** Return nodes as CSV. @param {App} app @param {Scope} scope */
export function nodesCsv(app, scope) {
  const columns = nodeColumns(app);
  const lines = Array.from(nodesOf(app, scope), (node) => [...columns.map(({ value }) => value(node)), app.facts.iri(node)]);
  return csv([...columns.map(({ key }) => key), "iri"], lines);
}

/** Return links as CSV. @param {App} app @param {Scope} scope */
export function edgesCsv(app, scope) {
  const { model } = app.facts;
  const columns = edgeColumns(app);
  const lines = Array.from(edgesOf(app, scope), (edge) => [
    ...columns.map(({ value }) => value(edge)),
    Array.from(model.papersOfEdge(edge), (paper) => labeledId(model.paperId(paper))).join(" "),
    app.facts.iri(model.source[edge]),
    app.facts.iri(model.target[edge]),
  ]);
  return csv([...columns.map(({ key }) => key), "arxiv", "source_iri", "target_iri"], lines);
}

/** Return HTML that embeds this page in another one, in its current state. */
export function embedding() {
  // A page inside another one has no file name of its own.
  const file = (location.protocol === "about:" ? "" : location.pathname.split("/").pop()) || "page.html";
  const address = `${file}${location.hash}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const title = document.title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${address}" title="${title}" width="100%" height="640" loading="lazy"\n  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"></iframe>\n`;
}
