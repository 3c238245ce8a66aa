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

  KG.dot = (group) => {
    const dot = KG.element("i", { class: "dot", "data-group": group, "aria-hidden": "true" });
    dot.style.background = KG.colour(group);
    return dot;
  };

  KG.count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  KG.byId = (id) => document.getElementById(id);
  KG.data = (id) => JSON.parse(KG.byId(id).textContent);
}
