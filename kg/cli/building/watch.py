"""``kg watch``."""

import time
from pathlib import Path

import click

from kg import graph as graphs
from kg.cli.building.changes import describe_changes
from kg.cli.common import progress, write_stderr
from kg.errors import GraphLocked, InputError, KGError
from kg.graph import Graph
from kg.ingest.files import find_files

_PAUSE = 2.0


@click.command("watch")
@click.argument("folders", nargs=-1, required=True, type=click.Path(), metavar="FOLDER…")
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="The graph folder.")
@click.option(
    "--every", type=click.FloatRange(0.1), default=_PAUSE, show_default=True, help="Seconds between two checks."
)
@click.option("--no-store", is_flag=True, help="Leave the SPARQL store to the first query.")
def watch_command(folders: tuple[str, ...], out: Path, every: float, no_store: bool) -> None:
    r"""Keep a graph up to date with folders: build it, and again whenever files are added, changed or removed.

    An existing graph keeps its settings, decisions and vocabulary; to choose them for a new graph, run `kg build`
    first. A file is read once it has not changed between two checks. Stop with Ctrl-C.

    \b
    kg watch digests/ -o arxiv.kg
    """
    built: object = None
    before = _listed(folders)
    while True:
        time.sleep(every)
        now = _listed(folders)
        if now == before and now != built:
            built = now
            _renew(folders, out, every, store=not no_store)
        before = now


def _renew(folders: tuple[str, ...], out: Path, every: float, *, store: bool) -> None:
    try:
        graph = _renew_unlocked(folders, out, every, store=store)
    except KGError as error:
        # the next file may solve it, and the graph is unchanged
        write_stderr(f"kg: {error}")
        return
    papers, authors = (graph.manifest.counts[name] for name in ("papers", "authors"))
    changes, _, more = describe_changes(graph).partition("\n")
    write_stderr(f"{changes}: {papers:,} papers, {authors:,} authors in {out}")
    if more:
        write_stderr(more)


def _renew_unlocked(folders: tuple[str, ...], out: Path, every: float, *, store: bool) -> Graph:
    """Build the graph as soon as no other process is writing it, since that process may not know the new files."""
    waiting = False
    while True:
        try:
            with progress() as show:
                return graphs.renew(folders, out, store=store, progress=show)
        except GraphLocked:
            if not waiting:
                write_stderr(f"another build is writing {out}; waiting for it")
            waiting = True
            time.sleep(every)


def _listed(folders: tuple[str, ...]) -> tuple[object, ...]:
    """Return names, sizes and times of the files that a build would read, or an error if there are none."""
    try:
        files, _ = find_files(folders)
    except InputError as error:
        return (str(error),)
    listed = list[object]()
    for file in files:
        try:
            status = file.path.stat() if file.path else None
        except OSError:  # removed between the two checks
            continue
        listed.append((file.name, status and (status.st_size, status.st_mtime_ns)))
    return tuple(listed)
