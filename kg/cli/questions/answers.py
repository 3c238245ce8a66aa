"""Write answers to queries to standard output, for reading or in a format for programs."""

from typing import Final

import click

from kg.query import table
from kg.rdf import PREFIXES
from kg.store import Result

ANSWER_FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "ttl")


def write_result(result: Result, form: str, base: str) -> None:
    """Write an answer to stdout: aligned for reading, or in a format for programs."""
    if form == "table":
        click.echo(table(result, base=base), nl=False)
    else:
        click.echo(result.serialize(form, PREFIXES), nl=False)
