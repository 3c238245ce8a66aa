// The decoded graph: typed columns, text on demand, neighbors and papers of nodes and edges.

/** @typedef {{ground: string, ink: string, muted: string, edge: string, doubt: string, glow?: string, edgeAlpha: number, discAlpha: number, tintAlpha: number, rimAlpha: number}} Theme */
/** @typedef {{key: string, one: string, many: string, shape: string, outlined?: boolean, path?: string, iri?: string}} Kind */
/** @typedef {{key: string, label: string, light: string, dark: string, lightInk?: string, darkInk?: string, shape?: string}} Group */
/** @typedef {{number: number, label: string, short?: string, size: number, x: number, y: number, level: number, parent?: number, light: string, dark: string, concepts?: string[], people?: number[], datasets?: string[], papers?: number[], risen?: string[], hull?: [number, number][]}} Community */
/** @typedef {{label: string, x: number, y: number, r: number, caption?: number, group?: number}} Disc */
/** @typedef {{kind: string, words: string, bits: number}} Reason */
/** @typedef {{a: number, b: number, confidence: number, sameDecision: string, differentDecision?: string, command?: string, reasons?: Reason[]}} Doubt */
/**
 * The header that Python writes about the picture. Other fields are texts that the page shows unchanged.
 * @typedef {Object} HeaderFields
 * @property {number} version
 * @property {string} title
 * @property {string} view
 * @property {Kind[]} kinds
 * @property {Group[]} groups
 * @property {Community[]} [communities]
 * @property {Disc[]} [discs]
 * @property {Doubt[]} [doubts]
 * @property {{light: Theme, dark: Theme}} themes
 * @property {{named?: number, maxLength?: number}} [labels]
 * @property {{nodes: number[], hops: number, notes?: string[]} | null} [ego]
 * @property {string[]} [months]
 * @property {string} [base]
 * @property {string} [outlined] key of the kind that is drawn as outlines
 * @property {boolean} [papersShared]
 */
/** @typedef {HeaderFields & Record<string, any>} Header */
/** @typedef {{at: Uint32Array, edges: Uint32Array, others: Uint32Array}} Adjacency */
/** @typedef {ReturnType<typeof createModel>} Model */

export const NONE_U16 = 65535; // no community, no month
export const NONE_U8 = 255; // no hop

/**
 * Make a model of a decoded payload. Absent columns read as zeros, as "none" or as empty text.
 * @param {import("./decode.js").Payload} payload
 */
