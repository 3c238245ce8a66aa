"""Make the network of the overview: categories, concepts, the papers that connect them, and people."""

import polars as pl

from kg.sets.network_kinds import EdgeKind, NodeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.views import frames, sparql
from kg.views.network import Network
from kg.views.overview.choosing import choose_nodes
from kg.views.overview.filling import fill
from kg.views.overview.scope import Choice, Scope, read_scope
from kg.views.selection import Selection

_KEPT_FIRST = {NodeKind.CATEGORY: 0, NodeKind.PAPER: 1, NodeKind.CONCEPT: 2, NodeKind.AUTHOR: 3, NodeKind.GROUP: 3}


def overview(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return the overview of the selected papers, in at most ``top`` nodes and `OverviewSettings.max_nodes`.

    A set that fits is shown completely. A larger set is represented by categories, their characteristic concepts,
    papers that connect these, people who connect papers, and further nodes that fit.
    """
    limits = settings.views.overview
    budget = min(top or limits.max_nodes, limits.max_nodes)
    scope = read_scope(tables, selection)
    return _network(tables, selection, scope, fill(scope, choose_nodes(scope, budget, limits), budget, limits), budget)


def _network(tables: Tables, selection: Selection, scope: Scope, shown: Choice, budget: int) -> Network:
    papers = scope.papers.filter(pl.col("paper").is_in(list(shown.papers)))
    creators = scope.signed.filter(
        pl.col("author").is_in(list(shown.people)) & pl.col("paper").is_in(list(shown.papers))
    )
    behind = {"papers": pl.concat_list("paper"), "first_seen": pl.col("month"), "last_seen": pl.col("month")}
    paper_end = pl.lit("paper/") + pl.col("paper")
    kinds = [
        papers.filter(pl.col("primary_category").is_in(list(shown.categories))).select(
            source=paper_end,
            target=pl.lit("category/arxiv/") + pl.col("primary_category"),
            kind=pl.lit(EdgeKind.CATEGORY.value),
            **behind,
        ),
        shown.about.select(
            source=paper_end,
            target=pl.lit("concept/") + pl.col("concept"),
            kind="relation",
            weight="confidence",
            generated="generated",
            **behind,
        ),
        creators.select(
            source=pl.lit("author/") + pl.col("author"), target=paper_end, kind=pl.lit(EdgeKind.CREATOR.value), **behind
        ),
    ]  # fmt: skip
    counts = {
        "papers": pl.len().cast(pl.Int32),
        "degree": pl.len().cast(pl.Int32),
        "first_seen": first_month(),
        "last_seen": last_month(),
    }
    degrees = (
        pl.concat([scope.about.select("paper"), scope.signed.select("paper")])
        .group_by("paper")
        .agg(degree=pl.len().cast(pl.Int32) + 1)
    )
    categories = scope.papers.filter(pl.col("primary_category").is_in(list(shown.categories)))
    named = scope.about.join(shown.about, on="concept", how="semi").group_by("concept").agg(**counts)
    signed = scope.signed.filter(pl.col("author").is_in(list(shown.people))).group_by("author").agg(**counts)
    nodes = pl.concat(
        [
            frames.category_nodes(categories.group_by(code="primary_category").agg(**counts)),
            frames.concept_nodes(tables, selection.base, named),
            frames.paper_nodes(tables, papers.select("paper").join(degrees, on="paper", how="left")),
            frames.author_nodes(tables, selection.base, signed),
        ]
    ).sort("id")
    # shares are rounded, so a page for very few nodes may have too many
    order = pl.col("kind").replace_strict(_KEPT_FIRST, return_dtype=pl.Int8)
    nodes = nodes.sort(order, "id").head(budget).sort("id")
    edges = pl.concat([frames.edge_frame(kind) for kind in kinds]).sort("source", "target", "kind")
    classified = scope.papers.filter(pl.col("primary_category") != "")
    totals = (
        scope.papers.height, classified["primary_category"].n_unique(), scope.about["concept"].n_unique(),
        scope.signed["author"].n_unique(),
    )  # fmt: skip
    edges = edges.filter(pl.col("source").is_in(nodes["id"].implode()), pl.col("target").is_in(nodes["id"].implode()))
    return Network(
        name="overview",
        title="Overview",
        nodes=nodes,
        edges=edges,
        node_total=sum(totals),
        edge_total=classified.height + scope.about.height + scope.signed.height,
        sparql=sparql.edges_query(nodes, edges),
        filters=selection.words,
        behind=_behind(scope),
    )


def _behind(scope: Scope) -> pl.LazyFrame:
    """Return the papers of every category, concept and person (`Network.behind`)."""
    parts = [
        frames.behind_nodes(scope.papers, "primary_category", "category/arxiv"),
        frames.behind_nodes(scope.about, "concept"),
        frames.behind_nodes(scope.signed, "author"),
    ]
    return pl.concat(parts)
