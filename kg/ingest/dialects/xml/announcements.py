"""Read what arXiv's feeds print as the summary of a paper: an abstract with a line or markup around it."""

import re
from dataclasses import dataclass
from typing import Final

from kg.ingest.cleaning.markup import plain_lines
from kg.ingest.cleaning.text import tidy
from kg.names.lists import read_author_line
from kg.names.printed import AuthorList
from kg.settings import IngestSettings

_LINE: Final = re.compile(r"arXiv:\s*(?P<id>\S{1,40})\s+Announce Type:\s*(?P<kind>[\w-]{1,40})\s*", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?:\*\*)?Abstract\s*[:：]\s*(?:\*\*)?\s*", re.IGNORECASE)
_AUTHORS: Final = re.compile(r"Authors?\s*:\s*(?P<names>[^\n]*)\n", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"</?(?:p|br|b|i|em|strong|a|div|span|ul|ol|li|sub|sup|tt|code)\b[^<>]{0,400}>", re.IGNORECASE
)
_LINK: Final = re.compile(r"</?a\b[^<>]{0,2000}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The parts of a summary. ``id`` and ``kind`` come from "arXiv:2601.00001v1 Announce Type: new"."""

    id: str
    kind: str
    authors: str
    abstract: str


def read_announcement(text: str, settings: IngestSettings) -> Announcement:
    r"""Take a summary apart; one that is only an abstract is returned as that.

    >>> read_announcement("arXiv:2601.00001v1 Announce Type: cross \nAbstract: We sort shells.", IngestSettings())
    Announcement(id='2601.00001v1', kind='cross', authors='', abstract='We sort shells.')
    """
    text = tidy(text)
    if len(text) <= settings.max_markup_bytes and _MARKUP.search(text):
        text = "\n".join(plain_lines(text))
    id_ = kind = authors = ""
    if match := _LINE.match(text):
        id_, kind, text = match["id"], match["kind"].lower(), text[match.end() :]
    if match := _AUTHORS.match(text):  # feeds of 2009 and of some mirrors
        authors, text = match["names"], text[match.end() :]
    return Announcement(id_, kind, authors, _LABEL.sub("", text, count=1) if _LABEL.match(text) else text)


def read_creator(text: str) -> AuthorList:
    """Read the one line of authors that a feed prints; each name may be a link."""
    return read_author_line(_LINK.sub("", text))
