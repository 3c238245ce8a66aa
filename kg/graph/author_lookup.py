"""Return the authorships that a user-supplied author reference covers."""

from dataclasses import dataclass

import polars as pl

from kg.ids import fold
from kg.search import find_one, names_of_tables
from kg.tables import Tables


@dataclass(frozen=True, slots=True)
class AuthorMatch:
    """Authorships of one author that a reference covers, by id, the earliest first.

    ``printed`` is the surface form of the first one. ``complete`` is True if these are all of the author's.
    """

    author: str
    authorships: tuple[str, ...]
    printed: str
    complete: bool


def find_author(tables: Tables, text: str, base: str) -> AuthorMatch:
    """Resolve a reference to one author (`kg.search.resolve`).

    A name without a paper covers the authorships that print it. Raises UnknownName, with similar names, if nobody has
    it, and AmbiguousName, with a list, if several people have it.
    """
    found = find_one(names_of_tables(tables), text, base=base, kinds=["author"])
    if found.authorship:
        row = tables["authorships"].filter(pl.col("authorship") == found.authorship)
        return AuthorMatch(found.id, (found.authorship,), row["printed"][0], complete=False)
    return _authorships(tables, found.id, found.name)


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
