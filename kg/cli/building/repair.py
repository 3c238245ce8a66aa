"""``kg repair``."""

from pathlib import Path

import click

from kg.build.repair import repair_folder as make_again
from kg.cli.common import GRAPH, write_stderr, write_stdout


@click.command("repair")
@GRAPH
def repair_command(graph: Path) -> None:
    r"""Recreate the damaged parts of a graph from its tables.

    The store, the search index and the positions of pictures can be recreated; damaged tables need a new build.

    \b
    kg repair arxiv.kg
    """
    damage = make_again(graph, write_stderr)
    for one in damage:
        write_stdout(f"made again: {one}")
    if not damage:
        write_stderr("every file is as it was written")
