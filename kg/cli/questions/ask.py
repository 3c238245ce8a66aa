"""``kg ask``."""

from pathlib import Path

import click

from kg.cli.common import GRAPH, load_store, write_stderr, write_stdout
from kg.cli.questions.answers import ANSWER_FORMATS, write_result
from kg.errors import UsageError
from kg.graph import load
from kg.query.questions import question as find
from kg.query.questions import questions


@click.command("ask")
@GRAPH
@click.argument("question", required=False)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]…")
@click.option("--format", "form", type=click.Choice(ANSWER_FORMATS[:-1]), default="table", show_default=True)
@click.option("--sparql", is_flag=True, help="Print the query instead of its answer.")
def ask_command(graph: Path, question: str | None, values: tuple[str, ...], form: str, sparql: bool) -> None:
    r"""Answer a named question; without one, list them.

    \b
    kg ask arxiv.kg
    kg ask arxiv.kg coauthors person="Bo Han"
    kg ask arxiv.kg path person="Bo Han" other="Feng Liu"
    """
    loaded = load(graph)
    if question is None:
        for known in questions().values():
            write_stdout(f"{known.name:20} {known.title}")
            for parameter in known.parameters:
                default = "" if parameter.default is None else f" (default {parameter.default})"
                write_stdout(f"{'':22} {parameter.name}=…  {parameter.description}{default}")
        return
    given = dict(_pair(value) for value in values)
    if sparql:
        write_stdout(find(question).sparql)
        return
    load_store(loaded)
    answer = loaded.ask(question, **given)
    for note in answer.notes:
        write_stderr(note)
    write_result(answer.result, form, loaded.base)
    if not answer.result:
        write_stderr("0 rows: no answer in this graph")


def _pair(value: str) -> tuple[str, str]:
    name, sign, text = value.partition("=")
    if not sign or not name:
        raise UsageError(f'"{value}" is not a parameter; write name=value')
    return name, text
