"""Read Atom feeds of arXiv: answers of its API, and its daily news feed.

API: https://info.arxiv.org/help/api/user-manual.html. News: https://info.arxiv.org/help/rss_specifications.html.
"""

from typing import Final

from kg.identifiers import orcid
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dates import parse_day
from kg.ingest.dialects.descriptions import ATOM
from kg.ingest.dialects.dialect import (
    Dialect,
    EntryError,
    FileContext,
    Head,
    Rows,
    check_author_count,
    convert_entries,
    require_title,
)
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.xml.announcements import read_announcement, read_creator
from kg.ingest.dialects.xml.records import Element, find_root, read_records
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_author_items, structured_author
from kg.names.printed import AuthorList, combine
from kg.report_codes import ReportCode

_ROOTS: Final = frozenset({"feed", "entry"})
_KNOWN: Final = frozenset(
    {
        *("id", "title", "summary", "content", "author", "creator", "comment", "journal_ref", "journal_reference"),
        *("doi", "DOI", "link", "category", "primary_category", "published", "announce_type"),
    }
)
# The day of the newest version; rights, which no graph holds; the feed that an entry was copied from.
_IGNORED: Final = frozenset({"updated", "rights", "license", "source", "contributor"})
_ERRORS: Final = "arxiv.org/api/errors"


def _matches(head: Head) -> bool:
    name, _ = find_root(head)
    return name in _ROOTS and (b"www.w3.org/2005/Atom" in head.data or b"arxiv.org" in head.data)


def _rows(stream: Stream, reading: FileContext) -> Rows:
    records = read_records(stream, ("entry",), reading.settings)
    return convert_entries(records, lambda record: _row(record.element, record.line, reading), reading)


def _row(entry: Element, line: int, reading: FileContext) -> Row:
    summary = entry.text_of("summary", "content")
    if _ERRORS in (address := entry.text_of("id")):
        raise EntryError(ReportCode.ARXIV_ERROR, one_line(summary)[:200])
    title = require_title(one_line(entry.text_of("title")))
    announced = read_announcement(summary, reading.settings)
    links = entry.all("link")
    kind = entry.text_of("announce_type") or announced.kind
    published = parse_day(entry.text_of("published"))
    identity = identify(
        [address, *(link.attributes.get("href", "") for link in links), announced.id],
        dois=[
            *entry.texts("doi", "DOI"),
            *(link.attributes.get("href", "") for link in links if link.attributes.get("title") == "doi"),
        ],
        published=published,
    )
    terms = [c.attributes.get("term", "") or c.text for c in (*entry.all("primary_category"), *entry.all("category"))]
    categories = tuple(dict.fromkeys(filter(None, terms)))
    primary = first_arxiv(categories)
    authors = _authors(entry, reading)
    others = ((c.name, c.text or c.attributes) for c in entry.children if c.name not in _KNOWN | _IGNORED)
    reading.notes.unknown_keys(others, line)
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section=primary,
        title=title,
        authors=reading.notes.authors(authors, line),
        primary_category=primary,
        categories=categories,
        comment=one_line(entry.text_of("comment")),
        abstract=reading.notes.abstract(announced.abstract, line),
        journal=one_line(entry.text_of("journal_ref", "journal_reference")),
        published=published if kind in ("", "new") else None,  # a replacement carries the day it was announced
        identifiers=identity.identifiers,
    )


def _authors(entry: Element, reading: FileContext) -> AuthorList:
    """Return the authors, one per element in answers of the API, all in one line in the news feed."""
    persons = entry.all("author")
    check_author_count(len(persons), reading.settings)
    if not persons:
        return read_creator(", ".join(entry.texts("creator")))
    names = [
        one_line(person.text_of("name") or (person.text if not any(person.children) else "")) for person in persons
    ]
    if len(names) == 1 and "," in names[0]:
        return read_creator(names[0])
    if not any(person.first("affiliation", "uri") for person in persons):
        return read_author_items(names)
    return combine(
        structured_author(
            literal=name,
            identifiers=[orcid(uri) for uri in person.texts("uri")],
            affiliations=[one_line(affiliation) for affiliation in person.texts("affiliation")],
        )
        if person.first("affiliation", "uri")
        else read_author_items([name])
        for name, person in zip(names, persons, strict=True)
    )


ATOM_DIALECT: Final = Dialect(ATOM, matches=_matches, rows=_rows)
