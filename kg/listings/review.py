"""List uncertain pairs of people, the costliest mistakes first.

Two kinds of pairs are uncertain: people left apart who may be one (verdict ``possiblySame``), and mentions made one
person by evidence that leaves doubt (verdict ``same``). Both are weighted alike: the probability that the graph is
wrong about a pair, times the edges that would have to move.
"""

from typing import Final

import polars as pl

from kg.model import EvidenceKind
from kg.sets.verdicts import DecidedBy, Verdict
from kg.tables import Tables

COLUMNS: Final = (
    "a", "b", "verdict", "name_a", "name_b", "paper_count_a", "paper_count_b", "confidence", "edges",
    "expected_wrong_edges", "evidence",
)  # fmt: skip


def review(tables: Tables, top: int | None = None) -> pl.DataFrame:
    """Return the uncertain pairs, one per row, the most important first; ``top`` limits their number.

    ``a`` and ``b`` are ids as in table ``decisions``: of authors where ``verdict`` is ``possiblySame``, of mentions
    where it is ``same``; a decisions file takes either. ``confidence`` is the chance that the two are one person.
    ``edges`` are the papers and co-authors of the smaller side, which are at the wrong person if the graph is wrong;
    ``expected_wrong_edges`` is their number times the chance that it is: ``confidence`` for a pair left apart, 1 minus
    that for a merge. Decisions are not uncertain.

    The sides of a merge are those at the time it was made. Their co-authors are not stored, so the person's are counted
    in proportion to the papers.
    """
    pairs = pl.concat([_left_apart(tables), _merged(tables)], how="diagonal")
    wrong = (
        pl.when(pl.col("verdict") == Verdict.SAME.value).then(1 - pl.col("confidence")).otherwise(pl.col("confidence"))
    )
    ranked = (
        pairs.with_columns(expected_wrong_edges=(pl.col("edges") * wrong).round(3))
        .select(COLUMNS)
        .sort("expected_wrong_edges", "a", "b", descending=[True, False, False])
    )
    return ranked if top is None else ranked.head(top)


def _pairs(tables: Tables, verdict: str) -> pl.DataFrame:
    return (
        tables["decisions"]
        .filter(pl.col("source") == DecidedBy.PROGRAM.value, pl.col("verdict") == verdict)
        .drop("source")
    )


def _left_apart(tables: Tables) -> pl.DataFrame:
    people = tables["authors"].select(
        "author", "name", paper_count="paper_count", touched=pl.col("paper_count") + pl.col("coauthor_count")
    )
    return (
        _pairs(tables, Verdict.POSSIBLY_SAME.value)
        .join(people.rename(lambda column: f"{column}_a"), left_on="a", right_on="author_a")
        .join(people.rename(lambda column: f"{column}_b"), left_on="b", right_on="author_b")
        .with_columns(edges=pl.min_horizontal("touched_a", "touched_b"))
        .drop("touched_a", "touched_b")
    )


def _merged(tables: Tables) -> pl.DataFrame:
    mentions = tables["authorships"].select("authorship", "author", name="printed")
    people = tables["authors"].select("author", "paper_count", "coauthor_count")
    smaller = pl.min_horizontal("paper_count_a", "paper_count_b")
    share = smaller / pl.max_horizontal("paper_count", smaller)
    return (
        _pairs(tables, Verdict.SAME.value)
        .join(mentions.rename({"name": "name_a"}), left_on="a", right_on="authorship")
        .join(mentions.select("authorship", name_b="name"), left_on="b", right_on="authorship")
        .join(people, on="author")
        .with_columns(
            pl.col("evidence")
            .list.eval(pl.element().filter(pl.element().struct.field("kind") == EvidenceKind.PAPERS.value))
            .list.first()
            .struct.field("values")
            .alias("sides")
        )
        .with_columns(
            pl.col("sides").list.get(place, null_on_oob=True).cast(pl.Int32).fill_null(1).alias(name)
            for place, name in enumerate(("paper_count_a", "paper_count_b"))
        )
        .drop("sides")
        .with_columns(edges=(smaller + pl.col("coauthor_count") * share).round().cast(pl.Int32))
        .drop("author", "paper_count", "coauthor_count")
    )
