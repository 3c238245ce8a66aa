"""Resolve references that need the tables: a person by authorship or ORCID iD, a paper by another identifier."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

import polars as pl

from kg.authors.decisions.decisions import AuthorReference, author_id_of, parse_author_reference
from kg.errors import AmbiguousName, DecisionsError, UnknownName
from kg.identifiers import orcid, paper_keys
from kg.tables import Tables
from kg.text.near import near_names

_MAX_CATEGORIES: Final = 3
_MAX_COAUTHORS: Final = 3
_MAX_NAMES: Final = 12


class Person(NamedTuple):
    """A resolved person: an author, and the authorship if one was given; otherwise a ``name`` without its quotes."""

    author: str = ""
    label: str = ""
    authorship: str = ""
    name: str = ""


def find_person(tables: Tables, text: str, base: str) -> Person:
    """Resolve an ORCID iD, an authorship, ``"Name" on ARXIV-ID``, or an earlier id of an author."""
    reference = _reference(text)
    if (found := orcid(text)) and (
        bearing := _first(tables["authors"].filter(pl.col("orcid").list.contains(found.value)))
    ):
        return bearing
    if reference.name:
        return Person(name=reference.name)
    written = text.removeprefix(base).removeprefix("author/")
    authorships = tables["authorships"]
    for reading in reference.readings:
        rows = authorships.filter(pl.col("authorship") == reading)
        paper = reading.partition("/")[0]
        if not reference.printed and not written.startswith(("authorship/", paper, unquote(paper))):
            # the id of an author, or an earlier id of the author of this authorship
            for author in (author_id_of(reading), *rows["author"]):
                if known := _first(tables["authors"].filter(pl.col("author") == author)):
                    return known
        elif not rows.is_empty():
            if reference.printed:
                _require_one_bearer(authorships, paper, reference.printed, rows["printed"][0])
            known = _first(tables["authors"].filter(pl.col("author") == rows["author"][0]))
            return (known or Person(rows["author"][0]))._replace(authorship=reading)
    return Person()


def _require_one_bearer(authorships: pl.DataFrame, paper: str, name: str, printed: str) -> None:
    """Raise AmbiguousName if a paper has several people with this printed name."""
    rows = authorships.filter(pl.col("paper") == unquote(paper), pl.col("printed") == printed).sort("position")
    if rows["author"].n_unique() > 1:
        lines = [
            f"{id_}  position {position + 1}, {author}"
            for id_, position, author in rows.select("authorship", "position", "author").iter_rows()
        ]
        hint = f"{unquote(paper)} prints each of them, give one of these ids"
        raise AmbiguousName("people", name, rows["authorship"].to_list(), hint, lines)


def unknown_authorship(tables: Tables, text: str) -> UnknownName | None:
    """Return the error for an authorship that the graph lacks, with the names on the paper; None for other text."""
    reference = _reference(text)
    paper, _, name = reference.authorship.partition("/")
    paper, name = unquote(paper), reference.printed or unquote(name).replace("-", " ")
    if not paper_keys(paper):
        return None
    printed = tables["authorships"].filter(pl.col("paper") == paper).sort("position")["printed"].to_list()
    if not printed:
        return UnknownName("person", text, hint=f"This graph has no paper {paper}.")
    near = near_names(name, printed)
    hint = "" if near else f"{paper} prints {', '.join(printed[:_MAX_NAMES])}."
    return UnknownName(f"name on {paper}", name, near, hint)


def describe_people(tables: Tables, authors: Sequence[str]) -> dict[str, str]:
    """Return what distinguishes authors of one name (papers, categories, co-authors), by id; most papers first."""
    rows = (
        tables["authors"]
        .filter(pl.col("author").is_in(list(authors)))
        .sort("paper_count", "author", descending=[True, False])
        .select("author", "paper_count")
    )
    return {
        author: f"{papers} {'paper' if papers == 1 else 'papers'}{_fields(tables, author)}, {_known_by(tables, author)}"
        for author, papers in rows.iter_rows()
    }


def paper_having(tables: Tables, keys: Sequence[str]) -> tuple[str, str] | None:
    """Return key and title of the paper that has one of the keys among its identifiers."""
    for key in keys:
        having = tables["papers"].filter(pl.col("identifiers").list.contains(key)).select("paper", "title")
        if not having.is_empty():
            paper, title = having.row(0)
            return paper, title
    return None


def _reference(text: str) -> AuthorReference:
    try:
        return parse_author_reference(text)
    except DecisionsError:
        return AuthorReference()


def _first(authors: pl.DataFrame) -> Person | None:
    return None if authors.is_empty() else Person(authors["author"][0], authors["name"][0])


def _fields(tables: Tables, author: str) -> str:
    """Return the primary categories of an author's papers, the most frequent first, in words."""
    papers = tables["authorships"].filter(pl.col("author") == author).select("paper").unique()
    counted = (
        tables["papers"]
        .join(papers, on="paper", how="semi")
        .filter(pl.col("primary_category") != "")
        .group_by("primary_category")
        .len()
        .sort("len", "primary_category", descending=[True, False])
    )
    codes = counted["primary_category"].head(_MAX_CATEGORIES).to_list()
    return f" in {', '.join(codes)}" if codes else ""


def _known_by(tables: Tables, author: str) -> str:
    pairs = tables["coauthorships"]
    partners = (
        pl.concat(
            [
                pairs.filter(pl.col("a") == author).select("paper_count", author="b"),
                pairs.filter(pl.col("b") == author).select("paper_count", author="a"),
            ]
        )
        .join(tables["authors"].select("author", "name"), on="author")
        .sort("paper_count", "name", descending=[True, False])
    )
    names = partners["name"].head(_MAX_COAUTHORS).to_list()
    return f"with {', '.join(names)}" if names else "alone"
