// An uncertain pair: two people who may be one, the evidence for and against it, and the lines that decide it.

import { percent } from "../../percent.js";
import { button, codeLine, element } from "../dom.js";
import { list, nodeButton, section, topicChips } from "./rows.js";
import { count, number } from "../text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("../../model.js").Reason} Reason */

/** @param {Reason} reason @returns {Child[]} */
const reasonRow = ({ kind, words, bits }) => [
  element("span", {}, `${kind}: ${words}`),
  element("span", { class: "count", text: bits ? `${bits > 0 ? "+" : "−"}${number(Math.abs(bits), 2)} bits` : "" }),
];

/** @param {string} title @param {Reason[]} reasons */
const reasonList = (title, reasons) => section(title, list("near", reasons, reasonRow));

/** Describe one of the two: papers and topics. @param {App} app @param {number} node */
function side(app, node) {
  const { facts } = app;
  const { model } = facts;
  const group = facts.group(node)?.label ?? "";
  return element(
    "div",
    {},
    nodeButton(app, node),
    element("p", { class: "small", text: [count(model.papers[node], "paper", "papers"), group].filter(Boolean).join(" · ") }),
    topicChips(app, facts.topics(model.papersOfNode(node)), { shown: 4 }),
  );
}

/** Create the lines that settle a doubt. @param {Pick<import("../header.js").Doubt, "sameDecision" | "differentDecision" | "command">} doubt @returns {Child[]} */
export function settling({ sameDecision, differentDecision, command }) {
  return [
    sameDecision && element("p", { class: "small", text: "If they are one person, this line in authors.txt merges them:" }),
    sameDecision && codeLine(sameDecision),
    differentDecision && element("p", { class: "small", text: "If they are two, this line ends the doubt:" }),
    differentDecision && codeLine(differentDecision),
    command && element("p", { class: "small", text: "The whole comparison:" }),
    command && codeLine(command),
  ];
}

/** @param {App} app @param {number} doubt @returns {Child[]} */
export function doubtDetails(app, doubt) {
  const found = app.facts.doubts[doubt];
  const { a, b, confidence, reasons = [] } = found;
  return [
    element("h2", { tabindex: -1, id: "details-title" }, `May be the same person: ${percent(confidence)}`),
    element("p", { class: "small", text: "Not a link: the program left them apart without being sure." }),
    side(app, a),
    side(app, b),
    reasonList("For", reasons.filter(({ bits }) => bits > 0)),
    reasonList("Against", reasons.filter(({ bits }) => bits < 0)),
    reasonList("Says nothing", reasons.filter(({ bits }) => bits === 0)),
    reasons.length > 0 && element("p", { class: "small", text: "One more bit doubles the odds that they are one person." }),
    section("To settle it", ...settling(found)),
  ];
}

/** Create the notes on namesakes that may be the same person. @param {App} app @param {number} node */
export function doubtsOf(app, node) {
  return app.facts.doubts.flatMap(({ a, b, confidence, sameDecision }, doubt) => {
    if (a !== node && b !== node) return [];
    const why = button("between", "Why?", () => app.select({ type: "doubt", doubt }, { focus: true }), { "aria-label": `Why they may be the same person: ${app.facts.model.label(a)}` });
    return [
      element(
        "div",
        { class: "doubt" },
        element("p", {}, `May be the same person (${percent(confidence)}) as `, why),
        nodeButton(app, a === node ? b : a),
        ...settling({ sameDecision }),
      ),
    ];
  });
}
