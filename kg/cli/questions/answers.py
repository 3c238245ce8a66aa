"""Share what `kg query` and `kg ask` have in common: formats of answers, limits, output."""

from typing import Final

import click

from kg.errors import UsageError
from kg.query import table
from kg.query.execute import TIMEOUT as DEFAULT_TIMEOUT
from kg.rdf import PREFIXES
from kg.store import Result
from kg.store.result import ROW_FORMATS as _ROWS
from kg.store.result import TRIPLE_FORMATS as _TRIPLES

ROW_FORMATS: Final = ("table", *_ROWS)
"""Formats of the rows of a SELECT and of the answer to an ASK."""
ANSWER_FORMATS: Final = (*ROW_FORMATS, *_TRIPLES)
"""Formats of any answer; the last ones are of triples, the answer to a CONSTRUCT or DESCRIBE."""

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs: the same as --format json.")
TIMEOUT = click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=DEFAULT_TIMEOUT, show_default=True, help="In seconds."
)


def chosen_format(form: str | None, as_json: bool) -> str:
    """Return the format of an answer from both options."""
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} contradict each other; give one of them")
    return "json" if as_json else form or "table"


def write_result(result: Result, form: str, base: str) -> None:
    """Write an answer to stdout: aligned for reading, or in a format for programs."""
    if form == "table":
        click.echo(table(result, base=base), nl=False)
    else:
        answer = result.serialize(form, PREFIXES)
        click.echo(answer, nl=not answer.endswith(b"\n"))
