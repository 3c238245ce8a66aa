"""Whom a person means who asks for one author: an id, an IRI, a name on a paper, or a name that one author bears."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import polars as pl

from kg.authors.decisions import Reference, author_id_of, parse_reference
from kg.errors import UnknownName, UsageError
from kg.ids import fold
from kg.tables import Tables
from kg.views.names import authors_called, near_names

_MOST_PEOPLE: Final = 12
_MOST_COAUTHORS: Final = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """Mentions of one person, by id, the earliest first, and the name that the first of them prints.

    ``whole`` is True where all mentions of the person are meant.
    """

    author: str
    mentions: tuple[str, ...]
    printed: str
    whole: bool


def person_meant(tables: Tables, text: str, base: str) -> Meant:
    """Return whom an id, an IRI, ``"Name" on ARXIV-ID`` or a bare name means.

    A bare name means the mentions that print it. Raises UnknownName, with what is near, where that is nobody, and
    UsageError, with a list of them, where several people bear the name.
    """
    reference = parse_reference(text)
    if reference.name:
        return _bearing(tables, reference.name, base)
    written = text.strip().removeprefix(base).removeprefix("author/")
    for reading in reference.readings:
        row = tables["authorships"].filter(pl.col("authorship") == reading)
        paper = reading.partition("/")[0]
        if not reference.printed and not written.startswith(("authorship/", paper, unquote(paper))):
            # the id of an author, or one that the author of this mention had
            held = tables["authors"].filter(pl.col("author") == author_id_of(reading))["author"].to_list()
            if held or not row.is_empty():
                return _mentions(tables, held[0] if held else row["author"][0])
        elif not row.is_empty():
            return Meant(row["author"][0], (reading,), row["printed"][0], whole=False)
    raise _unknown(tables, reference, text)


def _mentions(tables: Tables, author: str, name: str = "") -> Meant:
    """Return the mentions of a person, or those that print one name, if any do."""
    rows = (
        tables["authorships"]
        .filter(pl.col("author") == author)
        .join(tables["papers"].select("paper", "month"), on="paper")
        .sort("month", "paper", "position")
    )
    wanted = fold(name)
    so = rows.filter(pl.Series([fold(printed) == wanted for printed in rows["printed"]], dtype=pl.Boolean))
    found = rows if so.is_empty() else so
    return Meant(author, tuple(found["authorship"]), found["printed"][0], whole=found.height == rows.height)


def _bearing(tables: Tables, name: str, base: str) -> Meant:
    people = authors_called(tables, name, base)
    if len(people) == 1:
        return _mentions(tables, people[0], name)
    rows = (
        tables["authors"]
        .filter(pl.col("author").is_in(people))
        .sort("paper_count", "author", descending=[True, False])
        .select("author", "paper_count")
        .rows()
    )
    lines = []
    for author, papers in rows[:_MOST_PEOPLE]:
        lines.append(f"  {author}  {papers} {'paper' if papers == 1 else 'papers'}, {_known_by(tables, author)}")
    if len(people) > _MOST_PEOPLE:
        lines.append(f"  … {len(people) - _MOST_PEOPLE} more")
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
    names = partners["name"].head(_MOST_COAUTHORS).to_list()
    return f"with {', '.join(names)}" if names else "alone"


def _unknown(tables: Tables, reference: Reference, text: str) -> UnknownName:
    paper, _, name = reference.authorship.partition("/")
    paper, name = unquote(paper), reference.printed or unquote(name).replace("-", " ")
    printed = tables["authorships"].filter(pl.col("paper") == paper).sort("position")["printed"].to_list()
    if not printed:
        return UnknownName("mention or author", text, hint=f"This graph has no paper {paper}.")
    near = near_names(name, printed)
    hint = "" if near else f"{paper} prints {', '.join(printed[:_MOST_PEOPLE])}."
    return UnknownName(f"name on {paper}", name, near, hint)
