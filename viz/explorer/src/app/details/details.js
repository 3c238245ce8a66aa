// The panel of the selection, always in the same place, so that the keyboard can return to it.

import { describe } from "../app.js";
import { button, byId, element, fill } from "../dom.js";
import { doubtDetails } from "./doubtdetails.js";
import { edgeDetails } from "./edgedetails.js";
import { communityDetails, paperDetails } from "./groupdetails.js";
import { nodeDetails } from "./nodedetails.js";
import { nodeMark } from "../app.js";
import { pathDetails } from "./pathdetails.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../state/state.js").Selection} Selection */

/** @param {App} app @param {Selection} selection @returns {{words: string, parts: import("../dom.js").Child[]}} */
function content(app, selection) {
  switch (selection.type) {
    case "node": {
      const kind = app.facts.kind(selection.node);
      const group = app.facts.group(selection.node)?.label ?? "";
      const words = kind.key === group.toLowerCase() ? kind.one : [kind.one, group].filter(Boolean).join(" · ");
      return { words, parts: nodeDetails(app, selection.node) };
    }
    case "edge":
      return { words: "link", parts: edgeDetails(app, selection.edge) };
    case "doubt":
      return { words: "doubt", parts: doubtDetails(app, selection.doubt) };
    case "paper":
      return { words: "paper", parts: paperDetails(app, selection.paper) };
    case "community":
      return { words: "group", parts: communityDetails(app, selection.level, selection.number) };
    default:
      return { words: "path", parts: pathDetails(app, selection.from, selection.to) };
  }
}

/** @param {HTMLElement} home @returns {HTMLElement[]} */
const focusable = (home) => [...home.querySelectorAll("h2, button, a")].filter((one) => one instanceof HTMLElement);

/** Show what is selected. @param {App} app @param {{focus?: boolean, keepScroll?: boolean}} [how] */
export function showDetails(app, { focus = false, keepScroll = false } = {}) {
  const home = byId("details");
  const { selection } = app.state.values;
  const held = home.contains(document.activeElement);
  const place = keepScroll && held ? focusable(home).indexOf(/** @type {HTMLElement} */ (document.activeElement)) : -1;
  const scrolled = byId("panel-body").scrollTop;
  home.hidden = !selection;
  document.documentElement.classList.toggle("selected", Boolean(selection));
  if (!selection) {
    home.replaceChildren();
    if (held) byId("stage").focus({ preventScroll: true });
    return;
  }
  const { words, parts } = content(app, selection);
  const close = button("quiet", "Close", () => app.select(null), { title: "Close (Escape)" });
  const head = element("div", { class: "kind" }, selection.type === "node" && nodeMark(app, selection.node), element("span", { text: words }), close);
  home.setAttribute("aria-label", describe(app, selection).slice(0, 120));
  home.replaceChildren(head);
  fill(home, parts);
  byId("panel-body").scrollTop = keepScroll ? scrolled : 0;
  const same = place >= 0 ? focusable(home)[place] : undefined;
  if (same) same.focus({ preventScroll: true });
  else if (focus || held) document.getElementById("details-title")?.focus({ preventScroll: true });
}
