"""Find people without an earlier paper, and people who sign a paper together for the first time."""

import polars as pl

from kg.algorithms.components import connected_components
from kg.settings import ReportSettings
from kg.tables import Tables


def sign_papers(tables: Tables, papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``paper, author, position, new`` of the authorships of new and earlier papers, each author once."""
    known = papers.filter(pl.col("new") | pl.col("before")).select("paper", "new")
    return (
        tables["authorships"]
        .group_by("paper", "author")
        .agg(pl.col("position").min())
        .join(known, on="paper")
        .select("paper", "author", "position", "new")
        .sort("paper", "position")
    )


def count_earlier(signed: pl.DataFrame) -> pl.DataFrame:
    """Return ``author, earlier`` of everyone with an earlier paper: their number."""
    return signed.filter(~pl.col("new")).group_by("author").len("earlier")


def known_people(tables: Tables, signed: pl.DataFrame) -> pl.DataFrame:
    """Return `count_earlier` of people, without groups."""
    people = tables["authors"].filter(pl.col("kind") == "person").select("author")
    return count_earlier(signed).join(people, on="author", how="semi")


def new_people(tables: Tables, signed: pl.DataFrame) -> pl.DataFrame:
    """Return ``author, name, kind, papers, partner, partners`` of those who have no earlier paper.

    ``papers`` are their new ones, ``partners`` is the number of their co-authors with earlier papers, and ``partner``
    the one with the most. People with the most new papers come first, then by the earlier papers of the partner.
    """
    earlier = count_earlier(signed)
    fresh = signed.join(earlier, on="author", how="anti")
    known = signed.filter("new").join(earlier, on="author").select("paper", partner="author", earlier="earlier")
    met = (
        fresh.select("paper", "author")
        .join(known, on="paper")
        .sort("author", "earlier", "partner", descending=[False, True, False])
        .group_by("author", maintain_order=True)
        .agg(pl.col("partner").first(), pl.col("earlier").first(), partners=pl.col("partner").n_unique())
    )
    return (
        fresh.group_by("author")
        .agg(papers=pl.col("paper").sort(descending=True))
        .join(tables["authors"].select("author", "name", "kind"), on="author")
        .join(met, on="author", how="left")
        .with_columns(pl.col("partners", "earlier").fill_null(0))
        .sort(pl.col("papers").list.len(), "earlier", "name", "author", descending=[True, True, False, False])
        .select("author", "name", "kind", "papers", "partner", "partners")
    )


def first_pairs(tables: Tables, papers: pl.DataFrame, signed: pl.DataFrame, settings: ReportSettings) -> pl.DataFrame:
    """Return ``paper, a, b, weight`` of people with earlier papers, none of them together, who sign a new paper.

    Papers of more than ``max_authors_of_meeting`` authors do not count as new collaborations, but earlier ones of any
    length count as earlier collaborations. ``weight`` is the smaller number of earlier papers of the two.
    """
    earlier = known_people(tables, signed)
    short = papers.filter(
        "new", ~pl.col("pairs_omitted"), pl.col("author_count") <= settings.max_authors_of_meeting
    ).select("paper")
    present = signed.join(short, on="paper", how="semi").join(earlier, on="author").select("paper", "author", "earlier")
    pairs = (
        present.join(present, on="paper", suffix="_b")
        .filter(pl.col("author") < pl.col("author_b"))
        .select("paper", a="author", b="author_b", weight=pl.min_horizontal("earlier", "earlier_b"))
    )
    old = signed.filter(~pl.col("new")).select("paper", "author")
    together = (
        pairs.select("a", "b")
        .unique()
        .join(old.select(a="author", at="paper"), on="a")
        .join(old.select(b="author", at="paper"), on=["b", "at"], how="semi")
    )
    return pairs.join(together, on=["a", "b"], how="anti").sort("paper", "a", "b")


def meetings(tables: Tables, signed: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return ``paper, teams, pairs, weight`` of papers that first bring people together; ``pairs`` are these people.

    ``teams`` divides the paper's authors with earlier papers into those who had a paper together before, directly or
    through others. Papers that connect teams come first, then those that connect people with the most earlier papers.
    """
    found = (
        pairs.sort("paper", "weight", "a", "b", descending=[False, True, False, False])
        .group_by("paper", maintain_order=True)
        .agg(pairs=pl.concat_list("a", "b"), weight=pl.col("weight").max())
    )
    present = (
        signed.join(found, on="paper", how="semi")
        .join(known_people(tables, signed), on="author", how="semi")
        .sort("paper", "position")
        .group_by("paper", maintain_order=True)
        .agg("author")
    )
    first = set(pairs.select("paper", "a", "b").iter_rows())
    rows = [(paper, _teams(paper, authors, first)) for paper, authors in present.iter_rows()]
    teams = pl.DataFrame(rows, schema={"paper": pl.String, "teams": pl.List(pl.List(pl.String))}, orient="row")
    return (
        found.join(teams, on="paper")
        .sort(pl.col("teams").list.len() > 1, "weight", pl.col("pairs").list.len(), "paper", descending=True)
        .select("paper", "teams", "pairs", "weight")
    )


def _teams(paper: str, authors: list[str], first: set[tuple[str, str, str]]) -> list[list[str]]:
    """Return the authors of a paper in teams of people with a common earlier paper, directly or through others."""
    ties = [(a, b) for i, a in enumerate(authors) for b in authors[:i] if (paper, min(a, b), max(a, b)) not in first]
    return connected_components(authors, ties)
