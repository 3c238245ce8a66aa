// A sortable table of the remaining nodes, synchronized with the selection. Only visible rows have elements.

import { edgeColumns, nodeColumns, rowsLeft } from "./export/columns.js";
import { button, byId, element, isolated } from "./dom.js";
import { count, number } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./export/columns.js").Column} Column */

const ROW = 28; // CSS pixels per row, as page.css has it
const SPARE = 8; // rows kept beyond what is in view

/** Build the table. Returns what refreshes it. @param {App} app @returns {(changed: Set<string>) => void} */
export function startTable(app) {
  const home = byId("table");
  const scroll = byId("table-scroll");
  /** @type {Intl.Collator | null} made when the table is first sorted */
  let sorter = null;
  /** @type {{which: "nodes" | "edges", key: string, down: boolean}} */
  const sort = { which: "nodes", key: "", down: false };
  /** @type {Column[]} */
  let columns = [];
  /** @type {Uint32Array} */
  let rows = new Uint32Array(0);
  let active = 0; // place of the row that the keyboard is on
  let [first, last] = [-1, -1];
  /** @type {HTMLTableSectionElement | null} */
  let body = null;
  let follow = true;

  const which = () => (app.state.values.table === "edges" ? "edges" : "nodes");
  /** @param {number} row */
  const isSelected = (row) => {
    const { selection } = app.state.values;
    if (which() === "edges") return selection?.type === "edge" && selection.edge === row;
    return selection?.type === "node" && selection.node === row;
  };

  const arrange = () => {
    rows = rowsLeft(app, which());
    const column = columns.find(({ key }) => key === sort.key);
    if (!column) return;
    const values = new Map(Array.from(rows, (row) => [row, column.value(row)]));
    const sign = sort.down ? -1 : 1;
    const { compare: inWords } = (sorter ??= new Intl.Collator("en", { sensitivity: "base", numeric: true }));
    /** @param {number} a @param {number} b */
    const compare = (a, b) => {
      const [one, other] = [values.get(a) ?? "", values.get(b) ?? ""];
      return typeof one === "number" && typeof other === "number" ? one - other : inWords(String(one), String(other));
    };
    rows = Uint32Array.from(Array.from(rows).sort((a, b) => sign * compare(a, b)));
  };

  /** @param {number} place */
  const rowAt = (place) => {
    const row = rows[place];
    const cells = columns.map((column, i) => {
      const value = column.value(row);
      const text = column.shown ? column.shown(row) : typeof value === "number" ? number(value, 2) : value;
      const cell = element("td", { role: "gridcell", class: column.numeric ? "numeric" : "", title: i < 2 || column.shown ? String(value) : undefined }, isolated(text));
      return cell;
    });
    const made = element("tr", { role: "row", "aria-rowindex": place + 2, "aria-selected": String(isSelected(row)), tabindex: place === active ? 0 : -1, "data-place": place }, ...cells);
    return made;
  };

  /** @param {number} height */
  const spacer = (height) => {
    const made = element("tr", { role: "presentation", class: "spacer" }, element("td", { colspan: columns.length, role: "presentation" }));
    made.style.height = `${height}px`;
    return made;
  };

  /** @param {boolean} [force] */
  const paint = (force = false) => {
    if (!body || home.hidden) return;
    const from = Math.max(Math.floor(scroll.scrollTop / ROW) - SPARE, 0);
    const to = Math.min(from + Math.ceil(scroll.clientHeight / ROW) + 2 * SPARE, rows.length);
    if (!force && from === first && to === last) return;
    const held = body.contains(document.activeElement);
    [first, last] = [from, to];
    const shown = Array.from({ length: Math.max(to - from, 0) }, (_, i) => rowAt(from + i));
    body.replaceChildren(spacer(from * ROW), ...shown, spacer((rows.length - to) * ROW));
    if (held) (active >= from && active < to ? shown[active - from] : scroll).focus({ preventScroll: true });
  };

  /** @param {number} place */
  const show = (place) => {
    const top = place * ROW;
    const room = scroll.clientHeight - 2 * ROW; // the heading covers a row
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top > scroll.scrollTop + room) scroll.scrollTop = top - room;
  };

  /** @param {number} place @param {boolean} travel */
  const choose = (place, travel) => {
    active = place;
    follow = false;
    const row = rows[place];
    app.select(which() === "edges" ? { type: "edge", edge: row } : { type: "node", node: row }, { travel });
    follow = true;
    body?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: "nearest" });
    /** @type {HTMLElement | null} */ (body?.querySelector(`[data-place="${place}"]`) ?? null)?.focus({ preventScroll: true });
  };

  const headings = () =>
    columns.map((column) => {
      const state = sort.key === column.key ? (sort.down ? "descending" : "ascending") : "none";
      const press = () => {
        sort.down = sort.key === column.key ? !sort.down : column.numeric;
        sort.key = column.key;
        build();
        /** @type {HTMLElement | null} */ (scroll.querySelector(`[data-column="${column.key}"]`))?.focus();
      };
      const made = element("th", { role: "columnheader", scope: "col", "aria-sort": state, class: column.numeric ? "numeric" : "" }, button("", column.title, press, { "data-column": column.key }));
      made.style.width = `${(100 * column.share) / columns.reduce((sum, { share }) => sum + share, 0)}%`;
      return made;
    });

  const build = () => {
    const at = which();
    columns = at === "edges" ? edgeColumns(app) : nodeColumns(app);
    if (sort.which !== at) Object.assign(sort, { which: at, key: "", down: false });
    arrange();
    active = Math.max(rows.findIndex(isSelected), 0);
    body = element("tbody", { role: "rowgroup" });
    const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row", "aria-rowindex": 1 }, ...headings()));
    const label = at === "edges" ? "Links of the picture" : "Nodes of the picture";
    scroll.replaceChildren(element("table", { role: "grid", "aria-label": label, "aria-rowcount": rows.length + 1, "aria-colcount": columns.length }, head, body));
    for (const name of /** @type {const} */ (["nodes", "edges"])) byId(`table-${name}`).setAttribute("aria-pressed", String(at === name));
    byId("table-count").textContent = at === "edges" ? count(rows.length, "link", "links") : `${number(rows.length)} ${app.facts.noun(rows.length)}`;
    [first, last] = [-1, -1];
    show(active);
    paint(true);
  };

  scroll.addEventListener("scroll", () => paint());
  scroll.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("tr[data-place]") : null;
    if (row instanceof HTMLElement) choose(Number(row.dataset.place), true);
  });
  scroll.addEventListener("keydown", (event) => {
    const row = document.activeElement;
    if (!(row instanceof HTMLElement) || row.dataset.place === undefined) return;
    const page = Math.max(Math.floor(scroll.clientHeight / ROW) - 2, 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(active, true);
    } else if (step) {
      event.preventDefault();
      active = Math.min(Math.max(active + step, 0), rows.length - 1);
      show(active);
      paint(true);
    }
  });
  byId("table-nodes").addEventListener("click", () => app.state.set({ table: "nodes" }));
  byId("table-edges").addEventListener("click", () => app.state.set({ table: "edges" }));
  byId("table-close").addEventListener("click", () => {
    app.state.set({ table: "" });
    byId("table-open").focus();
  });
  byId("table-open").addEventListener("click", () => app.state.set({ table: app.state.values.table ? "" : "nodes" }));
  new ResizeObserver(() => paint()).observe(scroll);

  return (changed) => {
    const open = app.state.values.table !== "";
    home.hidden = !open;
    byId("table-open").setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("tabled", open);
    if (!open) return;
    if (!body || changed.has("table") || changed.has("filters")) build();
    else if (changed.has("selection")) {
      const place = rows.findIndex(isSelected);
      if (place >= 0 && follow) {
        active = place;
        show(place);
      }
      paint(true);
    }
  };
}
