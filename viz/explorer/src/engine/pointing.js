// What the pointer means: which node or line lies under it, what is marked, what is picked.

import { doubtNear } from "./doubts.js";
import { listen } from "./input.js";
import { edgeNear, nodeNear } from "./pick.js";
import { shortened } from "./text.js";

const [REACH, TOUCH_REACH] = [6, 16]; // CSS pixels from a dot or line
const MAX_LETTERS = 90; // of a name on a plate

/** @typedef {{node: number, edge: number, doubt: number, x: number, y: number, event?: PointerEvent}} Under what "hover" and "pick" report; -1 for none */

/**
 * @typedef {Object} Ground
 * @property {import("./types.js").Model} model
 * @property {import("./types.js").Picture} picture
 * @property {ReturnType<typeof import("./hover.js").hoverMarks>} hover
 * @property {(name: string, event: Under) => void} emit
 * @property {() => import("./types.js").View} view without margins
 * @property {(node: number) => string} named what is written beside a node now
 * @property {(dx: number, dy: number) => void} pan shift the camera, CSS pixels
 * @property {(factor: number, x: number, y: number, animate: boolean) => void} zoomAround
 */

/** @param {HTMLElement} host @param {Ground} ground */
export const pointingAt = (host, { model, picture, hover, emit, view, named, pan, zoomAround }) => {
  let hovered = { node: -1, edge: -1, doubt: -1 };
  let waiting = false;
  let stopped = false;

  /** @param {number} px @param {number} py @param {number} [reach] */
  const nodeAt = (px, py, reach = REACH) => nodeNear(view(), picture, px, py, reach);
  /** @param {number} px @param {number} py @param {number} [reach] */
  const edgeAt = (px, py, reach = REACH) => edgeNear(view(), picture, px, py, reach);
  /** Return what lies at a point: a dot, else the nearer of a link and a doubt. @param {number} px @param {number} py @param {number} reach */
  const under = (px, py, reach) => {
    const node = nodeAt(px, py, reach);
    if (node >= 0) return { node, edge: -1, doubt: -1 };
    const { doubt, away } = doubtNear(view(), picture, px, py, reach);
    const edge = edgeAt(px, py, away);
    return { node, edge, doubt: edge >= 0 ? -1 : doubt };
  };

  /** Draw the marks of what is under the pointer. */
  const mark = () => {
    const { node, edge, doubt } = hovered;
    if (node >= 0) {
      const whole = shortened(model.label(node), MAX_LETTERS);
      hover.showNode(view(), picture, node, named(node) === whole ? "" : whole);
    } else if (edge >= 0) hover.showEdge(view(), picture, edge);
    else if (doubt >= 0) hover.showDoubt(view(), picture, doubt);
    else hover.clear();
  };
  /** @param {number} node @param {number} [edge] @param {number} [doubt] @returns {boolean} whether that is new */
  const point = (node, edge = -1, doubt = -1) => {
    if (node === hovered.node && edge === hovered.edge && doubt === hovered.doubt) return false;
    hovered = { node, edge, doubt };
    mark();
    return true;
  };
  /** @param {{node: number, edge: number, doubt: number}} found @param {number} x @param {number} y */
  const report = ({ node, edge, doubt }, x, y) => {
    if (!point(node, edge, doubt)) return;
    host.style.cursor = node >= 0 || edge >= 0 || doubt >= 0 ? "pointer" : "grab";
    emit("hover", { node, edge, doubt, x, y });
  };

  host.style.cursor = "grab";
  const deaf = listen(host, {
    pan: (dx, dy) => pan(-dx, -dy),
    zoom: (factor, x, y) => zoomAround(factor, x, y, false),
    hover: (x, y) => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (stopped) return;
        report(under(x, y, REACH), x, y);
      });
    },
    leave: () => report({ node: -1, edge: -1, doubt: -1 }, 0, 0),
    pick: (x, y, event) => {
      const reach = event.pointerType === "touch" ? TOUCH_REACH : REACH;
      emit("pick", { ...under(x, y, reach), x, y, event });
    },
    double: (x, y) => zoomAround(2, x, y, true),
    hold: (held) => {
      host.style.cursor = held ? "grabbing" : "grab";
    },
  });
  const stop = () => {
    stopped = true;
    deaf();
  };
  return { nodeAt, edgeAt, mark, point, stop };
};
