"""``kg update``."""

from datetime import datetime
from pathlib import Path

import click

from kg import graph as graphs
from kg.cli.building.changes import describe_changes
from kg.cli.common import AS_JSON, GRAPH, progress, write_json, write_stderr, write_stdout
from kg.cli.graph_text import describe_graph


@click.command("update")
@GRAPH
@click.argument("new", nargs=-1, required=True, type=click.Path(), metavar="NEW…")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of new files without a date in their names."
)
@click.option("--format", "form", help="Format of the new files (see `kg formats`); recognized per file by default.")
@click.option("--workers", type=click.IntRange(1), help="Number of processes (default: one per core).")
@click.option("--no-store", is_flag=True, help="Leave the SPARQL store to the first query.")
@click.option("--explain", is_flag=True, help="Print the plan with the work of each stage to standard output.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be read.")
@AS_JSON
def update_command(
    graph: Path,
    new: tuple[str, ...],
    day: datetime | None,
    form: str | None,
    workers: int | None,
    no_store: bool,
    explain: bool,
    strict: bool,
    as_json: bool,
) -> int:
    r"""Add files to a graph: a day in seconds.

    The result equals a `kg build` of all its files, with its settings and decisions. A file replaces the earlier file
    with the same path or, if there is none, with the same name. To remove files, run `kg build` with the files to keep.

    \b
    kg update arxiv.kg digests/2026-01-31.md
    kg update arxiv.kg digests/
    """
    with progress() as show:
        updated = graphs.update(
            graph,
            new,
            day=day.date() if day else None,
            form=form,
            strict=strict,
            workers=workers,
            store=not no_store,
            progress=show,
        )
    if as_json:
        write_json(updated.info() | ({"work": list(updated.work)} if explain else {}))
        return 0
    if explain and updated.work:
        write_stdout("\n".join(updated.work))
    write_stderr(describe_changes(updated))
    write_stderr(describe_graph(updated))
    return 0
