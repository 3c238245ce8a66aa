"""``kg repair``."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.build.repair import repair_folder as make_again
from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout


@click.command("repair")
@GRAPH
@AS_JSON
def repair_command(graph: Path, as_json: bool) -> None:
    r"""Recreate the damaged parts of a graph from its tables.

    The store, the search index and the positions of pictures can be recreated; damaged tables need a new build.

    \b
    kg repair arxiv.kg
    """
    damage = make_again(graph, write_stderr)
    if as_json:
        write_json([asdict(one) for one in damage])
        return
    for one in damage:
        write_stdout(f"made again: {one}")
    if not damage:
        write_stderr("every file is as it was written")
