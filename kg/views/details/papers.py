"""List the papers behind the nodes of a network, and the concepts of these papers."""

import polars as pl

from kg.tables import Tables
from kg.tables.keys import shown_day, shown_title
from kg.views.details.record import CONCEPT_COLUMNS, NODE_PAPERS, PAPER_COLUMNS, PAPER_CONCEPTS, SIGNED
from kg.views.network import Network


def node_papers(network: Network) -> pl.DataFrame:
    """Return every paper behind each node: those that the view counted or, if unknown, those of the node's edges."""
    nodes = network.nodes.select("id", "kind")
    if network.behind is not None:
        known = network.behind
    else:
        edges = network.edges.lazy().select("source", "target", paper="papers").explode("paper").drop_nulls("paper")
        known = pl.concat([edges.select("paper", id=end) for end in ("source", "target")])
    others = known.join(nodes.lazy().filter(pl.col("kind") != "paper"), on="id", how="semi")
    papers = nodes.lazy().filter(pl.col("kind") == "paper").select("id", paper=pl.col("id").str.strip_prefix("paper/"))
    parts = [part.select(NODE_PAPERS.names()) for part in (others, papers)]
    return pl.concat(parts).unique().sort("id", "paper").collect()


def newest_of_topics(tables: Tables, behind: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return rows of `node_papers`, but only the ``most`` newest papers of each concept or category."""
    topic = pl.col("id").str.starts_with("concept/") | pl.col("id").str.starts_with("category/")
    topics = behind.filter(topic).join(tables["papers"].select("paper", "month"), on="paper", how="left")
    newest = topics.sort("id", "month", "paper", descending=[False, True, True]).group_by("id").head(most)
    return pl.concat([behind.filter(~topic), newest.select(behind.columns)]).sort("id", "paper")


def papers_by_day(tables: Tables, behind: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """Return the number of papers of column ``paper`` per day; nothing if a paper has no day."""
    counts = (
        tables["papers"]
        .join(behind.select("paper").unique(), on="paper", how="semi")
        .group_by(day=shown_day())
        .len("papers")
        .sort("day")
    )
    return () if "" in counts["day"] else tuple(counts.iter_rows())


def papers_behind(tables: Tables, behind: pl.DataFrame) -> pl.DataFrame:
    """Return the papers of column ``paper``, the newest first."""
    return (
        tables["papers"]
        .join(behind.select("paper").unique(), on="paper", how="semi")
        .select(
            "paper",
            shown_title().alias("title"),
            "month",
            day=shown_day(),
            category="primary_category",
            pairs_omitted="pairs_omitted",
            author_count="author_count",
        )
        .sort("month", "paper", descending=True)
        .select(PAPER_COLUMNS.names())
    )


def signatures(tables: Tables, listed: pl.DataFrame) -> pl.DataFrame:
    """Return the printed name of each person on each paper of `node_papers`; if there are two, the first."""
    return (
        listed.join(
            tables["authorships"].select("paper", "position", "printed", id=pl.lit("author/") + pl.col("author")),
            on=["id", "paper"],
        )
        .sort("id", "paper", "position")
        .unique(["id", "paper"], keep="first", maintain_order=True)
        .with_columns(pl.col("position") + 1)
        .select(SIGNED.names())
    )


def concepts_of_papers(tables: Tables, papers: pl.DataFrame, max_per_paper: int) -> pl.DataFrame:
    """Return the most characteristic concepts of each paper: the least frequent of those in two papers or more.

    Concepts that only machine-written summaries name are used if a paper's own words name none.
    """
    about = (
        tables["topics"]
        .filter(pl.col("relation") == "about")
        .join(papers.select("paper"), on="paper", how="semi")
        .with_columns(named=pl.len().over("concept"), own=(~pl.col("generated")).any().over("paper"))
        .filter(pl.col("named") > 1, ~pl.col("generated") | ~pl.col("own"))
    )
    return (
        about.sort("paper", "named", "concept")
        .group_by("paper", maintain_order=True)
        .head(max_per_paper)
        .select(PAPER_CONCEPTS.names())
    )


def concepts_called(tables: Tables, concepts: pl.DataFrame) -> pl.DataFrame:
    """Return the concepts of `concepts_of_papers` with all their labels, by decreasing papers."""
    named = concepts.group_by("concept").len("papers")
    return (
        tables["concepts"]
        .join(named, on="concept")
        .select(
            "concept",
            "label",
            "type",
            "papers",
            aliases=pl.col("labels").list.eval(pl.element().struct.field("text")),
        )
        .sort("papers", "concept", descending=[True, False])
        .select(CONCEPT_COLUMNS.names())
    )
