"""Read bare paper rows: ``{id, title, year, categories, authors}``, one per line.

Labeled corpora of other archives have this form: ids are any text, a category may be a venue, and only a year is known.
`read` reads digests for a graph; this module reads papers for resolving names alone.
"""

import re
from pathlib import Path
from typing import Final

import msgspec

from kg.errors import InputError
from kg.ingest.cleaning.text import one_line
from kg.ingest.lines import read_lines
from kg.model import Category, Paper, Scheme
from kg.names.cleaning import clean_name
from kg.settings import IngestSettings

_LAST_YEAR: Final = 9999
# Characters that end a row or a field of a tab-separated file for some readers.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class _Printed(msgspec.Struct, gc=False):
    """A row as in the file; other keys are ignored."""

    id: str
    authors: list[str]
    title: str | None = None
    year: int | None = None
    categories: list[str] | None = None


_ROW: Final = msgspec.json.Decoder(_Printed)


def read_bare_papers(path: Path, settings: IngestSettings | None = None) -> tuple[Paper, ...]:
    """Read a file of bare rows, plain, ``.gz`` or ``.zst``; ``-`` is standard input. Blank lines are ignored.

    Papers keep the file's order, and every printed name its position: ``authors[i]`` is the i-th of the row, cleaned as
    names of digests are, or as printed if cleaning leaves nothing. A year becomes its first month (``2019-01``), which
    keeps differences of years; without one ``month`` is empty, which sorts first, as undated digests do. Categories are
    kept as printed, the first is the primary one; they may be arXiv's or venues.

    Raises InputError, with file and line, at the first row that cannot be read, at an id that occurs twice, and at
    one with a tab, a line end or another control character in it.
    """
    name = str(path)
    papers: list[Paper] = []
    lines: dict[str, int] = {}
    for number, line in read_lines(path, settings or IngestSettings()):
        paper = _paper(line, name, number)
        if first := lines.get(paper.id):
            raise InputError(f'the id "{paper.id}" is in line {first} already; ids must differ', name, number)
        lines[paper.id] = number
        papers.append(paper)
    return tuple(papers)


def _paper(line: bytes | None, name: str, number: int) -> Paper:
    if line is None:
        raise InputError("the line is longer than any paper's; not a file of paper rows", name, number)
    try:
        row = _ROW.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        wanted = '{"id": text, "title": text, "year": number or null, "categories": [text], "authors": [text]}'
        raise InputError(f"not a paper row ({error}); a line looks like {wanted}", name, number) from error
    if not row.id or _CONTROL.search(row.id):
        wrong = "is empty" if not row.id else "holds a tab, a line end or another control character"
        raise InputError(f"the id {row.id!r} {wrong}; results are tab-separated lines with ids in them", name, number)
    if row.year is not None and not 0 < row.year <= _LAST_YEAR:
        raise InputError(f"{row.year} is not a year; write null if it is unknown", name, number)
    categories = [text for text in map(one_line, row.categories or ()) if text]
    return Paper(
        id=row.id,
        title=one_line(row.title or ""),
        month="" if row.year is None else f"{row.year:04d}-01",
        authors=tuple(clean_name(printed) or printed for printed in row.authors),
        primary_category=categories[0] if categories else "",
        categories=tuple(Category(Scheme.ARXIV, text) for text in dict.fromkeys(categories)),
    )
