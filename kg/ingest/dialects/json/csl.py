"""Read items in CSL-JSON: exports of reference managers, and answers of Crossref, whose works have the same keys.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables. Zotero writes the arXiv id of a
preprint into ``number`` and ``note`` ("arXiv:2601.00001 [cs.CV]"), and the titles of its categories into ``keyword``
("Computer Science - Machine Learning"). Crossref has a list of titles, and cited DOIs in ``reference``.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from kg.identifiers import doi
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dates import make_day, make_month
from kg.ingest.dialects.descriptions import CSL
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, parse_authors
from kg.ingest.dialects.fields.values import day_of, object_of, objects_of, text_of, texts_of
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.json.decoding import load_object
from kg.ingest.dialects.json.heads import outer_objects
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.row import Row, RowForm
from kg.names.printed import AuthorList
from kg.report_codes import ReportCode

_KNOWN: Final = frozenset(
    """
    id type title author issued published submitted DOI URL container-title abstract note number keyword archive
    archive_location archive-location archive_id publisher source arxiv eprint reference volume-title
    """.split()
)
_IGNORED: Final = frozenset(
    """
    accessed annote archive-place archive_collection authority call-number categories chapter-number citation-key
    citation-label citation-number collection-editor collection-number collection-title container-title-short
    contributor dimensions director division edition editor editorial-director event event-date event-place event-title
    genre ISBN ISSN issue journalAbbreviation jurisdiction language license locator medium original-date page page-first
    PMCID PMID printing publisher-place references section shortTitle status supplement system_id title-short translator
    version volume year-suffix composer container-author custom illustrator interviewer journal-abbrev scale
    """.split()
)
"""Other variables of CSL: the place in a volume, editors, notes of libraries."""
_OF_CROSSREF: Final = frozenset(
    """
    alternative-id assertion clinical-trial-number content-created content-domain content-updated created deposited
    funder group-title indexed is-referenced-by-count isbn-type issn-type journal-issue link member original-title
    posted prefix published-online published-other published-print reference-count references-count relation resource
    score short-container-title short-title subject subtitle subtype update-policy update-to updated-by institution
    review free-to-read accepted approved aliases article-number degree event
    """.split()
)
"""Bookkeeping of Crossref, and dates that ``issued`` sums up."""
_BRACKET: Final = re.compile(r"arxiv:\s*\S+\s*\[([^\]\s]+)\]", re.IGNORECASE)
_ARCHIVES_WITH_CLASSES: Final = frozenset({"astro-ph", "cond-mat", "q-bio", "q-fin"})
_DATES: Final = ("issued", "published", "submitted", "posted")


def _matches(head: Head) -> bool:
    """Return True for items with the keys of CSL, in its own spelling."""
    objects = list(outer_objects(head, mention=(b'"type"',)))
    has_names = any(found.under == "author" and found.count("family", "literal") > 0 for found in objects)
    return any(
        found.has("type", "title")
        and (
            (found.has("author") and has_names and found.count("id", "DOI", "URL", "issued", "container-title") > 0)
            or found.starts("issued", b"{", b"[")
            or (found.has("container-title") and found.count("id", "DOI", "URL") > 0)
            or found.has("citation-key")
        )
        for found in objects
    )


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each item."""
    return read_json_rows(stream, reading, lambda entry: _row(entry, reading))


def _row(entry: JsonEntry, reading: FileContext) -> Row:
    notes, line = reading.notes, entry.line
    item = load_object(entry.data, notes, line)
    published, month = _issued(item)
    note, number = text_of(item.get("note")), text_of(item.get("number"))
    container, url = one_line(_first(item, "container-title")), text_of(item.get("URL"))
    is_arxiv = any("arxiv" in text_of(item.get(key)).lower() for key in ("publisher", "archive", "source", "URL"))
    fields = [
        text_of(item.get(key)) for key in ("arxiv", "eprint", "archive_location", "archive-location", "archive_id")
    ]
    fields = [url, *fields, number] if is_arxiv or "arxiv" in container.lower() else [url, text_of(item.get("arxiv"))]
    identity = identify(
        fields,
        printed=[number if "arxiv" in number.lower() else "", note, container if "arxiv" in container.lower() else ""],
        dois=[text_of(item.get("DOI")), url],
        published=published,
        month=month,
    )
    title = require_title(one_line(_first(item, "title")))
    categories = tuple(dict.fromkeys((*_bracketed(note), *_of_keywords(item.get("keyword"), is_arxiv=is_arxiv))))
    primary = first_arxiv(categories)
    known = _KNOWN | _IGNORED | _OF_CROSSREF
    notes.unknown_keys(((key, value) for key, value in item.items() if key not in known), line)
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.BIBLIOGRAPHY,
        section=primary,
        title=title,
        authors=notes.authors(_authors(item, reading, line), line),
        primary_category=primary,
        categories=categories,
        abstract=notes.abstract(text_of(item.get("abstract")), line),
        journal="" if "arxiv" in container.lower() else container,
        published=published,
        identifiers=identity.identifiers,
        references=tuple(dict.fromkeys(_references(item))),
    )


def _first(item: Mapping[str, object], key: str) -> str:
    return next(texts_of(item.get(key)), "")


def _authors(item: Mapping[str, object], reading: FileContext, line: int) -> AuthorList:
    authors = item.get("author")
    check_author_count(count_authors(authors), reading.settings)
    return parse_authors(
        authors,
        lambda part: reading.notes.remark(ReportCode.UNEXPECTED_TYPE, part, line, "author"),
    )


def _issued(item: Mapping[str, object]) -> tuple[date | None, str]:
    """Return the day of issue, or the month without a day."""
    for key in _DATES:
        value = item.get(key)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, dict):
            parts = value.get("date-parts")
            if isinstance(parts, list) and parts and isinstance(parts[0], list):
                year, month, day, *_ = (*(text_of(part) for part in parts[0]), "", "", "")
                found = make_day(year, month, day) if day else None
                if found or make_month(year, month):
                    return found, make_month(year, month)
            value = value.get("raw") or value.get("literal") or value.get("date-time") or value.get("timestamp")
        if day_found := day_of(value):
            return day_found, ""
        year, _, month = text_of(value).partition("-")
        if in_month := make_month(year, month):
            return None, in_month
    return None, ""


def _bracketed(note: str) -> Iterator[str]:
    """Yield the category that Zotero writes after the arXiv id; ``[cs]`` alone is an archive, not a category."""
    for match in _BRACKET.finditer(note):
        code = first_arxiv((match[1],))
        if "." in code or ("-" in code and code not in _ARCHIVES_WITH_CLASSES):
            yield match[1]


def _of_keywords(value: object, *, is_arxiv: bool) -> Iterator[str]:
    """Yield the keywords that are titles of arXiv's categories; some have a comma.

    For a paper that is not from arXiv, only titles that are printed with their archive count.
    """
    words = [word.strip() for text in texts_of(value) for word in text.split(",")]
    for place, word in enumerate(words):
        longer = ", ".join(words[place : place + 2])
        if is_arxiv or " - " in word:
            found = next((title for title in (word, longer) if first_arxiv((title,))), "")
            if found:
                yield found


def _references(item: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of the works that Crossref knows to be cited."""
    for cited in objects_of(item.get("reference")):
        if found := doi(text_of(object_of(cited).get("DOI"))):
            yield found.key


CSL_DIALECT: Final = Dialect(CSL, matches=_matches, rows=_rows)
