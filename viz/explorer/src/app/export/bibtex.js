// Papers as BibTeX, with all their authors.

import { papersOf } from "./exports.js";
import { encodedPath } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../facts.js").Facts} Facts */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const GENERATION = 128; // as in kg/render/explorer/bibliography.py
const OTHERS = "others"; // BibTeX's word for authors that a list leaves out

/** @type {Record<string, string>} */
const SIGNS = {
  "\\": String.raw`\textbackslash{}`,
  "~": String.raw`\textasciitilde{}`,
  "^": String.raw`\textasciicircum{}`,
  "{": String.raw`\textbraceleft{}`, // BibTeX counts braces whether or not they are escaped
  "}": String.raw`\textbraceright{}`,
}; // prettier-ignore

/** Escape text for a field; letters stay as they are, which biber and today's BibTeX read as UTF-8. @param {string} text */
export function tex(text) {
  return text.replace(/[\\~^{}&%$#_]/g, (sign) => SIGNS[sign] ?? `\\${sign}`);
}

/**
 * Write a name as "Family, Given", a name that cannot be divided and the name of a group in braces.
 * @param {string} name
 * @param {number} family words at its end that are the family name; 128 more where one for the generation follows them
 */
export function bibliographic(name, family) {
  const words = name.split(/\s+/).filter(Boolean);
  const end = words.length - (family >= GENERATION ? 1 : 0);
  const start = end - (family % GENERATION);
  if (family % GENERATION === 0 || start <= 0) return name === OTHERS ? name : `{${tex(name)}}`;
  const [last, first, after] = [words.slice(start, end), words.slice(0, start), words.slice(end)].map((some) => tex(some.join(" ")));
  // a family name that holds "and" would end the author
  const whole = /(^|\s)and(\s|$)/i.test(last) ? `{${last}}` : last;
  return [whole, after, first].filter(Boolean).join(", ");
}

/** Return the authors of a paper, as a page has them. @param {Facts} facts @param {number} paper @returns {string[]} */
function authorsOf({ model }, paper) {
  const family = model.numbers("authorFamily");
  return Array.from(model.authorsOfPaper(paper), (author) => bibliographic(model.authorName(author), family?.[author] ?? 0)).filter((name) => name !== "{}");
}

/** Return year and month of a paper: those of its arXiv id, else of the day it was seen. @param {string} id @param {string} seen */
function dateOf(id, seen) {
  const [, year, month] = /^(?:[a-z.-]+\/)?(\d\d)(\d\d)/i.exec(id) ?? [];
  return year ? [`${Number(year) > 90 ? 19 : 20}${year}`, month] : [seen.slice(0, 4), seen.slice(5, 7)]; // arXiv began in 1991
}

/** @param {string} id of a paper */
const isOnArxiv = (id) => !id.includes(":");

/** Name each paper with a key that no other of the file has; BibTeX ignores the case of keys. @param {string[]} ids */
function keysOf(ids) {
  /** @type {Set<string>} */
  const taken = new Set();
  return ids.map((id) => {
    const plain = isOnArxiv(id) ? `arxiv:${id.replaceAll("/", ":")}` : id.replace(/[^\w:.-]+/g, "-");
    let key = plain;
    for (let number = 2; taken.has(key.toLowerCase()); number++) key = `${plain}-${number}`;
    taken.add(key.toLowerCase());
    return key;
  });
}

/** @param {Facts} facts @param {number} paper @param {string} key */
function entry(facts, paper, key) {
  const { model, header } = facts;
  const id = model.paperId(paper);
  const doi = id.startsWith("doi:") ? id.slice(4) : "";
  const isArxiv = isOnArxiv(id);
  const [year, number] = dateOf(id, model.paperDay(paper) || (header.months?.[model.paperMonth[paper]] ?? ""));
  const category = model.numbers("paperGroup") ? (header.groups?.[model.paperGroup[paper]]?.key ?? "") : "";
  const title = model.paperTitle(paper);
  const authors = authorsOf(facts, paper).join(" and ");
  /** @type {[string, string][]} */
  const fields = [
    ["title", title && `{{${tex(title)}}}`], // the inner braces keep capitals
    ["author", authors && `{${authors}}`],
    ["year", year && `{${year}}`],
    ["month", MONTHS[Number(number) - 1] ?? ""],
    ["eprint", isArxiv ? `{${id}}` : ""],
    ["archivePrefix", isArxiv ? "{arXiv}" : ""],
    ["primaryClass", isArxiv && category ? `{${category}}` : ""],
    ["doi", doi && `{${doi}}`],
    ["url", isArxiv ? `{https://arxiv.org/abs/${id}}` : doi && `{https://doi.org/${encodedPath(doi)}}`],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value}`);
  return `@misc{${key},\n${lines.join(",\n")}\n}\n`;
}

/** Return papers as BibTeX. @param {App} app @param {import("./exports.js").Scope} scope */
export function bibtex(app, scope) {
  const { facts } = app;
  const note = facts.model.numbers("paperAuthors") ? "" : "% Titles and dates only: the page does not have the authors. https://arxiv.org/bibtex/ID has them.\n\n";
  const { unlisted } = facts;
  const part = unlisted ? `% The page lists the newest papers of each node, ${facts.model.paperCount} of ${unlisted}; kg export has all.\n\n` : "";
  const papers = papersOf(app, scope);
  const keys = keysOf(papers.map((paper) => facts.model.paperId(paper)));
  return note + part + papers.map((paper, place) => entry(facts, paper, keys[place])).join("\n");
}
