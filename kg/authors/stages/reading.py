"""Printed names and texts of papers taken apart, paper by paper."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import polars as pl

from kg.authors.names import given_first, is_group, parse_name
from kg.authors.terms import words
from kg.ids import authorship_id, slug
from kg.model import SectionKind
from kg.schema import FRAMES
from kg.settings import AuthorSettings

Frames = Mapping[str, pl.DataFrame]


def read_names(settings: AuthorSettings, shared: Frames) -> Callable[[Frames], dict[str, pl.DataFrame]]:
    """Return the function that reads the names and the words of some papers.

    It reads ``records``, ``divided_authors`` and ``texts`` and writes ``mentions`` and ``paper_words``, both sorted by
    paper and position.
    """
    del settings, shared

    def work(part: Frames) -> dict[str, pl.DataFrame]:
        return {"mentions": _mentions(part["divided_authors"]), "paper_words": _words(part["records"], part["texts"])}

    return work


def _mentions(authors: pl.DataFrame) -> pl.DataFrame:
    rows = authors.select("paper", "position", "printed", "organization").sort("paper", "position").iter_rows()
    slugs: dict[str, str] = {}
    found = (row for paper, listed in groupby(rows, itemgetter(0)) for row in _mentions_of(paper, list(listed), slugs))
    return pl.DataFrame(list(found), schema=FRAMES["mentions"], orient="row")


def _mentions_of(
    paper: str, listed: Sequence[tuple[str, int, str, bool]], slugs: dict[str, str]
) -> Iterator[tuple[str, int, str, str, str, bool, bool]]:
    """Yield a row of ``mentions`` for each name on a paper."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    names = [parse_name(printed) for _, _, printed, _ in listed]
    for (_, position, printed, organization), read, name in zip(listed, names, given_first(names), strict=True):
        slugged = slugs.get(printed) or slugs.setdefault(printed, slug(printed))
        seen[slugged] = repeat = seen.get(slugged, 0) + 1
        # "Li Na 2" after two of "Li Na" wants the id of the second
        while (id_ := authorship_id(paper, slugged, repeat)) in taken:
            seen[slugged] = repeat = repeat + 1
        taken.add(id_)
        yield paper, position, id_, printed, name.form, name is not read, organization or is_group(printed)


def _words(records: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    wanted = (SectionKind.TITLE.value, SectionKind.ABSTRACT.value)
    read: dict[tuple[str, str], list[str]] = {}
    for paper, kind, text in texts.select("paper", "kind", "text").iter_rows():
        if kind in wanted:
            read.setdefault((paper, kind), sorted(words(text)))
    papers = records["paper"].sort()
    columns = {kind: [read.get((paper, kind), []) for paper in papers] for kind in wanted}
    return pl.DataFrame({"paper": papers, **columns}, schema=FRAMES["paper_words"])
