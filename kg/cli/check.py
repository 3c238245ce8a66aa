"""``kg check``."""

from dataclasses import asdict
from pathlib import Path
from shlex import quote

import click

from kg.cli.common import AS_JSON, GRAPH, load_store, write_json, write_stderr, write_stdout
from kg.graph import load
from kg.text.readable import count_noun


@click.command("check")
@GRAPH
@AS_JSON
@click.option("--files", is_flag=True, help="Compare all files with their recorded checksums.")
def check_command(graph: Path, as_json: bool, files: bool) -> int:
    r"""Validate a graph against its SHACL shapes, or its files; the exit code is 1 if something is wrong.

    \b
    kg check arxiv.kg
    kg check arxiv.kg --files
    """
    if files:
        return _check_files(graph, as_json)
    loaded = load(graph)
    load_store(loaded)
    violations = loaded.check()
    if as_json:
        write_json([asdict(violation) for violation in violations])
    else:
        for violation in violations:
            write_stdout(f"{violation.node}  {violation.constraint}  {violation.message}")
        write_stderr(count_noun(len(violations), "violation"))
    return 1 if violations else 0


def _check_files(graph: Path, as_json: bool) -> int:
    from kg.build.repair import find_damaged_files  # noqa: PLC0415 - a check of shapes does without

    damage = find_damaged_files(graph)
    if as_json:
        write_json([asdict(one) for one in damage])
    else:
        for one in damage:
            write_stdout(str(one))
        write_stderr(
            f"{count_noun(len(damage), 'damaged file')}" + (f"; kg repair {quote(str(graph))}" if damage else "")
        )
    return 1 if damage else 0
