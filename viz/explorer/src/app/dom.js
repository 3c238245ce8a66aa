// Elements. Data becomes text nodes only: nothing here or elsewhere parses it as HTML.

/** @typedef {Node | string | null | undefined | false} Child */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Create an element. Properties that begin with "on" are listeners, `text` is its text, booleans set or leave out an
 * attribute, everything else is an attribute.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | ((event: any) => void) | undefined>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = String(value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  fill(made, children);
  return made;
}

/**
 * Append children, leaving out absent ones.
 * @param {Element} parent
 * @param {Iterable<Child>} children
 */
export function fill(parent, children) {
  for (const child of children) if (child) parent.append(child);
}

/**
 * Wrap text so that it cannot change the text direction of its surroundings.
 * @param {string} text
 * @returns {HTMLElement}
 */
export function isolated(text) {
  return element("bdi", { text });
}

/**
 * Create a button that shows text or children.
 * @param {string} style classes
 * @param {string | Child[]} content
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, string | number | boolean | undefined>} [more] further attributes
 * @returns {HTMLButtonElement}
 */
export function button(style, content, onclick, more = {}) {
  const children = typeof content === "string" ? [content] : content;
  return element("button", { type: "button", class: style, ...more, onclick }, ...children);
}

/**
 * Return an element of the page by its id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element with id "${id}" in the page`);
  return found;
}

/**
 * Return an input of the page by its id.
 * @param {string} id
 * @returns {HTMLInputElement}
 */
export function inputById(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * Return a dialog of the page by its id.
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
export function dialogById(id) {
  return /** @type {HTMLDialogElement} */ (byId(id));
}

/**
 * Create an SVG element with attributes.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** @type {Record<string, string>} */
const OUTLINES = {
  disc: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
  triangle: "M0-6.5 6.4 5.5H-6.4z",
  square: "M-5.5-5.5h11v11h-11z",
  diamond: "M0-7 7 0 0 7-7 0z",
  hexagon: "M7 0 3.5 6.1h-7L-7 0-3.5-6.1h7z",
};

/**
 * Create a small mark of a shape and a color, as the picture has it.
 * @param {string} shape
 * @param {string} color
 * @param {boolean} [outlined] drawn as a line
 * @returns {SVGElement}
 */
export function mark(shape, color, outlined = false) {
  const [fill, stroke] = outlined ? ["none", color] : [color, "none"];
  const path = svg("path", { d: OUTLINES[shape] ?? OUTLINES.disc, fill, stroke });
  return svg("svg", { class: "mark", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, path);
}

/**
 * Create the mark of glowing nodes: a dot in a halo.
 * @param {string} halo color
 * @param {string} dot color
 * @returns {SVGElement}
 */
export function glow(halo, dot) {
  const around = svg("circle", { r: 7.5, fill: halo, "fill-opacity": 0.75, stroke: "none" });
  return svg("svg", { class: "mark", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, around, svg("circle", { r: 3.2, fill: dot, stroke: "none" }));
}

/**
 * Copy text to the clipboard; if that is refused, select the element that shows it. Show the result on the button.
 * @param {HTMLElement} pressed
 * @param {string} text
 * @param {HTMLElement} shown
 */
export async function copy(pressed, text, shown) {
  const before = pressed.textContent;
  try {
    await navigator.clipboard.writeText(text);
    pressed.textContent = "Copied";
  } catch {
    // A sandboxed frame has no clipboard: the text is selected for the reader's own copy key.
    if (shown instanceof HTMLTextAreaElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    pressed.textContent = "Selected";
  }
  setTimeout(() => (pressed.textContent = before), 1600);
}

/**
 * Create a line of code with a button that copies it.
 * @param {string} text
 * @returns {HTMLElement}
 */
export function codeLine(text) {
  const shown = element("code", { text });
  const pressed = button("quiet", "Copy", () => void copy(pressed, text, shown));
  return element("div", { class: "code" }, shown, pressed);
}
