"""Make the columns that frames share: paths of nodes, pairs in both directions, lists that are null when empty."""

from collections.abc import Sequence

import polars as pl

from kg.ids import segment
from kg.model import SectionKind
from kg.tables import Tables
from kg.tables.keys import encode_values


def both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return each pair twice, the second time with its ends exchanged."""
    return pl.concat([pairs.select("a", "b"), pairs.select(a="b", b="a")])


def node_path(kind: str, column: str) -> pl.Expr:
    """Return the path below the base of a node whose id is in a column."""
    return pl.concat_str([pl.lit(f"{kind}/"), column])


def concept_value(concepts: pl.DataFrame, column: str) -> pl.Expr:
    """Return the IRI of the concept whose id is in a column, or its path below the base if no vocabulary has it."""
    own = concepts.filter(pl.col("iri") != "")
    return pl.col(column).replace_strict(own["concept"], own["iri"], default=node_path("concept", column))


def activity_path(rule: str) -> pl.Expr:
    """Return the path of the activity that applied the rule whose name is in a column."""
    return node_path("activity", rule)


def add_quotes(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Add column ``quote``: characters ``start`` to ``end`` of the text with path ``section`` of the paper."""
    titles = tables["papers"].select("paper", kind=pl.lit(SectionKind.TITLE.value), text="title")
    texts = pl.concat([titles, tables["sections"].select("paper", "kind", "text")])
    texts = texts.select("text", section=section_path("kind"))
    quote = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return rows.join(texts, on="section", how="left", maintain_order="left").with_columns(quote=quote).drop("text")


def section_path(kind: str) -> pl.Expr:
    """Return the path of a section, given the column with its kind; the paper is in column ``paper``."""
    return pl.concat_str([pl.lit("section/"), paper_segment("paper"), pl.lit("/"), kind])


def paper_segment(paper: str) -> pl.Expr:
    """Return the key of a paper as one segment of a path."""
    return encode_values(pl.col(paper), segment, r"^[A-Za-z0-9._~-]*$")


def nonempty(column: str) -> pl.Expr:
    """Return a column with null for the empty string."""
    return pl.when(pl.col(column) != "").then(pl.col(column)).alias(column)


def list_or_null(lists: pl.Expr) -> pl.Expr:
    """Return lists with null for the empty one."""
    return pl.when(lists.list.len() > 0).then(lists)


def run_number(key: Sequence[str]) -> pl.Expr:
    """Number the rows with equal keys from 1, in a frame that is sorted by the key.

    For 240,000 claims it takes 0.04 s, a window expression 0.25 s.
    """
    place = pl.int_range(pl.len())
    first = pl.any_horizontal(pl.col(column).ne_missing(pl.col(column).shift()) for column in key)
    return place - pl.when(first).then(place).forward_fill().fill_null(0) + 1


def repeat_suffix(key: Sequence[str]) -> pl.Expr:
    """Return ``-2``, ``-3`` … for repeated keys, ``""`` for the first of each, in a frame that is sorted by the key."""
    repeat = run_number(key)
    return pl.when(repeat > 1).then(pl.concat_str([pl.lit("-"), repeat])).otherwise(pl.lit(""))


def lists_or_null(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with null for empty lists."""
    return frame.with_columns(list_or_null(pl.col(c)).alias(c) for c, t in frame.schema.items() if t == pl.List)
