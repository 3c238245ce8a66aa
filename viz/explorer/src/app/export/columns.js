// Columns of the table and of CSV files: one list, so that both have the same content.

import { NONE } from "../facts.js";
import { capital } from "../text.js";

/** @typedef {import("../app.js").App} App */

const TOPICS = 3; // in a row of the table
/**
 * @typedef {object} Column
 * @property {string} key stable name, the heading in CSV
 * @property {string} title
 * @property {boolean} numeric
 * @property {number} share of the width
 * @property {(row: number) => string | number} value
 * @property {(row: number) => string} [shown] in the table, where the value is too long
 */

/** Return the columns of nodes. @param {App} app @returns {Column[]} */
export function nodeColumns({ facts }) {
  const { model, header } = facts;
  const { kinds } = facts;
  const papersOnly = kinds.length > 0 && kinds.every(({ key }) => key === "paper");
  const months = header.months ?? [];
  /** @param {number} month */
  const month = (month) => (month === NONE ? "" : (months[month] ?? ""));
  /** @param {string} key @param {string} title @param {number} share @param {Column["value"]} value @param {boolean} [numeric] @returns {Column} */
  const column = (key, title, share, value, numeric = false) => ({ key, title, share, value, numeric });
  return [
    column("label", papersOnly ? "Title" : "Name", papersOnly ? 10 : 5, (node) => model.label(node)),
    ...(kinds.length > 1 ? [column("kind", "Kind", 2, (node) => facts.kind(node).one)] : []),
    ...((header.groups?.length ?? 0) > 1 ? [column("group", capital(facts.groupWord), 3, (node) => facts.group(node)?.label ?? "")] : []),
    ...(facts.communities(0).length > 1 ? [column("community", "Group", 3, (node) => facts.community(0, model.community[node])?.label ?? "")] : []),
    ...(papersOnly ? [] : [column("papers", "Papers", 1.6, (node) => model.papers[node], true)]),
    column("links", "Links", 1.5, (node) => model.degree[node], true),
    column("first", papersOnly ? "Month" : "First", 1.4, (node) => month(model.first[node])),
    ...(papersOnly ? [] : [column("last", "Last", 1.4, (node) => month(model.last[node]))]),
  ];
}

/** Return the columns of links. @param {App} app @returns {Column[]} */
export function edgeColumns({ facts }) {
  const { model, header } = facts;
  const kinds = header.edgeKinds ?? [];
  return [
    { key: "source", title: "From", share: 4, numeric: false, value: (edge) => model.label(model.source[edge]) },
    { key: "target", title: "To", share: 4, numeric: false, value: (edge) => model.label(model.target[edge]) },
    ...(kinds.length > 1 ? [{ key: "kind", title: "Kind", share: 2, numeric: false, value: (/** @type {number} */ edge) => kinds[model.edgeKind[edge]]?.label ?? "" }] : []),
    ...(model.numbers("edgePaperCount") ? [{ key: "papers", title: "Papers", share: 1.6, numeric: true, value: (/** @type {number} */ edge) => model.edgePaperCount[edge] }] : []),
    { key: "weight", title: "Weight", share: 1.6, numeric: true, value: (edge) => Number(model.weight[edge].toPrecision(5)) },
    {
      key: "topics",
      title: "On",
      share: 5,
      numeric: false,
      value: (edge) => facts.edgeTopics(edge).map(({ concept }) => model.conceptLabel(concept)).join("; "),
      shown: (edge) => facts.topicWords(facts.edgeTopics(edge), TOPICS),
    },
  ];
}

/** Return the rows that are left, most important first. @param {App} app @param {"nodes" | "edges"} which */
export function rowsLeft(app, which) {
  const { model } = app.facts;
  const left = app.left();
  if (which === "nodes") return model.order.filter((node) => left.nodes[node]);
  const rows = Uint32Array.from({ length: model.edgeCount }, (_, edge) => edge).filter((edge) => left.edges[edge]);
  return rows.sort((a, b) => model.edgePaperCount[b] - model.edgePaperCount[a] || model.weight[b] - model.weight[a] || a - b);
}
