"""Counts of surnames and given names among distinct names of several corpora, from ``name_parts.tsv``."""

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class PartCount(NamedTuple):
    """The number of distinct names that share a part; ``kind`` is ``name`` (all names), ``surname`` or ``given``."""

    kind: str
    convention: str
    letters: str
    names: int


@cache
def part_counts() -> tuple[PartCount, ...]:
    """Return every row of the table, in its order."""
    rows = files("kg.authors.spelling").joinpath("name_parts.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(PartCount(kind, convention, letters, int(names)) for kind, convention, letters, names in cells)


def surname_count(letters: str) -> int:
    """Return how many distinct names of the table have these folded letters as surname; 0 for fewer than five."""
    return _totals("surname")[letters]


def given_count(letters: str) -> int:
    """Return how many distinct names of the table have these folded letters as first given name."""
    return _totals("given")[letters]


@cache
def _totals(kind: str) -> Counter[str]:
    totals: Counter[str] = Counter()
    for row in part_counts():
        if row.kind == kind:
            totals[row.letters] += row.names
    return totals
