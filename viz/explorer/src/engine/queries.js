// What the picture shows now, in CSS pixels of the host: names, dots, doubts, the community at a point.

import { chancesShown } from "./doubts.js";
import { dotsInView } from "./grid.js";
import { regionMiddle, tintOwner } from "./regions.js";

/**
 * @typedef {Object} Shown
 * @property {import("./types.js").Model} model
 * @property {import("./types.js").Picture} picture
 * @property {(text: string, size: number, weight: number) => number} measure
 * @property {() => import("./types.js").View} view without margins
 * @property {() => import("./labels.js").Placement} placement
 * @property {() => void} flush draw what waits for the next frame
 */

/** Create the functions that report what is shown. @param {Shown} shown */
export const queriesOf = ({ model, picture, measure, view: viewNow, placement, flush }) => ({
  /** What is named now: boxes, important names first. */
  labels() {
    flush();
    const view = viewNow();
    return placement()
      .labels.map(({ node, text, note, weight, dx, dy, width, height, leader, covers }) => {
        const [x, y] = [(model.x[node] - view.x) * view.scale + view.width / 2, (model.y[node] - view.y) * view.scale + view.height / 2];
        return { node, text, note: note?.text ?? "", weight, x: x + dx, y: y + dy, width, height, leader: Boolean(leader), covers, inside: x >= 0 && y >= 0 && x <= view.width && y <= view.height };
      })
      .filter(({ inside }) => inside);
  },
  /** Names of communities shown now, as boxes. */
  regions() {
    flush();
    const view = viewNow();
    return placement().regions.map((name) => {
      const [x, y] = regionMiddle(view, model, name);
      return { community: name.community, text: name.lines.join(" "), x: x - name.width / 2, y: y - name.height / 2, width: name.width, height: name.height };
    });
  },
  /**
   * Return the community at a point: that whose name or tint is there; null without one.
   * @param {number} px CSS pixels of the host @param {number} py
   * @returns {{level: number, number: number} | null}
   */
  regionAt(px, py) {
    const view = viewNow();
    const name = placement().regions.find((region) => {
      const [x, y] = regionMiddle(view, model, region);
      return Math.abs(px - x) < region.width / 2 && Math.abs(py - y) < region.height / 2;
    });
    const named = name && model.header.communities?.[name.community];
    if (named) return { level: named.level, number: named.number };
    const number = tintOwner(picture.tint, view.x + (px - view.width / 2) / view.scale, view.y + (py - view.height / 2) / view.scale);
    return number < 0 ? null : { level: 0, number };
  },
  /** Doubts that are drawn, places in the list of the header; `chances` are written beside their lines. */
  doubts() {
    flush();
    return { shown: [...picture.doubts], chances: chancesShown(viewNow(), picture, measure).map(({ text }) => text) };
  },
  /** Dots in view. */
  positions() {
    const dots = dotsInView(viewNow(), picture);
    return Array.from(dots.rows, (node, i) => ({ node, x: dots.x[i], y: dots.y[i], r: dots.r[i] }));
  },
});
