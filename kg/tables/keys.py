"""Convert columns of keys to IRIs, labels and days."""

from collections.abc import Callable
from typing import Final

import polars as pl

from kg.ids import PAPER_PREFIX, REGISTRIES, paper_iri
from kg.text.readable import readable

ARXIV_KEY: Final = r"^(?:[a-z-]+(?:\.[A-Z]{2})?/)?[0-9]+(?:\.[0-9]+)?$"
"""The bare key of a paper on arXiv, which needs no escape in an IRI."""

ARXIV_LABEL: Final = "arXiv:"
"""Prefix of an arXiv id where it is displayed."""

WITHDRAWN: Final = " (withdrawn)"
"""Suffix of the title of a withdrawn paper in lists."""


def paper_iris(keys: pl.Expr) -> pl.Expr:
    """Return the IRIs of papers by their keys, as `kg.ids.paper_iri` has them."""
    plain = pl.concat_str([pl.lit(PAPER_PREFIX), keys])
    return pl.when(keys.str.contains(ARXIV_KEY)).then(plain).otherwise(encode_values(keys, paper_iri, ARXIV_KEY))


def concept_iris(base: str) -> pl.Expr:
    """Return the IRIs of the rows of table ``concepts``, as `kg.ids.concept_iri` has them."""
    own = pl.concat_str([pl.lit(f"{base}concept/"), "concept"])
    return pl.when(pl.col("iri") == "").then(own).otherwise("iri").alias("iri")


def on_arxiv(key: str | pl.Expr) -> pl.Expr:
    """Return where a column of papers' keys holds bare arXiv ids (`kg.ids.is_arxiv_key`)."""
    return ~_column(key).str.contains(f"^(?:{'|'.join(REGISTRIES)}):")


def encode_values(values: pl.Expr, encode: Callable[[str], str], plain: str) -> pl.Expr:
    """Apply a function to the few values of a column that do not match the pattern ``plain``; the others stay."""

    def apply(series: pl.Series) -> pl.Series:
        odd = series.filter(~series.str.contains(plain)).unique().to_list()
        return series.replace(odd, [encode(text) for text in odd]) if odd else series

    return values.map_batches(apply, return_dtype=pl.String)


def known_day() -> pl.Expr:
    """Return the day a paper was first seen, or else published; null if neither is known."""
    return pl.coalesce("first_seen", "published")


def shown_day() -> pl.Expr:
    """Return `known_day` as text (``2025-12-20``), ``""`` where it is not known."""
    return known_day().dt.to_string("%Y-%m-%d").fill_null("")


def is_since(day: str) -> pl.Expr:
    """Return True for papers from ``day`` or later; needs ``day`` as `shown_day` has it, and ``month``.

    A paper with only a known month counts from the month of ``day`` on.
    """
    dated = pl.col("day") != ""
    return pl.when(dated).then(pl.col("day") >= day).otherwise(pl.col("month") >= day[: len("2025-12")])


def shown_id(key: str | pl.Expr) -> pl.Expr:
    """Return the display form of a column of papers' keys: arXiv ids after ``arXiv:``, other keys unchanged."""
    return pl.when(on_arxiv(key)).then(pl.lit(ARXIV_LABEL) + _column(key)).otherwise(_column(key))


def _column(key: str | pl.Expr) -> pl.Expr:
    return pl.col(key) if isinstance(key, str) else key


def shown_title() -> pl.Expr:
    """Return the readable form of the column ``title``; needs ``withdrawn`` too, which it shows."""
    mark = pl.when("withdrawn").then(pl.lit(WITHDRAWN)).otherwise(pl.lit(""))
    return pl.concat_str([pl.col("title").map_elements(readable, return_dtype=pl.String), mark]).alias("title")
