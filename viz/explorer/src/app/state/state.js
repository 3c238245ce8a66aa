// The choices of the user: one record, changed in one place, so that address, picture, panel and table agree.

/**
 * @typedef {{type: "node", node: number} | {type: "edge", edge: number} | {type: "paper", paper: number}
 *   | {type: "doubt", doubt: number} | {type: "community", level: number, number: number} | {type: "path", from: number, to: number}} Selection
 * @typedef {{entries: Set<string>, communities: Set<string>, topics: Set<number>, fresh: boolean, from: number, to: number,
 *   minPapers: number, minWeight: number}} Filters
 * @typedef {{x: number, y: number, scale: number}} Camera
 * @typedef {{selection: Selection | null, hops: number, filters: Filters, coloring: string, sizing: string,
 *   theme: string, table: string, pathFrom: number, camera: Camera | null}} Values
 */

/**
 * Return filters that hide nothing. `entries` are lines of the legend, `topics` concepts that papers are all about, `fresh`
 * asks for the papers that glow, `from` and `to` are bins of the timeline, -1 for its ends.
 * @returns {Filters}
 */
export function noFilters() {
  return { entries: new Set(), communities: new Set(), topics: new Set(), fresh: false, from: -1, to: -1, minPapers: 0, minWeight: 0 };
}

/** Report whether filters hide anything. @param {Filters} filters */
export function isFiltering({ entries, communities, topics, fresh, from, to, minPapers, minWeight }) {
  return entries.size + communities.size + topics.size > 0 || fresh || from >= 0 || to >= 0 || minPapers > 0 || minWeight > 0;
}

/** Report whether two selections are the same. @param {Selection | null} a @param {Selection | null} b */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @typedef {"push" | "replace" | "none"} Recording how a change enters the history of the browser */

/** Return a set with a member more, or without it. @template T @param {Set<T>} members @param {T} member @returns {Set<T>} */
function toggled(members, member) {
  const next = new Set(members);
  if (!next.delete(member)) next.add(member);
  return next;
}

const GESTURE = 1000; // milliseconds without a change after which the next one can be undone by itself

/**
 * Return a function that names the history entry of a control's next change: a drag or a series of key presses is one step.
 * @returns {() => Recording}
 */
export function gestures() {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    const recording = now - last > GESTURE ? "push" : "replace";
    last = now;
    return recording;
  };
}

export class State {
  /** @param {Values} values */
  constructor(values) {
    this.values = values;
    /** @type {((changed: Set<keyof Values>, recording: Recording) => void)[]} */
    this.listeners = [];
  }

  /** @param {(changed: Set<keyof Values>, recording: Recording) => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /**
   * Change values and inform the listeners of those that differ.
   * @param {Partial<Values>} patch
   * @param {Recording} [recording]
   */
  set(patch, recording = "push") {
    /** @type {Set<keyof Values>} */
    const changed = new Set();
    for (const [name, value] of Object.entries(patch)) {
      const key = /** @type {keyof Values} */ (name);
      if (key === "selection" || key === "camera" ? JSON.stringify(this.values[key]) === JSON.stringify(value) : this.values[key] === value) continue;
      Object.assign(this.values, { [key]: value });
      changed.add(key);
    }
    if (changed.size) for (const listener of this.listeners) listener(changed, recording);
  }

  /** Change some filters and keep the others. @param {Partial<Filters>} patch @param {Recording} [recording] */
  filter(patch, recording = "push") {
    this.set({ filters: { ...this.values.filters, ...patch } }, recording);
  }

  /** Add a line of the legend or a group to the filters, or remove it. @param {"entries" | "communities"} name @param {string} member */
  toggle(name, member) {
    this.filter({ [name]: toggled(this.values.filters[name], member) });
  }

  /** Add a topic to the filters, or remove it. @param {number} concept */
  toggleTopic(concept) {
    this.filter({ topics: toggled(this.values.filters.topics, concept) });
  }
}
