"""``kg open``."""

import hashlib
import os
import webbrowser
from pathlib import Path
from typing import Final

import click

from kg import graph as graphs
from kg import ingest
from kg.cli.common import progress, write_stderr, write_stdout
from kg.fingerprint import program_fingerprint
from kg.folder import is_graph
from kg.version import __version__
from kg.views.dates import first_day

MAX_PAPERS_OF_OVERVIEW: Final = 50
"""Maximum number of papers for which the overview of papers, people and concepts is drawn; a map needs more."""


@click.command("open")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="INPUT|GRAPH…")
@click.option(
    "--new-since",
    metavar="DATE",
    help="Highlight papers since DATE on the map of papers (default: the newest day).",
)
@click.option("--print", "only_print", is_flag=True, help="Print the page's path; do not open a browser.")
def open_command(inputs: tuple[str, ...], new_since: str | None, only_print: bool) -> None:
    r"""Build a graph in a cache if needed, draw its map of papers, and open the page.

    Draws the overview for 50 papers or fewer, unless --new-since asks for the map.

    \b
    kg open digest.md
    kg open arxiv.kg --print
    kg open arxiv.kg --new-since 2025-12-20
    """
    if new_since is not None:
        first_day(new_since)  # before a build that may take minutes
    with progress() as show:
        if len(inputs) == 1 and is_graph(Path(inputs[0])):
            path = Path(inputs[0])
        else:
            path = _cache() / f"{ingest.fingerprint(inputs)[:16]}-{program_fingerprint()[:8]}.kg"
            if not is_graph(path):
                from kg.build.build import build_folder  # noqa: PLC0415 - a graph that exists needs none of it

                build_folder(inputs, path, store=False, transient=True, progress=show)
        graph = graphs.load(path)
        on_map = new_since is not None or graph.manifest.counts["papers"] > MAX_PAPERS_OF_OVERVIEW
        view = "papers" if on_map else "overview"
        show(f"drawing the view {view}")
        picture = graph.view(view, new_since=new_since)
        page = picture.write(_cache() / f"{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}.html")
    write_stderr(picture.shown)
    if new_since:
        write_stderr(picture.new)
    write_stdout(str(page))
    if not only_print and not os.environ.get("CI"):
        webbrowser.open(page.resolve().as_uri())


def _cache() -> Path:
    """Return the folder of this version's cached graphs, as the XDG base directory specification places it."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "arxiv-kg" / __version__
    root.mkdir(parents=True, exist_ok=True)
    return root
