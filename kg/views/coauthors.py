"""Make the network of co-authors."""

from functools import partial

import polars as pl

from kg.sets.network_kinds import EdgeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.coauthorships import coauthorships
from kg.tables.derived.counts import first_month, last_month
from kg.views import frames, sparql
from kg.views.algorithms import with_communities
from kg.views.groups import author_categories
from kg.views.network import Network
from kg.views.selection import Selection

IN_PAIRS = "people in a co-author pair, others left out"


def coauthors(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return people and groups, linked if they have a paper together.

    An edge has the weight of table ``coauthorships``: each common paper of n people adds 1/(n-1). If the view has only
    some papers, pairs and counts are based on these papers alone. With ``top``, people without a pair are left out
    unless they were requested: most of them signed one paper with too many authors for pairs, and single dots show
    nothing but their number. The teams of the picture are Leiden communities of the others.
    """
    signed = tables["authorships"].select("paper", "author").unique()
    if selection.whole:
        pairs = tables["coauthorships"]
        people = tables["authors"].select("author", "first_seen", "last_seen", papers="paper_count")
    else:
        signed = signed.join(selection.papers, on="paper", how="semi")
        pairs = coauthorships(signed, selection.papers)
        people = (
            signed.join(selection.papers.select("paper", "month"), on="paper")
            .group_by("author")
            .agg(
                papers=pl.len().cast(pl.Int32),
                first_seen=first_month(),
                last_seen=last_month(),
            )
        )
    if selection.people is not None:
        people = people.join(selection.people, on="author", how="semi")
        pairs = _among(pairs, people)
    if selection.min_weight is not None:
        pairs = pairs.filter(pl.col("weight") >= selection.min_weight)
        people = people.join(_ends(pairs), on="author", how="semi")
    people = people.join(frames.degrees(pairs, "a", "b", "author", unique=True), on="author", how="left").with_columns(
        pl.col("degree").fill_null(0)
    )  # fmt: skip
    node_total, edge_total = people.height, pairs.height
    words = selection.words
    if top is not None:
        paired = people.filter((pl.col("degree") > 0) | pl.col("author").is_in(list(selection.authors)))
        if 0 < paired.height < people.height:
            people, words = paired, (*words, IN_PAIRS)
    people = cut_people(people, pairs, top, selection.authors, settings.views.cut_rounds)
    pairs = _among(pairs, people)
    edges = pairs.select("a", "b", "weight").join(
        _papers_behind(selection, signed, pairs, settings.views.papers_per_edge), on=["a", "b"]
    )
    groups = author_categories(signed.join(people, on="author", how="semi"), selection.papers)
    query, note = sparql.coauthors_query(selection), ""
    if pairs.height < edge_total:
        query, note = sparql.cut_query(
            partial(sparql.coauthors_query, selection),
            people["author"].sort().to_list(),
            settings.views.max_nodes_in_query,
            f"{people.height:,} largest nodes",
        )
    network = Network(
        name="coauthors",
        title="Co-authors",
        nodes=frames.author_nodes(tables, selection.base, people, groups),
        edges=frames.edge_frame(
            edges.with_columns(
                source=pl.lit("author/") + pl.col("a"),
                target=pl.lit("author/") + pl.col("b"),
                kind=pl.lit(EdgeKind.CO_AUTHOR.value),
            )
        ),
        node_total=node_total,
        edge_total=edge_total,
        sparql=query,
        sparql_note=note,
        filters=words,
        behind=frames.behind_nodes(signed, "author"),
    )
    return network if top is None else with_communities(network, settings.layout)


def cut_people(
    people: pl.DataFrame, pairs: pl.DataFrame, top: int | None, asked: tuple[str, ...], rounds: int
) -> pl.DataFrame:
    """Keep ``top`` people: those requested, then by papers, then by partners, then by id.

    People whose partners are all left out are replaced by the next people who have a partner in the picture, so that it
    shows relations, not single dots.
    """
    if top is None or people.height <= top:
        return people
    ranked = people.with_columns(asked=pl.col("author").is_in(list(asked))).sort(
        "asked", "papers", "degree", "author", descending=[True, True, True, False]
    )
    kept = ranked.head(top)
    for _ in range(rounds):
        joined = _ends(_among(pairs, kept))
        lonely = kept.filter((pl.col("degree") > 0) & ~pl.col("asked")).join(joined, on="author", how="anti")
        if lonely.is_empty():
            break
        stay = kept.join(lonely, on="author", how="anti")
        reach = pl.concat(
            [
                pairs.join(stay, left_on="a", right_on="author", how="semi").select(author="b"),
                pairs.join(stay, left_on="b", right_on="author", how="semi").select(author="a"),
            ]
        ).unique()
        fresh = ranked.join(kept, on="author", how="anti").join(reach, on="author", how="semi", maintain_order="left")
        kept = pl.concat([stay, fresh.head(lonely.height)])
        if fresh.is_empty():
            break
    return kept.drop("asked")


def _among(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    return pairs.join(people, left_on="a", right_on="author", how="semi").join(
        people, left_on="b", right_on="author", how="semi"
    )


def _ends(pairs: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pairs.select(author="a"), pairs.select(author="b")]).unique()


def _papers_behind(selection: Selection, signed: pl.DataFrame, pairs: pl.DataFrame, max_papers: int) -> pl.DataFrame:
    papers = selection.papers.filter(~pl.col("pairs_omitted")).select("paper", "month")
    present = signed.join(_ends(pairs), on="author", how="semi").join(papers, on="paper")
    rows = (
        present.rename({"author": "a"})
        .join(present.select("paper", b="author"), on="paper")
        .filter(pl.col("a") < pl.col("b"))
        .join(pairs.select("a", "b"), on=["a", "b"], how="semi")
    )
    return frames.group_behind(rows, "a", "b", max_papers=max_papers)
