// Which nodes and links are left when the filters have hidden the others.

import { isFiltering } from "../state/state.js";

/** @typedef {import("../facts.js").Facts} Facts */
/** @typedef {import("./timeline.js").Timeline} Timeline */
/** @typedef {import("../state/state.js").Filters} Filters */
/** @typedef {import("../header.js").LegendGroup} LegendGroup */

/**
 * The remaining nodes and edges: 1 for each that is shown, and their numbers. `papers` marks the papers that match topic
 * and dates; null if all match.
 * @typedef {{nodes: Uint8Array, edges: Uint8Array, nodeCount: number, edgeCount: number, papers: Uint8Array | null}} Left
 */

/**
 * Return a stable key of a legend entry: the key of its group, with its kinds if it stands for all groups.
 * @param {LegendGroup} entry
 * @param {Facts} facts
 */
export function entryKey(entry, facts) {
  return entry.every ? `all ${entry.kinds.join("+")}` : (facts.header.groups?.[entry.group]?.key ?? "");
}

/**
 * Keep the nodes of the chosen legend entries. A node must match one entry of each list that applies to its kind; kinds
 * to which no list with a choice applies are hidden.
 * @param {Filters} filters @param {Facts} facts @returns {(node: number) => boolean}
 */
function byLegend({ entries }, facts) {
  const { model, header } = facts;
  const lists = (header.legends ?? [])
    .map(({ groups }) => ({ all: groups, chosen: groups.filter((entry) => entries.has(entryKey(entry, facts))) }))
    .filter(({ chosen }) => chosen.length);
  const rules = (header.kinds ?? []).map(({ key }) =>
    lists
      .filter(({ all }) => all.some(({ kinds }) => kinds.includes(key)))
      .map(({ chosen }) => {
        const own = chosen.filter(({ kinds }) => kinds.includes(key));
        return { every: own.some(({ every }) => every), groups: new Set(own.map(({ group }) => group)) };
      }),
  );
  return (node) => {
    const asked = rules[model.kind[node]];
    return asked.length > 0 && asked.every(({ every, groups }) => every || groups.has(model.group[node]));
  };
}

/** @param {Filters} filters @param {Facts} facts @returns {(node: number) => boolean} */
function byCommunity({ communities }, facts) {
  const { community, fine } = facts.model;
  return (node) => communities.has(`0:${community[node]}`) || communities.has(`1:${fine[node]}`);
}

/** @param {Filters} filters @param {Facts} facts @param {() => Timeline} timeline */
function allowedPapers({ topics, from, to }, facts, timeline) {
  if (!topics.size && from < 0 && to < 0) return null;
  const { model } = facts;
  const allowed = new Uint8Array(model.paperCount).fill(1);
  for (const topic of topics) for (let paper = 0; paper < model.paperCount; paper++) if (!model.conceptsOfPaper(paper).includes(topic)) allowed[paper] = 0;
  if (from >= 0 || to >= 0) {
    const { bins, size } = timeline();
    const [first, last] = [Math.max(from, 0), to >= 0 ? to : size - 1];
    for (let paper = 0; paper < model.paperCount; paper++) if (bins[paper] < first || bins[paper] > last) allowed[paper] = 0;
  }
  return allowed;
}

/**
 * Report whether papers that are not listed may be of the chosen dates: they are older than those listed, which are the
 * newest, and within the months of what they belong to.
 * @param {Filters} filters
 * @param {() => Timeline} timeline
 * @returns {(first: number, last: number, listed: ArrayLike<number>) => boolean}
 */
function byMonths({ from, to }, timeline) {
  if (from < 0 && to < 0) return () => true;
  const { months, bins, size } = timeline();
  const [start, end] = [Math.max(from, 0), to >= 0 ? to : size - 1];
  return (first, last, listed) => {
    const [begin, finish] = [months[first], months[last]];
    const oldest = listed.length ? bins[listed[listed.length - 1]] : size;
    return Boolean(begin && finish) && begin[0] <= end && finish[1] >= start && oldest >= start;
  };
}

/**
 * Apply the filters.
 * @param {Facts} facts
 * @param {Filters} filters
 * @param {() => Timeline} timeline made when first needed
 * @returns {Left}
 */
export function leave(facts, filters, timeline) {
  const { model } = facts;
  const nodes = new Uint8Array(model.count).fill(1);
  const edges = new Uint8Array(model.edgeCount).fill(1);
  if (!isFiltering(filters)) return { nodes, edges, nodeCount: model.count, edgeCount: model.edgeCount, papers: null };
  const papers = allowedPapers(filters, facts, timeline);
  const dated = byMonths(filters, timeline);
  /** @param {ArrayLike<number>} rows */
  const counted = (rows) => {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += /** @type {Uint8Array} */ (papers)[rows[i]];
    return sum;
  };
  const kept = [];
  if (filters.entries.size) kept.push(byLegend(filters, facts));
  if (filters.communities.size) kept.push(byCommunity(filters, facts));
  if (filters.fresh) kept.push((/** @type {number} */ node) => model.fresh[node] === 1);
  if (papers || filters.minPapers > 0) {
    const least = Math.max(filters.minPapers, 1);
    const isPaper = (facts.header.kinds ?? []).map(({ key }) => key === "paper");
    kept.push((/** @type {number} */ node) => {
      const rows = model.papersOfNode(node);
      // The count of papers does not apply to a node that is a paper; its date and topics must still match.
      const wanted = isPaper[model.kind[node]] ? Math.min(least, 1) : least;
      if (!papers) return isPaper[model.kind[node]] || model.papers[node] >= wanted;
      if (counted(rows) >= wanted) return true;
      const short = rows.length < model.papers[node];
      return short && filters.topics.size === 0 && model.papers[node] >= wanted && dated(model.first[node], model.last[node], rows);
    });
  }
  let [nodeCount, edgeCount] = [0, 0];
  for (let node = 0; node < model.count; node++) {
    nodes[node] = kept.every((keeps) => keeps(node)) ? 1 : 0;
    nodeCount += nodes[node];
  }
  const behind = papers && facts.edgesOfPapers(papers);
  for (let edge = 0; edge < model.edgeCount; edge++) {
    let stays = nodes[model.source[edge]] === 1 && nodes[model.target[edge]] === 1 && model.weight[edge] >= filters.minWeight;
    // Links without papers, such as those between near papers, stay with their ends.
    if (stays && behind && !behind[edge] && model.edgePaperCount[edge] > 0) {
      const rows = model.papersOfEdge(edge);
      const short = filters.topics.size === 0 && rows.length < model.edgePaperCount[edge];
      stays = short && dated(model.edgeFirst[edge], model.edgeLast[edge], rows);
    }
    edges[edge] = stays ? 1 : 0;
    edgeCount += edges[edge];
  }
  return { nodes, edges, nodeCount, edgeCount, papers };
}

/**
 * Mark the remaining papers: those that match topics and dates and belong to a visible node.
 * @param {Facts} facts
 * @param {Left} left
 * @returns {Uint8Array} 1 per paper
 */
export function papersLeft({ model }, { nodes, papers }) {
  const found = new Uint8Array(model.paperCount);
  for (let node = 0; node < model.count; node++) {
    if (nodes[node]) for (const paper of model.papersOfNode(node)) if (!papers || papers[paper]) found[paper] = 1;
  }
  return found;
}
