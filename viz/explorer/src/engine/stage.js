// The stage: one picture, its camera, and everything that changes either. The page talks to this module only.
//
// Layers extend beyond the visible area by a margin. While the view moves they are shifted as bitmaps; they are redrawn
// when the margin is used up, and when the view rests.

import { between, dotSizes, fitted, limited, nodeBounds } from "./camera.js";
import { canvasRenderer, paint } from "./canvas.js";
import { chancesShown } from "./doubts.js";
import { hoverMarks } from "./hover.js";
import { placeLabels, rankOf } from "./labels.js";
import { discCaptions, drawOverlay } from "./overlay.js";
import { createPicture, wholeBounds } from "./picture.js";
import { pointingAt } from "./pointing.js";
import { queriesOf } from "./queries.js";
import { svgPicture } from "./svg.js";
import { measurer } from "./text.js";
import { webglRenderer } from "./webgl.js";

/** @typedef {import("./types.js").Camera} Camera */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Model} Model */
/** @typedef {import("./types.js").ThemeName} ThemeName */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {ReturnType<typeof createStage>} Stage */

const MARGIN = 120; // CSS pixels drawn beyond each side
const REST = 130; // ms without movement, then everything is drawn where it is
const HEAVY = 15_000; // nodes and half the edges; above, zooming shows a scaled bitmap between drawings
const BETWEEN_DRAWINGS = 160; // ms, of heavy pictures while zooming
const FLIGHT = 420; // ms of an animated move
const MAX_RATIO = 2; // device pixels per CSS pixel
const FOCUS_ZOOM = 4; // of a node that is brought to the middle
const PADDING = 28; // CSS pixels kept clear around the whole picture

/**
 * @param {HTMLElement} host an empty element that has a size
 * @param {Model} model
 * @param {{theme: ThemeName, renderer?: "webgl" | "canvas", insets?: Partial<Box>}} options
 */
