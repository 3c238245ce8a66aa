// What is known of the selected node or edge, with the papers behind it.
"use strict";
{
  const MANY = 40; // rows shown at once; the rest follows on request
  const home = KG.byId("details");
  const { element, isolated, count } = KG;
  const KINDS = { author: "Author", group: "Group of authors", paper: "Paper", concept: "Concept", category: "Category" };
  const LINKS = {
    coAuthor: "wrote together",
    creator: "wrote",
    sharedAuthors: "share authors",
    category: "is classed under",
    broader: "is part of",
    cooccurs: "occur together",
    about: "is about",
    addresses: "addresses",
    proposes: "proposes",
    uses: "uses",
    evaluatedOn: "is evaluated on",
    reports: "reports",
    comparesWith: "compares with",
  };
  KG.linkWord = (kind) => LINKS[kind] ?? kind;

  const facts = (pairs) =>
    element(
      "dl",
      { class: "facts" },
      ...pairs.filter(([, value]) => value).map(([word, value]) => element("div", {}, element("dt", { text: word }), element("dd", { text: value }))),
    );

  const rows = (name, items, row) => {
    const list = element("ul", { class: name });
    list.append(...items.slice(0, MANY).map(row));
    if (items.length > MANY) {
      const more = element("li", {}, element("button", {
        type: "button",
        class: "quiet",
        text: `Show ${(items.length - MANY).toLocaleString("en")} more`,
        onclick: () => {
          more.remove();
          list.append(...items.slice(MANY).map(row));
        },
      }));
      list.append(more);
    }
    return list;
  };

  const address = (paper) => `https://arxiv.org/abs/${paper.split("/").map(encodeURIComponent).join("/")}`;
  const link = (paper, ...children) =>
    element("a", { href: address(paper), target: "_blank", rel: "noopener noreferrer" }, ...children);
  const paperRow = (number) => {
    const [paper, title] = KG.extra.papers[number];
    const id = element("span", { class: "small", text: `arXiv:${paper}` });
    return element("li", {}, link(paper, ...(title ? [isolated(title)] : []), id));
  };

  const nodeName = (number) =>
    element("button", { type: "button", onclick: () => KG.select({ node: number }, { travel: true }) }, isolated(KG.nodes[number].label));

  const head = (group, kind, words) =>
    element(
      "div",
      { class: "kind" },
      ...(group === null ? [] : [KG.dot(group, kind)]),
      element("span", { text: words }),
      element("button", { type: "button", class: "quiet", text: "Close", onclick: () => KG.clear() }),
    );

  const ofNode = (number) => {
    const node = KG.nodes[number];
    const near = KG.near(number)
      .map(({ edge, other }) => ({ edge, other, papers: KG.edges[edge].count }))
      .sort((a, b) => b.papers - a.papers || KG.rank(a.other) - KG.rank(b.other));
    const papers = [...new Set(near.flatMap(({ edge }) => KG.edges[edge].papers))].sort((a, b) => a - b);
    const words = [KINDS[node.kind] ?? node.kind, node.type, node.kind === "concept" ? "" : node.group].filter(Boolean).join(" · ");
    const iri = KG.iri(node);
    const onArxiv = iri.startsWith("https://arxiv.org/abs/");
    const parts = [
      head(node.group, node.kind, words),
      element("h2", {}, isolated(node.label)),
      facts([
        ["papers", node.kind === "paper" ? "" : node.papers.toLocaleString("en")],
        [near.length < node.degree ? "neighbors shown" : "neighbors", near.length < node.degree ? `${near.length.toLocaleString("en")} of ${node.degree.toLocaleString("en")}` : near.length.toLocaleString("en")],
        ["months", KG.months(node.seen)],
      ]),
    ];
    if (node.note) parts.splice(2, 0, element("p", { class: "small note" }, isolated(node.note)));
    if (onArxiv) parts.push(element("p", { class: "small" }, link(node.key.replace(/^paper\//, ""), "Read on arXiv")));
    if (near.length) {
      parts.push(
        element("h3", { text: "Linked with" }),
        rows("near", near, ({ edge, other }) => {
          const { count: behind, kind } = KG.edges[edge];
          const name = nodeName(other);
          name.prepend(KG.dot(KG.nodes[other].group, KG.nodes[other].kind));
          const label = kind === KG.extra.edgeKind && behind ? count(behind, "paper", "papers") : KG.linkWord(kind);
          const between = element("button", {
            type: "button",
            class: "between",
            text: label,
            "aria-label": `${label}: the link with ${KG.nodes[other].label}`,
            onclick: () => KG.select({ edge }, {}),
          });
          return element("li", {}, name, between);
        }),
      );
    }
    if (papers.length && node.kind !== "paper") {
      parts.push(element("h3", { text: `${count(papers.length, "paper", "papers")} behind these links` }), rows("papers", papers, paperRow));
    }
    if (!onArxiv) parts.push(element("h3", { text: "Identifier" }), element("code", { class: "small iri", text: iri }));
    return parts;
  };

  const ofEdge = (number) => {
    const edge = KG.edges[number];
    const parts = [
      head(null, "", "Link"),
      element("div", { class: "pair" }, nodeName(edge.from), element("span", { class: "small", text: KG.linkWord(edge.kind) }), nodeName(edge.to)),
      facts([
        ["papers", edge.count ? edge.count.toLocaleString("en") : ""],
        ["weight", edge.value.toLocaleString("en", { maximumFractionDigits: 2 })],
        ["months", KG.months(edge.seen)],
      ]),
    ];
    if (edge.dashes) parts.push(element("p", { class: "doubt", text: "Rests on machine-written summaries alone." }));
    if (edge.papers.length) parts.push(element("h3", { text: edge.count > edge.papers.length ? `The newest ${edge.papers.length} papers behind it` : "Papers behind it" }), rows("papers", edge.papers, paperRow));
    return parts;
  };

  const ofCommunity = (number) => {
    const members = KG.members(number).sort((a, b) => KG.rank(a) - KG.rank(b));
    return [
      head(null, "", "Theme"),
      element("h2", { text: `${count(members.length, "concept", "concepts")} named together` }),
      rows("near", members, (member) => {
        const name = nodeName(member);
        name.prepend(KG.dot(KG.nodes[member].group, KG.nodes[member].kind));
        return element("li", {}, name, element("span", { class: "between", text: count(KG.nodes[member].papers, "paper", "papers") }));
      }),
    ];
  };

  KG.showDetails = ({ node, edge, community }) => {
    const parts =
      node !== undefined ? ofNode(node) : edge !== undefined ? ofEdge(edge) : community !== undefined ? ofCommunity(community) : [];
    home.hidden = !parts.length;
    home.replaceChildren(...parts);
    if (!home.hidden) home.parentElement.scrollTop = 0;
  };
}
