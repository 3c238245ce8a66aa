"""``kg query``."""

import os
import sys
from pathlib import Path
from typing import Final

import click

from kg import query as queries
from kg.cli.common import GRAPH, load_store, write_stderr
from kg.cli.questions.answers import ANSWER_FORMATS, AS_JSON, TIMEOUT, chosen_format, write_result
from kg.errors import UsageError
from kg.graph import load
from kg.store import ResultKind
from kg.store.evaluate import graph_words
from kg.store.slips import FORMS
from kg.store.tokens import tokens

_SUFFIXES: Final = (".rq", ".sparql")


@click.command("query")
@GRAPH
@click.argument("sparql", required=False, metavar="[SPARQL|FILE]")
@click.option(
    "-f", "--file", "file", type=click.Path(path_type=Path, allow_dash=True), help="Read the query from a file."
)
@click.option("--format", "form", type=click.Choice(ANSWER_FORMATS), help="Format of the answer (default table).")
@AS_JSON
@TIMEOUT
@click.option("--limit", type=click.IntRange(min=1), help="Maximum number of rows or triples (default all).")
@click.option("--view", "picture", type=click.Path(path_type=Path), help="Draw the nodes of the answer.")
def query_command(
    graph: Path,
    sparql: str | None,
    file: Path | None,
    form: str | None,
    as_json: bool,
    timeout: float,
    limit: int | None,
    picture: Path | None,
) -> None:
    r"""Answer a SPARQL query: its text, the name of a file with it, or - for standard input.

    The usual prefixes are predefined (kg, arxiv, category, foaf, dcterms, skos, rdfs …). The default graph is the union
    of all named graphs.

    \b
    kg query arxiv.kg 'SELECT ?title { ?p kg:evaluatedOn/rdfs:label "GSM8K" ; dcterms:title ?title }'
    kg query arxiv.kg coauthors.rq --format csv
    """
    form = chosen_format(form, as_json)
    text = _query_text(sparql, file)
    loaded = load(graph)
    load_store(loaded)
    result = loaded.query(text, timeout=timeout, limit=limit)
    write_result(result, form, loaded.base)
    if result.is_cut:
        write_stderr(f"the first {limit:,} {'triples' if result.kind is ResultKind.TRIPLES else 'rows'} of more")
    if result.kind is not ResultKind.BOOLEAN and not result:
        write_stderr("0 rows")
    hints = queries.term_hints(loaded.rdf.store, text)
    if queries.is_empty(result):
        hints += queries.absence_hints(loaded.rdf.store, text) + queries.value_hints(loaded.rdf.store, text)
    for hint in hints:
        write_stderr(hint)
    if not loaded.manifest.named_graphs and graph_words(text):
        write_stderr(
            "this store holds the union of the named graphs, so GRAPH and FROM find nothing: kg build --named-graphs"
        )
    if picture:
        drawn = loaded.views.draw_result(result, text)
        write_stderr(f"{drawn.write(picture)}: {drawn.shown}")


def _query_text(sparql: str | None, file: Path | None) -> str:
    """Return the query from an argument, a file or standard input."""
    if (sparql is None) == (file is None):
        raise UsageError("give one query: as an argument, with -f FILE, or - for standard input")
    if file is None and sparql is not None and _names_file(sparql):
        # a file name keeps the bytes it was typed with
        file = Path(os.fsdecode(sparql.encode()))
    if str(file or sparql) == "-":
        text, where = _read_input(), "no query on standard input"
    elif file is not None:
        text, where = _read(file), f"{file}: no query in this file"
    else:
        text, where = str(sparql), "the query is empty"
    if not tokens(text):
        raise UsageError(f"{where}; a query begins with {', '.join(FORMS)}")
    return text


def _names_file(text: str) -> bool:
    """Return True if an argument is a path and not SPARQL."""
    if "{" in text or "\n" in text or not text.strip() or text == "-":
        return False
    one_word = not any(c.isspace() or c in "<>?" for c in text)
    return text.lower().endswith(_SUFFIXES) or (one_word and any(c in "./\\" for c in text)) or os.path.lexists(text)


def _read(file: Path) -> str:
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file with a query, such as {file / 'query.rq'}")
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = "; pass the text of a query without -f" if "{" in str(file) else ""
        raise UsageError(f"{file}: no such file{hint}") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 text ({error.reason} at byte {error.start})") from None


def _read_input() -> str:
    if sys.stdin is None:
        raise UsageError("standard input is closed; give a query as an argument or with -f FILE")
    try:
        return sys.stdin.read().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input: not UTF-8 text ({error.reason} at byte {error.start})") from None
