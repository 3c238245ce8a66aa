"""The statements that two states of the tables do not share, for a store that receives the difference.

A node kind has one row per node, and nothing but this row says anything about the node in this kind
(`kg.rdf.mapping`). So rows are compared, and only those of nodes with another row are turned into statements.
"""

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from kg.rdf.lines import statements
from kg.rdf.mapping import NodeKind, selected
from kg.rdf.terms import Syntax
from kg.rdf.void import Counts, describe
from kg.tables import Tables

_ROW = "row of the other"


class Difference(NamedTuple):
    """Statements as lines of N-Triples or N-Quads: those that are gone, and those that are new."""

    gone: list[str]
    new: list[str]


def differences(before: Tables, now: Tables, *, base: str, with_text: bool, quads: bool) -> Iterator[Difference]:
    """Yield, per node kind, what differs between what a store has of the one tables and of the other.

    The statements of all kinds together turn the store of ``before`` into that of ``now``.
    """
    syntax = Syntax(base, turtle=False)
    counts_before, counts_now = Counts(), Counts()
    for kind in selected("store", with_text=with_text):
        frames = kind.rows(before), kind.rows(now)
        for counts, frame in zip((counts_before, counts_now), frames, strict=True):
            counts.add(kind, frame)
        one, other = _changed(*frames, kind.subject)
        yield _difference(_lines(one, kind, syntax, quads=quads), _lines(other, kind, syntax, quads=quads))
    described = (
        [line for part, frame in describe(counts, tables, base, "store", with_text=with_text) for line in
         _lines(frame, part, syntax, quads=quads)]
        for counts, tables in ((counts_before, before), (counts_now, now))
    )  # fmt: skip
    yield _difference(*described)


def _changed(before: pl.DataFrame, now: pl.DataFrame, subject: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of nodes that have another row, or none, in the other frame."""
    joined = before.with_columns(pl.lit(True).alias(_ROW)).join(
        now.with_columns(pl.lit(True).alias(_ROW)),
        on=subject,
        how="full",
        coalesce=True,
        suffix=_ROW,
    )
    same = [pl.col(name).eq_missing(pl.col(name + _ROW)) for name in (*before.columns, _ROW) if name != subject]
    subjects = joined.filter(~pl.all_horizontal(same))[subject].unique().implode()
    return before.filter(pl.col(subject).is_in(subjects)), now.filter(pl.col(subject).is_in(subjects))


def _lines(frame: pl.DataFrame, kind: NodeKind, syntax: Syntax, *, quads: bool) -> list[str]:
    if frame.is_empty():
        return []
    return [line for lines in statements(frame, kind, syntax, quads=quads) for line in lines.split("\n")]


def _difference(before: list[str], now: list[str]) -> Difference:
    old, new = set(before), set(now)
    return Difference(sorted(old - new), sorted(new - old))
