"""Convert rows of tables to rows of a network: the four kinds of nodes, and sorted, limited edges."""

import polars as pl

from kg.ids import category_iri
from kg.sets.network_kinds import NodeKind
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.tables.keys import concept_iris, paper_iris, shown_id, shown_title
from kg.views.network import EDGES, NODES


def author_nodes(tables: Tables, base: str, counts: pl.DataFrame, groups: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return a node for each row of ``counts`` (``author, papers, degree, first_seen, last_seen``).

    ``groups`` (``author, group``) decide their colors; without it, the category of most of their papers does.
    """
    people = tables["authors"].select("author", "name", "kind", "variants", group="primary_category")
    if groups is not None:
        people = people.drop("group").join(groups, on="author", how="left").with_columns(pl.col("group").fill_null(""))
    return _nodes(
        counts.join(people, on="author").select(
            id=pl.lit("author/") + pl.col("author"),
            kind=pl.when(pl.col("kind") == "group").then(pl.lit("group")).otherwise(pl.lit("author")),
            label=pl.col("name"),
            group=pl.col("group"),
            papers=pl.col("papers"),
            degree=pl.col("degree"),
            first_seen=pl.col("first_seen"),
            last_seen=pl.col("last_seen"),
            note=pl.when(pl.col("variants").list.len() > 0)
            .then(pl.lit("also printed ") + pl.col("variants").list.join(" · "))
            .otherwise(pl.lit("")),
            iri=pl.lit(base + "author/") + pl.col("author"),
        )
    )


def paper_nodes(tables: Tables, counts: pl.DataFrame) -> pl.DataFrame:
    """Return a node for each row of ``counts`` (``paper, degree``)."""
    papers = tables["papers"].select("paper", "title", "withdrawn", "month", "primary_category", "author_count")
    size = pl.col("author_count").cast(pl.String).str.replace(r"^(\d+)(\d{3})$", "${1},${2}")
    month = pl.when(pl.col("month") != "").then(pl.concat_str([pl.lit(", "), "month"])).otherwise(pl.lit(""))
    return _nodes(
        counts.join(papers, on="paper").select(
            id=pl.lit("paper/") + pl.col("paper"),
            kind=pl.lit(NodeKind.PAPER.value),
            label=shown_title(),
            group=pl.col("primary_category"),
            papers=pl.lit(1),
            degree=pl.col("degree"),
            first_seen=pl.col("month"),
            last_seen=pl.col("month"),
            note=pl.format("{}{}, {} authors", shown_id("paper"), month, size),
            iri=paper_iris(pl.col("paper")),
        )
    )


def concept_nodes(tables: Tables, base: str, counts: pl.DataFrame) -> pl.DataFrame:
    """Return a node for each row of ``counts`` (``concept, papers, degree, first_seen, last_seen``)."""
    concepts = tables["concepts"].select("concept", "label", "type", concept_iris(base))
    return _nodes(
        counts.join(concepts, on="concept").select(
            id=pl.lit("concept/") + pl.col("concept"),
            kind=pl.lit(NodeKind.CONCEPT.value),
            label=pl.col("label"),
            type=pl.col("type"),
            group=pl.when(pl.col("type") == "").then(pl.lit("untyped")).otherwise(pl.col("type")),
            papers=pl.col("papers"),
            degree=pl.col("degree"),
            first_seen=pl.col("first_seen"),
            last_seen=pl.col("last_seen"),
            note=pl.col("type"),
            iri=pl.col("iri"),
        )
    )


def category_nodes(counts: pl.DataFrame) -> pl.DataFrame:
    """Return an arXiv category for each row of ``counts`` (``code, papers, degree, first_seen, last_seen``)."""
    iris = {code: category_iri("arxiv", code) for code in counts["code"]}
    return _nodes(
        counts.select(
            id=pl.lit("category/arxiv/") + pl.col("code"),
            kind=pl.lit(NodeKind.CATEGORY.value),
            label=pl.col("code"),
            group=pl.col("code"),
            papers=pl.col("papers"),
            degree=pl.col("degree"),
            first_seen=pl.col("first_seen"),
            last_seen=pl.col("last_seen"),
            iri=pl.col("code").replace_strict(iris, return_dtype=pl.String),
        )
    )


def edge_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with every column of `EDGES`, sorted; missing columns get a default."""
    defaults: dict[str, pl.Expr] = {
        "weight": pl.lit(1.0),
        "paper_count": pl.col("papers").list.len() if "papers" in frame.columns else pl.lit(0),
        "papers": pl.lit([], dtype=pl.List(pl.String)),
        "first_seen": pl.lit(""),
        "last_seen": pl.lit(""),
        "generated": pl.lit(value=False),
    }
    return (
        frame.with_columns(**{name: value for name, value in defaults.items() if name not in frame.columns})
        .select(pl.col(name).cast(dtype) for name, dtype in EDGES.items())
        .sort("source", "target", "kind")
    )


def group_behind(edges: pl.DataFrame, *ends: str, max_papers: int) -> pl.DataFrame:
    """Group rows of ``(*ends, paper, month)`` by ``ends``: count, the newest ``max_papers``, first and last month.

    Count and months are over all papers.
    """
    return (
        edges.lazy()
        .sort("month", "paper", descending=True)
        .group_by(ends, maintain_order=True)
        .agg(
            pl.len().cast(pl.Int32).alias("paper_count"),
            pl.col("paper").head(max_papers).alias("papers"),
            first_month(),
            last_month(),
        )
        .collect()
    )


def behind_nodes(rows: pl.DataFrame, column: str, kind: str | None = None) -> pl.LazyFrame:
    """Return ``id, paper`` (`Network.behind`) of rows ``(column, paper)``; ``column`` has ids of nodes of ``kind``."""
    return rows.lazy().select("paper", id=pl.lit(f"{kind or column}/") + pl.col(column)).select("id", "paper")


def degrees(edges: pl.DataFrame, a: str, b: str, name: str, *, unique: bool = False) -> pl.DataFrame:
    """Return, for each end of an edge, the number of distinct neighbors (``name, degree``).

    ``unique`` states that no pair occurs twice, in either direction, which halves the time.
    """
    both = pl.concat([edges.select(pl.col(a).alias(name), other=b), edges.select(pl.col(b).alias(name), other=a)])
    others = pl.len() if unique else pl.col("other").n_unique()
    return both.group_by(name).agg(others.cast(pl.Int32).alias("degree"))


def _nodes(frame: pl.DataFrame) -> pl.DataFrame:
    defaults = {"type": pl.lit(""), "note": pl.lit(""), "community": pl.lit(-1), "subcommunity": pl.lit(-1)}
    return (
        frame.with_columns(**{name: value for name, value in defaults.items() if name not in frame.columns})
        .select(pl.col(name).cast(dtype) for name, dtype in NODES.items())
        .with_columns(
            pl.col("first_seen", "last_seen", "note", "type").fill_null(""), pl.col("degree").fill_null(0)
        )
        .sort("id")
    )  # fmt: skip
