"""``kg show``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stdout
from kg.graph import load
from kg.wording.evidence import describe_reason

if TYPE_CHECKING:
    from kg.graph import Card

_LABELS: Final = {
    "authors_truncated": "authors truncated",
    "pairs_omitted": "pairs omitted",
    "concept_pairs_omitted": "concept pairs omitted",
    "related_papers": "related papers",
    "cited_count": "papers cited",
    "citing_count": "papers citing it",
    "cited_by": "cited by",
    "earlier_titles": "earlier titles",
    "also_printed": "also printed",
    "orcid": "ORCID",
    "paper_count": "number of papers",
    "coauthor_count": "number of co-authors",
    "coauthors": "co-authors",
    "works_on": "works on",
    "possibly_same": "possibly the same",
    "joined_on_evidence": "joined on evidence",
    "also_called": "also called",
    "summary_paper_count": "by summary alone",
    "together_with": "together with",
    "result_count": "number of results",
    "primary_paper_count": "as primary category",
    "other_codes": "also called",
}
"""Labels of facts whose keys are not plain words; other keys are shown as they are."""


@click.command("show")
@GRAPH
@click.argument("what")
@AS_JSON
def show_command(graph: Path, what: str, as_json: bool) -> None:
    r"""Show WHAT: an arXiv id, a DOI, a person, a concept, a category, or an id or IRI of the graph.

    Names may be in either language, in plural, "Family, Given" or with initials. All nodes with this name are shown.

    \b
    kg show arxiv.kg 2601.22020
    kg show arxiv.kg "Bo Han"
    kg show arxiv.kg "Han, B."
    kg show arxiv.kg LLMs
    kg show arxiv.kg "retrieval-augmented generation"
    kg show arxiv.kg math.IT
    """
    found = load(graph).show(what)
    if as_json:
        write_json([asdict(card) for card in found])
        return
    if len(found) > 1:
        write_stdout(f"{len(found)} meanings of {what}\n")
    write_stdout("\n\n".join(map(_text, found)))


def _text(card: "Card") -> str:
    lines = [f"{card.label}", f"{card.kind} · {card.iri}"]
    for key, value in card.facts.items():
        name = _LABELS.get(key, key)
        if key == "months":
            lines.append(f"  {name}: {' to '.join(dict.fromkeys(value))}")
            continue
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
        elif key == "language":
            parts[-1] += f" ({value})" if value else ""
        elif value in (None, "", False) or key in ("confidence", "unit"):
            continue
        elif key == "because":
            parts.append("; ".join(f"{reason['kind']}: {describe_reason(reason)}" for reason in value))
        elif key == "generated":
            parts.append("(by summary alone)")
        elif isinstance(value, int):
            parts.append(f"{value} {key}" if value != 1 else f"1 {key.removesuffix('s')}")
        elif isinstance(value, float):
            parts.append(f"{key} {value:.3g}")
        else:
            parts.append(", ".join(value) if isinstance(value, list) else str(value))
    return "  ".join(parts)
