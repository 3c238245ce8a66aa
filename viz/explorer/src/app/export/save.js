// Dialogs: save pictures and data, and show the query and command of the view.

import { button, byId, copy, dialogById, element, inputById } from "../dom.js";
import { bibtex } from "./bibtex.js";
import { edgesCsv, edgesOf, embedding, nodesCsv, nodesOf, papersOf } from "./exports.js";
import { PIXELS, canvasWithWords, svgWithWords } from "./picture.js";
import { count, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./exports.js").Scope} Scope */

const FREED = 30_000; // milliseconds after which the bytes of a download are given back

/** Report whether the page is inside another one, where downloads may be dropped silently. */
const isFramed = () => {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
};

/** Name a file after the heading of the page. @param {App} app @param {string} suffix */
function fileName({ facts }, suffix) {
  const words = (facts.header.heading ?? facts.header.title ?? "arxiv-kg").normalize("NFKD").replace(/\p{M}/gu, "");
  return `${words.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "arxiv-kg"}${suffix}`;
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), FREED);
}

/** Connect the dialogs to their buttons. @param {App} app */
export function startSaving(app) {
  const dialog = dialogById("save");
  const output = byId("save-output");
  const withWords = inputById("save-words");
  /** @type {Scope} */
  let scope = "left";

  /** Show text to copy. @param {string} text @param {string} label @param {string} words @param {HTMLElement | null} [more] */
  const showText = (text, label, words, more = null) => {
    const area = element("textarea", { readonly: true, rows: 9, spellcheck: "false", "aria-label": label });
    area.value = text;
    const copied = button("chip", "Copy", () => void copy(copied, text, area));
    output.replaceChildren(element("div", { class: "row" }, element("p", { class: "small", text: words }), more, copied), area);
    output.hidden = false;
    copied.focus();
  };

  /** Offer text: a download, or where that may be dropped the text itself. @param {string} text @param {string} type @param {string} name */
  const offer = (text, type, name) => {
    const save = () => download(new Blob([text], { type }), name);
    if (isFramed()) return showText(text, name, `${name}: copy the text, or download it where the frame allows that`, button("chip", "Download", save));
    save();
    showText(text, name, `${name} was saved; the same as text:`);
  };

  const savePng = () => {
    const picture = app.stage.toCanvas(PIXELS);
    const canvas = withWords.checked ? canvasWithWords(app, picture) : picture;
    const name = fileName(app, ".png");
    const save = () => canvas.toBlob((blob) => blob && download(blob, name), "image/png");
    if (!isFramed()) {
      save();
      output.replaceChildren(element("p", { class: "small", text: `${name} was saved` }));
    } else {
      const image = element("img", { src: canvas.toDataURL("image/png"), alt: "Picture of what is seen" });
      const words = element("p", { class: "small", text: "Save or copy the picture from its context menu, or download it where the frame allows that" });
      output.replaceChildren(element("div", { class: "row" }, words, button("chip", "Download", save)), image);
    }
    output.hidden = false;
  };

  const saveSvg = () => {
    const picture = app.stage.toSVG();
    const { clientWidth: width, clientHeight: height } = byId("stage");
    offer(withWords.checked ? svgWithWords(app, picture, { width, height }) : picture, "image/svg+xml", fileName(app, ".svg"));
  };

  const csvType = "text/csv;charset=utf-8";
  const listed = (/** @type {string} */ papers) => (app.facts.unlisted ? `${papers} of those listed here` : papers);
  const { command, sparql, sparqlNote } = app.facts.header;
  /** @type {[string, () => string, () => void][]} what not every picture has */
  const texts = [];
  if (command) texts.push(["Command", () => "", () => showText(command, "Command", "Makes this page again")]);
  if (sparql) texts.push(["Query (SPARQL)", () => "", () => showText(sparql, "SPARQL", sparqlNote ? `Finds what the view had ${sparqlNote}` : "Finds the links of this picture")]);
  /** @type {[string, () => string, () => void][]} */
  const choices = [
    ["Picture (PNG)", () => "what is seen", savePng],
    ["Picture (SVG)", () => "what is seen", saveSvg],
    ["Nodes (CSV)", () => `${number(nodesOf(app, scope).length)} ${app.facts.noun(nodesOf(app, scope).length)}`, () => offer(nodesCsv(app, scope), csvType, fileName(app, "-nodes.csv"))],
    ["Links (CSV)", () => count(edgesOf(app, scope).length, "link", "links"), () => offer(edgesCsv(app, scope), csvType, fileName(app, "-links.csv"))],
    ["Papers (BibTeX)", () => listed(count(papersOf(app, scope).length, "paper", "papers")), () => offer(bibtex(app, scope), "text/x-bibtex;charset=utf-8", fileName(app, ".bib"))],
    ["Link to this state", () => "", () => showText(location.href, "Link", "Opens the page as it is now")],
    ["Embed code", () => "", () => showText(embedding(), "Embed code", "Put this into another page, beside the file")],
    ...texts,
  ];

  const refresh = () => {
    const { selection } = app.state.values;
    const scopes = /** @type {[Scope, string][]} */ ([["left", "all that is left"], ["selection", "the selection"]]);
    byId("save-scope").hidden = !selection;
    byId("save-scope").replaceChildren(
      element("legend", { text: "Data of" }),
      ...scopes.map(([value, words]) => {
        const input = element("input", { type: "radio", name: "scope", value, id: `scope-${value}`, checked: scope === value, onchange: () => {
          scope = value;
          refresh();
          byId(`scope-${value}`).focus();
        } }); // prettier-ignore
        return element("label", { for: `scope-${value}` }, input, words);
      }),
    );
    byId("save-choices").replaceChildren(
      ...choices.map(([title, amount, press]) => {
        const words = amount();
        return element("li", {}, button("choice", [element("span", { text: title }), words && element("span", { class: "small", text: words })], press));
      }),
    );
  };
  byId("save-open").addEventListener("click", () => {
    scope = app.state.values.selection ? "selection" : "left";
    output.hidden = true;
    refresh();
    dialog.showModal();
  });
  byId("save-close").addEventListener("click", () => dialog.close());

  const query = dialogById("sparql");
  byId("sparql-open").addEventListener("click", () => query.showModal());
  byId("sparql-close").addEventListener("click", () => query.close());
  const text = byId("sparql-text");
  byId("sparql-copy").addEventListener("click", () => void copy(byId("sparql-copy"), text.textContent ?? "", text));
}
