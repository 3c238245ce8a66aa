"""Make the view of associated arXiv categories."""

import polars as pl

from kg.classification import find_archive
from kg.sets.network_kinds import EdgeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.views import frames, sparql
from kg.views.network import Network
from kg.views.selection import Selection, papers_near


def categories(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return arXiv categories, linked if a paper is in both; the weight of an edge is the number of such papers.

    Most pairs of categories have papers in common, so only a backbone is kept: for each category, the edges with the
    strongest association. In Markdown digests a paper has one category. If no paper has two, categories are linked by
    the people who publish in both, and the weight of an edge is the number of these people (kind ``sharedAuthors``).
    """
    papers = papers_near(tables, selection).select("paper", "month", "primary_category")
    listed = (
        pl.concat(
            [
                tables["categories"].filter(pl.col("scheme") == "arxiv").select("paper", "code"),
                papers.select("paper", code="primary_category"),
            ]
        )
        .unique()
        .filter(pl.col("code") != "")
        .join(papers, on="paper")
    )
    max_papers = settings.views.papers_per_edge
    pairs = _cross_listed(listed, max_papers)
    crossed = not pairs.is_empty()
    if not crossed:
        pairs = _shared_authors(tables, papers, max_papers)
    if selection.min_weight is not None:
        pairs = pairs.filter(pl.col("weight") >= selection.min_weight)
    counts = (
        listed.group_by("code")
        .agg(papers=pl.len().cast(pl.Int32), first_seen=first_month(), last_seen=last_month())
        .join(frames.degrees(pairs, "a", "b", "code"), on="code", how="left")
        .with_columns(pl.col("degree").fill_null(0))
    )
    kept = counts.sort("papers", "code", descending=[True, False]).head(top or counts.height)
    shown = pairs.join(kept, left_on="a", right_on="code", how="semi").join(
        kept, left_on="b", right_on="code", how="semi"
    )
    shown = _backbone(shown, kept, settings.views.category_neighbors)
    listed_pairs = shown.select("a", "b").sort("a", "b").rows() if shown.height < pairs.height else None
    return Network(
        name="categories",
        title="Categories",
        nodes=frames.category_nodes(kept).with_columns(
            group=pl.col("label").replace_strict(
                {code: find_archive(code) for code in kept["code"]}, return_dtype=pl.String
            )
        ),
        edges=frames.edge_frame(
            shown.with_columns(
                source=pl.lit("category/arxiv/") + pl.col("a"),
                target=pl.lit("category/arxiv/") + pl.col("b"),
                kind=pl.lit((EdgeKind.COOCCURS if crossed else EdgeKind.SHARED_AUTHORS).value),
            )
        ),
        node_total=counts.height,
        edge_total=pairs.height,
        sparql=(sparql.categories_query if crossed else sparql.shared_authors_query)(selection, listed_pairs),
        filters=selection.words,
        behind=frames.behind_nodes(listed, "code", "category/arxiv"),
    )


def _backbone(pairs: pl.DataFrame, counts: pl.DataFrame, neighbors: int) -> pl.DataFrame:
    """Keep the ``neighbors`` most associated pairs of each category.

    The association is the weight divided by the geometric mean of the two categories' numbers of papers.
    """
    size = counts.select("code", "papers")
    rated = (
        pairs.select("a", "b", "weight")
        .join(size, left_on="a", right_on="code")
        .join(size, left_on="b", right_on="code", suffix="_b")
        .select("a", "b", association=(pl.col("weight") / (pl.col("papers") * pl.col("papers_b")).sqrt()).round(9))
    )
    ends = pl.concat([rated.with_columns(end=pl.col("a")), rated.with_columns(end=pl.col("b"))])
    best = (
        ends.sort("association", "a", "b", descending=[True, False, False])
        .group_by("end", maintain_order=True)
        .head(neighbors)
    )
    return pairs.join(best, on=["a", "b"], how="semi", maintain_order="left")


def _cross_listed(listed: pl.DataFrame, max_papers: int) -> pl.DataFrame:
    rows = (
        listed.select("paper", "month", a="code")
        .join(listed.select("paper", b="code"), on="paper")
        .filter(pl.col("a") < pl.col("b"))
    )
    return frames.group_behind(rows, "a", "b", max_papers=max_papers).with_columns(
        weight=pl.col("paper_count").cast(pl.Float64)
    )


def _shared_authors(tables: Tables, papers: pl.DataFrame, max_papers: int) -> pl.DataFrame:
    signed = tables["authorships"].select("author", "paper").unique().join(papers, on="paper")
    ends = signed.select("author", "paper", "month", code="primary_category")
    both = (
        ends.rename({"code": "a"})
        .join(ends.select("author", b="code", other="paper", other_month="month"), on="author")
        .filter(pl.col("a") < pl.col("b"))
    )
    people = both.group_by("a", "b").agg(weight=pl.col("author").n_unique().cast(pl.Float64))
    rows = pl.concat(
        [both.select("a", "b", "paper", "month"), both.select("a", "b", paper="other", month="other_month")]
    ).unique()
    return frames.group_behind(rows, "a", "b", max_papers=max_papers).join(people, on=["a", "b"])
