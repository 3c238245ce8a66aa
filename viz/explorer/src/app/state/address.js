// The state in the address bar and in the browser's history; if a frame forbids either, the page works without it.

import { read, write } from "./hash.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./state.js").Values} Values */
/** @typedef {import("./state.js").Recording} Recording */

const SETTLED = 350; // milliseconds without a change of the view before it enters the address

/** Keep address and state in step. @param {App} app @param {Values} initial */
export function startAddress(app, initial) {
  let waiting = 0;
  /** @type {string | null} what the address becomes when nothing changes for a while */
  let next = null;
  /** @param {Recording} recording @param {string} hash */
  const record = (recording, hash) => {
    next = null;
    if (hash === location.hash.slice(1)) return;
    // Without a hash the address keeps its query; a lone "#" would show.
    const address = hash ? `#${hash}` : location.pathname + location.search;
    try {
      if (recording === "push") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // A sandboxed frame has no history of its own.
    }
  };
  app.state.onChange((changed, recording) => {
    if (recording === "none") return;
    clearTimeout(waiting);
    const hash = write(app.state.values, app.facts, app.timeline, initial);
    if (recording === "push") {
      if (next !== null) record("replace", next); // the way back leads to where the last change ended
      record("push", hash);
    } else {
      next = hash;
      waiting = window.setTimeout(() => record("replace", hash), changed.has("camera") ? 0 : SETTLED);
    }
  });
  const restore = () => {
    clearTimeout(waiting);
    next = null;
    app.state.set(read(location.hash, app.facts, app.timeline, initial), "none");
  };
  addEventListener("popstate", restore);
}

/** Follow the camera into the state, once it rests. @param {App} app @returns {(whole: boolean) => void} whether everything is shown from now on */
export function followCamera(app) {
  let waiting = 0;
  let ignoredUntil = 0;
  app.stage.on("camera", () => {
    if (performance.now() < ignoredUntil) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => app.state.set({ camera: app.stage.camera }, "replace"), SETTLED);
  });
  return (whole) => {
    clearTimeout(waiting);
    ignoredUntil = performance.now() + (whole ? 800 : 0); // an animated move takes less
    if (whole) app.state.set({ camera: null }, "replace");
  };
}
