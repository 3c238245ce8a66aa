"""Find hidden people, whom a decision leaves out of the graph, and every name that would identify them."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from kg.authors.spelling.person_name import name_key

HIDDEN = "…"
"""Replacement for the name of a hidden person in a text."""


@dataclass(frozen=True)
class HiddenPeople:
    """The ids of hidden people and of their authorships, and all their names, as printed on any day."""

    authors: pl.Series
    authorships: pl.Series
    names: pl.Series

    @property
    def ids(self) -> pl.Series:
        """The ids of both kinds."""
        return pl.concat([self.authors, self.authorships])

    def remove_from_lists(self, names: str) -> pl.Expr:
        """Return a column of lists of names, without names of hidden people."""
        if self.names.is_empty():
            return pl.col(names)
        return pl.col(names).list.eval(pl.element().filter(~pl.element().is_in(self.names.implode())))

    def remove_quoted(self, texts: pl.Series) -> pl.Series:
        """Return texts in which hidden names in quotes, as `repr` writes them, are replaced."""
        quoted = {repr(name): repr(HIDDEN) for name in self.names}
        return texts.str.replace_many(list(quoted), list(quoted.values())) if quoted else texts

    def has_name(self, name: str) -> bool:
        """Return True if a hidden person has this name, in any spelling."""
        return name_key(name) in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(name_key, self.names))


def find_hidden(
    people: pl.DataFrame,
    assignments: pl.DataFrame,
    hidden_names: pl.DataFrame,
    printed_authors: pl.DataFrame,
    appearances: pl.DataFrame,
) -> HiddenPeople:
    """Return the hidden people and all their names.

    Their names are those of ``hidden_names`` (comparable keys, column ``key``), whether or not any paper prints them,
    and those of their authorships, in every spelling that the papers print or printed on an earlier day.
    """
    authors = people.filter("hidden")["author"]
    theirs = assignments.filter(pl.col("author").is_in(authors.implode()))
    keys = {*hidden_names["key"], *map(name_key, theirs["printed"].unique())}
    names: list[str] = []
    if keys:
        earlier = appearances.select(printed="authors").explode("printed").drop_nulls()
        printed = pl.concat([printed_authors.select("printed"), earlier])["printed"].unique()
        names = sorted(name for name in printed if name_key(name) in keys)
    return HiddenPeople(authors, theirs["authorship"].rename("author"), pl.Series("name", names, dtype=pl.String))
