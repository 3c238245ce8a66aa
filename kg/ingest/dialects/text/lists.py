"""Read Markdown tables and lists with one paper per row: daily overviews and curated lists.

A line that mentions a paper in running text is not an entry. A heading that names a category applies to the entries
below it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.ingest.cleaning.categories import first_arxiv, split_categories
from kg.ingest.cleaning.text import one_line, tidy
from kg.ingest.content import Stream, numbered_lines
from kg.ingest.dialects.descriptions import MARKDOWN_LIST
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
from kg.ingest.dialects.text.parts.blocks import read_block
from kg.ingest.dialects.text.parts.columns import divide_row, html_rows, is_rule, read_cells, read_headings
from kg.ingest.dialects.text.parts.found import MIN_TITLE_WORDS, PrintedPaper
from kg.ingest.dialects.text.parts.inline import strip_markup
from kg.ingest.dialects.text.parts.items import ItemLine, items_of
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_author_line

_MIN_ROWS: Final = 3
"""Minimum rows of a list of papers; pages about something else link to one or two papers. One row that has authors
and a day as well is enough."""
_DIGEST: Final = re.compile(rb"^#{2,6}[ \t]+(?:\[\d+\]|[^\n]{0,300}\]\(\S*arxiv\.org/)", re.MULTILINE | re.IGNORECASE)
_HEADING: Final = re.compile(r"[ ]{0,3}(?P<level>#{1,6})[ \t]+(?P<text>.{1,200}?)[ \t]*#*\Z")
_BULLET: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,4}[.)]|<li\b[^<>]{0,200}>)(?:[ \t]+|(?<=>))(?P<text>\S.*)"
)
_TABLE_OPEN, _TABLE_CLOSE = "<tr", "</tr"
_TAB: Final = 4  # columns
_MAX_ITEM: Final = 400
"""Lines of one item with everything nested in it."""
_MAX_BELOW: Final = 200
"""Lines below a heading that is the title of a paper."""
_FENCE: Final = re.compile(r"[ \t]{0,8}(?P<mark>```|~~~)[^`]*\Z")
_PARAGRAPH: Final = re.compile(r"(?P<text>(?:\*\*|__)(?P<title>[^*_\n]{12,400})(?:\*\*|__)(?![:：]).*)")
_MAX_PARAGRAPH: Final = 8
"""Lines of a paper that begins with a bold title and has no bullet."""


def _matches(head: Head) -> bool:
    if (
        head.suffix not in {*MARKDOWN_LIST.suffixes, ".txt", ""}
        or b"arxiv" not in head.data.lower()
        or _DIGEST.search(head.data)
    ):
        return False
    rows = 0
    for _, found, _ in _papers(enumerate(head.data.splitlines(), 1)):
        full = found.authors and found.day
        rows += (_MIN_ROWS if full else 1) if found.urls and found.title else 0
        if rows >= _MIN_ROWS:
            return True
    return False


def _rows(stream: Stream, reading: FileContext) -> Rows:
    papers = _papers(numbered_lines(stream, reading.settings.max_row_bytes))
    return convert_entries(papers, lambda paper: _row(*paper, reading), reading)


class _Paper(NamedTuple):
    """A row, item or heading: its line number, its text, and the category of the headings above it."""

    line: int
    found: PrintedPaper
    section: str


def _row(line: int, found: PrintedPaper, section: str, reading: FileContext) -> Row:
    title = require_title(one_line(found.title))
    check_author_count(found.authors.count(",") + 1, reading.settings)
    identity = identify(found.urls, dois=[url for url in found.urls if "doi.org/" in url], published=found.day)
    categories = tuple(one for one in found.categories if split_categories(one))
    primary = first_arxiv(categories) or section
    notes = reading.notes
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.LIST,
        section=section or primary,
        title=title,
        authors=notes.authors(found.names or read_author_line(found.authors), line),
        primary_category=primary,
        categories=categories,
        comment=one_line(found.comment),
        tldr=notes.summary(tidy(found.tldr), line),
        motivation=notes.summary(tidy(found.motivation), line),
        method=notes.summary(tidy(found.method), line),
        result=notes.summary(tidy(found.result), line),
        conclusion=notes.summary(tidy(found.conclusion), line),
        abstract=tidy(found.abstract),
        code_url=found.code_url,
        journal=one_line(found.journal),
        published=found.day,
        identifiers=identity.identifiers,
    )


def _papers(lines: Iterable[tuple[int, bytes | None]]) -> Iterator[_Paper]:
    """Yield each row, item and heading that is a paper."""
    page = _Page()
    for number, data in lines:
        page.add(number, (data or b"").decode("utf-8", "replace").rstrip())
        if page.ready:
            yield from page.take()
    page.end()
    yield from page.take()


class _Page:
    """A page whose lines are read. Papers that were found are kept until the section of their heading is complete."""

    def __init__(self) -> None:
        self.ready: list[_Paper] = []
        self._sections: list[tuple[int, str]] = []
        self._columns: tuple[str, ...] = ()
        self._above = ""
        self._item: list[ItemLine] = []
        self._html: list[ItemLine] = []
        self._heading: ItemLine | None = None
        self._below: list[str] = []
        self._untitled: list[_Paper] = []
        self._titled = False
        self._hidden = ""  # what ends a stretch that is not read: a fence or "-->"

    def take(self) -> list[_Paper]:
        """Return the papers found since the last call."""
        found, self.ready = self.ready, []
        return found

    def end(self) -> None:
        """Finish open tables and items."""
        self._end_item()
        self._end_block()

    def add(self, number: int, line: str) -> None:
        """Take in a line."""
        if self._heading and len(self._below) < _MAX_BELOW:
            self._below.append(line)
        if self._is_hidden(line):
            return
        lower = line.lower()
        if self._html or (_TABLE_OPEN in lower and "<td" not in lower[: lower.find(_TABLE_OPEN)]):
            self._html.append((number, 0, line))
            if _TABLE_CLOSE in lower or len(self._html) > _MAX_ITEM:
                self._end_html()
            return
        bullet = _BULLET.match(line) or _title_of_paragraph(line)
        if self._item:
            if not bullet and not line.strip():
                return  # an indented line may follow
            deeper = _indent(line) > self._item[0][1]
            longest = _MAX_ITEM if _BULLET.match(self._item[0][2]) else _MAX_PARAGRAPH
            if (deeper or _continues(line, number, self._item)) and len(self._item) < longest:
                self._item.append((number, _indent(line), line))
                return
            self._end_item()
        if heading := _HEADING.match(line):
            self._begin_block(number, len(heading["level"]), heading["text"])
        elif is_rule(line):
            self._columns = read_headings(divide_row(self._above)) if self._above else ()
        elif bullet:
            self._item, self._columns = [(number, _indent(line), line)], ()
        elif line.lstrip().startswith("|") or (self._columns and line.count("|") >= len(self._columns) - 1 > 0):
            if found := read_cells(self._columns, divide_row(line)):
                self._keep(number, found)
        elif line.strip():
            self._columns = ()
        self._above = line if "|" in line else ""

    def _is_hidden(self, line: str) -> bool:
        """Return True for a line of code or of a comment."""
        if self._hidden:
            if self._hidden in line:
                self._hidden = ""
            return True
        if fence := _FENCE.match(line):
            self._hidden = fence["mark"]
            return True
        before, comment, after = line.partition("<!--")
        if comment and "-->" not in after and not before.strip():
            self._hidden = "-->"
            return True
        return False

    def _keep(self, number: int, found: PrintedPaper) -> None:
        section = next((category for _, category in reversed(self._sections) if category), "")
        if found.title or not self._heading:
            self._titled = True
            self.ready.append(_Paper(number, found, section))
        else:
            self._untitled.append(_Paper(number, found, section))

    def _end_item(self) -> None:
        if self._item:
            for number, found in items_of(self._item, _BULLET):
                self._keep(number, found)
            self._item = []

    def _end_html(self) -> None:
        for is_head, cells in html_rows("\n".join(line for _, _, line in self._html)):
            headings = read_headings(cells)
            if is_head or sum(map(bool, headings)) >= max(2, len(cells) // 2):
                self._columns = headings
            elif len(cells) > 1 and (found := read_cells(self._columns, cells)):
                self._keep(self._html[0][0], found)
        self._html = []

    def _begin_block(self, number: int, level: int, text: str) -> None:
        self._below = self._below[:-1] if len(self._below) < _MAX_BELOW else self._below
        self._end_block()
        self._sections = [(above, name) for above, name in self._sections if above < level]
        self._sections.append((level, first_arxiv([strip_markup(text)])))
        self._heading, self._columns = (number, level, text), ()

    def _end_block(self) -> None:
        """Read the heading as a paper if no entry below it has a title; otherwise reject entries without a title."""
        found = None
        if self._heading and not self._titled:
            found = read_block(self._heading[2], self._below)
        if found and self._heading:
            self._untitled = []
            self._keep(self._heading[0], found)
        self.ready += self._untitled
        self._heading, self._below, self._untitled, self._titled = None, [], [], False


def _title_of_paragraph(line: str) -> re.Match[str] | None:
    """Match a line that begins with a bold text of several words which is not a label."""
    match = _PARAGRAPH.match(line) if line[:1] in "*_" else None
    return (
        match if match and len(match["title"].split()) >= MIN_TITLE_WORDS and match["title"][-1] not in ":：" else None
    )


def _continues(line: str, number: int, item: list[ItemLine]) -> bool:
    """Return True for a plain line that belongs to the item above: below it, or names and links after a bold title."""
    if (
        _BULLET.match(line)
        or _title_of_paragraph(line)
        or line.lstrip().startswith(("#", "|", "<", "---", "***", "```"))
    ):
        return False
    follows = number == item[-1][0] + 1
    return follows or (not _BULLET.match(item[0][2]) and line[:1] in "*_[A" and number <= item[-1][0] + 2)


def _indent(line: str) -> int:
    spaces = line[: len(line) - len(line.lstrip())]
    return len(spaces.expandtabs(_TAB))


MARKDOWN_LIST_DIALECT: Final = Dialect(MARKDOWN_LIST, matches=_matches, rows=_rows)
