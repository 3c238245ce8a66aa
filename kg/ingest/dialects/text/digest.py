"""Split a Markdown digest into entries by a line scan for headings.

A digest is a table of contents, then sections (``<div id='cs.CV'></div>``, ``# cs.CV [[Back]](#toc)``) of entries
(``### [n] [title](address)``). The file is read line by line and never held whole; `entry` parses each
entry. A general Markdown parser is ten times slower and trips over raw ``<`` and ``$``.
"""

import re
from collections import Counter
from typing import Final

from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.content import Stream, numbered_lines
from kg.ingest.dialects.descriptions import MARKDOWN
from kg.ingest.dialects.dialect import Dialect, EntryError, FileContext, Head, Rows, convert_entry
from kg.ingest.dialects.text.entry import parse_entry
from kg.ingest.encodings import likely_encoding
from kg.ingest.row import Row, TableOfContents
from kg.report_codes import Report, ReportCode

_SITES = (
    rb"(?:arxiv\.org/(?:abs|pdf|html)/|alphaxiv\.org/|huggingface\.co/papers/|papers\.cool/arxiv/|ar5iv\.|"
    rb"scirate\.com/)"
)
_ENTRY = re.compile(rb"#{2,6}[ \t]+(?:\[\d+\]|.*" + _SITES + rb")", re.IGNORECASE)
_FIRST_ENTRY = re.compile(
    rb"^#{2,6}[ \t]+(?:\[\d+\][ \t]*\[|(?:\d+[.)][ \t]*)?[^\n]{0,300}\[[^\n]{0,600}" + _SITES + rb")",
    re.IGNORECASE | re.MULTILINE,
)
_CONTENTS = re.compile(
    rb"^[ \t]*[-*+][ \t]+\[[^\]\n]*\]\(#[^)\n]*\).*?\bTotal:|^<div id=['\"]?(?:toc|[a-z-]+\.)", re.MULTILINE
)
_ANCHOR = re.compile(rb"<div id=['\"]?([^'\"<>]+)['\"]?>(?:</div>)?\s*\Z")
_TOTAL = re.compile(rb"[ \t]*[-*+][ \t]+\[([^\]\n]*)\]\(#[^)\n]*\).*?\bTotal:[ \t]*(\d{1,9})")
_SUBHEADING = re.compile(
    rb"#{3,6}[ \t]+\W*(?:authors?|abstract|summary|tl;?dr|motivation|methods?|results?|conclusion|"
    + "作者|摘要".encode()
    + rb")\W*$",
    re.IGNORECASE,
)
_HASH, _ANGLE = b"#<"
_OPEN, _CLOSE = b"<details", b"</details>"


class _Entry:
    """The lines of the entry being collected. An overlong entry keeps only its line number."""

    def __init__(self, line: int, longest: int) -> None:
        self.line, self._left = line, longest
        self._lines: list[bytes] = []
        self.inside_details = False

    def add(self, data: bytes | None) -> None:
        self._left -= self._left + 1 if data is None else len(data)
        if data is None or self._left < 0:
            self._lines.clear()
        else:
            self._lines.append(data)

    def read(self, section: str, reading: FileContext) -> Row:
        """Return the entry as a row. Raises EntryError with the reason."""
        if self._left < 0:
            raise EntryError(ReportCode.TOO_LONG, "entry", reading.settings.max_row_bytes)
        data = b"".join(self._lines)
        if b"\0" in data:
            raise EntryError(ReportCode.NUL_BYTE, self._line_of(data, data.index(0)))
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            line = self._line_of(data, error.start)
            raise EntryError(
                ReportCode.NOT_UTF8_TEXT, line, error.reason, error.start, likely_encoding(data)
            ) from error
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return parse_entry(text, self.line, section, reading)

    def _line_of(self, data: bytes, position: int) -> int:
        return self.line + data.count(b"\n", 0, position)


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each entry; last the number in the table of contents."""
    longest = reading.settings.max_row_bytes
    totals: Counter[str] = Counter()
    entry: _Entry | None = None
    anchor = section = ""

    def finished(entry: _Entry) -> Row | Report:
        return convert_entry(entry, lambda entry: entry.read(section, reading), reading)

    for number, line in numbered_lines(stream, longest):
        first = line[0] if line else 0
        if first == _HASH and line:
            if _ENTRY.match(line):
                if entry:
                    yield finished(entry)
                entry = _Entry(number, longest)
            elif not (entry and (entry.inside_details or _SUBHEADING.match(line))) or b"](#toc)" in line:
                if entry:
                    yield finished(entry)
                entry, section = None, _category(line) or anchor
        elif first == _ANGLE and line:
            if line.startswith(_OPEN) and entry:
                entry.inside_details = True
            if _CLOSE in line and entry:
                entry.inside_details = False
            if (match := _ANCHOR.match(line)) and (name_of := _category(match[1])):
                if entry:
                    yield finished(entry)
                entry, anchor, section = None, name_of, name_of
        elif entry is None and line and (match := _TOTAL.match(line)):
            totals[match[1].decode("utf-8", "replace").strip()] += int(match[2])
        if entry:
            entry.add(line)
        elif line is None:
            yield reading.report(number, ReportCode.LINE_PASSED_OVER, longest)
    if entry:
        yield finished(entry)
    if totals:
        yield TableOfContents(dict(totals))


def _category(heading: bytes) -> str:
    """Return the arXiv category that a heading or anchor begins with; empty if it names none."""
    words = heading[:200].decode("utf-8", "replace").lstrip("#").split(maxsplit=1)
    return first_arxiv([words[0].partition("[")[0]]) if words else ""


def _matches(head: Head) -> bool:
    """Recognize a Markdown digest: an entry heading with an arXiv link, or a table of contents with totals."""
    return _FIRST_ENTRY.search(head.data) is not None or _CONTENTS.search(head.data) is not None


MARKDOWN_DIALECT: Final = Dialect(MARKDOWN, matches=_matches, rows=_rows)
