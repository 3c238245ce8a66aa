"""Parse XML record by record, so that one damaged record costs one record.

A file of registry records is a long list of small elements of one name. `kg.ingest.dialects.xml.slices` cuts them out,
and expat sees a single record, never a prolog. It therefore cannot reach a document type, the entities that it defines
or external files; concatenated responses read like one; and reading continues after a record that is not well-formed.
Names are compared without prefix: the formats read here use each name only once, and re-serialized files rename every
prefix (``ns0:entry``).
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final
from xml.parsers import expat

from kg.ingest.content import Stream
from kg.ingest.dialects.dialect import DamagedEntry, EntryError, Head
from kg.ingest.dialects.xml.slices import read_slices
from kg.report_codes import ReportCode
from kg.settings import IngestSettings

_MAX_DEPTH: Final = 64
"""Levels of elements inside a record; the formats have 5, and summaries in XHTML some more."""
_MAX_ELEMENTS: Final = 200_000
"""Maximum elements inside a record; the longest author list on arXiv has about 20,000."""
_MAX_ROOT: Final = 4000
"""Bytes of a root element's start tag."""
_PROLOG: Final = re.compile(rb"\s+|<\?|<!--|<!DOCTYPE", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})([^<>]{0,%d})" % _MAX_ROOT)
_BLOCK_ELEMENTS: Final = frozenset({"p", "br", "div", "li", "ul", "ol", "dd", "dt"})
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STRAY: Final = re.compile(
    r"<(?![A-Za-z_/!?])|&(?:#(?P<decimal>[0-9]{1,7});|#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Element:
    """One XML element: name and attributes without prefix, child elements and text in order."""

    __slots__ = ("attributes", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[str | Element] = []

    @property
    def children(self) -> "Iterator[Element]":
        """The child elements."""
        return (part for part in self.parts if isinstance(part, Element))

    @property
    def text(self) -> str:
        """The text of the element and everything in it; block elements begin a line."""
        return "".join(self._texts()).strip()

    def first(self, *names: str) -> "Element | None":
        """Return the first child of one of these names, None without one."""
        return next((child for child in self.children if child.name in names), None)

    def all(self, *names: str) -> "list[Element]":
        """Return all children of these names."""
        return [child for child in self.children if child.name in names]

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the texts of all children of these names that have one."""
        return tuple(text for child in self.children if child.name in names and (text := child.text))

    def text_of(self, *names: str) -> str:
        """Return the first text among the children of these names, empty without one."""
        return next(iter(self.texts(*names)), "")

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
                continue
            broken = "\n" if part.name in _BLOCK_ELEMENTS else ""
            yield broken
            yield from part._texts()  # noqa: SLF001 - the same class
            yield broken


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """A record and the line where it begins."""

    line: int
    element: Element


def find_root(head: Head) -> tuple[str, str]:
    """Return the name of a document's root element without prefix, and its attributes as printed; empty without one.

    >>> find_root(Head(b"<?xml version='1.0'?><a:feed xmlns:a='x'>", ".xml"))
    ('feed', " xmlns:a='x'")
    """
    data, at = head.data, 0
    while match := _PROLOG.match(data, at):
        if match[0].isspace():
            at = match.end()
            continue
        closer = {b"<?": b"?>", b"<!--": b"-->"}.get(match[0])
        if closer is None:
            end = data.find(b">", at)
            if b"[" in data[at:end]:  # an internal subset, which is never read
                end = data.find(b"]", at)
            at = data.find(b">", end) + 1
        else:
            at = data.find(closer, at) + len(closer)
        if at < match.end():
            return "", ""
    root = _ROOT.match(data, at)
    return (root[1].decode(), root[2].decode("utf-8", "replace")) if root else ("", "")


def read_records(stream: Stream, names: Iterable[str], settings: IngestSettings) -> Iterator[XmlRecord | DamagedEntry]:
    """Yield each outermost element of one of these names, or why it cannot be parsed."""
    for piece in read_slices(stream, names, settings.max_row_bytes):
        if piece.error:
            yield DamagedEntry(piece.line, piece.error)
            continue
        try:
            yield XmlRecord(piece.line, parse_element(piece.data.decode()))
        except UnicodeDecodeError as error:
            line = piece.line + piece.data.count(b"\n", 0, error.start)
            yield DamagedEntry(piece.line, EntryError(ReportCode.NOT_UTF8_LINE, line, error.reason))
        except expat.ExpatError as error:
            line = piece.line + error.lineno - 1
            yield DamagedEntry(piece.line, EntryError(ReportCode.NOT_XML, line, expat.ErrorString(error.code)))
        except EntryError as error:
            yield DamagedEntry(piece.line, error)


def parse_element(text: str) -> Element:
    """Return the one element that a text consists of.

    A text that is not well-formed is parsed once more with stray ``&`` and ``<`` as text, HTML's named entities
    resolved, and control characters left out. Raises ExpatError if that does not help, and EntryError for a text with
    more elements, or deeper ones, than any record has.
    """
    try:
        return _parse(text)
    except expat.ExpatError as error:
        repaired = _repaired(text)
        if repaired == text:
            raise
        try:
            return _parse(repaired)
        except expat.ExpatError:
            raise error from None


def _parse(text: str) -> Element:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = Element("", {})
    open_elements = [top]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        element = Element(_local(name), {_local(key): value for key, value in attributes.items()})
        open_elements[-1].parts.append(element)
        open_elements.append(element)
        if len(open_elements) > _MAX_DEPTH:
            raise EntryError(ReportCode.TOO_DEEP_ELEMENTS, _MAX_DEPTH)
        if count > _MAX_ELEMENTS:
            raise EntryError(ReportCode.TOO_MANY_ELEMENTS, _MAX_ELEMENTS)

    def end(_name: str) -> None:
        open_elements.pop()

    def text_in(data: str) -> None:
        open_elements[-1].parts.append(data)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text_in
    parser.Parse(text, True)
    return next(top.children)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _repaired(text: str) -> str:
    pieces: list[str] = []
    rest = _UNPRINTABLE.sub("", text)
    while True:
        before, opener, inside = rest.partition("<![CDATA[")
        pieces.append(_STRAY.sub(_escaped, before))
        data, closer, rest = inside.partition("]]>")
        if not closer:
            return "".join([*pieces, opener, inside])
        pieces += [opener, data, closer]


def _escaped(match: re.Match[str]) -> str:
    """Return the well-formed XML for a stray character or a reference."""
    if match[0] in _ESCAPES:
        return _ESCAPES[match[0]]
    if match["name"] is None:
        code = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
        return match[0] if code <= sys.maxunicode and not _UNPRINTABLE.match(chr(code)) else ""
    if match["name"] in _XML_NAMES:
        return match[0]
    meant = html5.get(match["name"] + ";")
    if meant is None:
        return "&amp;" + match[0][1:]
    return "".join(_ESCAPES.get(character, character) for character in meant)
