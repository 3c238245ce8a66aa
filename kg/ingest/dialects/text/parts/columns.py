"""Read tables of papers: the columns by their headings, in Markdown and HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.ids import parse_arxiv_id
from kg.ingest.dialects.text.parts.found import (
    MIN_TITLE_WORDS,
    PrintedPaper,
    code_url,
    find_first_day,
    is_generic,
    is_names,
)
from kg.ingest.dialects.text.parts.inline import read_links, strip_markup

_HEADINGS: Final = {
    name: column
    for column, names in {
        "title": "title|titles|paper title|papertitle|paper name|article|article title|"
        "标题|题目|论文标题|论文题目|论文名称|中文标题",
        "paper": "paper|papers|work|works|publication title|论文|文章",
        "authors": "authors|author|author s|authors affiliations|first author|作者|作者列表",
        "date": "date|publish date|published|publish|publication date|published date|submitted|submission date|"
        "release date|time|日期|发布日期|发表日期|发布时间|时间|提交日期",
        "link": "pdf|link|links|url|urls|arxiv|arxiv id|arxiv link|abs|abstract link|paper link|paper url|pdf link|id|"
        "paper id|html|链接|论文链接|原文|原文链接|地址|pdf链接",
        "code": "code|code link|code url|codes|github|repo|repository|source code|official code|"
        "代码|代码链接|开源代码|源码|开源",
        "abstract": "abstract|abstracts|摘要|原文摘要",
        "tldr": "tl dr|tldr|summary|ai summary|one sentence summary|一句话总结|总结|概要|简介|ai总结",
        "category": "category|categories|primary category|subject|subjects|arxiv category|类别|分类|学科",
        "comment": "comment|comments|备注|评论|注释",
        "journal": "venue|conference|journal|publication|pub|conf|venue year|published in|会议|期刊|会议 期刊|来源",
    }.items()
    for name in names.split("|")
}
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\Z")
_DIVIDER: Final = re.compile(r"\\.|`[^`]*`|\$[^$|]{0,200}\|[^$]{0,200}\$(?=[^|$]*\|)|\|")
_HTML_ROW: Final = re.compile(r"<tr\b", re.IGNORECASE)
_HTML_CELL: Final = re.compile(r"<(?P<kind>t[dh])\b[^<>]{0,500}>", re.IGNORECASE)
_HTML_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_CELL_END: Final = re.compile(r"</t[dh]\s*>\s*\Z|</tr\s*>.*\Z", re.IGNORECASE | re.DOTALL)


def divide_row(line: str) -> list[str]:
    r"""Return the cells of a row of a Markdown table; ``\|``, code and formulas do not divide.

    >>> divide_row(r"| a \| b | $|x|$ | c |")
    ['a \\| b', '$|x|$', 'c']
    """
    cells: list[str] = []
    start = 0
    for mark in _DIVIDER.finditer(line):
        if mark[0] == "|":
            cells.append(line[start : mark.start()].strip())
            start = mark.end()
    cells.append(line[start:].strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def is_rule(line: str) -> bool:
    """Return True for the line below the headings of a table."""
    return "-" in line and "|" in line and _RULE.match(line) is not None


def html_rows(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield for each row of an HTML table whether it is one of headings, and its cells."""
    for row in _HTML_ROW.split(text)[1:]:
        marks = list(_HTML_CELL.finditer(row))
        ends = [*(mark.start() for mark in marks[1:]), len(row)][: len(marks)]
        cells = [_HTML_CELL_END.sub("", row[mark.end() : end]).strip() for mark, end in zip(marks, ends, strict=True)]
        if cells:
            yield all(mark["kind"].lower() == "th" for mark in marks), cells


def read_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the content type of each column of a table, empty for an unused column."""
    found: list[str] = []
    for cell in cells:
        name = _NOT_LETTERS.sub(" ", strip_markup(cell).casefold()).strip()
        column = _HEADINGS.get(name, "")
        found.append(column if column not in found else "")
    return tuple(found)


def is_paper_table(columns: Sequence[str]) -> bool:
    """Return True if headings say that each row is a paper."""
    return "title" in columns or "paper" in columns or ("link" in columns and "authors" in columns)


def read_cells(columns: Sequence[str], cells: Sequence[str]) -> PrintedPaper | None:
    """Return the paper of a row, None if the row is not about one.

    ``columns`` are those of `read_headings`. A row of a paper table that identifies none has no address. In another
    table only a link with the words of a title is a paper.
    """
    if not is_paper_table(columns):
        return _titled_link(cells)
    cells = _fitted(columns, cells)
    by_column = dict(zip(columns, cells, strict=False))
    links = {column: read_links(cell) for column, cell in by_column.items()}
    order = ("title", "paper", "link", *(column for column in columns if column not in {"code", "abstract", "comment"}))
    papers = [link for column in order for link in links.get(column, ()) if link.is_paper]
    urls = [papers[0].url] if papers else []
    if not papers and (printed := strip_markup(by_column.get("link", ""))) and parse_arxiv_id(printed):
        urls = [printed]
    titles = [
        strip_markup(by_column.get("title", "")),
        strip_markup(by_column.get("paper", "")),
        *(strip_markup(link.text) for link in papers),
    ]
    title = next((text for text in titles if not is_generic(text)), "")
    if not urls and not title:
        return None
    others = [link for cell in links.values() for link in cell]
    return PrintedPaper(
        urls=tuple(urls),
        title=title,
        authors=_lines(by_column.get("authors", "")),
        day=find_first_day(strip_markup(by_column.get("date", ""))),
        code_url=code_url(links.get("code", ()), anywhere=True) or code_url(others),
        abstract=_longer(by_column.get("abstract", "")),
        tldr=_longer(by_column.get("tldr", "")),
        comment=_longer(by_column.get("comment", "")),
        journal=strip_markup(by_column.get("journal", "")),
        categories=tuple(filter(None, [strip_markup(by_column.get("category", ""))])),
    )


def _titled_link(cells: Sequence[str]) -> PrintedPaper | None:
    """Return the paper of a row without known headings: a link with the words of a title, or a bold title before it."""
    links = [link for cell in cells for link in read_links(cell)]
    papers = [link for link in links if link.is_paper]
    for link in papers:
        if not is_generic(strip_markup(link.text)) and len(strip_markup(link.text).split()) >= MIN_TITLE_WORDS:
            return PrintedPaper((link.url,), strip_markup(link.text), code_url=code_url(links))
    if not papers:
        return None
    for place, cell in enumerate(cells):
        title = strip_markup(cell)
        if cell.startswith("**") and len(title.split()) >= MIN_TITLE_WORDS and not read_links(cell):
            authors = next(
                (text for other in cells[place + 1 :] if is_names(text := strip_markup(other), emphasized=True)), ""
            )
            day = next((day for other in cells if (day := find_first_day(strip_markup(other)))), None)
            return PrintedPaper((papers[0].url,), title, authors, day, code_url(links))
    return None


def _fitted(columns: Sequence[str], cells: Sequence[str]) -> Sequence[str]:
    """Return as many cells as columns: a title with a bar in it was divided."""
    surplus = len(cells) - len(columns)
    title = next((place for place, column in enumerate(columns) if column in {"title", "paper"}), -1)
    if surplus <= 0 or title < 0:
        return cells
    return [*cells[:title], "|".join(cells[title : title + surplus + 1]), *cells[title + surplus + 1 :]]


def _lines(cell: str) -> str:
    return _HTML_BREAK.sub("\n", cell).strip()


def _longer(cell: str) -> str:
    text = strip_markup(cell)
    return "" if text in {"-", "—", "/", "N/A", "null", "None"} else text
