// The search box: a combobox by the ARIA pattern, so that every node can be reached with the keyboard.

import { nodeMark } from "../app.js";
import { byId, codeLine, element, inputById, isolated } from "../dom.js";
import { SearchIndex } from "./searchindex.js";
import { count, number, quoted } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./searchindex.js").Hit} Hit */

/** Connect the search box to the page. @param {App} app */
export function startSearch(app) {
  const input = inputById("search");
  const popup = byId("found");
  const options = byId("found-list");
  const none = byId("found-none");
  const index = new SearchIndex(app.facts);
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;

  const close = () => {
    popup.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  /** @param {number} place */
  const point = (place) => {
    active = place;
    hits.forEach((_, i) => document.getElementById(`found-${i}`)?.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    document.getElementById(`found-${active}`)?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `found-${active}`);
  };

  /** @param {Hit} hit */
  const choose = (hit) => {
    close();
    input.value = hit.label;
    if (hit.topic >= 0) app.state.filter({ topics: new Set([...app.state.values.filters.topics, hit.topic]) });
    else if (hit.selection) app.select(hit.selection, { travel: true });
  };

  /** @param {Hit} hit @param {number} place */
  const option = (hit, place) => {
    const { model } = app.facts;
    const papers = hit.node >= 0 && app.facts.kind(hit.node).key !== "paper" ? model.papers[hit.node] : 0;
    const item = element(
      "li",
      { id: `found-${place}`, role: "option", "aria-selected": "false" },
      hit.node >= 0 ? nodeMark(app, hit.node) : element("span", { class: "mark" }),
      isolated(hit.label),
      element("span", { class: "count", text: hit.more || (papers ? count(papers, "paper", "papers") : "") }),
    );
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(hit);
    });
    return item;
  };

  const open = () => {
    const query = input.value.trim();
    if (!query) return close();
    const found = index.find(query);
    hits = [];
    options.replaceChildren(
      ...found.map(({ title, hits: some, total }, place) => {
        const head = element("div", { class: "head", id: `found-head-${place}`, role: "presentation" }, title, total > some.length && element("span", { class: "count", text: `${number(some.length)} of ${number(total)}` }));
        const items = some.map((hit) => option(hit, hits.push(hit) - 1));
        return element("ul", { role: "group", "aria-labelledby": head.id }, element("li", { role: "presentation" }, head), ...items);
      }),
    );
    options.hidden = !hits.length;
    const command = `kg search ${app.facts.graph} ${quoted(query)}`;
    none.replaceChildren(
      element("p", {}, hits.length ? "This searches the whole graph, not only this picture:" : "Nothing of that name in this picture. It may be in the graph all the same; this searches there:"),
      codeLine(command),
    );
    popup.hidden = false;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    point(-1);
    app.announce(hits.length ? `${count(found.reduce((sum, { total }) => sum + total, 0), "result", "results")}` : "Nothing found in this picture");
  };

  input.addEventListener("input", open);
  input.addEventListener("focus", () => {
    setTimeout(() => index.prepare()); // while the first letter is typed
    if (input.value) input.select();
  });
  input.addEventListener("blur", close);
  popup.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus, so a click on "Copy" arrives
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still spelling Chinese
    if (event.key === "Escape") {
      event.stopPropagation();
      if (popup.hidden && !input.value) byId("stage").focus();
      input.value = "";
      close();
    } else if (event.key === "Enter" && hits.length && !popup.hidden) {
      event.preventDefault();
      choose(hits[Math.max(active, 0)]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && input.value.trim()) {
      event.preventDefault();
      if (popup.hidden) open();
      if (!hits.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      point((active + step + hits.length + (active < 0 && step < 0 ? 1 : 0)) % hits.length);
    }
  });
}
