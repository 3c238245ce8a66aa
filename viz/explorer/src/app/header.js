// The shape of the header that Python writes, for the type checker and for readers.

/**
 * @typedef {{key: string, one: string, many: string, shape: string, outlined?: boolean}} Kind
 * @typedef {{key: string, label: string, light: string, dark: string, lightInk?: string, darkInk?: string, shape?: string}} Group
 * @typedef {{number: number, label: string, size: number, x: number, y: number, level?: number, parent?: number,
 *   light: string, dark: string, concepts?: string[], people?: number[], datasets?: (string | number)[],
 *   papers?: number[], risen?: string[], hull?: [number, number][] | null, named?: boolean}} Community
 * @typedef {{group: number, size: number, kinds: string[], every?: boolean}} LegendGroup
 * @typedef {{title: string, unit?: string, groups: LegendGroup[]}} Legend
 * @typedef {{ground: string, ink: string, muted: string, edge: string, doubt: string, glow?: string, edgeAlpha: number}} Theme
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
 * @property {string} [nothing]
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
 * @property {number} [measures] the group of concepts that are metrics
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
