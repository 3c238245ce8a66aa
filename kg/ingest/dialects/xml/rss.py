"""Read RSS feeds of arXiv: RSS 2.0 since January 2024, RSS 1.0 (RDF) before, and what sites around arXiv make of them.

Specification: https://info.arxiv.org/help/rss_specifications.html.
"""

import re
from typing import Final

from kg.ids import find_arxiv_ids
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dates import parse_day
from kg.ingest.dialects.descriptions import RSS
from kg.ingest.dialects.dialect import (
    Dialect,
    FileContext,
    Head,
    Rows,
    check_author_count,
    convert_entries,
    require_title,
)
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.xml.announcements import Announcement, read_announcement, read_creator
from kg.ingest.dialects.xml.records import Element, find_root, read_records
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_author_items
from kg.names.printed import AuthorList

_KNOWN: Final = frozenset(
    {
        *(
            "title",
            "link",
            "description",
            "encoded",
            "creator",
            "author",
            "category",
            "subject",
            "announce_type",
            "guid",
        ),
        *("pubDate", "date", "identifier", "DOI", "doi", "journal_reference", "journal_ref", "comment"),
    }
)
# Rights, which no graph holds; the feed that an item was copied from; files; addresses of discussions.
_IGNORED: Final = frozenset({"rights", "license", "source", "enclosure", "comments", "content", "thumbnail", "updated"})
_IN_TITLE: Final = re.compile(
    r"[\s.]*\(\s*(?P<id>arXiv:[\w.\-/]+)\s*(?:\[(?P<class>[\w.-]+)\])?\s*(?P<mark>UPDATED|CROSS LISTED)?\s*\)\s*\Z",
    re.IGNORECASE,
)
_ID_BEFORE: Final = re.compile(r"\A\[?\s*arXiv:\s*(?P<id>[\w.\-/]+)\]?[\s:]+", re.IGNORECASE)


def _matches(head: Head) -> bool:
    name, attributes = find_root(head)
    return name == "rss" or (name == "RDF" and ("purl.org/rss" in attributes or b"purl.org/rss" in head.data))


def _rows(stream: Stream, reading: FileContext) -> Rows:
    records = read_records(stream, ("item",), reading.settings)
    return convert_entries(records, lambda record: _row(record.element, record.line, reading), reading)


def _row(item: Element, line: int, reading: FileContext) -> Row:
    title, id_, listed, revised = _title(one_line(item.text_of("title")))
    require_title(title)
    announced = read_announcement(item.text_of("description", "encoded"), reading.settings)
    kind = item.text_of("announce_type").lower() or announced.kind or ("replace" if revised else "")
    published = next((day for text in item.texts("pubDate", "date") if (day := parse_day(text))), None)
    addresses = [item.attributes.get("about", ""), *item.texts("link"), *item.texts("identifier")]
    addresses += [link.attributes.get("href", "") for link in item.all("link")]
    identity = identify(
        [id_, announced.id, *item.texts("guid"), *addresses],
        dois=[*item.texts("DOI", "doi"), *(text for text in addresses if "doi.org/" in text)],
        published=published,
    )
    categories = tuple(dict.fromkeys(filter(None, (listed, *item.texts("category", "subject")))))
    primary = first_arxiv(categories)
    reading.notes.unknown_keys(
        ((child.name, child.text) for child in item.children if child.name not in _KNOWN | _IGNORED), line
    )
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section=primary,
        title=title,
        authors=reading.notes.authors(_authors(item, announced, reading), line),
        primary_category=primary,
        categories=categories,
        comment=one_line(item.text_of("comment")),
        abstract=reading.notes.abstract(announced.abstract, line),
        journal=one_line(item.text_of("journal_reference", "journal_ref")),
        published=published if kind in {"", "new"} else None,  # a replacement carries the day it was announced
        identifiers=identity.identifiers,
    )


def _title(printed: str) -> tuple[str, str, str, bool]:
    """Return title, arXiv id and category of a printed title, and whether it is marked as a new version.

    >>> _title("Sorting Shells. (arXiv:2601.00001v2 [cs.CV] UPDATED)")
    ('Sorting Shells', 'arXiv:2601.00001v2', 'cs.CV', True)
    """
    if match := _IN_TITLE.search(printed):
        return printed[: match.start()].strip(), match["id"], match["class"] or "", match["mark"] is not None
    if (match := _ID_BEFORE.match(printed)) and find_arxiv_ids(match[0]):
        return printed[match.end() :].strip(), match["id"], "", False
    return printed, "", "", False


def _authors(item: Element, announced: Announcement, reading: FileContext) -> AuthorList:
    """Return the authors: from one line, one element each, Atom's ``author`` with ``name``, or the summary."""
    named = [name for author in item.all("author") if (name := one_line(author.text_of("name") or author.text))]
    printed = [one_line(text) for text in item.texts("creator")] or named or [announced.authors]
    check_author_count(sum(text.count(",") + 1 for text in printed), reading.settings)
    return read_creator(printed[0]) if len(printed) == 1 else read_author_items(printed)


RSS_DIALECT: Final = Dialect(RSS, matches=_matches, rows=_rows)
