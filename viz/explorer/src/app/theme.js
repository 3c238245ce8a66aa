// Light or dark: what the page was set to, else what the reader's system prefers; and the colors of the page.

import { byId } from "./dom.js";

/** @typedef {import("./state/state.js").State} State */
/** @typedef {import("./header.js").Theme} Theme */
/** @typedef {"light" | "dark"} ThemeName */

const KEY = "arxiv-kg-theme";

/**
 * Follow the theme. Returns a function that returns the current theme.
 * @param {State} state
 * @param {{light: Theme, dark: Theme}} themes
 * @returns {() => ThemeName}
 */
export function startTheme(state, themes) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  if (state.values.theme === "auto") {
    try {
      const kept = localStorage.getItem(KEY);
      if (kept === "light" || kept === "dark") state.values.theme = kept;
    } catch {
      // A sandboxed frame has no storage.
    }
  }
  const inUse = () => {
    const { theme } = state.values;
    return theme === "light" || theme === "dark" ? theme : system.matches ? "dark" : "light";
  };
  const paint = () => {
    const look = themes[inUse()];
    root.dataset.theme = inUse();
    for (const name of /** @type {const} */ (["ground", "ink", "muted", "edge"])) root.style.setProperty(`--${name}`, look[name]);
  };
  paint();
  state.onChange((changed) => {
    if (changed.has("theme")) paint();
  });
  system.addEventListener("change", () => {
    if (state.values.theme !== "auto") return;
    state.values.theme = ""; // so that listeners see a change
    state.set({ theme: "auto" }, "none");
  });
  byId("theme").addEventListener("click", () => {
    const theme = inUse() === "dark" ? "light" : "dark";
    state.set({ theme }, "replace");
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // as above
    }
  });
  return inUse;
}
