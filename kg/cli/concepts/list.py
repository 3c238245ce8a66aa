"""``kg concepts list``."""

from pathlib import Path
from typing import Any, Final

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.cli.concepts.concept_text import align_columns
from kg.concepts.decisions.decisions import TYPES_BY_NAME
from kg.graph import load
from kg.text.readable import count_noun

_HEADER: Final = ("papers", "by summary", "type", "label", "Chinese", "under")


@click.command("list")
@GRAPH
@click.option(
    "--type",
    "type_",
    type=click.Choice([name for name in TYPES_BY_NAME if TYPES_BY_NAME[name]]),
    help="Only this type.",
)
@click.option("--untyped", is_flag=True, help="Only those whose type is not known.")
@click.option("--curated/--found", default=None, help="Only concepts of the vocabulary, or only those found in texts.")
@click.option(
    "--min-papers", "least", type=click.IntRange(min=0), default=0, help="Minimum number of papers that name it."
)
@click.option("--top", type=click.IntRange(min=1), help="Maximum number of concepts to list.")
@AS_JSON
def concepts_list_command(
    graph: Path,
    type_: str | None,
    untyped: bool,
    curated: bool | None,
    least: int,
    top: int | None,
    as_json: bool,
) -> None:
    r"""List the concepts of GRAPH, the most frequent first.

    Counts are numbers of papers whose title or abstract names the concept; papers that only name it in a
    machine-written summary are counted separately.

    \b
    kg concepts list arxiv.kg --top 20
    kg concepts list arxiv.kg --type dataset --min-papers 2
    kg concepts list arxiv.kg --untyped --found --json
    """
    if type_ and untyped:
        raise click.UsageError("--type and --untyped exclude each other")
    wanted = "" if untyped else type_
    found = load(graph).subjects.list(type_=wanted, curated=curated, least_papers=least)
    shown = (found if top is None else found.head(top)).to_dicts()
    if as_json:
        write_json(shown)
        return
    if not shown:
        write_stderr("0 rows: no concept passes these filters")
        return
    write_stdout(align_columns([_HEADER, *map(_row, shown)], numbers=2))
    of = f"{len(shown):,} of " if len(shown) < found.height else ""
    write_stderr(f"{of}{count_noun(found.height, 'concept')}")


def _row(concept: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{concept['paper_count']:,}",
        f"{concept['summary_paper_count']:,}",
        concept["type"] or "–",
        concept["label"],
        concept["chinese"] or "",
        ", ".join(concept["broader"]),
    )
