"""Resolve a user-supplied author reference: an id, an IRI, a name on a paper, or a name that one author has."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import polars as pl

from kg.authors.decisions.decisions import Reference, author_id_of, parse_reference
from kg.errors import UnknownName, UsageError
from kg.ids import fold
from kg.tables import Tables
from kg.views.names import authors_called, near_names

_MAX_PEOPLE: Final = 12
_MAX_COAUTHORS: Final = 3


@dataclass(frozen=True, slots=True)
class AuthorMatch:
    """Authorships of one author that a reference covers, by id, the earliest first.

    ``printed`` is the surface form of the first one. ``complete`` is True where these are all of the author's.
    """

    author: str
    authorships: tuple[str, ...]
    printed: str
    complete: bool


def find_author(tables: Tables, text: str, base: str) -> AuthorMatch:
    """Resolve an id, an IRI, ``"Name" on ARXIV-ID`` or a name without a paper.

    A name without a paper covers the authorships that print it. Raises UnknownName, with near names, where nobody has
    it, and UsageError, listing them, where several people have it.
    """
    reference = parse_reference(text)
    if reference.name:
        return _find_by_name(tables, reference.name, base)
    written = text.strip().removeprefix(base).removeprefix("author/")
    for reading in reference.readings:
        row = tables["authorships"].filter(pl.col("authorship") == reading)
        paper = reading.partition("/")[0]
        if not reference.printed and not written.startswith(("authorship/", paper, unquote(paper))):
            # the id of an author, or an earlier id of the author of this authorship
            known = tables["authors"].filter(pl.col("author") == author_id_of(reading))["author"].to_list()
            if known or not row.is_empty():
                return _authorships(tables, known[0] if known else row["author"][0])
        elif not row.is_empty():
            return AuthorMatch(row["author"][0], (reading,), row["printed"][0], complete=False)
    raise _unknown(tables, reference, text)


def _authorships(tables: Tables, author: str, name: str = "") -> AuthorMatch:
    """Return the authorships of an author, or those that print one name, if any do."""
    rows = (
        tables["authorships"]
        .filter(pl.col("author") == author)
        .join(tables["papers"].select("paper", "month"), on="paper")
        .sort("month", "paper", "position")
    )
    wanted = fold(name)
    named = rows.filter(pl.Series([fold(printed) == wanted for printed in rows["printed"]], dtype=pl.Boolean))
    found = rows if named.is_empty() else named
    return AuthorMatch(author, tuple(found["authorship"]), found["printed"][0], complete=found.height == rows.height)


def _find_by_name(tables: Tables, name: str, base: str) -> AuthorMatch:
    people = authors_called(tables, name, base)
    if len(people) == 1:
        return _authorships(tables, people[0], name)
    rows = (
        tables["authors"]
        .filter(pl.col("author").is_in(people))
        .sort("paper_count", "author", descending=[True, False])
        .select("author", "paper_count")
        .rows()
    )
    lines = []
    for author, papers in rows[:_MAX_PEOPLE]:
        lines.append(f"  {author}  {papers} {'paper' if papers == 1 else 'papers'}, {_known_by(tables, author)}")
    if len(people) > _MAX_PEOPLE:
        lines.append(f"  … {len(people) - _MAX_PEOPLE} more")
    which = f'give an id, or write "{name}" on ARXIV-ID'
    raise UsageError("\n".join([f'{len(people)} people are called "{name}"; {which}:', *lines]))


def _known_by(tables: Tables, author: str) -> str:
    pairs = tables["coauthorships"]
    partners = (
        pl.concat(
            [
                pairs.filter(pl.col("a") == author).select("paper_count", author="b"),
                pairs.filter(pl.col("b") == author).select("paper_count", author="a"),
            ]
        )
        .join(tables["authors"].select("author", "name"), on="author")
        .sort("paper_count", "name", descending=[True, False])
    )
    names = partners["name"].head(_MAX_COAUTHORS).to_list()
    return f"with {', '.join(names)}" if names else "alone"


def _unknown(tables: Tables, reference: Reference, text: str) -> UnknownName:
    paper, _, name = reference.authorship.partition("/")
    paper, name = unquote(paper), reference.printed or unquote(name).replace("-", " ")
    printed = tables["authorships"].filter(pl.col("paper") == paper).sort("position")["printed"].to_list()
    if not printed:
        return UnknownName("authorship or author", text, hint=f"This graph has no paper {paper}.")
    near = near_names(name, printed)
    hint = "" if near else f"{paper} prints {', '.join(printed[:_MAX_PEOPLE])}."
    return UnknownName(f"name on {paper}", name, near, hint)
