// Papers over time, with two handles that set the dates shown: by pointer, touch and keyboard.

import { element, svg } from "../dom.js";
import { leave, papersLeft } from "./filters.js";
import { gestures, isFiltering } from "../state/state.js";
import { count, span } from "../text.js";

/** @typedef {import("../app.js").App} App */

const HEIGHT = 44; // CSS pixels of the tallest bar

/**
 * Create the histogram. `refresh` redraws it for a changed state; `papers` has 1 per remaining paper.
 * @param {App} app
 * @returns {{root: HTMLElement, refresh: (papers: Uint8Array) => void} | null} null where everything is of one date
 */
export function createHistogram(app) {
  const timeline = app.timeline();
  const { size, labels, unit } = timeline;
  if (size < 2 || !app.facts.model.paperCount) return null;
  const bars = svg("svg", { viewBox: `0 0 ${size} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const words = element("p", { class: "small range", id: "dates" });
  const track = element("div", { class: "track" }, bars);
  const handles = /** @type {const} */ (["from", "to"]).map((name) =>
    element("div", {
      class: `handle ${name}`, role: "slider", tabindex: 0, "data-end": name,
      "aria-label": name === "from" ? "First date shown" : "Last date shown",
      "aria-valuemin": 0, "aria-valuemax": size - 1,
    }),
  ); // prettier-ignore
  track.append(...handles);
  const root = element("div", { class: "histogram" }, track, words);

  const chosen = () => {
    const { from, to } = app.state.values.filters;
    return /** @type {[number, number]} */ ([Math.max(from, 0), to >= 0 ? to : size - 1]);
  };
  /** @param {number} from @param {number} to @param {import("../state/state.js").Recording} recording */
  const choose = (from, to, recording) => {
    const [low, high] = [Math.min(Math.max(from, 0), size - 1), Math.min(Math.max(to, 0), size - 1)];
    app.state.filter({ from: low > 0 ? low : -1, to: high < size - 1 ? high : -1 }, recording);
  };

  const undated = () => ({ ...app.state.values.filters, from: -1, to: -1 });
  /** @type {{key: string, counts: Uint32Array} | null} */
  let counted = null;
  /** Count the papers that remain without the date filter, so that bars outside of the chosen dates show their papers. */
  const countAll = () => {
    const filters = undated();
    if (!isFiltering(filters)) return timeline.histogram();
    const key = JSON.stringify(filters, (_, value) => (value instanceof Set ? [...value] : value));
    if (counted?.key !== key) {
      const all = papersLeft(app.facts, leave(app.facts, filters, app.timeline));
      counted = { key, counts: timeline.histogram((paper) => all[paper] === 1) };
    }
    return counted.counts;
  };
  /** @param {Uint8Array} papers */
  const refresh = (papers) => {
    const counts = countAll();
    const most = Math.max(1, ...counts);
    const [from, to] = chosen();
    const gap = size > 40 ? 0.12 : 0.16;
    bars.replaceChildren(
      ...Array.from(counts, (papers, bin) => {
        const high = papers ? Math.max((HEIGHT * papers) / most, 1) : 0;
        return svg("rect", { x: bin + gap / 2, y: HEIGHT - high, width: 1 - gap, height: high, class: bin >= from && bin <= to ? "in" : "out" });
      }),
    );
    const left = isFiltering(undated()) ? timeline.histogram((paper) => papers[paper] === 1) : counts.subarray(from, to + 1);
    const sum = left.reduce((a, b) => a + b, 0);
    const what = unit === "week from" ? `weeks of ${span(labels[from], labels[to])}` : span(labels[from], labels[to]);
    const listed = isFiltering(undated()) && app.facts.unlisted ? " of those listed here" : "";
    words.textContent = `${what}: ${count(sum, "paper", "papers")}${listed}`;
    [from, to].forEach((bin, i) => {
      handles[i].style.left = `${(100 * (bin + i)) / size}%`;
      handles[i].setAttribute("aria-valuenow", String(bin));
      handles[i].setAttribute("aria-valuetext", `${unit === "week from" ? "week from " : ""}${labels[bin]}`);
    });
  };

  const recording = gestures();
  for (const [i, handle] of handles.entries()) {
    handle.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -Math.ceil(size / 10), PageUp: Math.ceil(size / 10), Home: -size, End: size };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (!step) return;
      event.preventDefault();
      const [from, to] = chosen();
      if (i === 0) choose(Math.min(from + step, to), to, recording());
      else choose(from, Math.max(to + step, from), recording());
    });
  }

  /** @param {PointerEvent} event */
  const binAt = (event) => {
    const { left, width } = track.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * size), 0), size - 1);
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const end = event.target instanceof HTMLElement ? event.target.dataset.end : undefined;
    const [from, to] = chosen();
    const start = binAt(event);
    const inside = start > from && start < to && (from > 0 || to < size - 1);
    if (end) handles[end === "from" ? 0 : 1].focus();
    track.setPointerCapture(event.pointerId);
    let moved = false;
    /** @param {PointerEvent} at */
    const move = (at) => {
      const bin = binAt(at);
      if (!moved && bin === start) return;
      const recording = moved ? "replace" : "push"; // one drag is one step back
      moved = true;
      if (end === "from") choose(Math.min(bin, to), to, recording);
      else if (end === "to") choose(from, Math.max(bin, from), recording);
      else if (inside) {
        const shift = Math.min(Math.max(bin - start, -from), size - 1 - to);
        choose(from + shift, to + shift, recording);
      } else choose(Math.min(start, bin), Math.max(start, bin), recording);
    };
    const done = () => {
      track.removeEventListener("pointermove", move);
      if (!moved && !end) choose(start, start, "push");
    };
    track.addEventListener("pointermove", move);
    track.addEventListener("pointerup", done, { once: true });
    track.addEventListener("pointercancel", done, { once: true });
  });
  return { root, refresh };
}
