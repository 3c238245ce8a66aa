// Keys on the picture: move and zoom it, and walk from neighbor to neighbor.

import { byId } from "./dom.js";
import { count } from "./text.js";

/** @typedef {import("./app.js").App} App */

const STEP = 60; // CSS pixels per arrow key
const ZOOM = 1.25;

/** Listen for keys. @param {App} app */
export function startKeys(app) {
  const { facts, state, stage } = app;
  const { model } = facts;
  /** @type {{node: number, places: {node: number, edge: number}[], at: number} | null} */
  let walk = null;

  /** Return the neighbors of the selected node, most papers in common first. @param {number} node */
  const around = (node) => {
    const left = app.left();
    const near = facts.near(node);
    return Array.from(near.nodes, (other, i) => ({ node: other, edge: near.edges[i] }))
      .filter(({ edge }) => left.edges[edge] === 1)
      .sort((a, b) => model.edgePaperCount[b.edge] - model.edgePaperCount[a.edge] || model.weight[b.edge] - model.weight[a.edge] || facts.rank[a.node] - facts.rank[b.node]);
  };

  /** Point at the next or previous neighbor of the selected node. @param {number} step */
  const point = (step) => {
    const { selection } = state.values;
    if (selection?.type !== "node") return false;
    if (walk?.node !== selection.node) walk = { node: selection.node, places: around(selection.node), at: step > 0 ? -1 : 0 };
    const { places } = walk;
    if (!places.length) {
      app.announce("No neighbors");
      return true;
    }
    walk.at = (walk.at + step + places.length) % places.length;
    const { node, edge } = places[walk.at];
    stage.setEmphasis({ nodes: Uint32Array.of(selection.node, node), edges: Uint32Array.of(edge), focus: [selection.node, node] });
    const papers = model.edgePaperCount[edge];
    const behind = papers ? `, ${count(papers, "paper", "papers")} together` : "";
    app.announce(`${walk.at + 1} of ${places.length}: ${model.label(node)}${behind}. Enter goes there.`);
    return true;
  };

  /** Go to the neighbor that is pointed at, or select the most important node where none is selected. */
  const follow = () => {
    const { selection } = state.values;
    if (selection?.type === "node") {
      const next = walk?.node === selection.node && walk.at >= 0 ? walk.places[walk.at] : undefined;
      walk = null;
      if (next) app.select({ type: "node", node: next.node }, { travel: true });
      else document.getElementById("details-title")?.focus();
      return;
    }
    const left = app.left();
    const node = model.order.find((row) => left.nodes[row] === 1);
    if (node !== undefined) app.select({ type: "node", node }, { travel: true });
  };

  /** @type {Record<string, (shift: boolean) => void>} */
  const keys = {
    ArrowLeft: (shift) => {
      if (shift || !point(-1)) stage.panBy(-STEP, 0);
    },
    ArrowRight: (shift) => {
      if (shift || !point(1)) stage.panBy(STEP, 0);
    },
    ArrowUp: () => stage.panBy(0, -STEP),
    ArrowDown: () => stage.panBy(0, STEP),
    "+": () => stage.zoomBy(ZOOM),
    "=": () => stage.zoomBy(ZOOM),
    "-": () => stage.zoomBy(1 / ZOOM),
    0: () => app.showAll(),
    Enter: follow,
  };
  byId("stage").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](event.shiftKey);
  });
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && !typing) {
      if (state.values.pathFrom >= 0) state.set({ pathFrom: -1 }, "none");
      else app.select(null);
    }
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}
