// Connect the parts of the page: picture, panel, table and address all use one state.

import { followCamera, startAddress } from "./state/address.js";
import { describe } from "./app.js";
import { showDetails } from "./details/details.js";
import { byId } from "./dom.js";
import { startFilters } from "./filtering/filterpanel.js";
import { leave } from "./filtering/filters.js";
import { Facts } from "./facts.js";
import { read } from "./state/hash.js";
import { startHover } from "./details/hover.js";
import { startKeys } from "./keyboard.js";
import { Looks } from "./looks.js";
import { showPanels } from "./panels.js";
import { startPrinting } from "./export/print.js";
import { startSaving } from "./export/save.js";
import { startSearch } from "./searching/search.js";
import { State, isFiltering, noFilters } from "./state/state.js";
import { startTable } from "./table.js";
import { startTheme } from "./theme.js";
import { Timeline } from "./filtering/timeline.js";
import { communityAt, rowsOfSelection, startView } from "./view.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./state/state.js").Values} Values */
/** @typedef {import("./filtering/filters.js").Left} Left */
/** @typedef {import("../engine/stage.js").Stage} Stage */
/** @typedef {import("../model.js").Model} Model */

const MAX_ANNOUNCED = 190; // characters; longer ones are a burden to listen to

/**
 * Start the page.
 * @param {Model} model
 * @param {(theme: "light" | "dark") => Stage} makeStage
 * @returns {App}
 */
export function start(model, makeStage) {
  const facts = new Facts(model);
  const { header } = facts;
  /** @type {Values} */
  const initial = {
    selection: null, hops: 1, filters: noFilters(), coloring: facts.colorings[0] ?? "group", sizing: header.sizings?.[0] ?? "papers",
    theme: document.documentElement.dataset.theme ?? "auto", table: "", pathFrom: -1, camera: null,
  }; // prettier-ignore
  /** @type {Timeline | null} */
  let timeline = null;
  const timelineOf = () => (timeline ??= new Timeline(facts));
  const state = new State(read(location.hash, facts, timelineOf, initial));
  const theme = startTheme(state, header.themes);
  const stage = makeStage(theme());
  /** @type {Left | null} */
  let left = null;
  const status = byId("status");

  /** @type {App} */
  const app = {
    facts, state, stage, theme, noFilters,
    looks: new Looks(facts),
    left: () => (left ??= leave(facts, state.values.filters, timelineOf)),
    timeline: timelineOf,
    showAll: () => {
      stage.fit(undefined, true);
      ignoreCamera(true);
    },
    select: (selection, { travel = false, focus = false } = {}) => {
      const { pathFrom } = state.values;
      if (pathFrom >= 0 && selection?.type === "node" && selection.node !== pathFrom) {
        state.set({ selection: { type: "path", from: pathFrom, to: selection.node }, pathFrom: -1 });
        view.travel();
        document.getElementById("details-title")?.focus({ preventScroll: true });
        return;
      }
      asked = { focus };
      state.set({ selection, pathFrom: -1 });
      asked = { focus: false };
      if (travel && selection) view.travel();
    },
    announce: (text) => {
      status.textContent = text.length > MAX_ANNOUNCED ? `${text.slice(0, MAX_ANNOUNCED)}…` : text;
    },
  }; // prettier-ignore
  let asked = { focus: false };
  let started = false; // nothing is announced before somebody does something
  const view = startView(app);

  const refreshFilters = startFilters(app);
  const refreshTable = startTable(app);
  const hover = startHover(app);
  startSearch(app);
  startKeys(app);
  startSaving(app);
  startPrinting(app);
  stage.on("hover", hover);
  stage.on("pick", ({ node, edge, doubt, x, y }) => {
    if (node >= 0) app.select({ type: "node", node });
    else if (edge >= 0) app.select({ type: "edge", edge });
    else if (doubt >= 0) app.select({ type: "doubt", doubt });
    else app.select(communityAt(app, x, y));
  });

  /** @param {Set<string>} changed */
  const refresh = (changed) => {
    const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(name));
    if (has("filters")) {
      left = null;
      const now = app.left();
      const all = !isFiltering(state.values.filters);
      stage.setVisible(all ? null : now.nodes, all ? null : now.edges);
      byId("nothing-left").hidden = now.nodeCount > 0 || model.count === 0;
    }
    if (has("theme")) stage.setTheme(theme());
    if (has("coloring", "theme")) stage.setColors(state.values.coloring === "group" ? null : app.looks.colors(state.values.coloring, theme()), state.values.coloring === "community");
    if (has("sizing")) stage.setRadii(state.values.sizing === "papers" ? null : app.looks.radii(state.values.sizing));
    if (has("selection", "hops", "filters")) stage.setEmphasis(rowsOfSelection(app));
    if (has("selection", "hops", "filters", "coloring", "theme")) showDetails(app, { focus: asked.focus, keepScroll: !has("selection") });
    if (has("filters", "coloring", "sizing", "theme")) refreshFilters();
    if (has("theme")) showPanels(app);
    if (has("table", "filters", "selection")) refreshTable(changed);
    if (has("pathFrom")) view.showPathBar();
    if (has("selection") && started) app.announce(describe(app, state.values.selection));
    else if (has("filters") && started) app.announce(isFiltering(state.values.filters) ? (byId("left").textContent ?? "") : "Everything is shown");
  };
  state.onChange((changed, recording) => {
    refresh(changed);
    if (recording === "none" && changed.has("camera")) view.placeCamera();
  });
  startAddress(app, initial);
  const ignoreCamera = followCamera(app);

  refreshFilters();
  showPanels(app);
  const { values } = state;
  const differing = new Set(/** @type {string[]} */ ([]));
  if (isFiltering(values.filters)) differing.add("filters");
  if (values.selection || header.ego) differing.add("selection");
  if (values.coloring !== "group") differing.add("coloring");
  if (values.sizing !== "papers") differing.add("sizing");
  if (values.table) differing.add("table");
  if (differing.size) refresh(differing);
  started = true;
  if (values.camera) view.placeCamera();
  else if (values.selection) view.travel(false);
  else ignoreCamera(true);
  return app;
}

