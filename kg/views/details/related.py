"""List rare concepts and terms that two related papers share, with the number of papers that have each."""

from typing import Final

import polars as pl

from kg.model import SectionKind
from kg.sets.network_kinds import EdgeKind
from kg.tables import Tables
from kg.views.details.record import SHARED
from kg.views.network import Network

_RELATED: Final = EdgeKind.RELATED.value
_GENERATED: Final = [kind.value for kind in SectionKind if kind.generated]


def shared_by_related(tables: Tables, network: Network) -> pl.DataFrame:
    """Return `SHARED` of the edges between related papers, the rarest first.

    The concepts are those in table ``related``. Its number of shared features also counts terms, which it does not
    list; the rarest common terms are added until that number is reached.
    """
    pairs = (
        network.edges.filter(pl.col("kind") == _RELATED)
        .select("source", "target", a=_paper("source"), b=_paper("target"))
        .join(tables["related"], on=["a", "b"])
    )
    if pairs.is_empty():
        return SHARED.to_frame()
    concepts = (
        pairs.explode("concepts")
        .drop_nulls("concepts")
        .join(tables["concepts"].select("label", concepts="concept", papers="paper_count"), on="concepts")
        .select(SHARED.names())
    )
    missing = pairs.select("a", "b", "source", "target", missing=pl.col("shared") - pl.col("concepts").list.len())
    terms = _shared_terms(tables, missing.filter(pl.col("missing") > 0))
    return pl.concat([concepts, terms]).sort("source", "target", "papers", "label")


def _paper(end: str) -> pl.Expr:
    return pl.col(end).str.strip_prefix("paper/")


def _shared_terms(tables: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    words = (
        tables["terms"]
        .filter(pl.col("concept") == "", ~pl.col("section").is_in(_GENERATED))
        .select("paper", "label", term=pl.col("label").str.to_lowercase())
        .unique(["paper", "term"], keep="first", maintain_order=True)
        .with_columns(papers=pl.len().over("term").cast(pl.Int32))
        .filter(pl.col("papers") > 1)
    )
    return (
        pairs.join(words, left_on="a", right_on="paper")
        .join(words.select("term", b="paper"), on=["b", "term"])
        .sort("source", "target", "papers", "term")
        .filter(pl.int_range(pl.len()).over("source", "target") < pl.col("missing"))
        .select(SHARED.names())
    )
