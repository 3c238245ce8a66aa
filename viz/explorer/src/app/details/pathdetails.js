// A path between two nodes, step by step with the papers of each.

import { button, codeLine, element, isolated } from "../dom.js";
import { shortestPath } from "../paths.js";
import { list, nodeButton, paperRow } from "./rows.js";
import { count, quoted } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */

const PATH_PAPERS = 3; // papers shown per step of a path; the step itself lists all

/** @param {App} app @param {number} from @param {number} to @returns {Child[]} */
export function pathDetails(app, from, to) {
  const { facts } = app;
  const { model } = facts;
  const path = shortestPath(facts, from, to, app.left());
  const head = element("h2", { tabindex: -1, id: "details-title" }, "From ", isolated(model.label(from)), " to ", isolated(model.label(to)));
  if (!path) {
    const longer = shortestPath(facts, from, to, null);
    const filtered = longer ? `What the filters leave does not connect them; without filters ${count(longer.edges.length, "step does", "steps do")}.` : "";
    const command = `kg ask ${facts.graph} path person=${quoted(model.label(from))} other=${quoted(model.label(to))}`;
    return [
      head,
      element("p", { class: "doubt", text: filtered || "Nothing in this picture connects them. The graph may hold more than the picture:" }),
      filtered ? button("chip", "Show all", () => app.state.set({ filters: app.noFilters() })) : codeLine(command),
    ];
  }
  const steps = path.edges.map((edge, i) => {
    const papers = model.papersOfEdge(edge);
    const total = Math.max(model.edgePaperCount[edge], papers.length);
    const topics = facts.edgeTopics(edge);
    const words = total ? count(total, "paper", "papers") : (facts.header.edgeKinds?.[model.edgeKind[edge]]?.label ?? "linked");
    return element(
      "li",
      {},
      nodeButton(app, path.nodes[i]),
      element(
        "div",
        { class: "step" },
        button("between", words, () => app.select({ type: "edge", edge }, { focus: true }), {
          "aria-label": `${words}: the link with ${model.label(path.nodes[i + 1])}`,
        }),
        topics.length ? element("span", { class: "small", text: facts.topicWords(topics, 3) }) : null,
        list("papers", papers, (paper) => paperRow(app, paper), PATH_PAPERS),
      ),
    );
  });
  return [
    head,
    element("p", { class: "small", text: `${count(path.edges.length, "step", "steps")}: fewest steps, then most papers.` }),
    element("ol", { class: "path" }, ...steps, element("li", {}, nodeButton(app, to))),
    element("div", { class: "actions" }, button("chip", "Other way round", () => app.select({ type: "path", from: to, to: from }, { focus: true }))),
  ];
}

/** Return what the picture stresses for a path. @param {App} app @param {number} from @param {number} to */
export function pathRows(app, from, to) {
  return shortestPath(app.facts, from, to, app.left()) ?? { nodes: [from, to], edges: [] };
}
