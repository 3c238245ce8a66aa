// Details of a group of nodes: a community, or the nodes of a paper.

import { button, element, isolated } from "../dom.js";
import { list, nodeButton, outward, paperRow, section, topicChips } from "./rows.js";
import { arxivUrl, count, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */

/** Create the details of a paper that is not a node of the picture. @param {App} app @param {number} paper @returns {Child[]} */
export function paperDetails(app, paper) {
  const { facts } = app;
  const { model } = facts;
  const nodes = facts.nodesOfPaper(paper);
  const topics = [...model.conceptsOfPaper(paper)].map((concept) => ({ concept, papers: 1 }));
  const id = model.paperId(paper);
  return [
    element("h2", { tabindex: -1, id: "details-title" }, isolated(model.paperTitle(paper) || `arXiv:${id}`)),
    element("p", { class: "small" }, outward(arxivUrl(id), `arXiv:${id}`), ` · ${model.paperDay(paper) || (facts.header.months?.[model.paperMonth[paper]] ?? "")}`),
    section("Topics", topicChips(app, topics, { counted: false })),
    section(`${count(nodes.length, facts.noun(1), facts.noun(2))} of this picture`, list("near", nodes, (node) => [nodeButton(app, node)])),
    !nodes.length && element("p", { class: "small" }, "None of its people is in this picture."),
  ];
}

/** @param {App} app @param {number} level @param {number} number_ @returns {Child[]} */
export function communityDetails(app, level, number_) {
  const { facts, state } = app;
  const { model } = facts;
  const community = facts.community(level, number_);
  if (!community) return [];
  const key = `${level}:${number_}`;
  const members = facts.members(level, number_);
  const only = state.values.filters.communities.has(key);
  const parent = level > 0 && community.parent !== undefined ? facts.community(level - 1, community.parent) : undefined;
  const finer = level === 0 ? facts.communities(1).filter((one) => one.parent === number_) : [];
  const people = community.people ?? [];
  const papers = community.papers ?? [];
  /** @param {{number: number, label: string, size: number}} one @param {number} at level */
  const open = (one, at) => [
    button("name", [isolated(one.label)], () => app.select({ type: "community", level: at, number: one.number }, { travel: true, focus: true })),
    element("span", { class: "count", text: number(one.size) }),
  ];
  const words = (community.concepts ?? []).map((label) => {
    const concept = (model.text("conceptLabel") ?? []).indexOf(label);
    return concept >= 0 ? { concept, papers: 0 } : null;
  });
  const known = words.filter((one) => one !== null);
  return [
    element("h2", { tabindex: -1, id: "details-title" }, isolated(community.label)),
    element("p", { class: "small", text: `${count(community.size, facts.noun(1), facts.noun(2))}${parent ? `, within ${parent.label}` : ""}` }),
    element(
      "div",
      { class: "actions" },
      button("chip", "Show only these", () => state.toggle("communities", key), { "aria-pressed": String(only) }),
      parent && button("chip", "The wider group", () => app.select({ type: "community", level: level - 1, number: parent.number }, { travel: true, focus: true })),
    ),
    section(
      "Set apart by",
      known.length === words.length
        ? topicChips(app, known, { counted: false })
        : list("plain", community.concepts ?? [], (label) => [isolated(label)]),
    ),
    section("Rising", list("plain", community.risen ?? [], (label) => [isolated(label)])),
    section("Within it", list("near", finer, (one) => open(one, 1))),
    section("People", list("near", people, (node) => (typeof node === "number" ? [nodeButton(app, node)] : [isolated(String(node))]), 8)),
    section("Data sets", list("plain", community.datasets ?? [], (one) => [isolated(typeof one === "number" ? model.conceptLabel(one) : one)], 8)),
    section("Papers", list("papers", papers, (paper) => paperRow(app, paper), 8)),
    section(
      `Members${members.length < community.size ? `: ${number(members.length)} of ${number(community.size)} shown` : ""}`,
      list("near", members, (node) => [nodeButton(app, node), element("span", { class: "count", text: facts.kind(node).key === "paper" ? "" : number(model.papers[node]) })], 10),
    ),
  ];
}
