// The state in the address: stable ids of nodes, labels of groups and topics, so that a link outlives a rebuild.

import { fitted, limited, nodeBounds } from "../../engine/camera.js";
import { entryKey } from "../filtering/filters.js";
import { noFilters } from "./state.js";

/** @typedef {import("../facts.js").Facts} Facts */
/** @typedef {import("../filtering/timeline.js").Timeline} Timeline */
/** @typedef {import("./state.js").Values} Values */
/** @typedef {import("./state.js").Selection} Selection */

/**
 * Write state as a fragment without its "#"; initial values are left out.
 * @param {Values} values
 * @param {Facts} facts
 * @param {() => Timeline} timeline
 * @param {Values} initial
 * @returns {string}
 */
export function write(values, facts, timeline, initial) {
  const { selection, filters, camera } = values;
  const parts = new URLSearchParams();
  if (selection) {
    for (const [name, value] of selected(selection, facts)) parts.append(name, value);
    if (values.hops > 1) parts.append("hops", String(values.hops));
  }
  for (const entry of filters.entries) parts.append("show", entry);
  for (const key of filters.communities) {
    const [level, number] = key.split(":").map(Number);
    parts.append(level ? "area" : "region", facts.community(level, number)?.label ?? String(number));
  }
  for (const topic of filters.topics) parts.append("topic", facts.model.conceptLabel(topic));
  if (filters.fresh) parts.append("new", "1");
  if (filters.from >= 0) parts.append("from", timeline().labels[filters.from]);
  if (filters.to >= 0) parts.append("to", timeline().labels[filters.to]);
  if (filters.minPapers > 0) parts.append("papers", String(filters.minPapers));
  if (filters.minWeight > 0) parts.append("weight", String(filters.minWeight));
  for (const name of /** @type {const} */ (["coloring", "sizing", "table", "theme"])) {
    if (values[name] !== initial[name]) parts.append(name, values[name]);
  }
  if (camera) parts.append("at", [camera.x.toFixed(1), camera.y.toFixed(1), camera.scale.toPrecision(4)].join(","));
  return parts.toString();
}

/** @param {Selection} selection @param {Facts} facts @returns {[string, string][]} */
function selected(selection, facts) {
  const { model } = facts;
  switch (selection.type) {
    case "node":
      return [["node", model.id(selection.node)]];
    case "paper":
      return [["paper", model.paperId(selection.paper)]];
    case "doubt": {
      const { a, b } = facts.doubts[selection.doubt];
      return [["doubt", model.id(a)], ["doubt", model.id(b)]]; // prettier-ignore
    }
    case "path":
      return [["path", model.id(selection.from)], ["path", model.id(selection.to)]]; // prettier-ignore
    case "edge":
      return [["link", model.id(model.source[selection.edge])], ["link", model.id(model.target[selection.edge])],
        ["as", facts.header.edgeKinds?.[model.edgeKind[selection.edge]]?.key ?? ""]]; // prettier-ignore
    default:
      return [["group", `${selection.level}:${facts.community(selection.level, selection.number)?.label ?? ""}`]];
  }
}

/**
 * Read state from a fragment; missing or invalid values get their initial values.
 * @param {string} hash
 * @param {Facts} facts
 * @param {() => Timeline} timeline
 * @param {Values} initial
 * @returns {Values}
 */
