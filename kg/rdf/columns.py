"""What the frames have in common: paths of nodes, pairs read from both sides, lists that are null when empty."""

from collections.abc import Callable

import polars as pl

from kg.ids import PAPER_PREFIX, REGISTRIES, paper_iri, segment

ARXIV_KEY = r"^(?:[a-z-]+(?:\.[A-Z]{2})?/)?[0-9]+(?:\.[0-9]+)?$"
"""The bare key of a paper on arXiv, which needs no escape in an IRI."""


def both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return each pair twice, the second time with its ends exchanged."""
    return pl.concat([pairs.select("a", "b"), pairs.select(a="b", b="a")])


def node_path(kind: str, column: str) -> pl.Expr:
    """Return the path below the base of a node whose id stands in a column."""
    return pl.concat_str([pl.lit(f"{kind}/"), column])


def section_path(kind: str) -> pl.Expr:
    """Return the path of a section, given the column that tells its kind; the paper stands in column ``paper``."""
    return pl.concat_str([pl.lit("section/"), paper_segment("paper"), pl.lit("/"), kind])


def paper_segment(paper: str) -> pl.Expr:
    """Return the key of a paper as one segment of a path."""
    return encoded(pl.col(paper), segment, r"^[A-Za-z0-9._~-]*$")


def paper_iris(keys: pl.Expr) -> pl.Expr:
    """Return the IRIs of papers by their keys, as `kg.ids.paper_iri` has them."""
    plain = pl.concat_str([pl.lit(PAPER_PREFIX), keys])
    return pl.when(keys.str.contains(ARXIV_KEY)).then(plain).otherwise(encoded(keys, paper_iri, ARXIV_KEY))


def on_arxiv(key: str) -> pl.Expr:
    """Return where a column of papers' keys holds bare arXiv ids (`kg.ids.is_arxiv_key`)."""
    return ~pl.col(key).str.contains(f"^(?:{'|'.join(REGISTRIES)}):")


def encoded(values: pl.Expr, encode: Callable[[str], str], plain: str) -> pl.Expr:
    """Apply a function to the few values of a column that do not match the pattern ``plain``; the others stay."""

    def apply(series: pl.Series) -> pl.Series:
        odd = series.filter(~series.str.contains(plain)).unique().to_list()
        return series.replace(odd, [encode(text) for text in odd]) if odd else series

    return values.map_batches(apply, return_dtype=pl.String)


def nonempty(column: str) -> pl.Expr:
    """Return a column with null for the empty string."""
    return pl.when(pl.col(column) != "").then(pl.col(column)).alias(column)


def list_or_null(lists: pl.Expr) -> pl.Expr:
    """Return lists with null for the empty one."""
    return pl.when(lists.list.len() > 0).then(lists)
