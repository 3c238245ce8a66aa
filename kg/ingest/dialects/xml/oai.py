"""Read records of arXiv's OAI-PMH interface in the formats arXiv, arXivRaw, arXivOld and Dublin Core.

Formats: https://info.arxiv.org/help/oa/index.html. Responses may follow one another in one file, and records may have
lost the ``<record>`` around them.
"""

import re
from datetime import date
from typing import Final

from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line, tidy
from kg.ingest.content import Stream
from kg.ingest.dates import parse_day
from kg.ingest.dialects.descriptions import OAI_PMH
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
from kg.ingest.dialects.fields.people import read_parsed_author
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.xml.records import Element, find_root, read_records
from kg.ingest.notes import shorten_sample
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_author_items, read_author_line, structured_author
from kg.names.printed import AuthorList, combine
from kg.report_codes import ReportCode

_ARXIV: Final = frozenset({"arXiv", "arXivRaw", "arXivOld"})
_DUBLIN_CORE: Final = "dc"
_NAMESPACES: Final = (b"www.openarchives.org/OAI/", b"arxiv.org/OAI/")
_KNOWN: Final = frozenset(
    {
        *(
            "id",
            "created",
            "authors",
            "title",
            "categories",
            "comments",
            "msc-class",
            "acm-class",
            "journal-ref",
            "doi",
        ),
        *("abstract", "version", "identifier", "creator", "subject", "description", "date"),
    }
)
# The day of the newest version; who sent the paper in; rights; numbers of institutes; what Dublin Core says of all.
_IGNORED: Final = frozenset(
    {
        "updated",
        "submitter",
        "license",
        "report-no",
        "proxy",
        "type",
        "language",
        "rights",
        "format",
        "relation",
        "source",
    }
    | {"publisher", "contributor", "coverage"}
)
_VERSION: Final = re.compile(r"v?([1-9]\d{0,3})", re.IGNORECASE)
_COMMENT: Final = re.compile(r"\s*Comments?:\s*", re.IGNORECASE)
_DOI: Final = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/|10\.\d{4,9}/)", re.IGNORECASE)


def _matches(head: Head) -> bool:
    name, _ = find_root(head)
    if name in _ARXIV or name == "OAI-PMH":
        return True
    return (
        bool(name) and name not in {"feed", "entry", "rss", "RDF", "html"} and any(n in head.data for n in _NAMESPACES)
    )


def _rows(stream: Stream, reading: FileContext) -> Rows:
    records = read_records(stream, ("record", _DUBLIN_CORE, *_ARXIV), reading.settings)
    return convert_entries(records, lambda record: _row(record.element, record.line, reading), reading)


def _row(record: Element, line: int, reading: FileContext) -> Row:
    identifier, metadata = "", record
    if record.name == "record":
        header = record.first("header") or Element("header", {})
        identifier = header.text_of("identifier")
        if header.attributes.get("status", "").lower() == "deleted":
            raise EntryError(ReportCode.DELETED, shorten_sample(identifier))
        inside = [child for part in record.all("metadata") for child in part.children]
        if not inside:
            raise EntryError(ReportCode.NO_METADATA)
        metadata = inside[0]
    if metadata.name not in _ARXIV | {_DUBLIN_CORE}:
        raise EntryError(ReportCode.UNKNOWN_METADATA, shorten_sample(metadata.name))
    title = require_title(one_line(metadata.text_of("title")))
    reading.notes.unknown_keys(
        ((child.name, child.text) for child in metadata.children if child.name not in _KNOWN | _IGNORED), line
    )
    if metadata.name == _DUBLIN_CORE:
        return _dublin_core_row(metadata, identifier, title, line, reading)
    return _arxiv_row(metadata, identifier, title, line, reading)


