"""Read Markdown tables and lists with one paper per row: daily overviews and curated lists.

A line that mentions a paper in running text is not an entry. A heading that names a category gives it to what follows.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.ingest.categories import first_arxiv, split_categories
from kg.ingest.content import Stream, numbered_lines
from kg.ingest.dialects.dialect import Dialect, Head, Reading, Refused, Rows
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.text.parts.columns import divide_row, html_rows, is_rule, read_cells, read_headings
from kg.ingest.dialects.text.parts.found import Found
from kg.ingest.dialects.text.parts.inline import plain
from kg.ingest.dialects.text.parts.items import is_titled_link, read_item
from kg.ingest.row import Form, Row
from kg.ingest.text import one_line, tidy
from kg.names.lists import read_author_line

_SUFFIXES: Final = (".md", ".markdown")
_MIN_ROWS: Final = 3
"""Rows from which a file is a list of papers; pages about something else link to one or two. One row that has authors
and a day as well is enough."""
_DIGEST: Final = re.compile(rb"^#{2,6}[ \t]+(?:\[\d+\]|[^\n]{0,300}\]\(\S*arxiv\.org/)", re.MULTILINE | re.IGNORECASE)
_HEADING: Final = re.compile(r"[ ]{0,3}(?P<level>#{1,6})[ \t]+(?P<text>.{1,200}?)[ \t]*#*\Z")
_BULLET: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,4}[.)]|<li\b[^<>]{0,200}>)(?:[ \t]+|(?<=>))(?P<text>\S.*)"
)
_TABLE_OPEN, _TABLE_CLOSE = "<tr", "</tr"
_TAB: Final = 4  # columns
_MAX_DEPTH: Final = 6
_MAX_ITEM: Final = 400
"""Lines of one item with everything nested in it."""
_Item = tuple[int, int, str]
"""Number, indentation and text of a line."""


def _matches(head: Head) -> bool:
    if head.suffix not in {*_SUFFIXES, ".txt", ""} or b"arxiv" not in head.data.lower() or _DIGEST.search(head.data):
        return False
    rows = 0
    for _, found, _ in _papers(enumerate(head.data.splitlines(), 1)):
        full = found.authors and found.day
        rows += (_MIN_ROWS if full else 1) if found.urls and found.title else 0
        if rows >= _MIN_ROWS:
            return True
    return False


def _rows(stream: Stream, reading: Reading) -> Rows:
    for line, found, section in _papers(numbered_lines(stream, reading.settings.longest_row)):
        try:
            yield _row(found, line, section, reading)
        except Refused as error:
            yield reading.reject(line, str(error))


def _row(found: Found, line: int, section: str, reading: Reading) -> Row:
    title = one_line(found.title)
    if not title:
        raise Refused("no title")
    if found.authors.count(",") >= reading.settings.most_authors:
        raise Refused(f"more than {reading.settings.most_authors:,} authors")
    identity = identify(found.urls, dois=[url for url in found.urls if "doi.org/" in url], published=found.day)
    categories = tuple(one for one in found.categories if split_categories(one))
    primary = first_arxiv(categories) or section
    notes = reading.notes
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=Form.LIST,
        section=section or primary,
        title=title,
        authors=notes.authors(read_author_line(found.authors), line),
        primary_category=primary,
        categories=categories,
        comment=one_line(found.comment),
        tldr=notes.summary(tidy(found.tldr), line),
        abstract=tidy(found.abstract),
        code_url=found.code_url,
        journal=one_line(found.journal),
        published=found.day,
        identifiers=identity.identifiers,
    )


def _papers(lines: "Iterator[tuple[int, bytes | None]] | enumerate[bytes]") -> Iterator[tuple[int, Found, str]]:
    """Yield line, paper and category of each row and item."""
    sections: list[tuple[int, str]] = []
    columns: tuple[str, ...] = ()
    above = ""
    item: list[_Item] = []
    html: list[str] = []
    html_line = 0

    def section() -> str:
        return next((category for _, category in reversed(sections) if category), "")

    for number, data in lines:
        line = (data or b"").decode("utf-8", "replace").rstrip()
        if html or (_TABLE_OPEN in line.lower() and "<td" not in line.lower()[: line.lower().find(_TABLE_OPEN)]):
            if not html:
                html_line = number
            html.append(line)
            if _TABLE_CLOSE in line.lower() or len(html) > _MAX_ITEM:
                for is_head, cells in html_rows("\n".join(html)):
                    columns, found = _html_row(columns, cells, is_head=is_head)
                    if found:
                        yield html_line, found, section()
                html = []
            continue
        bullet = _BULLET.match(line)
        if item and (not bullet and not line.strip()):
            continue  # an indented line may follow
        if item and (_indent(line) > item[0][1] or _continues(line, number, item)) and len(item) < _MAX_ITEM:
            item.append((number, _indent(line), line))
            continue
        if item:
            yield from ((at, found, section()) for at, found in _item(item, 0))
            item = []
        if bullet and not is_rule(line):
            item, columns = [(number, _indent(line), line)], ()
        elif is_rule(line) and above:
            columns = read_headings(divide_row(above))
        elif line.lstrip().startswith("|") or (columns and line.count("|") >= len(columns) - 1 > 0):
            if found := read_cells(columns, divide_row(line)):
                yield number, found, section()
        elif heading := _HEADING.match(line):
            level = len(heading["level"])
            sections = [(above_level, name) for above_level, name in sections if above_level < level]
            sections.append((level, first_arxiv([plain(heading["text"])])))
            columns = ()
        elif line.strip() == "" or not line.lstrip().startswith("<"):
            columns = () if line.strip() else columns
        above = line if "|" in line else ""
    if item:
        yield from ((at, found, section()) for at, found in _item(item, 0))


def _html_row(columns: tuple[str, ...], cells: Sequence[str], *, is_head: bool) -> tuple[tuple[str, ...], Found | None]:
    """Return the columns of an HTML table, which a row of headings sets, and the paper of a row."""
    headings = read_headings(cells)
    if is_head or sum(map(bool, headings)) >= max(2, len(cells) // 2):
        return headings, None
    return columns, read_cells(columns, cells) if len(cells) > 1 else None


def _item(lines: list[_Item], depth: int) -> Iterator[tuple[int, Found]]:
    """Yield the paper of an item, or those of the items in it."""
    number, _, first = lines[0]
    match = _BULLET.match(first)
    texts = [match["text"] if match else first, *(text for _, _, text in lines[1:])]
    found = read_item(texts)
    if found:
        yield number, found
    if depth >= _MAX_DEPTH:
        return
    nested: list[_Item] = []
    for line in lines[1:]:
        bullet = _BULLET.match(line[2])
        if bullet and (not nested or line[1] <= nested[0][1]):
            if nested:
                yield from _nested(nested, depth, found)
            nested = [line]
        elif nested:
            nested.append(line)
    if nested:
        yield from _nested(nested, depth, found)


def _nested(lines: list[_Item], depth: int, found: Found | None) -> Iterator[tuple[int, Found]]:
    match = _BULLET.match(lines[0][2])
    if found is None or (match and is_titled_link(match["text"])):
        yield from _item(lines, depth + 1)


def _continues(line: str, number: int, item: list[_Item]) -> bool:
    """Return True for a plain line directly below an item, which belongs to its paragraph."""
    follows = number == item[-1][0] + 1 and not _BULLET.match(line)
    return follows and not line.lstrip().startswith(("#", "|", "<", "---", "***", "```"))


def _indent(line: str) -> int:
    spaces = line[: len(line) - len(line.lstrip())]
    return len(spaces.expandtabs(_TAB))


DIALECT: Final = Dialect(
    name="markdown-list",
    title="Markdown table or list with one paper per row",
    suffixes=_SUFFIXES,
    example="""\
## cs.CV

| Date | Title | Authors | PDF |
|---|---|---|---|
| 2026-01-15 | Charting Tidal Pools | Mara Linde, Teo Okafor | [2601.20001](https://arxiv.org/abs/2601.20001) |
""",
    matches=_matches,
    rows=_rows,
)
