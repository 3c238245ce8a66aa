"""Number the people of one printed name on one paper.

Two people of one name do sign one paper: this is common on long lists of common names. So a name that
a list repeats is another person each time, unless the list is plainly a misprint: the name follows itself, or the whole
list is printed again, and no detail (name in another script, identifiers, affiliations) contradicts.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

_MIN_LIST: Final = 2
"""Minimum length of a list that counts as printed twice; a single name printed twice is a name that follows itself."""


class ListedName(NamedTuple):
    """A name at a position of an author list, with the details that the list states about it."""

    printed: str
    native: str = ""
    orcids: Sequence[str] = ()
    accounts: Sequence[str] = ()
    affiliations: Sequence[str] = ()

    def may_be(self, other: "ListedName") -> bool:
        """Return True for the same name without a detail that differs."""
        return self.printed == other.printed and not (
            (self.native and other.native and self.native != other.native)
            or any(
                one and another and set(one).isdisjoint(another)
                for one, another in (
                    (self.orcids, other.orcids),
                    (self.accounts, other.accounts),
                    (self.affiliations, other.affiliations),
                )
            )
        )


def number_namesakes(names: Sequence[ListedName]) -> list[int]:
    """Return a number for each name of a list: 0 for the first person of this name, 1 for the second.

    >>> number_namesakes([ListedName(name) for name in ("Li Na", "Li Na", "Bo Han", "Li Na")])
    [0, 0, 0, 1]
    """
    length = _single_length(names)
    numbers: list[int] = []
    people: dict[str, int] = {}
    for position, name in enumerate(names[:length]):
        if not position or not names[position - 1].may_be(name):
            people[name.printed] = people.get(name.printed, -1) + 1
        numbers.append(people[name.printed])
    return numbers * (len(names) // length) if names else []


def _single_length(names: Sequence[ListedName]) -> int:
    """Return the length of the list that is printed again and again, or that of the whole list."""
    count = len(names)
    for length in range(_MIN_LIST, count // 2 + 1):
        again = names[length].printed == names[0].printed and count % length == 0
        if again and all(names[i - length].may_be(names[i]) for i in range(length, count)):
            return length
    return count


def with_namesakes(rows: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """Add ``namesake`` to rows with ``paper`` and ``position``: the number of the person among those of one name.

    ``authors`` are the columns of ``printed_authors``.
    """
    repeated = authors.group_by("paper", "printed").len().filter(pl.col("len") > 1)
    listed = authors.join(repeated, on="paper", how="semi").sort("paper", "position")
    lists = listed.select("paper", *ListedName._fields).partition_by("paper", maintain_order=True, include_key=False)
    numbers = [
        number for names in lists for number in number_namesakes([ListedName(*row) for row in names.iter_rows()])
    ]
    known = listed.select("paper", "position", namesake=pl.Series(numbers, dtype=pl.UInt32))
    found = rows.join(known, on=("paper", "position"), how="left", maintain_order="left")
    return found.with_columns(pl.col("namesake").fill_null(0))
