r"""Read arXiv's listings by e-mail: blocks between lines of ``\\``, as text, ``.eml`` or mbox.

New papers, cross-lists and replacements have one form; a replacement has no abstract. The form is described at
https://info.arxiv.org/help/subscribe.html and did not change since the 1990s, except that ``Paper:`` became ``arXiv:``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line, tidy
from kg.ingest.content import Stream
from kg.ingest.dates import parse_day
from kg.ingest.dialects.descriptions import MAIL
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
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.text.parts.mail_lines import read_mail_lines
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_author_line
from kg.report_codes import ReportCode

_LISTING: Final = re.compile(
    rb"^(?:>[ \t]?)*\\\\[ \t]*\r?\n(?:>[ \t]?)*(?:arXiv:|Paper(?: \(\*cross-listing\*\))?:)", re.MULTILINE
)
_FROM_ARXIV: Final = re.compile(rb"^(?:from|sender|subject|list-id|to):.{0,200}arxiv", re.IGNORECASE | re.MULTILINE)
_START: Final = re.compile(
    r"(?:arXiv:\s*|Paper(?:\s*\(\*cross-listing\*\))?:\s*(?:arXiv:\s*)?)(?P<id>[\w.\-/]{5,40})"
    r"\s*(?:\(\*cross-listing\*\))?\s*\Z",
    re.IGNORECASE,
)
_BACKSLASHES: Final = re.compile(r"\\\\\s*(?:\(\s*(?P<link>[^\s(),]+).*)?\Z")
_RULE: Final = re.compile(r"(?:-{12,}|%-%-%-%|%%--%%--|%%%---%%%)")
_REPLACED: Final = re.compile(r"(?:replaced with revised version|(?:figures|part) added)\b", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"(?P<name>[A-Z][A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?)(?:\s*\([^()]{0,20}\))?:(?:\s+(?P<value>.*)|\Z)"
)
_SIZE: Final = re.compile(r"\s*\(\s*\d+\s*[kmg]?b?[^()]*\)\s*\Z", re.IGNORECASE)
_KNOWN: Final = frozenset(
    {
        *("title", "author", "authors", "categories", "subjects", "subject", "subj-class", "cross-list", "cross-lists"),
        *("comments", "comment", "notes", "journal-ref", "doi", "msc-class", "acm-class", "date"),
    }
)
# Submitter, report numbers of institutes, license.
_IGNORED: Final = frozenset({"from", "report-no", "license", "proxy", "abstract"})


@dataclass(slots=True)
class _Block:
    """One entry of a listing while its lines come in."""

    line: int
    id: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    name: str = ""
    link: str = ""
    in_abstract: bool = False
    replaced: bool = False
    abstract: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, line: str, longest: int) -> None:
        """Take in a line of the header or of the abstract."""
        self.size += len(line) + 1
        if self.size > longest:
            return
        if self.in_abstract:
            self.abstract.append(line)
        elif _REPLACED.match(line):
            self.replaced = True
        elif match := _FIELD.match(line):
            self.name = match["name"].lower()
            self.fields.setdefault(self.name, [match["value"] or ""])
        elif line.strip() and self.name:  # the indented continuation of a value
            self.fields[self.name].append(line.strip())
        else:
            self.name = ""

    def text(self, *names: str) -> str:
        """Return the first value among the fields of these names, empty without one."""
        return next((value for name in names if (value := one_line(" ".join(self.fields.get(name, ()))))), "")


def _matches(head: Head) -> bool:
    if head.suffix not in {*MAIL.suffixes, ""}:
        return False
    hidden = head.suffix != ".txt" and _FROM_ARXIV.search(head.data) is not None
    return hidden or _LISTING.search(head.data) is not None


def _rows(stream: Stream, reading: FileContext) -> Rows:
    blocks = _blocks(read_mail_lines(stream, reading.settings), reading.settings.max_row_bytes)
    return convert_entries(blocks, lambda block: _row(block, reading), reading)


def _blocks(lines: Iterator[tuple[int, str]], longest: int) -> Iterator[_Block]:
    """Yield the entries of a listing. One begins with its id, below a line of backslashes or outside any other."""
    block: _Block | None = None
    boundary = True
    for number, line in lines:
        start = _START.match(line) if boundary or block is None or not block.in_abstract else None
        if start:
            if block:
                yield block
            block, boundary = _Block(number, start["id"]), False
            continue
        backslashes = _BACKSLASHES.match(line)
        if backslashes or _RULE.match(line):
            boundary = True
            if block is None:
                continue
            if backslashes and not backslashes["link"] and not block.in_abstract:
                block.in_abstract = True
                continue
            block.link = (backslashes["link"] or "") if backslashes else ""
            yield block
            block = None
        elif line.strip():
            boundary = False
            if block:
                block.add(line, longest)
        elif block:
            block.add(line, longest)
    if block:
        yield block


def _row(block: _Block, reading: FileContext) -> Row:
    line, text = block.line, block.text
    if block.size > reading.settings.max_row_bytes:
        raise EntryError(ReportCode.TOO_LONG, "entry", reading.settings.max_row_bytes)
    title = require_title(text("title"))
    authors = text("authors", "author")
    check_author_count(authors.count(",") + 1, reading.settings)
    identity = identify([block.id, block.link], dois=[text("doi")])
    reading.notes.unknown_keys(
        ((name, text(name)) for name in block.fields if name not in _KNOWN and name not in _IGNORED), line
    )
    categories = _categories(text, identity.id)
    primary = first_arxiv(categories)
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section=primary,
        title=title,
        authors=reading.notes.authors(read_author_line(authors), line),
        primary_category=primary,
        categories=categories,
        comment=text("comments", "comment", "notes"),
        abstract=_abstract(block, reading),
        journal=text("journal-ref"),
        published=parse_day(_SIZE.sub("", text("date"))),
        identifiers=identity.identifiers,
    )


def _categories(text: Callable[..., str], id_: str) -> tuple[str, ...]:
    """Return the categories of an entry; one from before 2007 that prints none has the archive of its id."""
    printed = [*text("categories").split(), *text("subjects", "subject").split(";"), text("subj-class")]
    printed += text("cross-list", "cross-lists").split()
    archive, slash, _ = id_.partition("/")
    if slash and not first_arxiv(printed):
        printed.insert(0, archive)
    found = (one.strip() for one in (*printed, text("msc-class"), text("acm-class")))
    return tuple(dict.fromkeys(filter(None, found)))


def _abstract(block: _Block, reading: FileContext) -> str:
    abstract = tidy("\n".join(line.strip() for line in block.abstract))
    return abstract if block.replaced else reading.notes.abstract(abstract, block.line)


MAIL_DIALECT: Final = Dialect(MAIL, matches=_matches, rows=_rows)
