"""``kg check``."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.common import AS_JSON, GRAPH, count, load_store, put, put_json, say
from kg.graph import load


@click.command()
@GRAPH
@AS_JSON
def check(graph: Path, as_json: bool) -> int:
    r"""Check a graph against its shapes; the exit code is 1 where a node breaks one.

    SHACL (extra: shacl) on graphs it can hold, constraint queries over the store on larger ones.

    \b
    kg check arxiv.kg
    """
    loaded = load(graph)
    load_store(loaded)
    violations = loaded.check()
    if as_json:
        put_json([asdict(violation) for violation in violations])
    else:
        for violation in violations:
            put(f"{violation.node}  {violation.constraint}  {violation.message}")
        say(count(len(violations), "violation"))
    return 1 if violations else 0