export const createStage = (host, model, options) => {
  const measure = measurer();
  const layer = document.createElement("div");
  const overlay = document.createElement("canvas");
  const hover = hoverMarks(measure);
  const pen = /** @type {CanvasRenderingContext2D} */ (overlay.getContext("2d"));
  Object.assign(layer.style, { position: "absolute", left: `${-MARGIN}px`, top: `${-MARGIN}px`, transformOrigin: "50% 50%", willChange: "transform" });
  if (getComputedStyle(host).position === "static") host.style.position = "relative";
  host.style.overflow = "hidden";

  /** @type {Map<string, Set<(event: any) => void>>} */
  const listeners = new Map();
  const emit = (/** @type {string} */ name, /** @type {unknown} */ event) => listeners.get(name)?.forEach((fn) => fn(event));

  const rank = rankOf(model);
  const padding = { left: PADDING, top: PADDING, right: PADDING, bottom: PADDING, ...options.insets };
  let size = { width: Math.max(host.clientWidth, 1), height: Math.max(host.clientHeight, 1) };
  const everything = wholeBounds(model);
  let home = fitted(everything, size, padding);
  /** @type {Camera} */
  let camera = { ...home };
  let moved = false; // whether somebody chose the view; else it follows the size of the host
  let dirty = true;
  let stale = true; // whether names have to be placed anew
  let destroyed = false;
  /** @type {{from: Camera, to: Camera, start: number} | null} */
  let flight = null;
  /** @type {View | null} */
  let drawn = null;
  let drawnAt = 0;
  let requested = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** @type {Box[]} */
  let obstacles = [];
  /** @type {import("./labels.js").Placement} */
  let placement = { labels: [], regions: [] };

  const { picture, asked, refresh, density, emphasize } = createPicture(model, options.theme, home.scale);
  let [recolor, resize] = [true, true]; // what of the picture has to be worked out again before it is used
  /** Draw after a change of what is drawn. @param {boolean} [sizes] whether radii or visibility changed; absent for neither colors nor sizes */
  const changed = (sizes) => {
    recolor ||= sizes !== undefined;
    resize ||= sizes === true;
    dirty = stale = true;
    request();
  };
  const update = () => {
    if (recolor) refresh(resize);
    recolor = resize = false;
  };

  /** @returns {import("./types.js").Renderer} */
  const makeRenderer = (/** @type {boolean} */ plain) => {
    const make = () => Object.assign(document.createElement("canvas"), { className: "picture" });
    const swap = () => {
      if (destroyed) return;
      renderer.canvas.remove();
      renderer = makeRenderer(true);
      dirty = true;
      request();
    };
    try {
      const found = plain ? null : webglRenderer(make(), swap);
      if (found) return mount(found);
    } catch {
      // a driver that fails: the other renderer draws the same picture
    }
    return mount(canvasRenderer(make()));
  };
  /** @param {import("./types.js").Renderer} made */
  const mount = (made) => {
    for (const canvas of [made.canvas, overlay]) Object.assign(canvas.style, { position: "absolute", left: "0", top: "0", width: "100%", height: "100%", objectFit: "contain" });
    layer.prepend(made.canvas);
    return made;
  };
  let renderer = makeRenderer(options.renderer === "canvas");
  layer.append(overlay);
  host.append(layer, hover.root);

  /** @param {number} margin @param {number} ratio @param {Camera} [from] @param {{width: number, height: number}} [frame] @returns {View} */
  const viewOf = (margin, ratio, from = camera, frame = size) => {
    update();
    return {
      ...from, width: frame.width + 2 * margin, height: frame.height + 2 * margin, margin, ratio, zoom: from.scale / home.scale,
      ...dotSizes(from.scale, home.scale, picture.largest, (frame.width * frame.height) / Math.max(model.count, 1)),
    };
  };
  /** @param {View} view */
  const barred = (view) => [
    ...obstacles.map(({ left, top, right, bottom }) => ({ left: left + view.margin, top: top + view.margin, right: right + view.margin, bottom: bottom + view.margin })),
    ...discCaptions(view, picture, measure),
    ...chancesShown(view, picture, measure),
  ];
  /** @param {View} view */
  const place = (view) => placeLabels(view, picture, rank, measure, new Map(placement.labels.map((label) => [label.node, label])), barred(view));

  const redraw = () => {
    const view = viewOf(MARGIN, Math.min(globalThis.devicePixelRatio || 1, MAX_RATIO));
    const hurried = flight !== null && model.count > HEAVY / 3;
    if (moving()) stale = true;
    const used = renderer;
    used.draw(view, picture);
    if (renderer !== used) renderer.draw(view, picture); // it gave up
    if (stale && !hurried) {
      placement = place(view);
      stale = false;
    }
    const [wide, high] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (overlay.width !== wide || overlay.height !== high) [overlay.width, overlay.height] = [wide, high];
    pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    drawOverlay(pen, view, picture, placement, measure);
    Object.assign(layer.style, { width: `${view.width}px`, height: `${view.height}px`, transform: "none" });
    drawn = view;
    drawnAt = performance.now();
    dirty = false;
    pointing.mark();
    emit("drawn", { renderer: renderer.kind });
  };

  /** Shift the existing bitmaps instead of drawing; return whether this is sufficient for now. */
  const shifted = () => {
    if (!drawn || dirty) return false;
    const grown = camera.scale / drawn.scale;
    const [dx, dy] = [(drawn.x - camera.x) * camera.scale, (drawn.y - camera.y) * camera.scale];
    const heavy = model.count + model.edgeCount / 2 > HEAVY;
    if (grown === 1 ? Math.abs(dx) > MARGIN || Math.abs(dy) > MARGIN : !heavy || performance.now() - drawnAt > BETWEEN_DRAWINGS) return false;
    layer.style.transform = `translate(${dx}px, ${dy}px) scale(${grown})`;
    hover.clear();
    clearTimeout(resting);
    resting = setTimeout(settle, REST);
    return true;
  };
  /** Whether what is drawn differs from what the camera shows. */
  const moving = () => !drawn || drawn.x !== camera.x || drawn.y !== camera.y || drawn.scale !== camera.scale;
  const settle = () => {
    if (destroyed || flight) return;
    dirty = true;
    request();
  };

  const frame = (/** @type {number} */ now) => {
    requested = 0;
    if (destroyed) return;
    if (flight) {
      const t = Math.min(Math.max((now - flight.start) / FLIGHT, 0), 1);
      camera = between(flight.from, flight.to, t);
      if (t >= 1) {
        camera = { ...flight.to };
        flight = null;
        dirty = true;
      }
      emit("camera", { ...camera });
    }
    if ((dirty || moving()) && !shifted()) redraw();
    if (flight) request();
  };
  const request = () => {
    if (!requested && !destroyed) requested = requestAnimationFrame(frame);
  };

  const calm = () => globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
  /** @param {Camera} to @param {boolean} animate */
  const move = (to, animate) => {
    const target = { x: to.x, y: to.y, scale: limited(to.scale, home.scale) };
    if (animate && drawn && !calm()) flight = { from: { ...camera }, to: target, start: performance.now() };
    else {
      flight = null;
      camera = target;
      emit("camera", { ...camera });
    }
    request();
  };
  /** @param {number} factor @param {number} px @param {number} py @param {boolean} animate */
  const zoomAround = (factor, px, py, animate) => {
    const from = flight?.to ?? camera;
    const scale = limited(from.scale * factor, home.scale);
    const [dx, dy] = [px - size.width / 2, py - size.height / 2];
    moved = true;
    move({ x: from.x + dx / from.scale - dx / scale, y: from.y + dy / from.scale - dy / scale, scale }, animate);
  };

  const pointing = pointingAt(host, {
    model, picture, hover, emit, zoomAround,
    view: () => viewOf(0, 1),
    named: (node) => placement.labels.find((label) => label.node === node)?.text ?? "",
    pan: (dx, dy) => {
      moved = true;
      move({ x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale, scale: camera.scale }, false);
    },
  });

  const measureHost = () => {
    const next = { width: Math.max(host.clientWidth, 1), height: Math.max(host.clientHeight, 1) };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    rehome();
  };
  const rehome = () => {
    const before = home.scale;
    home = fitted(everything, size, padding);
    camera = moved ? { ...camera, scale: limited(camera.scale, home.scale) } : { ...home };
    update();
    if (before !== home.scale) density(home.scale);
    changed();
  };
  const observer = new ResizeObserver(measureHost);
  observer.observe(host);

  /** The picture as a bitmap. @param {number} scale pixels per CSS pixel @param {{width: number, height: number}} [frame] another size than that of the host */
  const toCanvas = (scale, frame) => {
    const canvas = document.createElement("canvas");
    const room = frame ?? size;
    const grown = frame ? Math.min(frame.width / size.width, frame.height / size.height) : 1;
    const view = viewOf(0, scale, { ...camera, scale: camera.scale * grown }, room);
    [canvas.width, canvas.height] = [Math.round(room.width * scale), Math.round(room.height * scale)];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    paint(context, view, picture);
    drawOverlay(context, view, picture, place(view), measure);
    return canvas;
  };

  /** End any animation, and draw the next frame immediately. */
  const flush = () => {
    if (flight) [camera, flight] = [{ ...flight.to }, null];
    measureHost();
    if (dirty || stale || moving()) redraw();
  };

  request();

  return {
    /** @param {ThemeName} theme */
    setTheme(theme) {
      picture.themeName = theme;
      changed(false);
    },
    /**
     * @param {Uint8Array | null} colors rgba per node; null for the colors of groups
     * @param {boolean} [coloredRegions] whether communities have their colors too; a second meaning of color confuses
     */
    setColors(colors, coloredRegions = false) {
      [asked.colors, asked.coloredRegions] = [colors, coloredRegions];
      changed(false);
    },
    /** @param {Float32Array | null} radii layout units per node; null for those of the payload */
    setRadii(radii) {
      asked.radii = radii;
      changed(true);
    },
    /** Hide nodes and edges (0) or show them; null shows all. @param {Uint8Array | null} nodes @param {Uint8Array | null} edges */
    setVisible(nodes, edges) {
      [asked.nodes, asked.edges] = [nodes, edges];
      changed(true);
    },
    /**
     * Let some nodes and edges stand out, the rest is dimmed. `nodes: null` dims nothing; `edges: null` takes those
     * between the nodes. Nodes in `focus` get a ring and are named in any case.
     * @param {{nodes: Uint32Array | number[] | null, edges?: Uint32Array | number[] | null, focus?: number[]}} emphasis
     */
    setEmphasis({ nodes, edges = null, focus = [] }) {
      emphasize(nodes, edges, focus);
      changed();
    },
    /** Mark a node as if the pointer were on it; -1 for none. */
    setHover: (/** @type {number} */ node) => pointing.point(node),
    /** Keep parts of the host clear when fitting, CSS pixels per side. @param {Partial<Box>} insets */
    setInsets(insets) {
      Object.assign(padding, insets);
      rehome();
    },
    /** Boxes of the host, in CSS pixels, that no name may lie on. @param {Box[]} boxes */
    setObstacles(boxes) {
      if (JSON.stringify(boxes) === JSON.stringify(obstacles)) return; // reported again whenever the host is measured
      obstacles = boxes;
      changed();
    },
    /** Show everything that is visible, or these nodes. @param {Uint32Array | number[]} [nodes] @param {boolean} [animate] */
    fit(nodes, animate = true) {
      update();
      const box = nodes || asked.nodes ? nodeBounds(model, picture.radii, nodes && Uint32Array.from(nodes)) : everything;
      moved = Boolean(nodes || asked.nodes);
      if (box) move(fitted(box, size, padding, moved ? 8 * home.scale : home.scale), animate);
    },
    /** Bring a node to the middle. @param {number} node @param {number} [zoom] relative to the whole picture @param {boolean} [animate] */
    centerOn(node, zoom, animate = true) {
      moved = true;
      move({ x: model.x[node], y: model.y[node], scale: zoom ? zoom * home.scale : Math.max(camera.scale, FOCUS_ZOOM * home.scale) }, animate);
    },
    /** Zoom around the middle of the view. @param {number} factor @param {boolean} [animate] */
    zoomBy(factor, animate = true) {
      zoomAround(factor, size.width / 2, size.height / 2, animate);
    },
    /** Shift the view. @param {number} dx CSS pixels @param {number} dy */
    panBy(dx, dy) {
      moved = true;
      move({ x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale, scale: camera.scale }, false);
    },
    get camera() {
      return { ...camera };
    },
    set camera(to) {
      moved = true;
      move(to, false);
    },
    /** Scale relative to the view that shows everything. */
    get zoom() {
      return camera.scale / home.scale;
    },
    /** @param {"hover" | "pick" | "camera" | "drawn"} name @param {(event: any) => void} fn @returns {() => void} ends it */
    on(name, fn) {
      const held = listeners.get(name) ?? new Set();
      listeners.set(name, held.add(fn));
      return () => held.delete(fn);
    },
    flush,
    nodeAt: pointing.nodeAt,
    edgeAt: pointing.edgeAt,
    ...queriesOf({ model, picture, measure, view: () => viewOf(0, 1), placement: () => placement, flush }),
    toCanvas,
    toSVG() {
      const view = viewOf(0, 1);
      return svgPicture(view, picture, place(view), measure, model.header.title);
    },
    get renderer() {
      return renderer.kind;
    },
    destroy() {
      destroyed = true;
      pointing.stop();
      observer.disconnect();
      clearTimeout(resting);
      cancelAnimationFrame(requested);
      renderer.destroy();
      layer.remove();
      hover.root.remove();
    },
  };
};
