// The search index: labels and aliases of nodes, topics, titles and identifiers of papers, names of groups.

import { capital, fold } from "../text.js";

/** @typedef {import("../facts.js").Facts} Facts */
/** @typedef {import("../state/state.js").Selection} Selection */
/** @typedef {{group: string, label: string, more: string, selection: Selection | null, topic: number, node: number}} Hit */
/** @typedef {{label: string, more: string, rank: number, hit: () => Hit}} Item */
/** @typedef {{title: string, hits: Hit[], total: number}} Found */

const SHOWN = 6; // per kind of thing; a list of all fits no screen
// Penalties: a whole name before words of it, the label before other names, whole words before parts.
const [NAME, OTHER_NAME, WORD, BEGINNING, INSIDE, ALIAS] = [-2, -1.5, 0, 1, 2, 0.5];

export class SearchIndex {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    /** @type {Map<string, Item[]> | null} */
    this.groups = null;
  }

  build() {
    const { facts } = this;
    const { model } = facts;
    /** @type {Map<string, Item[]>} */
    const groups = new Map();
    /** @param {string} title @param {string} label @param {string} more @param {number} rank @param {() => Omit<Hit, "group">} hit */
    const add = (title, label, more, rank, hit) => {
      let items = groups.get(title);
      if (!items) groups.set(title, (items = []));
      items.push({ label: ` ${fold(label)} `, more: more ? `| ${fold(more)} |` : "", rank, hit: () => ({ group: title, ...hit() }) });
    };
    /** @type {Set<string>} */
    const named = new Set();
    const own = new Set();
    for (const node of model.order) {
      const kind = facts.kind(node);
      const label = model.label(node);
      const paper = facts.paperOf(node);
      if (paper >= 0) own.add(paper);
      if (kind.key === "concept") named.add(label);
      const more = [...facts.aliases(node), paper >= 0 ? model.paperId(paper) : "", model.note(node)].filter(Boolean).join(" | ");
      add(capital(kind.many), label, more, facts.rank[node], () => ({ label, more: "", selection: { type: "node", node }, topic: -1, node }));
    }
    for (const level of [0, 1]) {
      facts.communities(level).forEach(({ label, number, concepts }, rank) => {
        add("Groups", label, (concepts ?? []).join(" | "), rank, () => ({ label, more: "", selection: { type: "community", level, number }, topic: -1, node: -1 }));
      });
    }
    for (let concept = 0; concept < model.conceptCount; concept++) {
      const label = model.conceptLabel(concept);
      if (named.has(label)) continue;
      add("Topics", label, facts.conceptAliases(concept).join(" | "), concept, () => ({ label, more: "show only these", selection: null, topic: concept, node: -1 }));
    }
    for (let paper = 0; paper < model.paperCount; paper++) {
      if (own.has(paper)) continue;
      const [id, title] = [model.paperId(paper), model.paperTitle(paper)];
      add(facts.kinds.some(({ key }) => key === "paper") ? "Other papers" : "Papers", title || id, id, paper, () => ({ label: title || id, more: id, selection: { type: "paper", paper }, topic: -1, node: -1 }));
    }
    return groups;
  }

  /** Fold all names, once. */
  prepare() {
    return (this.groups ??= this.build());
  }

  /** Find what has all words of a query, the best of each kind first. @param {string} query @returns {Found[]} */
  find(query) {
    const id = query.trim().replace(/^(?:https?:\/\/)?(?:www\.)?(?:arxiv\.org\/(?:abs|pdf)\/|arxiv:)/i, "").replace(/v\d+$/, "");
    const words = fold(id).split(" ").filter(Boolean);
    if (!words.length) return [];
    const found = [];
    for (const [title, items] of this.prepare()) {
      /** @type {[number, Item][]} */
      const scored = [];
      for (const item of items) {
        const score = penalty(words, item);
        if (score < Infinity) scored.push([score, item]);
      }
      if (!scored.length) continue;
      scored.sort(([a, one], [b, other]) => a - b || one.rank - other.rank);
      found.push({ title, total: scored.length, best: scored[0][0], hits: scored.slice(0, SHOWN).map(([, item]) => item.hit()) });
    }
    // A kind whose best hit is a whole name comes before one where the words are parts of others.
    return found.sort((a, b) => a.best - b.best);
  }
}

/** @param {string[]} words @param {Item} item */
function penalty(words, { label, more }) {
  const whole = words.join(" ");
  if (label === ` ${whole} `) return NAME;
  if (more.includes(`| ${whole} |`)) return OTHER_NAME;
  let sum = 0;
  for (const word of words) {
    if (label.includes(` ${word} `)) sum += WORD;
    else if (label.includes(` ${word}`)) sum += BEGINNING;
    else if (more.includes(` ${word} `)) sum += ALIAS;
    else if (more.includes(` ${word}`)) sum += ALIAS + BEGINNING;
    else if (label.includes(word)) sum += INSIDE;
    else if (more.includes(word)) sum += ALIAS + INSIDE;
    else return Infinity;
  }
  return sum;
}