export const createModel = ({ header, numbers, text }) => {
  const count = header.columns.x?.length ?? 0;
  const edgeCount = header.columns.source?.length ?? 0;
  const paperCount = header.columns.paperId?.length ?? 0;
  const conceptCount = header.columns.conceptLabel?.length ?? 0;
  const evidenceCount = header.columns.evidenceEdge?.length ?? 0;

  /** @param {string} name @param {number} [length] @param {number} [fill] */
  const f32 = (name, length = count, fill = 0) => /** @type {Float32Array} */ (numbers(name) ?? new Float32Array(length).fill(fill));
  /** @param {string} name @param {number} [length] @param {number} [fill] */
  const u32 = (name, length = count, fill = 0) => /** @type {Uint32Array} */ (numbers(name) ?? new Uint32Array(length).fill(fill));
  /** @param {string} name @param {number} [length] @param {number} [fill] */
  const u16 = (name, length = count, fill = 0) => /** @type {Uint16Array} */ (numbers(name) ?? new Uint16Array(length).fill(fill));
  /** @param {string} name @param {number} [length] @param {number} [fill] */
  const u8 = (name, length = count, fill = 0) => /** @type {Uint8Array} */ (numbers(name) ?? new Uint8Array(length).fill(fill));
  /** @param {string} name @param {number} row */
  const word = (name, row) => text(name)?.[row] ?? "";

  const kind = u8("kind");
  const source = u32("source", edgeCount);
  const target = u32("target", edgeCount);
  const nodePapersAt = /** @type {Uint32Array | null} */ (numbers("nodePapersAt"));
  const nodePapers = /** @type {Uint32Array | null} */ (numbers("nodePapers"));
  const edgePapersAt = /** @type {Uint32Array | null} */ (numbers("edgePapersAt"));
  const edgePapers = /** @type {Uint32Array | null} */ (numbers("edgePapers"));
  const paperConceptsAt = /** @type {Uint32Array | null} */ (numbers("paperConceptsAt"));
  const paperConcepts = /** @type {Uint32Array | null} */ (numbers("paperConcepts"));
  const pairsOmitted = u8("pairsOmitted", paperCount);
  const order = /** @type {Uint32Array} */ (numbers("order") ?? Uint32Array.from({ length: count }, (_, row) => row));
  const NOTHING = new Uint32Array(0);

  /** @type {Adjacency | null} */
  let known = null;
  /** Edges and neighbors per node; those of node i are at [at[i], at[i + 1]). */
  const adjacency = () => {
    if (known) return known;
    const at = new Uint32Array(count + 1);
    for (let e = 0; e < edgeCount; e++) {
      at[source[e] + 1]++;
      at[target[e] + 1]++;
    }
    for (let i = 0; i < count; i++) at[i + 1] += at[i];
    const next = at.slice();
    const edges = new Uint32Array(2 * edgeCount);
    const others = new Uint32Array(2 * edgeCount);
    for (let e = 0; e < edgeCount; e++) {
      const [a, b] = [source[e], target[e]];
      edges[next[a]] = e;
      others[next[a]++] = b;
      edges[next[b]] = e;
      others[next[b]++] = a;
    }
    return (known = { at, edges, others });
  };

  /** @param {number} node */
  const papersOfNode = (node) => (nodePapersAt && nodePapers ? nodePapers.subarray(nodePapersAt[node], nodePapersAt[node + 1]) : NOTHING);

  /** Papers behind an edge: those listed, or those that both ends have where the header says so. @param {number} edge */
  const papersOfEdge = (edge) => {
    if (edgePapersAt && edgePapers) return edgePapers.subarray(edgePapersAt[edge], edgePapersAt[edge + 1]);
    if (!header.papersShared) return NOTHING;
    const others = new Set(papersOfNode(target[edge]));
    return papersOfNode(source[edge]).filter((paper) => others.has(paper) && !pairsOmitted[paper]);
  };

  /** @param {number} paper */
  const conceptsOfPaper = (paper) => (paperConceptsAt && paperConcepts ? paperConcepts.subarray(paperConceptsAt[paper], paperConceptsAt[paper + 1]) : NOTHING);

  const authorsAt = /** @type {Uint32Array | null} */ (numbers("paperAuthorsAt"));
  const authors = /** @type {Uint32Array | null} */ (numbers("paperAuthors"));
  /** Authors of a paper in their order: rows of nodes, then people who are not nodes. @param {number} paper */
  const authorsOfPaper = (paper) => (authorsAt && authors ? authors.subarray(authorsAt[paper], authorsAt[paper + 1]) : NOTHING);

  /**
   * Stable id of a node. Payloads shorten those that follow from a label and the node's oldest paper, see
   * kg/render/explorer/nodes.py.
   * @param {number} node @returns {string}
   */
  const id = (node) => {
    const stored = word("id", node);
    if (stored[0] !== "=" && stored[0] !== "~") return stored;
    const papers = papersOfNode(node);
    const oldest = papers.length ? word("paperId", papers[papers.length - 1]) : "";
    if (stored[0] === "~") return `author/${word("label", node).toLowerCase().replaceAll(" ", "-")}/${stored.slice(1) || oldest}`;
    return header.kinds[kind[node]]?.key === "category" ? `category/arxiv/${word("label", node)}` : `paper/${oldest}`;
  };

  const sharedAt = /** @type {Uint32Array | null} */ (numbers("edgeSharedAt"));
  const shared = numbers("edgeShared");
  /** Return what two related papers share, rarest first. @param {number} edge @returns {{label: string, papers: number}[]} */
  const sharedOfEdge = (edge) => {
    if (!sharedAt || !shared) return [];
    return Array.from(shared.subarray(sharedAt[edge], sharedAt[edge + 1]), (thing) => ({ label: word("sharedLabel", thing), papers: numbers("sharedPapers")?.[thing] ?? 0 }));
  };

  /**
   * Return position, author count and printed name of a person on a paper, or null.
   * @param {number} node @param {number} paper
   */
  const signatureOf = (node, paper) => {
    const positions = numbers("nodePaperPosition");
    const place = papersOfNode(node).indexOf(paper);
    if (!positions || !nodePapersAt || place < 0) return null;
    const at = nodePapersAt[node] + place;
    return positions[at] ? { position: positions[at], of: numbers("paperSize")?.[paper] ?? 0, printed: word("nodePaperPrinted", at) || word("label", node) } : null;
  };

  return {
    header, count, edgeCount, paperCount, conceptCount, evidenceCount,
    x: f32("x"), y: f32("y"), radius: f32("radius", count, 4),
    kind, group: u16("group"), community: u16("community", count, NONE_U16), fine: u16("subcommunity", count, NONE_U16),
    papers: u32("papers"), degree: u32("degree"), first: u16("firstMonth", count, NONE_U16), last: u16("lastMonth", count, NONE_U16),
    hop: u8("hop", count, NONE_U8), order, fresh: u8("fresh"),
    source, target, edgeKind: u8("edgeKind", edgeCount), width: f32("width", edgeCount, 1), weight: f32("weight", edgeCount, 1),
    edgePaperCount: u32("edgePaperCount", edgeCount), edgeFirst: u16("edgeFirst", edgeCount, NONE_U16),
    edgeLast: u16("edgeLast", edgeCount, NONE_U16), generated: u8("generated", edgeCount),
    paperMonth: u16("paperMonth", paperCount, NONE_U16), paperGroup: u16("paperGroup", paperCount), pairsOmitted,
    conceptType: u16("conceptType", conceptCount),
    /** Name of a node; that of a paper is its title, which the payload has once. @param {number} node */
    label: (node) => word("label", node) || (header.kinds[kind[node]]?.key === "paper" ? word("paperTitle", papersOfNode(node)[0]) : ""),
    aliases: (/** @type {number} */ node) => word("aliases", node),
    note: (/** @type {number} */ node) => word("note", node),
    id,
    /** @param {number} node */
    iri: (node) => {
      const { path = "", iri = header.base ?? "" } = header.kinds[kind[node]] ?? {};
      return word("iri", node) || iri + (path && id(node).startsWith(path) ? id(node).slice(path.length) : id(node));
    },
    paperId: (/** @type {number} */ paper) => word("paperId", paper),
    paperTitle: (/** @type {number} */ paper) => word("paperTitle", paper),
    paperDay: (/** @type {number} */ paper) => word("paperDay", paper),
    conceptLabel: (/** @type {number} */ concept) => word("conceptLabel", concept),
    conceptAliases: (/** @type {number} */ concept) => word("conceptAliases", concept),
    /** Name of an author as `authorsOfPaper` numbers them. @param {number} author */
    authorName: (author) => (author < count ? word("label", author) : word("authorName", author - count)),
    adjacency, papersOfNode, papersOfEdge, conceptsOfPaper, authorsOfPaper, sharedOfEdge, signatureOf,
    /** Any numeric column by its name, null where the payload has none. */
    numbers,
    /** Any text column by its name, null where the payload has none. */
    text,
  };
};
