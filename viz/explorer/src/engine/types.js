// Types that the modules of the engine share.

/** @typedef {import("../model.js").Model} Model */
/** @typedef {"light" | "dark"} ThemeName */
/** @typedef {{x: number, y: number, scale: number}} Camera layout units at the middle of the view; CSS pixels per unit */

/**
 * What one drawing shows: a camera over a rectangle of CSS pixels. Points are drawn at `(x - view.x) * scale + width / 2`.
 * @typedef {Object} View
 * @property {number} x
 * @property {number} y
 * @property {number} scale
 * @property {number} width CSS pixels, margins included
 * @property {number} height CSS pixels, margins included
 * @property {number} margin CSS pixels drawn beyond each side of what is visible
 * @property {number} ratio device pixels per CSS pixel
 * @property {number} zoom scale relative to the whole picture
 * @property {number} dot CSS pixels per unit of radius
 * @property {number} minDot least radius in CSS pixels
 */

/**
 * Everything drawn apart from the camera. Renderers compare the counters to know what changed.
 * @typedef {Object} Picture
 * @property {Model} model
 * @property {import("../model.js").Theme} theme
 * @property {ThemeName} themeName
 * @property {Uint8Array} colors rgba per node
 * @property {Float32Array} radii layout units per node, 0 where hidden
 * @property {number} largest radius of the largest node, hidden or not
 * @property {Uint8Array} shapes number of the shape per node, see shapes.js
 * @property {Uint32Array} back nodes from the largest to the smallest: the order in which they are drawn
 * @property {Uint32Array} strong edges from the widest to the thinnest
 * @property {Uint8Array} edgeColors rgba per edge; alpha 0 where hidden
 * @property {Uint8Array} edgeFade 255 where an edge keeps its strength, less where it is long
 * @property {number} coverage share of the picture's area under lines at full strength, at the zoom that shows all
 * @property {Tint | null} tint
 * @property {boolean} coloredRegions whether tints and names of communities have their colors, else gray
 * @property {Emphasis | null} emphasis
 * @property {number[]} around nodes with a ring
 * @property {number[]} doubts those whose ends are both shown, places in the header's list
 * @property {number} version grows with each change of colors, radii or visibility
 * @property {number} emphasisVersion grows with each change of the emphasis
 */

/** @typedef {{nodes: Uint32Array, edges: Uint32Array, focus: number[], doubts: number[]}} Emphasis doubts are those between the nodes, hidden ones too */
/** @typedef {{canvas: HTMLCanvasElement, x: number, y: number, width: number, height: number, version: number, owner: Int32Array}} Tint a soft bitmap behind the dots, in layout units; `owner` is the community whose color each cell has, -1 without one */
/** @typedef {{kind: "webgl" | "canvas", canvas: HTMLCanvasElement, draw: (view: View, picture: Picture) => void, destroy: () => void}} Renderer */
/** @typedef {{node: number, text: string, x: number, y: number, width: number, height: number}} LabelBox CSS pixels of the view */

export {};
