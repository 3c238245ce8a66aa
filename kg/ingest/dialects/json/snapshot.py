"""Read the metadata snapshot of arXiv, which Kaggle publishes: one JSON object per line.

The people of a paper are those of ``authors_parsed``, even if ``authors`` has other names: it is arXiv's own reading of
that line, and the line has affiliations and notes between the names. Groups, and the mark of a shortened list, are
taken from ``authors`` (`kg.ingest.dialects.fields.people.with_groups`). ``published`` is the day of the first version.

https://www.kaggle.com/datasets/Cornell-University/arxiv
"""

from datetime import date
from functools import lru_cache
from typing import Final, cast

import msgspec

from kg.identifiers import doi
from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dates import parse_day
from kg.ingest.dialects.descriptions import SNAPSHOT
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, read_parsed_author, with_groups
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.json.decoding import decode_struct
from kg.ingest.dialects.json.heads import outer_objects
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.dialects.json.synonyms import read_general
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.names.lists import read_author_line
from kg.names.ordinary import read_ordinary
from kg.names.printed import AuthorList, PrintedAuthor, combine

_NAME_PARTS: Final = 3
_MAX_VERSION: Final = 4  # digits


class Version(msgspec.Struct, gc=False):
    """A version of a paper: ``v1``, and when it was submitted, as in mail."""

    version: str | None = None
    created: str | None = None


class SnapshotRow(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A row of the snapshot. ``authors_parsed`` are lists of family name, given names, suffix, affiliations."""

    id: str
    title: str
    authors_parsed: list[tuple[str, ...]]
    submitter: str | None = None
    authors: str | None = None
    comments: str | None = None
    journal_ref: str | None = msgspec.field(name="journal-ref", default=None)
    doi: str | None = None
    report_no: str | None = msgspec.field(name="report-no", default=None)
    categories: str | None = None
    license: str | None = None
    abstract: str | None = None
    versions: list[Version] | None = None
    update_date: str | None = None


_RECORD: Final = msgspec.json.Decoder(SnapshotRow)


def _matches(head: Head) -> bool:
    """Return True for rows with the keys of the snapshot."""
    return any(
        found.has("id", "authors_parsed")
        and found.count("versions", "update_date", "submitter", "report-no", "journal-ref", "license") > 1
        for found in outer_objects(head, mention=(b'"authors_parsed"',))
    )


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each paper."""

    def convert(entry: JsonEntry) -> Row:
        record = decode_struct(_RECORD, entry.data)
        if record is None:  # a key or type that the snapshot does not have
            return msgspec.structs.replace(read_general(entry, reading), form=RowForm.REGISTRY)
        return _row(record, entry.line, reading)

    return read_json_rows(stream, reading, convert)


def _row(record: SnapshotRow, line: int, reading: FileContext) -> Row:
    title = require_title(one_line(record.title))
    id_, month, identifiers = _identity(record)
    categories = tuple((record.categories or "").split())
    primary = first_arxiv(categories)
    versions = record.versions
    notes = reading.notes
    return Row(
        line,
        id_,
        _number(versions[-1].version) if versions else None,
        month,
        RowForm.REGISTRY,
        primary,
        title,
        notes.authors(_authors(record, reading), line),
        primary,
        categories,
        (record.comments or "").strip(),
        abstract=notes.abstract((record.abstract or "").strip(), line),
        journal=one_line(record.journal_ref) if record.journal_ref else "",
        published=_day(versions[0].created) if versions else None,
        identifiers=identifiers,
    )


def _identity(record: SnapshotRow) -> tuple[str, str, tuple[Identifier, ...]]:
    """Return id, month and identifiers; most rows have a plain id, and one DOI or none."""
    arxiv = parse_arxiv_id(record.id)
    if arxiv:
        identifier = Identifier(IdentifierScheme.ARXIV, arxiv.id)
        if not record.doi:
            return arxiv.id, arxiv.month, (identifier,)
        registered = doi(record.doi)
        if registered and registered.scheme is IdentifierScheme.DOI:
            return arxiv.id, arxiv.month, (identifier, registered)
    identity = identify([record.id], dois=[record.doi or ""])
    return identity.id, identity.month, identity.identifiers


def _authors(record: SnapshotRow, reading: FileContext) -> AuthorList:
    parsed, printed = record.authors_parsed, record.authors or ""
    check_author_count(count_authors(parsed), reading.settings)
    if not parsed:
        return read_author_line(printed)
    names: list[AuthorList | PrintedAuthor] = []
    plain = 0
    for entry in parsed:
        if len(entry) != _NAME_PARTS:
            names.append(read_parsed_author(entry))
        elif not entry[2] and (author := read_ordinary(f"{entry[1]} {entry[0]}")):
            names.append(author)
            plain += 1
        else:
            names.append(_name(entry))
    if plain == len(names):
        found = AuthorList(tuple(cast("list[PrintedAuthor]", names)))
    else:
        found = combine(AuthorList((name,)) if isinstance(name, PrintedAuthor) else name for name in names)
    return with_groups(found, printed)


@lru_cache(maxsize=1 << 15)
def _name(entry: tuple[str, ...]) -> AuthorList:
    return read_parsed_author(entry)


def _number(version: str | None) -> int | None:
    digits = (version or "").removeprefix("v")
    return int(digits) if digits.isdecimal() and len(digits) <= _MAX_VERSION else None


def _day(created: str | None) -> date | None:
    """Return the day of a time as in mail, ``Mon, 2 Apr 2007 19:18:42 GMT``."""
    if not created:
        return None
    day, _, _ = created.partition(":")
    return _day_of_hour(day[:-3]) or parse_day(created)


@lru_cache(maxsize=1 << 14)
def _day_of_hour(text: str) -> date | None:
    return parse_day(f"{text} 00:00:00 GMT")


SNAPSHOT_DIALECT: Final = Dialect(SNAPSHOT, matches=_matches, rows=_rows)
