"""Find new links between communities of people: communities as they were before, and papers that first join two.

Communities are those of the view `coauthors` of the earlier papers, with everyone who has a co-author.
"""

from dataclasses import dataclass

import polars as pl

from kg.report.finding.rising import scores
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.coauthorships import coauthorships
from kg.tables.derived.counts import author_counts
from kg.views import Network, project
from kg.views.details.papers import node_papers


@dataclass(frozen=True, slots=True)
class CommunityNews:
    """A community of people: its characteristic concepts, its person with the most papers, and its size."""

    subjects: tuple[str, ...]
    leader: str
    people: int
    papers: int


@dataclass(frozen=True, slots=True)
class CommunityLink:
    """Two communities that no earlier paper linked, the new papers that do, and the pairs of people who meet there."""

    a: CommunityNews
    b: CommunityNews
    papers: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def earlier_tables(tables: Tables, papers: pl.DataFrame) -> Tables:
    """Return the tables that the view of co-authors reads, of the earlier papers alone."""
    old = papers.filter("before").select("paper")
    signed = tables["authorships"].join(old, on="paper", how="semi", maintain_order="left")
    kept = tables["papers"].join(old, on="paper", how="semi", maintain_order="left")
    pairs = coauthorships(signed, kept)
    counts = author_counts(signed, kept, pairs)
    people = (
        tables["authors"]
        .drop(set(counts.columns) - {"author"})
        .join(counts, on="author", maintain_order="left")
        .select(tables["authors"].columns)
    )
    return Tables(
        {
            "papers": kept,
            "authorships": signed,
            "coauthorships": pairs,
            "authors": people,
            "concepts": tables["concepts"],
            "topics": tables["topics"].join(old, on="paper", how="semi", maintain_order="left"),
        }
    )


def new_links(
    tables: Tables, papers: pl.DataFrame, pairs: pl.DataFrame, worked: pl.DataFrame, settings: Settings
) -> tuple[CommunityLink, ...]:
    """Return the new links between communities of a minimum size; links between the largest come first.

    ``pairs`` is what `first_pairs` (`kg.report.finding.people`) returns: people who first sign a paper together;
    ``worked`` what `count_concepts` (`kg.report.finding.rising`) returns.
    """
    if pairs.is_empty():
        return ()
    earlier = earlier_tables(tables, papers)
    network = project(earlier, "coauthors", settings=settings, top=max(earlier["authors"].height, 1))
    member = network.nodes.select(author=pl.col("id").str.strip_prefix("author/"), community="community")
    home = _homes(network, member)
    sizes = _sizes(member, home, settings)
    across = _across(pairs.select("paper", "a", "b"), member, sizes)
    joined = _across(earlier["coauthorships"].select("a", "b"), member, sizes).select("low", "high").unique()
    across = across.join(joined, on=["low", "high"], how="anti")
    if across.is_empty():
        return ()
    labeled = worked.filter(~pl.col("new")).join(tables["concepts"].select("concept", "label"), on="concept")
    groups = _describe(network, home, labeled, sizes, settings)
    rows = (
        across.group_by("low", "high")
        .agg(papers=pl.col("paper").unique().sort(descending=True), pairs=pl.struct("a", "b").unique().sort())
        .join(sizes.select(low="community", low_papers="papers"), on="low")
        .join(sizes.select(high="community", high_papers="papers"), on="high")
        .with_columns(weight=pl.min_horizontal("low_papers", "high_papers"))
        .sort("weight", "low", "high", descending=[True, False, False])
    )
    return tuple(
        CommunityLink(
            groups[row["low"]],
            groups[row["high"]],
            tuple(row["papers"]),
            tuple((pair["a"], pair["b"]) for pair in row["pairs"]),
        )
        for row in rows.iter_rows(named=True)
    )


def _homes(network: Network, member: pl.DataFrame) -> pl.DataFrame:
    """Return ``paper, community``: the community that most authors of a paper belong to, the larger one of equals."""
    behind = node_papers(network).select("paper", author=pl.col("id").str.strip_prefix("author/"))
    return (
        behind.join(member, on="author")
        .group_by("paper", "community")
        .len()
        .sort("paper", "len", "community", descending=[False, True, False])
        .unique("paper", keep="first", maintain_order=True)
        .select("paper", "community")
    )


def _sizes(member: pl.DataFrame, home: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Return ``community, people, papers`` of the communities that are large enough for links."""
    return (
        member.filter(pl.col("community") >= 0)
        .group_by("community")
        .len("people")
        .join(home.group_by("community").len("papers"), on="community")
        .filter(
            pl.col("people") >= settings.report.min_community,
            pl.col("papers") >= settings.report.min_community_papers,
        )
        .sort("community")
    )


def _across(pairs: pl.DataFrame, member: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of people whose communities differ and are large enough, with these in ``low`` and ``high``."""
    member = member.join(sizes.select("community"), on="community", how="semi")
    return (
        pairs.join(member.select(a="author", one="community"), on="a")
        .join(member.select(b="author", other="community"), on="b")
        .filter(pl.col("one") != pl.col("other"))
        .with_columns(low=pl.min_horizontal("one", "other"), high=pl.max_horizontal("one", "other"))
        .drop("one", "other")
    )


def _describe(
    network: Network, home: pl.DataFrame, worked: pl.DataFrame, sizes: pl.DataFrame, settings: Settings
) -> dict[int, CommunityNews]:
    """Return communities by their numbers, with the concepts that distinguish their papers most from all others.

    The measure is that of rising concepts (`kg.report.finding.rising.scores`).
    """
    about = worked.join(home, on="paper").select("community", "concept", "label")
    total = about.group_by("concept").len("total")
    counted = (
        about.group_by("community", "concept", "label")
        .len("inside")
        .join(total, on="concept")
        .join(sizes, on="community")
        .filter(pl.col("inside") > 1)
    )
    inside, papers = counted["inside"].to_numpy(), counted["papers"].to_numpy()
    score = scores(
        inside, counted["total"].to_numpy() - inside, papers, home.height - papers, settings.report.prior_share
    )
    named = (
        counted.with_columns(score=pl.Series(score, dtype=pl.Float64).round(6))
        .filter(pl.col("score") > 0)
        .sort("community", "score", "label", descending=[False, True, False])
        .group_by("community", maintain_order=True)
        .agg(pl.col("label").head(settings.pictures.page.community_concepts))
    )
    labels = dict(named.iter_rows())
    leaders = _leaders(network)
    return {
        number: CommunityNews(tuple(labels.get(number, ())), leaders[number], people, papers)
        for number, people, papers in sizes.select("community", "people", "papers").iter_rows()
    }


def _leaders(network: Network) -> dict[int, str]:
    """Return the person with the most papers in each community, by its number."""
    most = network.nodes.sort("community", "papers", "degree", "id", descending=[False, True, True, False])
    first = most.unique("community", keep="first", maintain_order=True)
    return {number: id_.removeprefix("author/") for number, id_ in first.select("community", "id").iter_rows()}
