"""``kg info``."""

import sys
from pathlib import Path
from shlex import quote
from typing import Final

import click

from kg.cli.common import AS_JSON, GRAPH, report_lines, report_objects, write_json, write_stderr, write_stdout
from kg.cli.graph_text import describe_graph
from kg.graph import load

MAX_TERMINAL_LINES: Final = 100
"""Maximum number of rejects and warnings listed on a terminal. A pipe or a file gets all."""


@click.command("info")
@GRAPH
@click.option("--rejects", is_flag=True, help="List every reject and warning (the first 100 on a terminal).")
@AS_JSON
def info_command(graph: Path, rejects: bool, as_json: bool) -> None:
    r"""Show the contents of a graph, rejected rows and commands to try.

    \b
    kg info arxiv.kg
    kg info arxiv.kg --rejects
    kg info arxiv.kg --json          with all rejects and warnings
    """
    loaded = load(graph)
    if as_json:
        from kg.frames.reports import reports_of  # noqa: PLC0415 - as below

        write_json(loaded.info() | {"reports": report_objects(reports_of(loaded.tables["reports"]))})
        return
    write_stdout(describe_graph(loaded))
    if not rejects:
        return
    from kg.frames.reports import reports_of  # noqa: PLC0415 - needs Polars, which the contents do not need

    reports = reports_of(loaded.tables["reports"])
    if not reports:
        write_stderr("0 rows: no rejects or warnings")
        return
    most = MAX_TERMINAL_LINES if sys.stdout.isatty() else None
    rest = f"to see all: kg info {quote(str(graph))} --rejects | less"
    write_stdout("\n" + "\n".join(report_lines(reports, most, rest)))
