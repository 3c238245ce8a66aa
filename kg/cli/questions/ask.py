"""``kg ask``."""

from pathlib import Path

import click

from kg.cli.common import GRAPH, load_store, write_json, write_stderr, write_stdout
from kg.cli.questions.answers import AS_JSON, ROW_FORMATS, TIMEOUT, chosen_format, write_result
from kg.errors import UsageError
from kg.graph import load
from kg.rdf.questions import Question, questions


@click.command("ask")
@GRAPH
@click.argument("question", required=False)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]…")
@click.option("--format", "form", type=click.Choice(ROW_FORMATS), help="Format of the rows (default table).")
@AS_JSON
@TIMEOUT
@click.option("--sparql", is_flag=True, help="Print the query, complete for `kg query`, instead of its answer.")
def ask_command(
    graph: Path,
    question: str | None,
    values: tuple[str, ...],
    form: str | None,
    as_json: bool,
    timeout: float,
    sparql: bool,
) -> None:
    r"""Answer a named question; without one, list them.

    A name of several people is not answered: they are listed, with an id for each.

    \b
    kg ask arxiv.kg
    kg ask arxiv.kg coauthors person="Xunkai Li"
    kg ask arxiv.kg path person="Anna Korhonen" other="Hinrich Schütze"
    kg ask arxiv.kg coauthors person="Xunkai Li" --sparql > coauthors.rq
    """
    form = chosen_format(form, as_json)
    loaded = load(graph)
    if question is None:
        _list_questions(form)
        return
    given = dict(_pair(value) for value in values)
    load_store(loaded)
    if sparql:
        write_stdout(loaded.rdf.write_query(question, timeout=timeout, **given).rstrip())
        return
    answer = loaded.ask(question, timeout=timeout, **given)
    for note in answer.notes:
        write_stderr(note)
    write_result(answer.result, form, loaded.base)
    if not answer.result:
        write_stderr("0 rows: no answer in this graph")


def _list_questions(form: str) -> None:
    if form == "json":
        write_json([_question_values(known) for known in questions().values()])
        return
    for known in questions().values():
        write_stdout(f"{known.name:20} {known.title}")
        for parameter in known.parameters:
            default = "" if parameter.default is None else f" (default {parameter.default})"
            write_stdout(f"{'':22} {parameter.name}=…  {parameter.description}{default}")


def _question_values(known: Question) -> dict[str, object]:
    parameters = [
        {
            "name": parameter.name,
            "kind": parameter.kind,
            "description": parameter.description,
            "default": parameter.default,
            "example": parameter.example or None,
        }
        for parameter in known.parameters
    ]
    return {"name": known.name, "title": known.title, "description": known.description, "parameters": parameters}


def _pair(value: str) -> tuple[str, str]:
    name, sign, text = value.partition("=")
    if not sign or not name:
        raise UsageError(f'"{value}" is not a parameter; write name=value')
    return name, text
