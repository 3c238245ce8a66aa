"""Convert the answer to a query to a network: nodes in the same row or triple are linked."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote

import polars as pl

from kg.errors import UsageError
from kg.ids import CATEGORY_PREFIX, paper_iri
from kg.sets.network_kinds import EdgeKind
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.tables.keys import concept_iris
from kg.views import frames
from kg.views.network import NODES, Network

_ROW: Final = EdgeKind.ROW.value


def named_together(
    tables: Tables,
    rows: Iterable[Sequence[str | None]],
    *,
    base: str,
    sparql: str,
    predicates: Iterable[str] | None = None,
) -> Network:
    """Make a network from an answer's rows, each given as the IRIs in its cells (None for other values).

    The first node of a row is linked to the others. For triples, ``predicates`` has the predicate of each row, whose
    local name becomes the kind of the edge. The weight of an edge is its number of rows. Cells that are not a person,
    paper, concept or category of the graph are ignored. Raises UsageError if nothing is left.
    """
    known = _known(tables, base)
    kinds = predicates if predicates is not None else iter(lambda: _ROW, "")
    found: set[str] = set()
    pairs: list[tuple[str, str, str]] = []
    for row, kind in zip(rows, kinds, strict=False):
        named = list(dict.fromkeys(known[iri] for iri in row if iri in known))
        found.update(named)
        pairs += [(min(named[0], other), max(named[0], other), _local(kind)) for other in named[1:]]
    if not found:
        raise UsageError("the answer names no person, paper, concept or category: select their IRIs, not only labels")
    drawn = pl.DataFrame(pairs, schema={"source": pl.String, "target": pl.String, "kind": pl.String}, orient="row")
    edges = drawn.group_by("source", "target", "kind").agg(weight=pl.len().cast(pl.Float64))
    ends = edges.rename({"source": "a", "target": "b"})
    nodes = _nodes(tables, sorted(found), frames.degrees(ends, "a", "b", "id"), base)
    return Network(
        name="answer",
        title="Answer to a query",
        nodes=nodes,
        edges=frames.edge_frame(edges),
        node_total=nodes.height,
        edge_total=edges.height,
        sparql=sparql,
    )


def _known(tables: Tables, base: str) -> dict[str, str]:
    """Return the node id of each IRI that a view can draw."""
    return (
        {f"{base}author/{a}": f"author/{a}" for a in tables["authors"]["author"]}
        | {iri: f"concept/{c}" for c, iri in tables["concepts"].select("concept", concept_iris(base)).iter_rows()}
        | {paper_iri(p): f"paper/{p}" for p in tables["papers"]["paper"]}
        | {
            f"{CATEGORY_PREFIX}arxiv/{code}": f"category/arxiv/{code}"
            for code in tables["categories"].filter(pl.col("scheme") == "arxiv")["code"].unique()
        }
    )


def _nodes(tables: Tables, ids: Sequence[str], degrees: pl.DataFrame, base: str) -> pl.DataFrame:
    asked = (
        pl.DataFrame({"id": ids}, schema={"id": pl.String})
        .join(degrees, on="id", how="left")
        .with_columns(pl.col("degree").fill_null(0))
    )

    def of(kind: str, column: str) -> pl.DataFrame:
        return asked.filter(pl.col("id").str.starts_with(f"{kind}/")).select(
            pl.col("id").str.strip_prefix(f"{kind}/").alias(column), "degree"
        )

    seen = ("first_seen", "last_seen")
    people = tables["authors"].select("author", *seen, papers="paper_count")
    concepts = tables["concepts"].select("concept", *seen, papers="paper_count")
    categories = (
        tables["categories"]
        .filter(pl.col("scheme") == "arxiv")
        .join(tables["papers"].select("paper", "month"), on="paper")
        .group_by("code")
        .agg(
            papers=pl.col("paper").n_unique().cast(pl.Int32),
            first_seen=first_month(),
            last_seen=last_month(),
        )
    )
    parts = [
        frames.author_nodes(tables, base, of("author", "author").join(people, on="author")),
        frames.paper_nodes(tables, of("paper", "paper")),
        frames.concept_nodes(tables, base, of("concept", "concept").join(concepts, on="concept")),
        frames.category_nodes(of("category/arxiv", "code").join(categories, on="code")),
    ]
    return pl.concat([part.select(NODES.names()) for part in parts]).sort("id")


def _local(iri: str) -> str:
    return unquote(iri.replace("#", "/").rstrip("/").rpartition("/")[2])