export function read(hash, facts, timeline, initial) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const filters = noFilters();
  const known = new Set((facts.header.legends ?? []).flatMap(({ groups }) => groups).map((entry) => entryKey(entry, facts)));
  filters.entries = new Set(parts.getAll("show").filter((key) => known.has(key)));
  for (const [name, level] of /** @type {[string, number][]} */ ([["region", 0], ["area", 1]])) {
    for (const label of parts.getAll(name)) {
      const found = facts.communities(level).find((one) => one.label === label);
      if (found) filters.communities.add(`${level}:${found.number}`);
    }
  }
  for (const label of parts.getAll("topic")) {
    const topic = (facts.model.text("conceptLabel") ?? []).indexOf(label);
    if (topic >= 0) filters.topics.add(topic);
  }
  filters.fresh = parts.has("new") && Boolean(facts.header.fresh);
  for (const name of /** @type {const} */ (["from", "to"])) {
    const label = parts.get(name);
    if (label) filters[name] = timeline().labels.indexOf(label);
  }
  if (filters.to >= 0 && filters.from > filters.to) [filters.from, filters.to] = [filters.to, filters.from];
  filters.minPapers = least(parts.get("papers"));
  filters.minWeight = least(parts.get("weight"));
  /** @param {"coloring" | "sizing" | "table" | "theme"} name @param {string[]} allowed */
  const choice = (name, allowed) => {
    const value = parts.get(name);
    return value !== null && allowed.includes(value) ? value : initial[name];
  };
  return {
    ...initial,
    selection: selection(parts, facts),
    hops: parts.get("hops") === "2" ? 2 : 1,
    filters,
    camera: cameraAt(parts.get("at"), facts),
    coloring: choice("coloring", facts.colorings),
    sizing: choice("sizing", facts.header.sizings ?? []),
    table: choice("table", ["nodes", "edges"]),
    theme: choice("theme", ["light", "dark"]),
    pathFrom: -1,
  };
}

/** @param {string | null} text a number @returns {number} 0 where it is not a limit that anything could reach */
function least(text) {
  const value = Number(text);
  return Number.isFinite(value) ? Math.max(value, 0) : 0;
}

/**
 * Read a camera; null if it is invalid, or would not show any part of the picture.
 * @param {string | null} text
 * @param {Facts} facts
 * @returns {import("../../engine/types.js").Camera | null}
 */
function cameraAt(text, { model }) {
  const [x = NaN, y = NaN, scale = NaN, ...more] = (text ?? "").split(",").map(Number);
  if (![x, y, scale].every(Number.isFinite) || scale <= 0 || more.length) return null;
  const box = nodeBounds(model, model.radius);
  if (!box) return null;
  const frame = { width: innerWidth, height: innerHeight };
  const drawn = limited(scale, fitted(box, frame, { left: 0, top: 0, right: 0, bottom: 0 }).scale);
  const [wide, high] = [frame.width / 2 / drawn, frame.height / 2 / drawn];
  const seen = x + wide > box.left && x - wide < box.right && y + high > box.top && y - high < box.bottom;
  return seen ? { x, y, scale } : null;
}

/** @param {URLSearchParams} parts @param {Facts} facts @returns {Selection | null} */
function selection(parts, facts) {
  const { model } = facts;
  /** @param {string} name */
  const nodes = (name) => parts.getAll(name).map((id) => facts.nodeById(id));
  const [node = -1] = nodes("node");
  if (node >= 0) return { type: "node", node };
  const [from = -1, to = -1] = nodes("path");
  if (from >= 0 && to >= 0) return { type: "path", from, to };
  const [one = -1, other = -1] = nodes("doubt");
  const doubt = facts.doubts.findIndex(({ a, b }) => (a === one && b === other) || (a === other && b === one));
  if (doubt >= 0) return { type: "doubt", doubt };
  const [source = -1, target = -1] = nodes("link");
  if (source >= 0 && target >= 0) {
    const near = facts.near(source);
    const between = [...near.edges].filter((_, place) => near.nodes[place] === target);
    const kind = parts.get("as");
    const edge = between.find((one) => facts.header.edgeKinds?.[model.edgeKind[one]]?.key === kind) ?? between[0];
    if (edge !== undefined) return { type: "edge", edge };
  }
  const id = parts.get("paper");
  const paper = id ? (model.text("paperId") ?? []).indexOf(id) : -1;
  if (paper >= 0) return { type: "paper", paper };
  const [, level, label] = parts.get("group")?.match(/^([01]):(.+)$/s) ?? [];
  const found = label && facts.communities(Number(level)).find((one) => one.label === label);
  return found ? { type: "community", level: Number(level), number: found.number } : null;
}
