// Legend, selection, theme, keys; and the sign that everything is drawn.
"use strict";
{
  const { byId, element, extra } = KG;
  const legend = byId("legend");
  const picked = new Set();
  let selected = {};

  // Entries of the legend in one row: what a button stands for is its number there.
  const entries = extra.legends
    .flatMap(([, groups]) => groups)
    .map(([key, label, size, kinds, every]) => ({ key, label, size, kinds, every }));
  const speaksOf = ({ key, kinds, every }, node) => kinds.includes(node.kind) && (every || node.group === key);
  const within = (node) => [...picked].some((number) => speaksOf(entries[number], node));

  const status = (text) => (byId("focus").textContent = text);

  const emphasise = () => {
    if (selected.node !== undefined) {
      const near = KG.near(selected.node);
      KG.emphasise([...near.map(({ other }) => other), selected.node], near.map(({ edge }) => edge), [selected.node]);
    } else if (selected.edge !== undefined) {
      const { from, to } = KG.edges[selected.edge];
      KG.emphasise([from, to], [selected.edge], [from, to]);
    } else if (selected.community !== undefined) {
      const members = KG.members(selected.community);
      const inside = new Set(members);
      KG.emphasise(members, [...KG.edges.keys()].filter((i) => inside.has(KG.edges[i].from) && inside.has(KG.edges[i].to)));
    } else if (picked.size) {
      const edges = [...KG.edges.keys()].filter((i) => within(KG.nodes[KG.edges[i].from]) && within(KG.nodes[KG.edges[i].to]));
      KG.emphasise(KG.nodes.filter(within).map(({ id }) => id), edges);
    } else KG.emphasise(null);
  };

  /** Select a node or an edge; `travel` brings it into view. */
  KG.select = (what, { travel = false } = {}) => {
    selected = what;
    KG.showDetails(selected);
    emphasise();
    if (travel && what.node !== undefined) KG.goTo([what.node, ...KG.near(what.node).map(({ other }) => other)]);
    if (travel && what.community !== undefined) KG.goTo(KG.members(what.community));
  };

  const showLegend = () => {
    const pressed = (button) => picked.has(Number(button.dataset.entry));
    for (const button of legend.querySelectorAll("button")) button.setAttribute("aria-pressed", String(pressed(button)));
    legend.toggleAttribute("data-some", picked.size > 0);
    byId("legend-clear").hidden = picked.size === 0;
    const [size, all] = [KG.nodes.filter(within).length, KG.nodes.length];
    status(picked.size ? `${size.toLocaleString("en")} of ${all.toLocaleString("en")} stand out` : "");
  };

  KG.clear = () => {
    picked.clear();
    showLegend();
    KG.select({});
  };

  const row = (entry, number) => {
    const { key, label, size, kinds } = entry;
    const told = key && label !== key;
    const name = element("span", { class: "name" }, KG.isolated(key || label));
    if (told) name.append(element("small", {}, KG.isolated(label)));
    const button = element(
      "button",
      {
        type: "button",
        "data-group": key,
        "data-entry": number,
        "aria-pressed": "false",
        title: told ? `${key} ${label}` : label,
        onclick: () => {
          if (!picked.delete(number)) picked.add(number);
          showLegend();
          KG.select({});
        },
      },
      KG.dot(key, kinds[0]),
      name,
      element("span", { class: "count", text: size.toLocaleString("en") }),
    );
    return element("li", {}, button);
  };
  let first = 0;
  for (const [title, groups] of extra.legends) {
    const list = element("ul", {}, ...groups.map((_, i) => row(entries[first + i], first + i)));
    list.classList.toggle("two", groups.length > 8 && groups.every(([key, label]) => key === label));
    legend.append(element("section", {}, element("h2", { text: title }), list));
    first += groups.length;
  }
  byId("legend-clear").addEventListener("click", KG.clear);

  KG.network.on("click", ({ pointer }) => {
    const what = KG.at(pointer.DOM);
    if (what.node === undefined && what.edge === undefined) KG.clear();
    else KG.select(what);
  });
  for (const button of document.querySelectorAll("[data-node]"))
    button.addEventListener("click", () => {
      const { node, community } = button.dataset;
      KG.select(community === undefined ? { node: Number(node) } : { community: Number(community) }, { travel: true });
    });

  const colorDots = () => {
    for (const dot of document.querySelectorAll("svg.dot")) KG.colorDot(dot);
    const tints = extra.tints[KG.theme()];
    for (const bar of document.querySelectorAll("[data-tint]")) bar.style.fill = tints[bar.dataset.tint % tints.length];
  };
  const recolor = () => {
    colorDots();
    KG.repaint();
  };
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = KG.theme() === "dark" ? "light" : "dark";
    recolor();
  });
  KG.onSystemTheme(() => {
    if (document.documentElement.dataset.theme === "auto") recolor();
  });

  byId("zoom-in").addEventListener("click", () => KG.zoom(1.4));
  byId("zoom-out").addEventListener("click", () => KG.zoom(1 / 1.4));
  byId("zoom-all").addEventListener("click", () => KG.showAll());
  const KEYS = {
    ArrowLeft: () => KG.pan(-1, 0),
    ArrowRight: () => KG.pan(1, 0),
    ArrowUp: () => KG.pan(0, -1),
    ArrowDown: () => KG.pan(0, 1),
    "+": () => KG.zoom(1.2),
    "=": () => KG.zoom(1.2),
    "-": () => KG.zoom(1 / 1.2),
    0: () => KG.showAll(),
  };
  byId("canvas").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("sparql").open) KG.clear();
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      byId("search").focus();
    }
  });

  byId("sparql-open").addEventListener("click", () => byId("sparql").showModal());
  byId("sparql-close").addEventListener("click", () => byId("sparql").close());
  byId("sparql-copy").addEventListener("click", async () => {
    const text = byId("sparql-text");
    const button = byId("sparql-copy");
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      // A sandboxed frame has no clipboard: leave the query selected, for the reader's own copy key.
      getSelection().selectAllChildren(text);
      button.textContent = "Selected";
    }
  });

  colorDots();
  for (const dot of document.querySelectorAll("i.dot")) dot.replaceWith(KG.dot(dot.dataset.group, dot.dataset.kind));
  KG.network.once("afterDrawing", () => {
    requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.ready = "")));
  });
  KG.showAll();
}
