"""``kg show``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import AS_JSON, GRAPH, put, put_json
from kg.graph import load

if TYPE_CHECKING:
    from kg.graph import Card


@click.command("show")
@GRAPH
@click.argument("what")
@AS_JSON
def show_command(graph: Path, what: str, as_json: bool) -> None:
    r"""Show what is known of WHAT: an arXiv id, a DOI, a person, a concept, a category, or an id or IRI of the graph.

    Names may be in either language, in plural, "Family, Given" or with initials; a name of several nodes shows all.

    \b
    kg show arxiv.kg 2601.21126
    kg show arxiv.kg "Bo Han"
    kg show arxiv.kg "Han, B."
    kg show arxiv.kg LLMs
    kg show arxiv.kg "retrieval-augmented generation"
    kg show arxiv.kg cs.SY
    """
    found = load(graph).show(what)
    if as_json:
        put_json([asdict(card) for card in found])
        return
    if len(found) > 1:
        put(f"{len(found)} meanings of {what}\n")
    put("\n\n".join(map(_text, found)))


def _text(card: "Card") -> str:
    lines = [f"{card.label}", f"{card.kind} · {card.iri}"]
    for name, value in card.facts.items():
        if not isinstance(value, list | dict):
            lines.append(f"  {name}: {value}")
            continue
        lines.append(f"  {name}:")
        items = value if isinstance(value, list) else [f"{key} {number}" for key, number in value.items()]
        lines += [f"    {_item(item)}" for item in items]
    return "\n".join(lines)


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    parts = []
    for key, value in item.items():
        if key == "value":
            parts.append(f"{value:.12g} {item['unit']}".rstrip())
        elif value in (None, "", False) or key in ("confidence", "unit"):
            continue
        elif key == "generated":
            parts.append("(by summary alone)")
        elif isinstance(value, int):
            parts.append(f"{value} {key}" if value != 1 else f"1 {key.removesuffix('s')}")
        elif isinstance(value, float):
            parts.append(f"{key} {value:.3g}")
        else:
            parts.append(", ".join(value) if isinstance(value, list) else str(value))
    return "  ".join(parts)
