"""Define the records that the steps of the overview exchange."""

from dataclasses import dataclass, replace

import polars as pl

from kg.tables import Tables
from kg.views.bipartite import best_relation
from kg.views.selection import Selection, papers_near


@dataclass(frozen=True, slots=True)
class Scope:
    """The papers to choose from, and their neighbors, in a fixed order.

    ``papers`` has ``paper, month, primary_category``; ``about`` has one row per paper and concept; ``signed`` has one
    row per paper and author with the first ``position`` of the author.
    """

    papers: pl.DataFrame
    about: pl.DataFrame
    signed: pl.DataFrame

    def within(self, categories: pl.DataFrame) -> "Scope":
        """Return the part in the given primary categories."""
        papers = self.papers.join(categories, on="primary_category", how="semi")
        return Scope(
            papers.sort("paper"),
            self.about.join(papers, on="paper", how="semi").sort("paper", "concept"),
            self.signed.join(papers, on="paper", how="semi").sort("paper", "author"),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The nodes to show, and ``about``, the rows of `Scope.about` that are drawn as edges to concepts.

    ``concepts`` are the concepts in ``about``; method `drawing` sets both.
    """

    categories: frozenset[str]
    papers: frozenset[str]
    people: frozenset[str]
    about: pl.DataFrame
    concepts: frozenset[str]

    def drawing(self, about: pl.DataFrame) -> "Choice":
        """Return the choice with these edges to concepts."""
        return replace(self, about=about, concepts=frozenset(about["concept"]))

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.categories) + len(self.papers) + len(self.concepts) + len(self.people)

    def adding(
        self,
        *,
        categories: frozenset[str] = frozenset(),
        papers: frozenset[str] = frozenset(),
        people: frozenset[str] = frozenset(),
    ) -> "Choice":
        """Return the choice with more nodes."""
        return replace(
            self,
            categories=self.categories | categories,
            papers=self.papers | papers,
            people=self.people | people,
        )


def read_scope(tables: Tables, selection: Selection) -> Scope:
    """Return the selected papers with their concepts and authors."""
    papers = papers_near(tables, selection).select("paper", "month", "primary_category").sort("paper")
    # hidden authors have authorships, but no row in ``authors``
    visible = tables["authorships"].join(tables["authors"], on="author", how="semi")
    signed = visible.group_by("author", "paper").agg(position=pl.col("position").min())
    return Scope(
        papers,
        best_relation(tables["topics"]).join(papers, on="paper").sort("paper", "concept"),
        signed.join(papers, on="paper").sort("paper", "author"),
    )
