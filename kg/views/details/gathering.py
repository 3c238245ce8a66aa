"""Gather everything that a page shows of a view."""

import polars as pl

from kg.settings import PictureSettings
from kg.tables import Tables
from kg.views.details.authors import authors_of_papers
from kg.views.details.communities import describe_communities
from kg.views.details.doubts import doubts_between
from kg.views.details.evidence import claims_behind, quote_claims
from kg.views.details.labels import other_names
from kg.views.details.papers import (
    concepts_called,
    concepts_of_papers,
    newest_of_topics,
    node_papers,
    papers_behind,
    papers_by_day,
    signatures,
)
from kg.views.details.record import ALIASES, CONCEPT_COLUMNS, PAPER_CONCEPTS, Details
from kg.views.details.related import shared_by_related
from kg.views.network import Network


def gather_details(tables: Tables, network: Network, settings: PictureSettings, graph: str = "GRAPH") -> Details:
    """Return the papers, names, doubts and evidence of a network's nodes and edges, within the limits of a page.

    ``graph`` is the graph's name in commands that list the omitted rest.
    """
    page = settings.page
    behind = node_papers(network)
    listed = newest_of_topics(tables, behind, page.max_papers_per_topic)
    ends = network.edges.select(paper="papers").explode("paper").drop_nulls("paper")
    named = listed.select("paper") if listed.height == behind.height else pl.concat([listed.select("paper"), ends])
    papers = papers_behind(tables, named).head(page.max_papers)
    about = concepts_of_papers(tables, papers, page.max_concepts_per_paper)
    paper_authors, authors = authors_of_papers(tables, papers)
    claims = claims_behind(tables, network)
    quoted = claims.sort("place", maintain_order=True).head(page.max_evidence)
    shown = listed.join(papers, on="paper", how="semi", maintain_order="left")
    return Details(
        node_papers=shown,
        papers=papers,
        paper_concepts=about,
        concepts=concepts_called(tables, about),
        aliases=other_names(tables, network),
        paper_authors=paper_authors,
        authors=authors,
        complete=listed.height == behind.height,
        days=() if papers.height == behind["paper"].n_unique() else papers_by_day(tables, behind),
        doubts=doubts_between(tables, network),
        communities=describe_communities(tables, network, behind, settings),
        subcommunities=describe_communities(tables, network, behind, settings, fine=True),
        evidence=quote_claims(tables, quoted),
        signed=signatures(tables, shown),
        shared=shared_by_related(tables, network),
        evidence_note=_note(quoted.height, claims.height, graph),
    )


def _note(shown: int, total: int, graph: str) -> str:
    if shown == total:
        return ""
    return (
        f"{shown:,} of {total:,} passages are in this page; kg concepts explain {graph} LABEL lists those of a concept"
    )


def details_of_network(network: Network) -> Details:
    """Return the details that are known without tables: the keys of the papers."""
    behind = node_papers(network)
    papers = behind.select("paper").unique().sort("paper", descending=True)
    return Details(
        node_papers=behind,
        papers=papers.select(
            "paper",
            title=pl.lit(""),
            month=pl.lit(""),
            day=pl.lit(""),
            category=pl.lit(""),
            pairs_omitted=pl.lit(value=False),
            author_count=pl.lit(0, dtype=pl.Int32),
        ),
        paper_concepts=PAPER_CONCEPTS.to_frame(),
        concepts=CONCEPT_COLUMNS.to_frame(),
        aliases=ALIASES.to_frame(),
    )
