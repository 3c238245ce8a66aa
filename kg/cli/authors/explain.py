"""``kg authors explain``."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import click
import polars as pl

from kg.authors.explaining.explanation import AuthorExplanation, DecidingReason, PairExplanation
from kg.cli.authors.explanation_text import describe_author, describe_authorship, describe_pair
from kg.cli.common import AS_JSON, GRAPH, progress, write_json, write_stderr, write_stdout
from kg.errors import UsageError, advise_build
from kg.graph import Graph, load
from kg.identifiers import paper_keys


@click.command("explain")
@GRAPH
@click.argument("who", nargs=-1, required=True, metavar="A [B]")
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions folder (default: that of the graph).")
@AS_JSON
def authors_explain_command(graph: Path, who: tuple[str, ...], decisions: Path | None, as_json: bool) -> None:
    r"""Explain why A and B are one person or are not; for A alone, how that person was assembled.

    A and B are an author id, an authorship id, an IRI of either, "Name" on ARXIV-ID, or a name that only one person
    has. Evidence is measured in bits: one more bit doubles the odds that the two are one person.

    \b
    kg authors explain arxiv.kg "Bo Han" on 2601.22020
    kg authors explain arxiv.kg '"S. Kevin Zhou" on 2511.09965' "Shaohua Kevin Zhou"
    kg authors explain arxiv.kg bo-han/2601.22020 bo-han/2510.05837 --json
    """
    loaded = load(graph)
    people = references(who)
    with progress() as show:
        show("reading names and papers")
        if len(people) == 1:
            found: AuthorExplanation | PairExplanation = loaded.people.explain(people[0], decisions=decisions)
        elif len(people) == 2:  # noqa: PLR2004 - A and B
            found = loaded.people.explain_pair(people[0], people[1], decisions=decisions)
        else:
            raise UsageError(f"one or two people can be explained, {len(people)} given; put each name in quotes")
    if as_json:
        write_json(found.as_dict())
    else:
        _show(loaded, found)
    _warn(loaded, found)


def references(words: Sequence[str]) -> list[str]:
    """Join arguments that a shell has split: a name, ``on`` and an arXiv id are one reference.

    >>> references(["Bo Han", "on", "2601.00001", "bo-han/2512.00002"])
    ['Bo Han on 2601.00001', 'bo-han/2512.00002']
    """
    found: list[str] = []
    rest = list(words)
    while rest:
        name, *rest = rest
        if len(rest) > 1 and rest[0] == "on" and paper_keys(rest[1]):
            name, rest = f"{name} on {rest[1]}", rest[2:]
        found.append(name)
    return found


def _show(graph: Graph, found: AuthorExplanation | PairExplanation) -> None:
    titles = dict(graph.papers.select("paper", "title").rows())
    name = quote(str(graph.path))
    if isinstance(found, PairExplanation):
        write_stdout(describe_pair(found, titles))
        if found.because is not DecidingReason.DECISION:
            verb = "different" if found.same else "same"
            named = describe_authorship(found.a, found.b), describe_authorship(found.b, found.a)
            both = " ".join(map(quote, named))
            write_stderr(f"\nIf that is wrong: kg authors decide {verb} {both} --decisions decisions/ --graph {name}")
        return
    write_stdout(describe_author(found, _called(graph, found), titles))
    if found.joins:
        weakest = found.joins[0]
        both = " ".join(quote(describe_authorship(side.mentions[0])) for side in (weakest.one, weakest.other))
        write_stderr(f"\nLook closer: kg authors explain {name} {both}")


def _called(graph: Graph, found: AuthorExplanation) -> str:
    names = graph.authors.filter(pl.col("author") == found.person.author)["name"].to_list()
    return str(names[0]) if names else found.person.names[0][0]


def _warn(graph: Graph, found: AuthorExplanation | PairExplanation) -> None:
    """Warn if the graph contains another answer than the one explained."""
    table = graph.tables["authorships"].select("authorship", "author")
    if isinstance(found, PairExplanation):
        explained = {found.a.id: found.a.author, found.b.id: found.b.author}
        held = dict(table.filter(pl.col("authorship").is_in(list(explained))).rows())
    else:
        explained = {mention.id: mention.author for mention in found.person.mentions}
        held = dict(table.filter(pl.col("author") == found.person.author).rows())
    if explained != held:
        write_stderr(
            "\nThe graph has another answer: it was built with other decisions or by another version. Build it again:"
            f" {advise_build(graph.path)}"
        )
