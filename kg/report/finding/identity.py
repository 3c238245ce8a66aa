"""Find changes of authors' names and doubts by new papers, within one graph."""

import polars as pl

from kg.authors.spelling.person_name import name_key
from kg.sets.verdicts import Verdict
from kg.tables import Tables


def new_spellings(tables: Tables, papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``author, name, printed, before, papers`` of people whose names on new papers are new.

    Differences in accents, case and hyphens are ignored. People with the most earlier papers come first.
    """
    known = papers.filter(pl.col("new") | pl.col("before")).select("paper", "new")
    printed = (
        tables["authorships"]
        .select("paper", "author", "printed")
        .join(known, on="paper")
        .with_columns(pl.col("printed").map_elements(name_key, return_dtype=pl.String).alias("key"))
    )
    old = printed.filter(~pl.col("new"))
    fresh = (
        printed.filter("new")
        .join(old, on="author", how="semi")
        .join(old, on=["author", "key"], how="anti")
        .group_by("author")
        .agg(pl.col("printed").unique().sort(), papers=pl.col("paper").unique().sort(descending=True))
    )
    before = old.group_by("author").agg(before=pl.col("printed").unique().sort(), earlier=pl.len())
    return (
        fresh.join(before, on="author")
        .join(tables["authors"].select("author", "name"), on="author")
        .sort("earlier", "name", "author", descending=[True, False, False])
        .select("author", "name", "printed", "before", "papers")
    )


def touched_doubts(tables: Tables, papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``a, b, chance`` of pairs that may be one person, one with a new paper, the most probable first."""
    new = papers.filter("new").select("paper")
    touched = tables["authorships"].join(new, on="paper", how="semi")["author"].unique().implode()
    return (
        tables["decisions"]
        .filter(pl.col("verdict") == Verdict.POSSIBLY_SAME.value)
        .filter(pl.col("a").is_in(touched) | pl.col("b").is_in(touched))
        .select("a", "b", chance="confidence")
        .sort("chance", "a", "b", descending=[True, False, False])
    )
