// Printing: a sheet in light colors replaces the page: the visible picture with the texts of a saved picture.

import { byId, element } from "../dom.js";
import { PIXELS, svgWithWords } from "./picture.js";

/** @typedef {import("../app.js").App} App */

const SHARPNESS = 1.5 * PIXELS; // pixels per CSS pixel: some 300 dots per inch on a page

/** Make the sheet before the page is printed, and take it away afterwards. @param {App} app */
export function startPrinting(app) {
  /** @type {HTMLElement | null} */
  let sheet = null;
  let theme = "";

  const after = () => {
    if (!sheet) return;
    sheet.remove();
    sheet = null;
    document.documentElement.classList.remove("printing");
    app.state.set({ theme }, "none");
  };
  const before = () => {
    after();
    theme = app.state.values.theme;
    app.state.set({ theme: "light" }, "none"); // paper is white
    const { clientWidth: width, clientHeight: height } = byId("stage");
    const picture = `<image width="${width}" height="${height}" href="${app.stage.toCanvas(SHARPNESS).toDataURL()}"/>`;
    // Parsed as XML, in which all text is escaped, so that no text can become a script.
    const parsed = new DOMParser().parseFromString(svgWithWords(app, picture, { width, height }), "image/svg+xml");
    const drawn = /** @type {SVGElement} */ (/** @type {unknown} */ (document.importNode(parsed.documentElement, true)));
    drawn.setAttribute("preserveAspectRatio", "xMidYMin");
    sheet = element("div", { id: "sheet" }, drawn);
    document.body.append(sheet);
    document.documentElement.classList.add("printing");
  };
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
}
