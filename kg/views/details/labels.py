"""List other names of nodes for the search: variants of names, labels of concepts in other languages."""

import polars as pl

from kg.tables import Tables
from kg.views.details.record import ALIASES
from kg.views.network import Network


def other_names(tables: Tables, network: Network) -> pl.DataFrame:
    """Return the variants of people's names and all labels of concepts, for nodes that have any."""
    nodes = network.nodes.select("id", "kind", own="label")
    people = tables["authors"].select(id=pl.lit("author/") + pl.col("author"), aliases="variants")
    concepts = tables["concepts"].select(
        id=pl.lit("concept/") + pl.col("concept"),
        aliases=pl.col("labels").list.eval(pl.element().struct.field("text")),
    )
    return (
        nodes.join(pl.concat([people, concepts]), on="id", maintain_order="left")
        .explode("aliases")
        .filter(pl.col("aliases").is_not_null(), pl.col("aliases") != pl.col("own"))
        .group_by("id", maintain_order=True)
        .agg(pl.col("aliases").unique(maintain_order=True))
        .select(ALIASES.names())
    )
