"""Select the part of the graph that a view shows: filters, resolved to ids once and shared by all views."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import polars as pl

from kg.errors import UsageError
from kg.search import names_of_tables, require_match
from kg.tables import Tables
from kg.views.dates import month_of


@dataclass(frozen=True, slots=True)
class Selection:
    """The papers and people that a view is limited to.

    ``papers`` are rows of table ``papers``; ``whole`` is True if no paper is excluded. In a view of certain authors,
    column ``author`` of ``people`` has these and everyone within ``hops`` steps. ``patterns`` are the filters as SPARQL
    over ``?p``.
    """

    papers: pl.DataFrame
    whole: bool
    authors: tuple[str, ...]
    people: pl.DataFrame | None
    hops: int
    min_weight: float | None
    base: str
    patterns: tuple[str, ...]
    words: tuple[str, ...]


def select(
    tables: Tables,
    *,
    base: str,
    author: str | None,
    hops: int,
    category: str | None,
    concept: str | None,
    since: str | None,
    until: str | None,
    min_weight: float | None,
    withdrawn: bool = True,
) -> Selection:
    """Resolve the filters; without ``withdrawn``, withdrawn papers are left out.

    Raises `UnknownName` for unknown names, and `UsageError` for invalid months, steps and weights.
    """
    if hops < 0:
        raise UsageError(f"{hops} steps from a person cannot be taken; give 0 or more")
    if min_weight is not None and not min_weight >= 0:
        raise UsageError(
            f"{min_weight:g} is not a minimum weight: weights of edges are 0 or more. "
            "Give a number such as 2, or nothing to keep all edges"
        )
    papers, names = tables["papers"], names_of_tables(tables)
    patterns: list[str] = []
    words: list[str] = []
    if category is not None:
        found = require_match(names, category, base=base, kinds=["category"])
        papers = papers.join(_in_categories(tables, [match.id for match in found]), on="paper", how="semi")
        iris = " ".join(f"<{match.iri(base)}>" for match in found)
        one = f"?p kg:inCategory {iris} ."
        patterns.append(
            one if len(found) == 1 else f"FILTER EXISTS {{ VALUES ?within {{ {iris} }} ?p kg:inCategory ?within }}"
        )
        words.append("category " + " or ".join(unquote(match.id.partition("/")[2]) for match in found))
    if concept is not None:
        asked = require_match(names, concept, base=base, kinds=["concept"])
        ids = [match.id for match in asked]
        about = tables["topics"].filter(pl.col("relation") == "about", pl.col("concept").is_in(ids))
        papers = papers.join(about, on="paper", how="semi")
        values = " ".join(f"<{match.iri(base)}>" for match in asked)
        patterns.append(f"FILTER EXISTS {{ VALUES ?asked {{ {values} }} ?p kg:about|kg:aboutInSummary ?asked }}")
        words.append("concept " + " or ".join(_labels(tables, ids)))
    if since is not None or until is not None:
        first, last = month_of(since), month_of(until)
        papers = papers.filter(pl.col("month") != "")
        conditions = []
        if first:
            papers = papers.filter(pl.col("month") >= first)
            conditions.append(f'?m >= "{first}"')
            words.append(f"since {first}")
        if last:
            papers = papers.filter(pl.col("month") <= last)
            conditions.append(f'?m <= "{last}"')
            words.append(f"until {last}")
        patterns.append(f"?p kg:month ?m . FILTER({' && '.join(conditions)})")
    if not withdrawn:
        papers = papers.filter(~pl.col("withdrawn"))
        patterns.append("FILTER NOT EXISTS { ?p kg:withdrawn true }")
        words.append("without withdrawn papers")
    whole = not patterns
    authors: tuple[str, ...] = ()
    people = None
    if author is not None:
        authors = tuple(match.id for match in require_match(names, author, base=base, kinds=["author"]))
        people = _around(tables, authors, hops)
        words.append(f"{author} and co-authors within {hops} steps" if hops != 1 else f"{author} and co-authors")
    if min_weight is not None:
        words.append(f"weight at least {min_weight:g}")
    return Selection(papers, whole, authors, people, hops, min_weight, base, tuple(patterns), tuple(words))


def papers_near(tables: Tables, selection: Selection) -> pl.DataFrame:
    """Return the selected papers, for views without people: the author's own papers at one step.

    Each further step adds the papers of co-authors one step further out.
    """
    if not selection.authors:
        return selection.papers
    near = _around(tables, selection.authors, max(selection.hops - 1, 0))
    signed = tables["authorships"].join(near, on="author", how="semi")
    return selection.papers.join(signed, on="paper", how="semi")


def _around(tables: Tables, authors: tuple[str, ...], hops: int) -> pl.DataFrame:
    found = pl.DataFrame({"author": authors}, schema={"author": pl.String})
    pairs = tables["coauthorships"].select("a", "b")
    for _ in range(hops):
        reached = pl.concat(
            [
                pairs.join(found, left_on="a", right_on="author", how="semi").select(author="b"),
                pairs.join(found, left_on="b", right_on="author", how="semi").select(author="a"),
            ]
        )
        grown = pl.concat([found, reached]).unique()
        if grown.height == found.height:
            break
        found = grown
    return found.sort("author")


def _in_categories(tables: Tables, ids: Sequence[str]) -> pl.DataFrame:
    """Return the papers of some categories, listed or primary."""
    codes = pl.DataFrame(
        [(scheme, unquote(code)) for scheme, _, code in (id_.partition("/") for id_ in ids)],
        schema={"scheme": pl.String, "code": pl.String},
        orient="row",
    )
    primary = tables["papers"].select("paper", scheme=pl.lit("arxiv"), code="primary_category")
    listed = pl.concat([tables["categories"].select("paper", "scheme", "code"), primary])
    return listed.join(codes, on=["scheme", "code"], how="semi").select("paper").unique()


def _labels(tables: Tables, ids: list[str]) -> list[str]:
    return sorted(set(tables["concepts"].filter(pl.col("concept").is_in(ids))["label"].to_list()))
