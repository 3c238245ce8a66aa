// Search by name: a combobox after the ARIA pattern, so that each node is in reach of the keyboard.
"use strict";
{
  const SHOWN = 12;
  const input = KG.byId("search");
  const list = KG.byId("found");
  let keys = null; // folded label and note of each node, made when first needed
  let hits = [];
  let active = -1;

  const find = (query) => {
    keys ??= KG.nodes.map((node) => [` ${KG.fold(node.label)} `, KG.fold(node.note ?? "")]);
    const words = KG.fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    const found = [];
    keys.forEach(([label, note], number) => {
      let score = 0; // whole words before beginnings, before what stands inside a word, before the note
      for (const word of words) {
        if (label.includes(` ${word} `)) continue;
        if (label.includes(` ${word}`)) score += 1;
        else if (label.includes(word)) score += 2;
        else if (note.includes(word)) score += 4;
        else return;
      }
      found.push([score, KG.rank(number), number]);
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , number]) => number);
  };

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (place) => {
    active = place;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    close();
    input.value = KG.nodes[number].label;
    KG.select({ node: number }, { travel: true });
  };

  const open = () => {
    const all = find(input.value);
    hits = all.slice(0, SHOWN);
    const items = hits.map((number, place) => {
      const node = KG.nodes[number];
      const item = KG.element(
        "li",
        { id: `found-${place}`, role: "option", "aria-selected": "false" },
        KG.dot(node.group, node.kind),
        KG.isolated(node.label),
        KG.element("span", { class: "count", text: node.papers > 0 ? KG.count(node.papers, "paper", "papers") : "" }),
      );
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(number);
      });
      return item;
    });
    if (!items.length) items.push(KG.element("li", { class: "none", text: "No such name in this view" }));
    else if (all.length > SHOWN) items.push(KG.element("li", { class: "none", text: `and ${(all.length - SHOWN).toLocaleString("en")} more` }));
    list.replaceChildren(...items);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still spelling Chinese
    if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) KG.clear();
      input.value = "";
      close();
    } else if (event.key === "Enter" && hits.length && !list.hidden) {
      choose(hits[Math.max(active, 0)]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      event.preventDefault();
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + hits.length) % hits.length);
    }
  });
}
