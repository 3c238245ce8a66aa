// Apply the state to the picture: emphasis, camera, and the controls on it.

import { button, byId, element, isolated } from "./dom.js";
import { pathRows } from "./details/pathdetails.js";
import { neighborhood } from "./paths.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./state/state.js").Selection} Selection */

const SMALL = 150; // nodes up to which a picture is seen whole, so that nobody has to be taken anywhere
const CLOSE = 3.2; // zoom at which a node with neighbors everywhere is looked at
const WIDE = 1.35; // zoom below which fitting a neighborhood shows nothing new
const CLOSEST = 5; // zoom at which a node and its few neighbors are looked at

const NARROW = "(max-width: 760px)"; // as in page.css

/**
 * Return the nodes and edges to emphasize for the selection.
 * @param {App} app
 * @returns {{nodes: Uint32Array | null, edges: Uint32Array | null, focus: number[]}}
 */
export function rowsOfSelection(app) {
  const { selection, hops } = app.state.values;
  const { model } = app.facts;
  switch (selection?.type) {
    case "node":
      return { ...withNamesakes(app, neighborhood(app.facts, selection.node, hops, app.left())), focus: [selection.node] };
    case "doubt": {
      const { a, b } = app.facts.doubts[selection.doubt];
      return { nodes: Uint32Array.of(a, b), edges: new Uint32Array(0), focus: [a, b] };
    }
    case "edge": {
      const ends = [model.source[selection.edge], model.target[selection.edge]];
      return { nodes: Uint32Array.from(ends), edges: Uint32Array.of(selection.edge), focus: ends };
    }
    case "paper": {
      const nodes = app.facts.nodesOfPaper(selection.paper).slice();
      return { nodes, edges: null, focus: nodes.length === 1 ? [nodes[0]] : [] };
    }
    case "community": {
      const nodes = Uint32Array.from(app.facts.members(selection.level, selection.number));
      // the lines within a large group hide its marks, and its members are visible without them
      return { nodes, edges: nodes.length > SMALL ? new Uint32Array(0) : null, focus: [] };
    }
    case "path": {
      const { nodes, edges } = pathRows(app, selection.from, selection.to);
      return { nodes: Uint32Array.from(nodes), edges: Uint32Array.from(edges), focus: nodes };
    }
    default: // whom the picture is about keeps a ring and a name
      return { nodes: null, edges: null, focus: app.facts.header.ego?.nodes ?? [] };
  }
}

/**
 * Add the nodes that may be the same person as the first node.
 * @param {App} app @param {{nodes: Uint32Array, edges: Uint32Array}} around
 */
function withNamesakes(app, { nodes, edges }) {
  const left = app.left();
  const more = app.facts.namesakes(nodes[0]).filter((node) => left.nodes[node]);
  return { nodes: Uint32Array.from(new Set([...nodes, ...more])), edges };
}

/**
 * Return the group for a click outside of all dots and lines: the group whose name or tinted area is there or, if it is
 * already selected, the finer group of its nearest node; null on empty ground.
 * @param {App} app @param {number} px @param {number} py
 * @returns {Selection | null}
 */
export function communityAt(app, px, py) {
  const { facts, stage, state } = app;
  const { model } = facts;
  const found = stage.regionAt(px, py);
  if (!found || !facts.community(found.level, found.number)) return null;
  const { selection } = state.values;
  const inside = selection?.type === "community" && found.level === 0 && selection.level === 0 && selection.number === found.number;
  if (!inside) return { type: "community", ...found };
  let [best, least] = [-1, Infinity];
  for (const { node, x, y } of stage.positions()) {
    const away = Math.hypot(x - px, y - py);
    if (away < least && model.community[node] === found.number && facts.community(1, model.fine[node])) [best, least] = [node, away];
  }
  return best < 0 ? { type: "community", ...found } : { type: "community", level: 1, number: model.fine[best] };
}

/** Connect the controls upon the picture. @param {App} app */
export function startView(app) {
  const { stage, state, facts } = app;
  byId("zoom-in").addEventListener("click", () => stage.zoomBy(1.5));
  byId("zoom-out").addEventListener("click", () => stage.zoomBy(1 / 1.5));
  byId("zoom-all").addEventListener("click", () => app.showAll());
  const collapse = byId("collapse");
  const narrow = matchMedia(NARROW);
  /** @param {boolean} closed */
  const close = (closed) => {
    document.documentElement.classList.toggle("collapsed", closed);
    collapse.setAttribute("aria-expanded", String(!closed));
  };
  collapse.addEventListener("click", () => {
    close(!document.documentElement.classList.contains("collapsed"));
    byId("panel-body").scrollTop = 0;
  });
  // On a phone the panel is a sheet that opens for a selection and otherwise does not cover the picture.
  close(narrow.matches && !state.values.selection);
  narrow.addEventListener("change", () => close(narrow.matches && !state.values.selection));
  state.onChange((changed) => {
    if (narrow.matches && changed.has("selection")) close(!state.values.selection);
  });
  const bar = byId("path-bar");

  const obstacles = () => {
    const frame = byId("stage").getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".over-stage")].map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0);
    stage.setObstacles(boxes.map((box) => ({ left: box.left - frame.left - 4, top: box.top - frame.top - 4, right: box.right - frame.left + 4, bottom: box.bottom - frame.top + 4 })));
  };
  new ResizeObserver(obstacles).observe(byId("stage"));
  obstacles();

  return {
    /** Bring what is selected into view. @param {boolean} [animate] */
    travel(animate = true) {
      const { selection } = state.values;
      // do not zoom out to a distant namesake, which is not the reason for looking at a node
      const { nodes } = selection?.type === "node" ? neighborhood(facts, selection.node, state.values.hops, app.left()) : rowsOfSelection(app);
      if (!selection || !nodes?.length || facts.model.count <= SMALL) return;
      if (selection.type !== "node") return stage.fit(nodes, animate);
      const { x, y } = facts.model;
      let [wide, high] = [1, 1]; // half the room that the neighbors take around the node
      for (const node of nodes) {
        wide = Math.max(wide, Math.abs(x[node] - x[selection.node]));
        high = Math.max(high, Math.abs(y[node] - y[selection.node]));
      }
      const frame = byId("stage");
      const home = stage.camera.scale / stage.zoom;
      const zoom = (0.4 * Math.min(frame.clientWidth / wide, frame.clientHeight / high)) / home;
      stage.centerOn(selection.node, zoom >= WIDE ? Math.min(zoom, CLOSEST) : Math.max(stage.zoom, CLOSE), animate);
    },
    placeCamera() {
      const { camera } = state.values;
      if (camera) stage.camera = camera;
      else app.showAll();
    },
    /** Show that the page waits for the other end of a path. */
    showPathBar() {
      const { pathFrom } = state.values;
      bar.hidden = pathFrom < 0;
      if (pathFrom < 0) return;
      const cancel = button("quiet", "Cancel", () => state.set({ pathFrom: -1 }, "none"));
      bar.replaceChildren(element("span", {}, "Path from ", isolated(facts.model.label(pathFrom)), ": select the other end in the picture, the table, or by searching."), cancel);
      app.announce(`Path from ${facts.model.label(pathFrom)}: select the other end`);
      byId("search").focus();
    },
  };
}
