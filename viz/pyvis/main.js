// Legend, selection, theme, keys; and the sign that everything is drawn.
"use strict";
{
  const { byId, element, extra } = KG;
  const legend = byId("legend");
  const picked = new Set();
  let selected = {};

  const status = (text) => (byId("focus").textContent = text);

  const emphasise = () => {
    if (selected.node !== undefined) {
      const near = KG.near(selected.node);
      KG.emphasise([...near.map(({ other }) => other), selected.node], near.map(({ edge }) => edge), [selected.node]);
    } else if (selected.edge !== undefined) {
      const { from, to } = KG.edges[selected.edge];
      KG.emphasise([from, to], [selected.edge], [from, to]);
    } else if (picked.size) {
      const within = ({ group }) => picked.has(group);
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
  };

  const showLegend = () => {
    const pressed = (button) => picked.has(button.dataset.group);
    for (const button of legend.querySelectorAll("button")) button.setAttribute("aria-pressed", String(pressed(button)));
    legend.toggleAttribute("data-some", picked.size > 0);
    byId("legend-clear").hidden = picked.size === 0;
    const size = extra.groups.reduce((sum, [key, , number]) => sum + (picked.has(key) ? number : 0), 0);
    const all = extra.groups.reduce((sum, [, , number]) => sum + number, 0);
    status(picked.size ? `${size.toLocaleString("en")} of ${all.toLocaleString("en")} stand out` : "");
  };

  KG.clear = () => {
    picked.clear();
    showLegend();
    KG.select({});
  };

  legend.append(
    ...extra.groups.map(([key, label, size]) => {
      const name = element("span", { class: "name" }, KG.isolated(key || label));
      if (key && label !== key) name.append(element("small", {}, KG.isolated(label)));
      const button = element(
        "button",
        {
          type: "button",
          "data-group": key,
          "aria-pressed": "false",
          title: key && label !== key ? `${key} ${label}` : label,
          onclick: () => {
            if (!picked.delete(key)) picked.add(key);
            showLegend();
            KG.select({});
          },
        },
        KG.dot(key),
        name,
        element("span", { class: "count", text: size.toLocaleString("en") }),
      );
      return element("li", {}, button);
    }),
  );
  legend.classList.toggle("two", extra.groups.length > 8 && extra.groups.every(([key, label]) => key === label));
  byId("legend-clear").addEventListener("click", KG.clear);

  KG.network.on("click", ({ pointer }) => {
    const what = KG.at(pointer.DOM);
    if (what.node === undefined && what.edge === undefined) KG.clear();
    else KG.select(what);
  });
  for (const button of document.querySelectorAll("[data-node]"))
    button.addEventListener("click", () => KG.select({ node: Number(button.dataset.node) }, { travel: true }));

  const colourDots = () => {
    for (const dot of document.querySelectorAll(".dot")) dot.style.background = KG.colour(dot.dataset.group);
  };
  const recolour = () => {
    colourDots();
    KG.repaint();
  };
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = KG.theme() === "dark" ? "light" : "dark";
    recolour();
  });
  KG.onSystemTheme(() => {
    if (document.documentElement.dataset.theme === "auto") recolour();
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

  colourDots();
  KG.network.once("afterDrawing", () => {
    requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.ready = "")));
  });
  KG.showAll();
}
