"""``kg query``."""

import sys
from pathlib import Path

import click

from kg.cli.common import GRAPH, say
from kg.errors import UsageError
from kg.graph import load
from kg.query import Result, table
from kg.rdf import PREFIXES
from kg.store.evaluate import graph_words

FORMATS = ["table", "csv", "tsv", "json", "xml", "ttl"]


@click.command()
@GRAPH
@click.argument("sparql", required=False)
@click.option("-f", "--file", "file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="In seconds.")
@click.option("--view", "picture", type=click.Path(path_type=Path), help="Draw the nodes that the answer names.")
def query(graph: Path, sparql: str | None, file: Path | None, form: str, timeout: float, picture: Path | None) -> None:
    r"""Answer a SPARQL query; - reads it from standard input.

    The usual prefixes are known (kg, arxiv, category, foaf, dcterms, skos, rdfs …); all named graphs are one.

    \b
    kg query arxiv.kg 'SELECT ?title { ?p kg:evaluatedOn/rdfs:label "GSM8K" ; dcterms:title ?title }'
    kg query arxiv.kg -f pairs.rq --format csv
    """
    if (sparql is None) == (file is None):
        raise UsageError("give one query: as an argument, with -f FILE, or - for standard input")
    text = _read(file) if file else sys.stdin.read() if sparql == "-" else str(sparql)
    loaded = load(graph)
    result = loaded.query(text, timeout=timeout)
    put_result(result, form, loaded.base)
    if not loaded.manifest.named_graphs and graph_words(text):
        say("this store holds the union of the named graphs, so GRAPH and FROM find nothing: kg build --named-graphs")
    if picture:
        drawn = loaded.view_result(result, text)
        say(f"{drawn.write(picture)}: {drawn.shown}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{file}: there is no such file; a query itself is given without -f") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: this is no UTF-8 text ({error.reason} at byte {error.start})") from None


def put_result(result: Result, form: str, base: str) -> None:
    """Write an answer to stdout: aligned for reading, or in a format for programs."""
    if form == "table":
        click.echo(table(result, base=base), nl=False)
    else:
        click.echo(result.serialize(form, PREFIXES), nl=False)
