// The shape of the header that Python writes, for the type checker and for readers.

/**
 * @typedef {import("../model.js").Kind} Kind
 * @typedef {import("../model.js").Group} Group
 * @typedef {import("../model.js").Community} Community
 * @typedef {import("../model.js").Theme} Theme
 * @typedef {{group: number, size: number, kinds: string[], every?: boolean}} LegendGroup
 * @typedef {{title: string, unit?: string, groups: LegendGroup[]}} Legend
 * @typedef {{label: string, count?: number | null, node?: number | string, href?: string, note?: string, group?: number | string,
 *   kind?: string, community?: number}} Entry
 * @typedef {{title: string, note?: string, entries: Entry[]}} Panel
 * @typedef {import("../model.js").Doubt} Doubt
 */

/**
 * @typedef {object} Header
 * @property {string} [title]
 * @property {string} [heading]
 * @property {string} [shown]
 * @property {string} [caption]
 * @property {string[]} [filters]
 * @property {[number | string, string][]} [facts]
 * @property {string} [emptyReason]
 * @property {string} [command]
 * @property {string} [graph] name of the graph for commands
 * @property {string} [sparql]
 * @property {string} [sparqlNote]
 * @property {string} [evidenceNote]
 * @property {string} [base]
 * @property {string} [view]
 * @property {Kind[]} [kinds]
 * @property {Group[]} [groups]
 * @property {string[]} [colorings]
 * @property {[string, number][]} [days] papers per day, where the page lists only some of them
 * @property {number} [metricGroup] the group of concepts that are metrics
 * @property {string[]} [sizings]
 * @property {string} [groupWord]
 * @property {Community[]} [communities]
 * @property {Legend[]} [legends]
 * @property {{key: string, label: string}[]} [edgeKinds]
 * @property {Record<string, string>} [relations] words of the relations of claims
 * @property {Record<string, string>} [rules] what the rules of claims go by
 * @property {string[]} [months]
 * @property {{light: Theme, dark: Theme}} themes
 * @property {{nodes: number[], hops: number, notes?: string[]} | null} [ego]
 * @property {Doubt[]} [doubts]
 * @property {Panel[]} [panels]
 * @property {{label: string, count: number} | null} [fresh] papers that glow
 * @property {boolean} [papersShared]
 * @property {string} [outlined] kind of nodes that is drawn as outlines
 */

export {};