def _arxiv_row(metadata: Element, identifier: str, title: str, line: int, reading: FileContext) -> Row:
    version, withdrawn, published = _versions(metadata)
    published = published or parse_day(metadata.text_of("created"))
    identity = identify([metadata.text_of("id"), identifier], dois=metadata.texts("doi"), published=published)
    categories = (*metadata.text_of("categories").split(), *metadata.texts("msc-class", "acm-class"))
    primary = first_arxiv(categories)
    return Row(
        line=line,
        id=identity.id,
        version=version or identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section=primary,
        title=title,
        authors=reading.notes.authors(_authors(metadata, reading), line),
        primary_category=primary,
        categories=categories,
        comment=one_line(metadata.text_of("comments")),
        abstract=reading.notes.abstract(tidy(metadata.text_of("abstract")), line),
        journal=one_line(metadata.text_of("journal-ref")),
        published=published,
        withdrawn=withdrawn,
        identifiers=identity.identifiers,
    )


def _dublin_core_row(metadata: Element, identifier: str, title: str, line: int, reading: FileContext) -> Row:
    identifiers = metadata.texts("identifier")
    published = min((day for text in metadata.texts("date") if (day := parse_day(text))), default=None)
    identity = identify(
        [identifier, *identifiers], dois=[text for text in identifiers if _DOI.match(text)], published=published
    )
    abstract, comment = "", ""
    for text in metadata.texts("description"):
        if match := _COMMENT.match(text):
            comment = comment or one_line(text[match.end() :])
        elif not abstract:
            abstract = tidy(text)
        else:
            comment = comment or one_line(text)
    categories = metadata.texts("subject")
    primary = first_arxiv(categories)
    references = (text for text in identifiers if not _DOI.match(text) and "://" not in text and ":" not in text[:12])
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section=primary,
        title=title,
        authors=reading.notes.authors(_creators(metadata, reading), line),
        primary_category=primary,
        categories=categories,
        comment=comment,
        abstract=reading.notes.abstract(abstract, line),
        journal=one_line(next(references, "")),
        published=published,
        identifiers=identity.identifiers,
    )


def _versions(metadata: Element) -> tuple[int | None, bool, date | None]:
    """Return the newest version, whether it withdraws the paper, and the day of the first one.

    A version that withdraws a paper has no source: 0 kB of type "I".
    """
    numbered = [
        (int(match[1]), version)
        for version in metadata.all("version")
        if (match := _VERSION.fullmatch(version.attributes.get("version", "")))
    ]
    if not numbered:
        return None, False, None
    number, newest = max(numbered, key=lambda pair: pair[0])
    _, oldest = min(numbered, key=lambda pair: pair[0])
    withdrawn = newest.text_of("size").lower() in {"0kb", "0"} and "I" in newest.text_of("source_type")
    return number, withdrawn, parse_day(oldest.text_of("date"))


def _authors(metadata: Element, reading: FileContext) -> AuthorList:
    """Return the authors: an element each in the format arXiv, one line in the others."""
    authors = metadata.first("authors") or Element("authors", {})
    persons = authors.all("author")
    check_author_count(max(len(persons), authors.text.count(",") + 1), reading.settings)
    if not persons:
        return read_author_line(one_line(authors.text))
    parts = (
        [*(one_line(person.text_of(part)) for part in ("keyname", "forenames", "suffix")), *person.texts("affiliation")]
        for person in persons
    )
    return combine(read_parsed_author([one_line(part) for part in entry]) for entry in parts)


def _creators(metadata: Element, reading: FileContext) -> AuthorList:
    """Return the authors of Dublin Core, printed "Family, Given"."""
    creators = [one_line(text) for text in metadata.texts("creator")]
    check_author_count(len(creators), reading.settings)
    lists = []
    for creator in creators:
        family, comma, given = (part.strip() for part in creator.partition(","))
        whole = not comma or "," in given
        lists.append(read_author_items([creator]) if whole else structured_author(given, family))
    return combine(lists)


OAI_PMH_DIALECT: Final = Dialect(OAI_PMH, matches=_matches, rows=_rows)
