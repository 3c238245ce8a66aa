// Text and elements. Data becomes text nodes only: nothing here or elsewhere parses it as HTML.
"use strict";
const KG = {};
{
  const SPELT = { ø: "o", ł: "l", ß: "ss", ı: "i", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ŋ: "n", ŧ: "t", ə: "e" };

  /** The letters that searching compares: no accents, no case, one space. Chinese keeps its characters. */
  KG.fold = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[øłßıđðþæœħŋŧə]/g, (letter) => SPELT[letter])
      .replace(/[\s\-‐‑–·.]+/g, " ")
      .trim();

  /** An element with properties (class, text, data-, aria- and so on) and children. */
  KG.element = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "text") element.textContent = value;
      else if (name === "onclick") element.addEventListener("click", value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  /** Text that cannot turn the direction of its surroundings. */
  KG.isolated = (text) => KG.element("bdi", { text });

  const MARKS = {
    author: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    group: "M0-6.5 6.4 5.5H-6.4z",
    paper: "M-5.5-5.5h11v11h-11z",
    concept: "M0-7 7 0 0 7-7 0z",
    category: "M7 0 3.5 6.1h-7L-7 0-3.5-6.1h7z",
  };

  /** A small mark in the color of a group and the shape of a kind, as the picture has it. */
  KG.dot = (group, kind) => {
    const [dot, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    const properties = { class: "dot", viewBox: "-8 -8 16 16", "data-group": group, "data-kind": kind, "aria-hidden": "true" };
    for (const [name, value] of Object.entries(properties)) dot.setAttribute(name, value);
    path.setAttribute("d", MARKS[kind] ?? MARKS.author);
    dot.append(path);
    KG.colorDot(dot);
    return dot;
  };
  KG.colorDot = (dot) => {
    const hue = KG.color(dot.dataset.group);
    const outlined = KG.extra.outlined === dot.dataset.kind;
    dot.firstChild.setAttribute("fill", outlined ? "none" : hue);
    dot.firstChild.setAttribute("stroke", outlined ? hue : "none");
  };

  KG.count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  KG.byId = (id) => document.getElementById(id);
  KG.data = (id) => JSON.parse(KG.byId(id).textContent);
}
