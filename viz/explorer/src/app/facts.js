// Queries on the network that several parts of the page use: papers, topics, members, evidence.

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("./header.js").Header} Header */
/** @typedef {import("./header.js").Community} Community */
/** @typedef {{paper: number, relation: string, section: string, rule: string, confidence: number, generated: boolean,
 *   sentence: string, start: number, end: number}} Evidence */

export const NONE = 65535; // no community, no month
const SEPARATOR = "\u001f"; // between the aliases of one node or concept

export class Facts {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.header = /** @type {Header} */ (/** @type {unknown} */ (model.header));
    const used = new Set(model.kind);
    /** Kinds of which the picture has nodes. */
    this.kinds = (this.header.kinds ?? []).filter((_, number) => used.has(number));
    this.rank = new Uint32Array(model.count);
    model.order.forEach((node, place) => (this.rank[node] = place));
    /** @type {{at: Uint32Array, nodes: Uint32Array} | null} */
    this.readers = null;
    /** @type {Uint32Array | null} */
    this.topicCounts = null;
    /** @type {Map<string, number> | null} */
    this.rows = null;
    /** @type {Map<number, number[]> | null} */
    this.evidenceRows = null;
  }

  /** @param {number} node @returns {import("./header.js").Kind} */
  kind(node) {
    return this.header.kinds?.[this.model.kind[node]] ?? { key: "node", one: "node", many: "nodes", shape: "disc" };
  }

  /** @param {number} node */
  group(node) {
    return this.header.groups?.[this.model.group[node]];
  }

  /** Return neighbors and the links to them, in pairs. @param {number} node */
  near(node) {
    const { at, others, edges } = this.model.adjacency();
    return { nodes: others.subarray(at[node], at[node + 1]), edges: edges.subarray(at[node], at[node + 1]) };
  }

  /** Pairs of people who may be one person. */
  get doubts() {
    return this.header.doubts ?? [];
  }

  /** Return who may be the same person as a node. @param {number} node */
  namesakes(node) {
    return this.doubts.filter(({ a, b }) => a === node || b === node).map(({ a, b }) => (a === node ? b : a));
  }

  /** Return other labels of a node. @param {number} node */
  aliases(node) {
    return this.model.aliases(node).split(SEPARATOR).filter(Boolean);
  }

  /** Return the row of the paper that a node is, or -1. @param {number} node */
  paperOf(node) {
    if (this.kind(node).key !== "paper") return -1;
    const rows = this.model.papersOfNode(node);
    return rows.length === 1 ? rows[0] : -1;
  }

  /** Return the row of the node with a stable id, or -1. @param {string} id */
  nodeById(id) {
    if (!this.rows) {
      this.rows = new Map();
      for (let node = 0; node < this.model.count; node++) this.rows.set(this.model.id(node), node);
    }
    return this.rows.get(id) ?? -1;
  }

  /** Return the nodes that have a paper. @param {number} paper @returns {Uint32Array} */
  nodesOfPaper(paper) {
    this.readers ??= invert(this.model);
    return this.readers.nodes.subarray(this.readers.at[paper], this.readers.at[paper + 1]);
  }

  /**
   * Count the concepts of papers, most frequent first; concepts that papers only measure come after their subjects.
   * @param {ArrayLike<number>} papers rows of papers
   * @returns {{concept: number, papers: number}[]}
   */
  topics(papers) {
    this.topicCounts ??= new Uint32Array(this.model.conceptCount); // of zeros between calls
    const counts = this.topicCounts;
    /** @type {number[]} */
    const found = [];
    for (let i = 0; i < papers.length; i++) {
      for (const concept of this.model.conceptsOfPaper(papers[i])) if (counts[concept]++ === 0) found.push(concept);
    }
    const counted = found.map((concept) => ({ concept, papers: counts[concept] }));
    for (const concept of found) counts[concept] = 0;
    const last = this.header.metricGroup ?? -1;
    const isMeasure = (/** @type {number} */ concept) => Number(this.model.conceptType[concept] === last);
    return counted.sort((a, b) => isMeasure(a.concept) - isMeasure(b.concept) || b.papers - a.papers || a.concept - b.concept);
  }

  /** Name the first of some topics, and how many others there are. @param {{concept: number}[]} topics @param {number} most */
  topicWords(topics, most) {
    const words = topics.slice(0, most).map(({ concept }) => this.model.conceptLabel(concept));
    const more = topics.length - words.length;
    return words.join(", ") + (more > 0 ? ` and ${more} more` : "");
  }

  /** Return the communities of a level (0 coarse, 1 fine). @param {number} level @returns {Community[]} */
  communities(level) {
    return (this.header.communities ?? []).filter((one) => (one.level ?? 0) === level);
  }

  /** @param {number} level @param {number} number */
  community(level, number) {
    return this.communities(level).find((one) => one.number === number);
  }

  /** Return the column that assigns nodes to communities of a level. @param {number} level */
  communityColumn(level) {
    return level === 1 ? this.model.fine : this.model.community;
  }

  /** Return the nodes of a community, most important first. @param {number} level @param {number} number */
  members(level, number) {
    const column = this.communityColumn(level);
    return this.model.order.filter((node) => column[node] === number);
  }

  /** Return what the text says for an edge, in the order of the payload. @param {number} edge @returns {Evidence[]} */
  evidence(edge) {
    const { model } = this;
    const edges = model.numbers("evidenceEdge");
    if (!edges) return [];
    if (!this.evidenceRows) {
      this.evidenceRows = new Map();
      for (let row = 0; row < edges.length; row++) {
        const rows = this.evidenceRows.get(edges[row]);
        if (rows) rows.push(row);
        else this.evidenceRows.set(edges[row], [row]);
      }
    }
    /** @param {string} name @param {number} row */
    const text = (name, row) => model.text(name)?.[row] ?? "";
    /** @param {string} name @param {number} row */
    const value = (name, row) => model.numbers(name)?.[row] ?? 0;
    return (this.evidenceRows.get(edge) ?? []).map((row) => ({
      paper: model.numbers("evidencePaper")?.[row] ?? -1,
      relation: text("evidenceRelation", row),
      section: text("evidenceSection", row),
      rule: text("evidenceRule", row),
      confidence: value("evidenceConfidence", row),
      generated: value("evidenceGenerated", row) === 1,
      sentence: text("evidenceSentence", row),
      start: value("evidenceStart", row),
      end: value("evidenceEnd", row),
    }));
  }

  /**
   * Count the topics of an edge: the concepts of the papers behind it; between two papers, those of both.
   * @param {number} edge
   */
  edgeTopics(edge) {
    const { model } = this;
    const papers = model.papersOfEdge(edge);
    const [a, b] = [this.paperOf(model.source[edge]), this.paperOf(model.target[edge])];
    if (papers.length || a < 0 || b < 0) {
      // a link between two concepts is not about these
      const ends = [model.source[edge], model.target[edge]].filter((node) => this.kind(node).key === "concept").map((node) => model.label(node));
      return this.topics(papers).filter(({ concept }) => !ends.length || !ends.includes(model.conceptLabel(concept)));
    }
    const own = new Set(model.conceptsOfPaper(a));
    return [...model.conceptsOfPaper(b)].filter((concept) => own.has(concept)).map((concept) => ({ concept, papers: 2 }));
  }

  /** Return other labels of a concept. @param {number} concept */
  conceptAliases(concept) {
    return this.model.conceptAliases(concept).split(SEPARATOR).filter(Boolean);
  }

  /**
   * Mark the edges that have an allowed paper.
   * @param {Uint8Array} allowed 1 per paper that counts
   * @returns {Uint8Array}
   */
  edgesOfPapers(allowed) {
    const { model } = this;
    const found = new Uint8Array(model.edgeCount);
    if (!this.header.papersShared) {
      for (let edge = 0; edge < found.length; edge++) found[edge] = model.papersOfEdge(edge).some((paper) => allowed[paper]) ? 1 : 0;
      return found;
    }
    // Papers of a node are stamped once for all its links: a set per link costs a hundred times as much.
    const stamp = new Uint32Array(model.paperCount);
    for (let node = 0; node < model.count; node++) {
      for (const paper of model.papersOfNode(node)) if (allowed[paper] && !model.pairsOmitted[paper]) stamp[paper] = node + 1;
      const near = this.near(node);
      for (let i = 0; i < near.edges.length; i++) {
        if (model.source[near.edges[i]] !== node) continue;
        if (model.papersOfNode(near.nodes[i]).some((paper) => stamp[paper] === node + 1)) found[near.edges[i]] = 1;
      }
    }
    return found;
  }

  /** Return the IRI of a node. @param {number} node */
  iri(node) {
    return this.model.iri(node);
  }

  /** Name the graph in commands: its name where the payload has it. */
  get graph() {
    return this.header.graph || "GRAPH";
  }

  /** Name what groups are in this picture: "category" of people and papers, "type" of concepts, or what the header says. */
  get groupWord() {
    if (this.header.groupWord) return this.header.groupWord;
    const concepts = this.kinds.filter(({ key }) => key === "concept").length;
    return concepts === 0 ? "category" : concepts === this.kinds.length ? "type" : "category or type";
  }

  /** Papers behind the picture where the page lists only the newest of each node, else 0. */
  get unlisted() {
    return (this.header.days ?? []).reduce((sum, [, papers]) => sum + papers, 0);
  }

  /** Properties by which nodes can be colored. */
  get colorings() {
    const known = this.header.colorings ?? [];
    return this.model.conceptCount && !known.includes("concept") ? [...known, "concept"] : known;
  }

  /** Name nodes, counted: "3 authors", or "3 nodes" where kinds are mixed. @param {number} amount */
  noun(amount) {
    const { kinds } = this;
    const single = kinds.length === 1 || kinds.every(({ key }) => key === "author" || key === "group");
    const [one, many] = single && kinds.length ? [kinds[0].one, kinds[0].many] : ["node", "nodes"];
    return amount === 1 ? one : many;
  }
}

/** @param {Model} model */
function invert(model) {
  const at = new Uint32Array(model.paperCount + 1);
  for (let node = 0; node < model.count; node++) for (const paper of model.papersOfNode(node)) at[paper + 1]++;
  for (let paper = 0; paper < model.paperCount; paper++) at[paper + 1] += at[paper];
  const nodes = new Uint32Array(at[model.paperCount]);
  const next = at.slice();
  for (const node of model.order) for (const paper of model.papersOfNode(node)) nodes[next[paper]++] = node;
  return { at, nodes };
}
