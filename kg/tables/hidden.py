"""Find hidden people, whom a decision leaves out of the graph, and every value that would identify them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import msgspec
import polars as pl

from kg.authors.spelling.person_name import name_key
from kg.frames.reports import encode_arguments

HIDDEN: Final = "…"
"""Replacement for an argument of a report that identifies a hidden person."""


@dataclass(frozen=True)
class HiddenPeople:
    """The ids of hidden people and of their authorships, and everything that papers print for them.

    ``names`` are in every spelling of any day, ``keys`` their comparable keys and those of names that no paper prints.
    """

    authors: pl.Series
    authorships: pl.Series
    names: pl.Series
    keys: frozenset[str]
    orcids: pl.Series

    @property
    def ids(self) -> pl.Series:
        """The ids of both kinds."""
        return pl.concat([self.authors, self.authorships])

    def remove_from_lists(self, names: str) -> pl.Expr:
        """Return a column of lists of names, without names of hidden people."""
        if self.names.is_empty():
            return pl.col(names)
        return pl.col(names).list.eval(pl.element().filter(~pl.element().is_in(self.names.implode())))

    def remove_from_arguments(self, arguments: pl.Series) -> pl.Series:
        """Return arguments of reports without the names, ids and ORCID iDs of hidden people, compared as whole values.

        `HIDDEN` replaces each, since a report with fewer arguments would not be one of its code.
        """
        if not self.keys and self.ids.is_empty():
            return arguments
        return pl.Series(arguments.name, [self._shown(cell) for cell in arguments], dtype=pl.String)

    def has_name(self, name: str) -> bool:
        """Return True if a hidden person has this name, in any spelling."""
        return name_key(name) in self.keys

    def _shown(self, cell: str) -> str:
        values = msgspec.json.decode(cell)
        shown = {parameter: self._shown_value(value) for parameter, value in values.items()}
        return cell if shown == values else encode_arguments(shown)

    def _shown_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._shown_value(part) for part in value]
        return HIDDEN if isinstance(value, str) and value and self._identifies(value) else value

    def _identifies(self, text: str) -> bool:
        return text in self._values or self.has_name(text)

    @cached_property
    def _values(self) -> frozenset[str]:
        return frozenset((*self.ids, *self.orcids))


def find_hidden(
    people: pl.DataFrame,
    assignments: pl.DataFrame,
    hidden_names: pl.DataFrame,
    printed_authors: pl.DataFrame,
    appearances: pl.DataFrame,
) -> HiddenPeople:
    """Return the hidden people and everything that identifies them.

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
    orcids = theirs.join(printed_authors, on=["paper", "position"])["orcids"].explode().drop_nulls().unique()
    return HiddenPeople(
        authors,
        theirs["authorship"].rename("author"),
        pl.Series("name", names, dtype=pl.String),
        frozenset(keys),
        orcids,
    )
