// The network as pyvis wrote it, with what is left out there put back.
"use strict";
{
  const extra = KG.data("extra");
  KG.extra = extra;
  KG.nodes = KG.data("nodes"); // numbered from 0, so that an id is an index
  KG.edges = KG.data("edges");

  const near = KG.nodes.map(() => []);
  KG.edges.forEach((edge, number) => {
    edge.kind ??= extra.edgeKind;
    edge.count ??= edge.papers.length; // the list holds the newest alone where there are many
    near[edge.from].push({ edge: number, other: edge.to });
    if (edge.to !== edge.from) near[edge.to].push({ edge: number, other: edge.from });
  });
  /** Edges and neighbors of a node. */
  KG.near = (node) => near[node];

  /** Nodes of a community, where communities are known. */
  KG.members = (community) => KG.nodes.filter((node) => node.community === community).map(({ id }) => id);

  const rank = new Int32Array(KG.nodes.length);
  extra.order.forEach((node, place) => (rank[node] = place));
  /** Place of a node in the order of importance, from 0. */
  KG.rank = (node) => rank[node];

  KG.iri = (node) => node.iri ?? extra.base + node.key;
  KG.months = (seen) => [...new Set(seen.map((month) => extra.months[month]))].join(" – ");

  const system = matchMedia("(prefers-color-scheme: dark)");
  /** "light" or "dark": what the page was set to, else what the reader's system prefers. */
  KG.theme = () => {
    const asked = document.documentElement.dataset.theme;
    return asked === "auto" ? (system.matches ? "dark" : "light") : asked;
  };
  KG.onSystemTheme = (then) => system.addEventListener("change", then);
  KG.look = () => extra.themes[KG.theme()];

  /** Color of a group's nodes, and of words about it, which need more contrast. */
  KG.color = (group) => (extra.colors[group] ?? extra.colors[""])[KG.theme()][0];
  KG.inkOf = (group) => (extra.colors[group] ?? extra.colors[""])[KG.theme()][1];
}
