"""Share code between the commands: arguments, output as JSON or words, progress on a terminal."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.system import memory

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.report_codes import Report

GRAPH = click.argument("graph", type=click.Path(path_type=Path))
PAPERS = click.argument("papers", type=click.Path(path_type=Path, allow_dash=True))
COMMENT = click.option("--comment", default="", help="Reason; added to the line as a comment.")
DECISIONS = click.option(
    "--decisions", required=True, type=click.Path(path_type=Path), help="Decisions folder (created if missing)."
)
UNDO = click.option("--undo", is_flag=True, help="Remove the line again.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def write_stderr(text: str = "") -> None:
    """Write words for a person, to stderr."""
    click.echo(text, err=True)


def write_stdout(text: str) -> None:
    """Write data, to stdout."""
    click.echo(text)


def write_json(value: Any) -> None:
    """Write a value as JSON, readable, in its own order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def report_lines(reports: "Iterable[Report]", most: int | None = None, rest: str = "") -> list[str]:
    """Write reports on the input, one per line.

    At most ``most`` reports are listed; a last line counts the others, and ``rest`` describes how to see them.
    """
    from kg.wording.reports import describe_report  # noqa: PLC0415 - few commands list reports

    listed = list(reports)
    lines = [f"{r.level}  {r.file}{f':{r.line}' if r.line else ''}  {describe_report(r)}" for r in listed[:most]]
    if most is not None and len(listed) > most:
        lines.append(f"… and {len(listed) - most:,} more{f'; {rest}' if rest else ''}")
    return lines


def report_objects(reports: "Iterable[Report]") -> list[dict[str, Any]]:
    """Return reports on the input as objects of JSON."""
    from kg.wording.reports import describe_report  # noqa: PLC0415 - few commands list reports

    return [
        {
            "level": report.level,
            "file": report.file,
            "line": report.line,
            "code": report.code,
            "arguments": report.named_arguments,
            "message": describe_report(report),
        }
        for report in reports
    ]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the current stage of a long job, on a terminal only.

    The job's memory is allocated from two heaps for all threads, and memory that a stage frees is returned to the
    system when the next stage begins.
    """
    memory.limit_heaps()
    if not sys.stderr.isatty():
        yield lambda _stage: memory.release_memory()
        return
    from rich.console import Console  # noqa: PLC0415 - takes 0.1 s, only needed on a terminal

    console = Console(stderr=True)
    with console.status("") as status:

        def show(stage: str) -> None:
            memory.release_memory()
            status.update(f"{stage} …")

        yield show


def load_store(graph: "Graph") -> None:
    """Create the store of a graph that was built without one, with a progress message."""
    if not graph.rdf.is_loaded:
        with progress() as show:
            graph.rdf.load(show)
