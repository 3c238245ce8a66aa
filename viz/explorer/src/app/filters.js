// Which nodes and links are left when the filters have hidden the others.

import { isFiltering } from "./state.js";

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./timeline.js").Timeline} Timeline */
/** @typedef {import("./state.js").Filters} Filters */
/** @typedef {import("./header.js").LegendGroup} LegendGroup */

/**
 * What is left: 1 per node and per edge that is shown, and how many those are. `papers` marks the papers that topic
 * and dates allow; null where they allow all.
 * @typedef {{nodes: Uint8Array, edges: Uint8Array, nodeCount: number, edgeCount: number, papers: Uint8Array | null}} Left
 */

/**
 * Name an entry of the legend stably: the key of its group, with its kinds where it speaks of all groups.
 * @param {LegendGroup} entry
 * @param {Facts} facts
 */
export function entryKey(entry, facts) {
  return entry.every ? `all ${entry.kinds.join("+")}` : (facts.header.groups?.[entry.group]?.key ?? "");
}

/** @param {Filters} filters @param {Facts} facts @returns {(node: number) => boolean} */
function byLegend({ entries }, facts) {
  const picked = (facts.header.legends ?? []).flatMap(({ groups }) => groups).filter((entry) => entries.has(entryKey(entry, facts)));
  const { model } = facts;
  const kinds = (facts.header.kinds ?? []).map(({ key }) => picked.filter((entry) => entry.kinds.includes(key)));
  const allowed = kinds.map((list) => (list.some(({ every }) => every) ? null : new Set(list.map(({ group }) => group))));
  return (node) => {
    const groups = allowed[model.kind[node]];
    return groups === null || Boolean(groups?.has(model.group[node]));
  };
}

/** @param {Filters} filters @param {Facts} facts @returns {(node: number) => boolean} */
function byCommunity({ communities }, facts) {
  const { community, fine } = facts.model;
  return (node) => communities.has(`0:${community[node]}`) || communities.has(`1:${fine[node]}`);
}

/** @param {Filters} filters @param {Facts} facts @param {() => Timeline} timeline */
function allowedPapers({ topic, from, to }, facts, timeline) {
  if (topic < 0 && from < 0 && to < 0) return null;
  const { model } = facts;
  const allowed = new Uint8Array(model.paperCount).fill(1);
  if (topic >= 0) for (let paper = 0; paper < model.paperCount; paper++) if (!model.conceptsOfPaper(paper).includes(topic)) allowed[paper] = 0;
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
  if (papers || filters.minPapers > 0) {
    const least = Math.max(filters.minPapers, 1);
    const isPaper = (facts.header.kinds ?? []).map(({ key }) => key === "paper");
    kept.push((/** @type {number} */ node) => {
      const rows = model.papersOfNode(node);
      // A single paper has no count of papers to compare; its date and topics still have to fit.
      const wanted = isPaper[model.kind[node]] ? Math.min(least, 1) : least;
      if (!papers) return isPaper[model.kind[node]] || model.papers[node] >= wanted;
      if (counted(rows) >= wanted) return true;
      const short = rows.length < model.papers[node];
      return short && filters.topic < 0 && model.papers[node] >= wanted && dated(model.first[node], model.last[node], rows);
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
    if (stays && behind && !behind[edge]) {
      const rows = model.papersOfEdge(edge);
      const short = filters.topic < 0 && rows.length < Math.max(model.edgePaperCount[edge], 1);
      stays = short && dated(model.edgeFirst[edge], model.edgeLast[edge], rows);
    }
    edges[edge] = stays ? 1 : 0;
    edgeCount += edges[edge];
  }
  return { nodes, edges, nodeCount, edgeCount, papers };
}
