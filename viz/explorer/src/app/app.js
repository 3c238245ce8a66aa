// The objects that the parts of the page share.

import { mark } from "./dom.js";
import { number } from "./text.js";

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./state/state.js").State} State */
/** @typedef {import("./state/state.js").Selection} Selection */
/** @typedef {import("./filtering/filters.js").Left} Left */
/** @typedef {import("./filtering/timeline.js").Timeline} Timeline */
/** @typedef {import("./looks.js").Looks} Looks */
/** @typedef {import("./looks.js").ThemeName} ThemeName */

/**
 * @typedef {object} App
 * @property {Facts} facts
 * @property {State} state
 * @property {Looks} looks
 * @property {import("../engine/stage.js").Stage} stage
 * @property {() => void} showAll fit everything into view
 * @property {() => Left} left what the filters leave
 * @property {() => Timeline} timeline
 * @property {() => ThemeName} theme the theme in use
 * @property {(selection: Selection | null, how?: {travel?: boolean, focus?: boolean}) => void} select
 *   `travel` brings it into view, `focus` moves the keyboard to its heading
 * @property {() => import("./state/state.js").Filters} noFilters filters that hide nothing
 * @property {(text: string) => void} announce say something briefly to a screen reader
 */

/** Create the mark of a node in its present color. @param {App} app @param {number} node */
export function nodeMark(app, node) {
  const color = app.looks.color(app.state.values.coloring, app.theme())(node);
  const kind = app.facts.kind(node);
  return mark(app.facts.group(node)?.shape ?? kind.shape, color, kind.outlined);
}

/** Name what a selection is, in a few words. @param {App} app @param {Selection | null} selection @returns {string} */
export function describe({ facts }, selection) {
  const { model } = facts;
  switch (selection?.type) {
    case "node":
      return `${model.label(selection.node)}, ${facts.kind(selection.node).one}, ${number(facts.near(selection.node).nodes.length)} links`;
    case "edge":
      return `Link between ${model.label(model.source[selection.edge])} and ${model.label(model.target[selection.edge])}`;
    case "doubt": {
      const { a, b } = facts.doubts[selection.doubt];
      return `${model.label(a)} and ${model.label(b)}: may be the same person`;
    }
    case "paper":
      return `Paper ${model.paperTitle(selection.paper) || model.paperId(selection.paper)}`;
    case "community":
      return groupName(facts.community(selection.level, selection.number));
    case "path":
      return `Path from ${model.label(selection.from)} to ${model.label(selection.to)}`;
    default:
      return "Nothing selected";
  }
}

/** @param {import("./header.js").Community | undefined} community */
const groupName = (community) => `Group ${community?.label ?? ""}`;

/** Describe color and size where a person chose something else than the caption says. @param {App} app */
export function chosenLooks({ facts, state }) {
  const { coloring, sizing } = state.values;
  const chosen = [];
  if (sizing !== (facts.header.sizings?.[0] ?? sizing)) chosen.push(`size by ${WORDS[sizing] ?? sizing}`);
  if (coloring !== facts.colorings[0]) chosen.push(`color by ${coloring === "group" ? facts.groupWord : (WORDS[coloring] ?? coloring)}`);
  return chosen.length ? `Chosen instead: ${chosen.join(", ")}.` : "";
}

/** Name the color of a coloring or the measure of a sizing. @type {Record<string, string>} */
export const WORDS = {
  community: "group",
  firstSeen: "first seen",
  lastSeen: "last seen",
  concept: "topic",
  papers: "papers",
  degree: "links",
  centrality: "centrality",
};
