"""List the authors of the papers of a page, for bibliographies."""

from typing import Final

import polars as pl

from kg.names.suffixes import generation
from kg.names.words.particles import CAPITALIZED_PARTICLES, PARTICLES
from kg.tables import Tables
from kg.views.details.record import AUTHOR_COLUMNS, PAPER_AUTHORS

OTHERS: Final = "others"
"""Last entry of a shortened author list, as in BibTeX."""


def authors_of_papers(tables: Tables, papers: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the authors of each paper in order (`PAPER_AUTHORS`), and each author once (`AUTHOR_COLUMNS`).

    Hidden people are in no table, so they are left out.
    """
    place = papers.select("paper").with_row_index("place")
    signed = (
        tables["authorships"]
        .select("paper", "author", "position")
        .join(place, on="paper")
        .sort("place", "position")
        .select("place", "paper", "author")
    )
    shortened = tables["papers"].filter("authors_truncated").select("paper").join(place, on="paper")
    ends = shortened.select("place", "paper", author=pl.lit(OTHERS))
    listed = pl.concat([signed, ends]).sort("place", maintain_order=True).select(PAPER_AUTHORS.names())
    people = (
        listed.select("author")
        .unique(maintain_order=True)
        .join(tables["authors"].select("author", "name", "kind"), on="author", how="left", maintain_order="left")
    )
    rows = [(author, *_divided(name or OTHERS, kind)) for author, name, kind in people.iter_rows()]
    return listed, pl.DataFrame(rows, schema=AUTHOR_COLUMNS, orient="row")


def _divided(name: str, kind: str | None) -> tuple[str, int, bool]:
    if kind != "person":
        return name, 0, False
    return name, family_words(name), bool(generation(name))


def family_words(name: str) -> int:
    """Return the number of last words of a name, not counting "Jr.", that are the family name; 0 if it is not divided.

    >>> family_words("Bo Han"), family_words("Ana van der Berg"), family_words("Otto Gale Jr."), family_words("陈明")
    (1, 3, 1, 0)
    """
    words = name.split()
    words = words[:-1] if generation(name) else words
    if len(words) < 2:  # noqa: PLR2004 -- a given name and a family name
        return 0
    count = 1
    while count < len(words) - 1 and _is_particle(words[-count - 1]):
        count += 1
    return count


def _is_particle(word: str) -> bool:
    return word in CAPITALIZED_PARTICLES or (word.islower() and word.strip("'’") in PARTICLES)
