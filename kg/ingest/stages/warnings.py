"""Report anomalies of merged papers: names that look like two, unknown classes, titles of other papers."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from kg.frames.columns import frame
from kg.ids import fold
from kg.ingest.notes import quote_text
from kg.ingest.stages.cleaning import RowFields, clean_title, unknown_categories
from kg.model import Level
from kg.settings import IngestSettings

_Warning = tuple[str, str, str, int, str]


def paper_reports(papers: Iterable[RowFields], titles: pl.DataFrame, settings: IngestSettings) -> pl.DataFrame:
    """Return the frame ``merge_reports``.

    ``titles`` are the titles printed for papers with several, with the file and line where each was first printed.
    """
    others: dict[str, list[tuple[str, str, int]]] = {}
    for paper, title, file, line in titles.select("paper", "title", "file", "line").iter_rows():
        others.setdefault(paper, []).append((title, file, line))
    rows = [warning for values in papers for warning in _warnings(values, others, settings)]
    return frame("merge_reports", rows)


def _warnings(
    values: RowFields, others: Mapping[str, list[tuple[str, str, int]]], settings: IngestSettings
) -> Iterator[_Warning]:
    paper = values["paper"]
    for name in values["fused"]:
        reason = f"{name!r} looks like two names; if it is, divide it by a `split` line in authors.txt"
        yield _warning(paper, values["authors_file"], values["authors_line"], reason)
    if paper in others:
        yield from _other_titles(paper, clean_title(values["title"]), others[paper], settings)
    for text in unknown_categories(values["categories"]):
        reason = f"{text!r} is not a class of a known scheme"
        yield _warning(paper, values["categories_file"], values["categories_line"], reason)


def _other_titles(
    paper: str, title: str, others: Iterable[tuple[str, str, int]], settings: IngestSettings
) -> Iterator[_Warning]:
    """Report rows under this paper's identifier whose titles share hardly a word with the paper's."""
    words = _words(title, settings.min_title_word)
    for other, file, line in others:
        theirs = _words(clean_title(other), settings.min_title_word)
        if words and theirs and len(words & theirs) <= settings.max_shared_title_words * min(len(words), len(theirs)):
            here, there = quote_text(other), quote_text(title)
            reason = f"the title here, {here}, is not that of the paper, {there}; check the identifier"
            yield _warning(paper, file, line, reason)


def _words(title: str, min_letters: int) -> set[str]:
    """Return the words of a title that may distinguish it from others; none if it is not in Latin letters."""
    return {word for word in fold(title).split() if word.isascii() and len(word) >= min_letters}


def _warning(paper: str, file: str, line: int, reason: str) -> _Warning:
    return paper, Level.WARNING.value, file, line, f"{paper}: {reason}"
