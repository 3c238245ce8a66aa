"""``kg concepts top``."""

from pathlib import Path
from typing import Any, Final

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.cli.concepts.concept_text import align_columns
from kg.graph import load
from kg.text.readable import count_noun

_HEADER: Final = ("rank", "weight", "type", "term", "concept")


@click.command("top")
@GRAPH
@click.argument("paper")
@AS_JSON
def concepts_top_command(graph: Path, paper: str, as_json: bool) -> None:
    r"""List the terms that describe best what PAPER (an arXiv id) is about, the most salient first.

    Terms are as the paper prints them; not every term is a concept of the graph.

    \b
    kg concepts top arxiv.kg 2601.22020
    kg concepts top arxiv.kg 2601.22020 --json
    """
    found = load(graph).subjects.terms(paper).to_dicts()
    if as_json:
        write_json(found)
    elif found:
        write_stdout(align_columns([_HEADER, *map(_row, found)], numbers=2))
        write_stderr(count_noun(len(found), "term"))
    else:
        write_stderr(f"0 rows: no salient term of {paper}")


def _row(term: dict[str, Any]) -> tuple[str, ...]:
    return str(term["rank"]), f"{term['weight']:.2f}", term["type"] or "–", term["label"], term["concept_label"] or "–"
