"""``kg info``."""

from pathlib import Path

import click

from kg.cli.common import AS_JSON, GRAPH, put, put_json
from kg.cli.told import told
from kg.graph import load


@click.command()
@GRAPH
@click.option("--rejects", is_flag=True, help="List every reject and warning.")
@AS_JSON
def info(graph: Path, rejects: bool, as_json: bool) -> None:
    r"""Tell what a graph holds, what was rejected and what to try next.

    \b
    kg info arxiv.kg
    kg info arxiv.kg --rejects
    """
    loaded = load(graph)
    if as_json:
        put_json(loaded.info() | ({"reports": loaded.tables["reports"].to_dicts()} if rejects else {}))
        return
    put(told(loaded))
    if rejects:
        for level, file, line, reason in loaded.tables["reports"].iter_rows():
            put(f"{level}  {file}{f':{line}' if line else ''}  {reason}")
