"""Read the rows of digests in JSON, and any other JSON about papers.

Raw rows are ``{id, categories, pdf, abs, authors, title, comment, summary}``; enhanced rows add ``AI`` with ``tldr``
(``task`` until April 2025), ``motivation``, ``method``, ``result``, ``conclusion``; ``code_url``, ``code_stars`` and
``code_last_update`` are optional. Such rows are decoded straight into a struct. A row with any other key, or with a
value of another type, is read by `kg.ingest.dialects.json.synonyms`.
"""

import re
from functools import lru_cache
from typing import Final

import msgspec

from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dialects.descriptions import JSONL
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors
from kg.ingest.dialects.fields.values import MAX_COUNT, day_of
from kg.ingest.dialects.json.decoding import decode_struct
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.dialects.json.synonyms import read_general
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.names.lists import read_author_items, read_author_line
from kg.names.printed import NO_AUTHORS, AuthorList

_START: Final = re.compile(rb'\s*(?:\{\s*"|\[\s*[\[{\]])')


class DigestSummary(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """The summarizer's part of an enhanced row."""

    tldr: str | None = None
    task: str | None = None
    motivation: str | None = None
    method: str | None = None
    result: str | None = None
    conclusion: str | None = None


class DigestRow(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A row of a digest as it is in the file."""

    id: str | None = None
    abs: str | None = None
    pdf: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | str | None = None
    categories: tuple[str, ...] | str | None = None
    comment: str | None = None
    summary: str | None = None
    ai: DigestSummary | None = msgspec.field(name="AI", default=None)
    code_url: str | None = None
    code_stars: int | None = None
    code_last_update: str | None = None


_ROW: Final = msgspec.json.Decoder(DigestRow)
_NOTHING: Final = DigestSummary()


def _matches(head: Head) -> bool:
    """Return True for JSON of any kind: by suffix, or by the way the file begins."""
    return head.suffix in JSONL.suffixes or (head.suffix != ".md" and _START.match(head.data) is not None)


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each paper."""

    def convert(entry: JsonEntry) -> Row:
        printed = decode_struct(_ROW, entry.data)
        row = _row(printed, entry, reading) if printed else None
        return row or read_general(entry, reading)

    return read_json_rows(stream, reading, convert)


def _row(printed: DigestRow, entry: JsonEntry, reading: FileContext) -> Row | None:
    """Return the row of a digest, None for one that needs the slower reader."""
    arxiv = parse_arxiv_id(printed.id or printed.abs or "")
    stars = printed.code_stars
    if arxiv is None or (stars is not None and stars > MAX_COUNT) or (entry.keys and not printed.categories):
        return None
    version = arxiv.version
    if printed.abs and not printed.abs.endswith(arxiv.id):
        beside = parse_arxiv_id(printed.abs)
        if beside is None or beside.id != arxiv.id:
            return None
        version = max(version or 0, beside.version or 0) or None
    title = require_title(one_line(printed.title or ""))
    line, notes = entry.line, reading.notes
    classes = printed.categories or ()
    categories = (classes,) if isinstance(classes, str) else classes
    primary = first_arxiv(categories)
    ai = printed.ai or _NOTHING
    code_url = (printed.code_url or "").strip()
    updated = day_of(printed.code_last_update)
    return Row(
        line,
        arxiv.id,
        version,
        arxiv.month,
        RowForm.RAW if printed.ai is None else RowForm.ENHANCED,
        primary,
        title,
        notes.authors(_authors(printed.authors, reading), line),
        primary,
        categories,
        (printed.comment or "").strip(),
        notes.summary(ai.tldr or ai.task, line),
        notes.summary(ai.motivation, line),
        notes.summary(ai.method, line),
        notes.summary(ai.result, line),
        notes.summary(ai.conclusion, line),
        notes.abstract((printed.summary or "").strip(), line),
        code_url,
        (code_url, stars) if code_url and stars is not None and stars >= 0 else None,
        (code_url, updated) if code_url and updated else None,
        identifiers=(Identifier(IdentifierScheme.ARXIV, arxiv.id),),
    )


def _authors(printed: tuple[str, ...] | str | None, reading: FileContext) -> AuthorList:
    check_author_count(count_authors(printed), reading.settings)
    if not printed:
        return NO_AUTHORS
    return read_author_line(printed) if isinstance(printed, str) else _items(printed)


@lru_cache(maxsize=1 << 14)
def _items(names: tuple[str, ...]) -> AuthorList:
    """Read a list of names; most papers are in the digests of several days."""
    return read_author_items(names)


JSONL_DIALECT: Final = Dialect(JSONL, matches=_matches, rows=_rows)
