"""Select the papers that corpus statistics are counted on.

The weight of a word, a category or a name depends on how rare it is among all papers. If every new paper changed these
weights, every new day would rewrite the whole graph. They are therefore counted on the *reference papers*, the oldest
ones, whose number is the greatest power of two up to the size of the corpus: at least half of the papers, and nearly
the same ones until the corpus has doubled. See ``docs/decisions/0013-stages.md``.
"""

import math
from typing import Final

import numpy as np
import polars as pl

_BINARY_DIGITS: Final = 7
"""Binary digits to which a statistic is rounded: one step is at most 1/64 of its value, 1.6 %."""


def reference_papers(papers: pl.DataFrame) -> pl.Series:
    """Return the ids of the reference papers, sorted; ``papers`` has the columns ``paper`` and ``month``.

    The oldest papers come first; papers of an unknown month count as oldest.

    >>> reference_papers(pl.DataFrame({"paper": ["b", "a", "c"], "month": ["2025-12", "2026-01", "2026-01"]})).to_list()
    ['a', 'b']
    """
    return papers.sort("month", "paper").head(reference_size(papers.height))["paper"].sort()


def reference_size(papers: int) -> int:
    """Return the number of reference papers of a corpus: the greatest power of two up to ``papers``.

    >>> [reference_size(n) for n in (0, 1, 3, 2506, 14189)]
    [0, 1, 2, 2048, 8192]
    """
    return 1 << papers.bit_length() >> 1


def reference_count(in_reference: int, in_corpus: int) -> float:
    """Return the number of reference papers that are assumed to have an item, at least half of those in the corpus.

    An item that is newer than the reference papers must not count as rare. Since more than half of all papers are
    reference papers, at least half of the papers with the item are expected among them.

    >>> [reference_count(*counts) for counts in ((0, 1), (0, 300), (120, 150))]
    [1, 150.0, 120]
    """
    return max(in_reference, 1, in_corpus / 2)


def steady(value: float) -> float:
    """Round a corpus statistic to seven binary digits, so that a few more papers seldom change it.

    One rounding step is at most 1.6 % of the value.

    >>> [steady(value) for value in (0.0, 1.0, 1.01, -6.3721, 11.7)]
    [0.0, 1.0, 1.015625, -6.375, 11.75]
    """
    mantissa, exponent = math.frexp(value)
    return math.ldexp(round(mantissa * 2**_BINARY_DIGITS), exponent - _BINARY_DIGITS)


def reference_counts(in_reference: str, in_corpus: str) -> pl.Expr:
    """Return `reference_count` of two columns."""
    return pl.max_horizontal(pl.col(in_reference).cast(pl.Float64), 1.0, pl.col(in_corpus) / 2)


def steady_values(values: pl.Series) -> pl.Series:
    """Return `steady` of each value."""
    mantissa, exponent = np.frexp(values.cast(pl.Float64).to_numpy())
    rounded = np.ldexp(np.rint(np.ldexp(mantissa, _BINARY_DIGITS)), exponent - _BINARY_DIGITS)
    return pl.Series(values.name, rounded, dtype=pl.Float64)


def steady_column(values: pl.Expr) -> pl.Expr:
    """Return `steady` of each value of a column."""
    return values.map_batches(steady_values, return_dtype=pl.Float64)
