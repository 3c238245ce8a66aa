"""Report anomalies of merged papers: names that look like two, unknown classes, titles of other papers."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from kg.frames.columns import frame
from kg.frames.reports import report_row
from kg.ids import fold
from kg.ingest.notes import shorten_sample
from kg.ingest.stages.cleaning import RowFields, clean_title, unknown_categories
from kg.report_codes import Argument, Report, ReportCode
from kg.settings import IngestSettings

_Warning = tuple[str, str, str, int, str, str]


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
        yield _warning(ReportCode.TWO_NAMES, values["authors_file"], values["authors_line"], paper, name)
    if paper in others:
        yield from _other_titles(paper, clean_title(values["title"]), others[paper], settings)
    for text in unknown_categories(values["categories"]):
        yield _warning(ReportCode.UNKNOWN_CLASS, values["categories_file"], values["categories_line"], paper, text)


def _other_titles(
    paper: str, title: str, others: Iterable[tuple[str, str, int]], settings: IngestSettings
) -> Iterator[_Warning]:
    """Report rows under this paper's identifier whose titles share hardly a word with the paper's."""
    words = _words(title, settings.min_title_word)
    for other, file, line in others:
        theirs = _words(clean_title(other), settings.min_title_word)
        if words and theirs and len(words & theirs) <= settings.max_shared_title_words * min(len(words), len(theirs)):
            yield _warning(ReportCode.OTHER_TITLE, file, line, paper, shorten_sample(other), shorten_sample(title))


def _words(title: str, min_letters: int) -> set[str]:
    """Return the words of a title that may distinguish it from others; none if it is not in Latin letters."""
    return {word for word in fold(title).split() if word.isascii() and len(word) >= min_letters}


def _warning(code: ReportCode, file: str, line: int, paper: str, *arguments: Argument) -> _Warning:
    return paper, *report_row(Report(code, file, line, (paper, *arguments)))
