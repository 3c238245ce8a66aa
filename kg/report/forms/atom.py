"""Write an Atom feed (RFC 4287): one entry per day with new papers, with that day's news.

arXiv has feeds with an entry per paper; this one is for a daily report on a collection of papers. Nothing depends on
the clock: an entry was updated on its day, the feed with its newest entry.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urljoin

from kg.report.document import Document, Entry, Line, ReportSection, Span
from kg.version import __version__
from kg.writers.xml import DECLARATION, escape_attribute, escape_text


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """The location of a published feed: the address of its folder, ``""`` if unknown, and names of the files.

    ``identity`` distinguishes this feed from others without an address.
    """

    url: str
    feed: str
    page: str
    identity: str

    @property
    def feed_url(self) -> str:
        """The address of the feed, ``""`` if unknown."""
        return urljoin(self.url, self.feed) if self.url else ""

    @property
    def page_url(self) -> str:
        """The address of the page, ``""`` if unknown."""
        return urljoin(self.url, self.page) if self.url else ""

    def identify(self, day: str = "") -> str:
        """Return the id of the feed or of a day's entry: always the same for the same address or identity."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.url or self.identity}#{day}')}"


def atom_feed(title: str, days: Sequence[tuple[str, Document]], *, place: FeedPlace, updated: str) -> str:
    """Return a feed with an entry per day, given as ``2025-12-20`` with its report, the newest first.

    ``updated`` is the day of a feed without entries.
    """
    lines = [
        f"{DECLARATION}<feed xmlns={_quoted('http://www.w3.org/2005/Atom')} xml:lang={_quoted('en')}>",
        f"<title>{escape_text(title)}</title>",
        f"<id>{place.identify()}</id>",
        f"<updated>{_moment(max((day for day, _ in days), default=updated))}</updated>",
        "<author><name>arxiv-kg</name></author>",
        f"<generator version={_quoted(__version__)}>arxiv-kg</generator>",
    ]
    if place.feed_url:
        lines.append(f'<link rel="self" type="application/atom+xml" href={_quoted(place.feed_url)}/>')
        lines.append(f'<link rel="alternate" type="text/html" href={_quoted(place.page_url)}/>')
    for day, document in days:
        lines += _entry(day, document, place)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(day: str, document: Document, place: FeedPlace) -> list[str]:
    link = [f'<link rel="alternate" type="text/html" href={_quoted(place.page_url)}/>'] if place.page_url else []
    return [
        "<entry>",
        f"<title>{escape_text(document.title)}</title>",
        f"<id>{place.identify(day)}</id>",
        f"<updated>{_moment(day)}</updated>",
        *link,
        f'<content type="html">{escape_text(_html(document))}</content>',
        "</entry>",
    ]


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _quoted(value: str) -> str:
    return f'"{escape_attribute(value)}"'


# -- the content of an entry -----------------------------------------------------------------------------------------

_STRONG: Final = "<b>{}</b>"


def _html(document: Document) -> str:
    """Return a report as plain HTML for any feed reader; anchors of the page are left out."""
    parts = [f"<p>{_line(line)}</p>" for line in document.lead]
    for section in document.sections:
        parts += _section(section)
    return "\n".join(parts)


def _section(section: ReportSection) -> list[str]:
    return [
        f"<h3>{escape(section.title)} ({section.counted})</h3>",
        *(f"<p>{_line(line)}</p>" for line in section.lead),
        "<ul>",
        *map(_item, section.entries),
        "</ul>",
    ]


def _item(entry: Entry) -> str:
    notes = "".join(f"<br>{_line(note)}" for note in entry.notes if note)
    below = f"<p>{escape(entry.text)}</p>" if entry.text else ""
    return f"<li>{_line(entry.line)}{notes}{below}</li>"


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    words = escape(span.text)
    words = _STRONG.format(words) if span.strong else words
    return f'<a href="{escape(span.href)}">{words}</a>' if span.href and not span.href.startswith("#") else words
