// Colors and sizes of nodes by what a person chose. Palettes come from Python; here they are only assigned.

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {"light" | "dark"} ThemeName */
/** @typedef {{label: string, color: string, size: number, key: string}} Shade one line of a legend; `key` filters */

import { NONE } from "./facts.js";

const MAX_TOPICS = 8; // topics that get a color of their own; more cannot be distinguished
const ROUNDS = 20; // of PageRank; ranks change by less than a pixel of radius after them
const DAMPING = 0.85;
const NEWEST = { light: "#b3261e", dark: "#ffb454" }; // end of the scale of months; it begins at the color of lines

/** @param {string} hex @returns {[number, number, number]} */
export function channels(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) || 0);
  return [r, g, b];
}

/** @param {string} from @param {string} to @param {number} share */
function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `#${a.map((value, i) => Math.round(value + share * (b[i] - value)).toString(16).padStart(2, "0")).join("")}`;
}

export class Looks {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    /** @type {{of: Int16Array, concepts: {concept: number, papers: number}[]} | null} */
    this.topicColors = null;
    /** @type {Float32Array | null} */
    this.ranks = null;
  }

  /** Return the color of months: those seen first pale, the newest strong. @param {number} month @param {ThemeName} theme */
  monthColor(month, theme) {
    const months = this.facts.header.months?.length ?? 1;
    const pale = mix(this.facts.header.themes[theme].ground, this.facts.header.themes[theme].edge, 0.55);
    return month === NONE ? pale : mix(pale, NEWEST[theme], months > 1 ? month / (months - 1) : 1);
  }

  /** Return the colors of communities by number. @param {number} level @param {ThemeName} theme */
  communityColors(level, theme) {
    return new Map(this.facts.communities(level).map((one) => [one.number, one[theme]]));
  }

  topicsInColor() {
    if (!this.topicColors) {
      const { model } = this.facts;
      const all = Uint32Array.from({ length: model.paperCount }, (_, paper) => paper);
      const concepts = this.facts.topics(all).slice(0, MAX_TOPICS);
      const of = new Int16Array(model.count).fill(-1);
      for (let node = 0; node < model.count; node++) {
        const counts = new Uint32Array(concepts.length);
        for (const paper of model.papersOfNode(node)) {
          const own = model.conceptsOfPaper(paper);
          concepts.forEach(({ concept }, i) => (counts[i] += own.includes(concept) ? 1 : 0));
        }
        const most = Math.max(0, ...counts);
        if (most) of[node] = counts.indexOf(most);
      }
      this.topicColors = { of, concepts };
    }
    return this.topicColors;
  }

  /** Return distinct colors, for topics. @param {ThemeName} theme */
  palette(theme) {
    const { groups = [], communities = [] } = this.facts.header;
    const hues = [...new Set([...groups, ...communities].map((one) => one[theme]))].filter(Boolean);
    return hues.length ? hues : [this.facts.header.themes[theme].ink];
  }

  /**
   * Return the color of a node as "#rrggbb".
   * @param {string} coloring
   * @param {ThemeName} theme
   * @returns {(node: number) => string}
   */
  color(coloring, theme) {
    const { facts } = this;
    const { model } = facts;
    const plain = mix(facts.header.themes[theme].ground, facts.header.themes[theme].edge, 0.6);
    if (coloring === "community") {
      const colors = this.communityColors(0, theme);
      return (node) => colors.get(model.community[node]) ?? plain;
    }
    if (coloring === "firstSeen" || coloring === "lastSeen") {
      const ramp = (facts.header.months ?? []).map((_, month) => this.monthColor(month, theme));
      const column = coloring === "lastSeen" ? model.last : model.first;
      return (node) => ramp[column[node]] ?? plain;
    }
    if (coloring === "concept") {
      const { of } = this.topicsInColor();
      const palette = this.palette(theme);
      return (node) => (of[node] < 0 ? plain : palette[of[node] % palette.length]);
    }
    return (node) => facts.group(node)?.[theme] ?? plain;
  }

  /** Return the colors of all nodes, 4 bytes per node. @param {string} coloring @param {ThemeName} theme */
  colors(coloring, theme) {
    const color = this.color(coloring, theme);
    /** @type {Map<string, [number, number, number]>} */
    const known = new Map();
    const bytes = new Uint8Array(4 * this.facts.model.count);
    for (let node = 0; node < this.facts.model.count; node++) {
      const hex = color(node);
      let rgb = known.get(hex);
      if (!rgb) known.set(hex, (rgb = channels(hex)));
      bytes.set(rgb, 4 * node);
      bytes[4 * node + 3] = 255;
    }
    return bytes;
  }

  /** Return weighted PageRank of all nodes. */
  centrality() {
    if (this.ranks) return this.ranks;
    const { count: n, edgeCount: m, source, target, weight } = this.facts.model;
    const strength = new Float32Array(n);
    for (let edge = 0; edge < m; edge++) {
      strength[source[edge]] += weight[edge];
      strength[target[edge]] += weight[edge];
    }
    let ranks = new Float32Array(n).fill(1 / n);
    for (let round = 0; round < ROUNDS; round++) {
      const next = new Float32Array(n).fill((1 - DAMPING) / n);
      for (let edge = 0; edge < m; edge++) {
        const [a, b] = [source[edge], target[edge]];
        if (strength[a] > 0) next[b] += (DAMPING * ranks[a] * weight[edge]) / strength[a];
        if (strength[b] > 0) next[a] += (DAMPING * ranks[b] * weight[edge]) / strength[b];
      }
      ranks = next;
    }
    return (this.ranks = ranks);
  }

  /** Return what a sizing measures, per node. @param {string} sizing @returns {ArrayLike<number>} */
  measure(sizing) {
    const { model } = this.facts;
    return sizing === "degree" ? model.degree : sizing === "centrality" ? this.centrality() : model.papers;
  }

  /** Return the radii of all nodes, within the range of those that Python chose. @param {string} sizing */
  radii(sizing) {
    const { model } = this.facts;
    if (sizing !== "degree" && sizing !== "centrality") return Float32Array.from(model.radius);
    const values = this.measure(sizing);
    let [least, most, top] = [Infinity, 0, 0];
    for (let node = 0; node < model.count; node++) {
      least = Math.min(least, model.radius[node]);
      most = Math.max(most, model.radius[node]);
      top = Math.max(top, values[node]);
    }
    most = Math.max(most, 1.6 * least);
    return Float32Array.from({ length: model.count }, (_, node) => least + (most - least) * Math.sqrt(values[node] / (top || 1)));
  }
}
