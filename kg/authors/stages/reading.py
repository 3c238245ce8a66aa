"""Parse printed names and texts, paper by paper."""

from collections.abc import Callable, Iterator, Sequence

import polars as pl

from kg.authors.blocks.block import PrintedName
from kg.authors.columns.parts import name_parts
from kg.authors.spelling.display import preferred_name
from kg.authors.spelling.person_name import Name, is_group, parse_name, turn_surname_first
from kg.authors.terms import distinct_words
from kg.ids import authorship_id, slug
from kg.model import SectionKind
from kg.schema import FRAMES, Frames
from kg.settings import AuthorSettings
from kg.settings.sections.authors import SpellingSettings


def read_names(settings: AuthorSettings, shared: Frames) -> Callable[[Frames], dict[str, pl.DataFrame]]:
    """Return the function that reads the names and the words of some papers.

    It reads ``records``, ``divided_authors`` and ``texts`` and writes ``mentions``, ``name_parts`` and
    ``paper_words``, all sorted by paper.
    """
    del shared

    def work(part: Frames) -> dict[str, pl.DataFrame]:
        mentions, parts = _names(part["divided_authors"], settings.spelling)
        words = _words(part["records"], part["texts"])
        return {"mentions": mentions, "name_parts": parts, "paper_words": words}

    return work


def _names(authors: pl.DataFrame, settings: SpellingSettings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the authorships, by paper and position, and the parts of each name of a person."""
    listed = authors.select("paper", "position", "printed", "organization").sort("paper", "position")
    papers, printed = listed["paper"].to_list(), listed["printed"].to_list()
    ids: list[str] = []
    forms: list[str] = []
    turned: list[bool] = []
    slugs = {name: slug(name) for name in dict.fromkeys(printed)}
    groups = {name: is_group(name) for name in slugs}
    shown = {name: name if groups[name] else preferred_name({name: 1}, (), settings) for name in slugs}
    parsed: dict[tuple[str, bool], Name] = {}
    start = 0
    for end in range(1, len(papers) + 1):
        if end == len(papers) or papers[end] != papers[start]:
            names = printed[start:end]
            read = list(map(parse_name, names))
            for before, name in zip(read, turn_surname_first(read), strict=True):
                forms.append(name.form)
                turned.append(name is not before)
                parsed[before.printed, name is not before] = name
            ids += _ids(papers[start], [slugs[name] for name in names])
            start = end
    mentions = listed.select(
        "paper",
        "position",
        pl.Series("authorship", ids, dtype=pl.String),
        "printed",
        pl.Series("form", forms, dtype=pl.String),
        pl.Series("turned", turned, dtype=pl.Boolean),
        pl.Series("group", [groups[name] for name in printed], dtype=pl.Boolean) | pl.col("organization"),
        pl.Series("shown", [shown[name] for name in printed], dtype=pl.String),
    )
    named = mentions.filter(~pl.col("group")).select("paper", "printed", "turned").unique(maintain_order=True)
    parts = name_parts(((PrintedName(*key), name) for key, name in parsed.items()), settings).drop("paper")
    found = named.join(parts, on=("printed", "turned"), how="left", maintain_order="left")
    return mentions, found.select(FRAMES["name_parts"].names())


def _ids(paper: str, slugs: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the authorships of a paper."""
    if len(set(slugs)) == len(slugs) and not any(one[-1:].isdigit() for one in slugs):
        yield from (authorship_id(paper, one) for one in slugs)
        return
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for one in slugs:
        seen[one] = repeat = seen.get(one, 0) + 1
        # "Li Na 2" after "Li Na" twice would get the id of the second
        while (id_ := authorship_id(paper, one, repeat)) in taken:
            seen[one] = repeat = repeat + 1
        taken.add(id_)
        yield id_


def _words(records: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    kinds = (SectionKind.TITLE.value, SectionKind.ABSTRACT.value)
    read: dict[tuple[str, str], str] = {}
    for paper, kind, text in texts.filter(pl.col("kind").is_in(kinds)).select("paper", "kind", "text").iter_rows():
        read.setdefault((paper, kind), " ".join(distinct_words(text)))
    papers = records["paper"].sort()
    columns = {kind: [read.get((paper, kind), "") for paper in papers] for kind in kinds}
    return pl.DataFrame({"paper": papers, **columns}, schema=FRAMES["paper_words"])
