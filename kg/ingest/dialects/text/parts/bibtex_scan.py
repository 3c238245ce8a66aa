"""Take BibTeX apart into entries: a scan that holds one entry in memory and continues after a damaged one.

The grammar is that of BibTeX, read with patience: a missing comma or key costs nothing, and a line that begins an entry
ends an open one, whatever its braces say. Libraries hold the whole file; of a missing comma bibtexparser 2.1 makes one
field of two, and pybtex 0.26 gives up the file at an unclosed brace.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.ingest.content import Stream, numbered_lines
from kg.ingest.dialects.dialect import DamagedEntry, EntryError
from kg.report_codes import ReportCode
from kg.settings import IngestSettings

_START: Final = re.compile(rb"@\s*([A-Za-z]{1,40})\s*([{(])")
_START_LINE: Final = re.compile(
    rb"\s*@\s*(?:(comment|preamble|string)\s*[{(]|[a-z]{1,40}\s*[{(]\s*[^,{}()=\"']{0,200}?(?:,|\Z|[a-z]+\s*=))",
    re.IGNORECASE,
)
_BRACE: Final = re.compile(r"[{}]")
_UNESCAPED_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_PAREN: Final = re.compile(r"[{}\")]")
_QUOTE: Final = re.compile(r"[{}\"]")
_AFTER_QUOTE: Final = re.compile(r"\s*(?:[,#})]|\Z|[A-Za-z][\w-]{0,60}\s*=)")
_CLEAN_REST: Final = re.compile(r"\s*(?:\Z|@)")
_LEFT_OVER: Final = re.compile(r"[\n,]\s*[A-Za-z][\w-]{0,60}[^\S\n]*=\s*[{\"\w]")
_KEY: Final = re.compile(r"\s*[^\s,={}\"#]*\s*(?:,|\Z)")
_FIELD: Final = re.compile(r"[\s,;]*([^\s=,;{}\"#()@%'\\]{1,100})\s*=\s*")
_NEXT_FIELD: Final = re.compile(r"[\s,}\"]([A-Za-z][\w:.+/-]{0,99})\s*=\s*(?=[{\"\w])")
_BARE: Final = re.compile(r"[^\s,{}\"#=()]{1,200}")
_JOIN: Final = re.compile(r"\s*#\s*")
_MAX_COMMENT_LINES: Final = 500
"""Lines of an ``@comment`` with entries inside; where it has no end after so many, the entries are read."""
_MAX_MACROS: Final = 20_000
_MAX_MACRO: Final = 2_000
"""Characters of an abbreviation, so that abbreviations made of abbreviations do not grow without end."""
_MAX_FIELDS: Final = 1_000


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """One entry: type and field names in lower case, values as printed without their outer delimiters."""

    line: int
    type: str
    fields: dict[str, str]


def read_bibtex_entries(stream: Stream, settings: IngestSettings) -> Iterator[BibtexEntry | DamagedEntry]:
    """Yield each entry with its abbreviations resolved, or why it cannot be read."""
    macros: dict[str, str] = {}
    longest = settings.max_row_bytes
    for line, data in _chunks(numbered_lines(stream, longest), longest):
        if data is None:
            yield DamagedEntry(line, EntryError(ReportCode.TOO_LONG, "entry", longest))
            continue
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            at = line + data.count(10, 0, error.start)
            yield DamagedEntry(line, EntryError(ReportCode.NOT_UTF8_LINE, at, error.reason))
            continue
        yield from _entries(line, text, macros, longest)


def _chunks(
    lines: Iterable[tuple[int, bytes | None]], longest: int, *, comments: bool = True
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines from each that begins an entry up to the next such, joined; None for those that are too long."""
    held: list[tuple[int, bytes]] = []
    size = depth = 0
    comment = False

    def finish() -> Iterator[tuple[int, bytes | None]]:
        if comment and depth > 0:
            yield from _chunks(held[1:], longest, comments=False)
        elif held:
            yield held[0][0], b"".join(line for _, line in held) if size <= longest else None

    for number, line in lines:
        start = _START_LINE.match(line) if line else None
        if start is None and line and not held and (start := _START.search(line)) and b"%" in line[: start.start()]:
            start = None
        if start and not (comment and depth > 0 and len(held) < _MAX_COMMENT_LINES):
            yield from finish()
            held, size, depth, comment = [], 0, 0, comments and (start[1] or b"").lower() == b"comment"
        elif not held:
            continue
        size += longest + 1 if line is None else len(line)
        if comment and line:
            depth += line.count(b"{") - line.count(b"}")
        if line and size <= longest:
            held.append((number, line))
        elif not held:
            held.append((number, b""))
    yield from finish()


def _entries(line: int, text: str, macros: dict[str, str], longest: int) -> Iterator[BibtexEntry | DamagedEntry]:
    """Yield the entries of a chunk: one, or several that share a line."""
    at = counted = 0
    while start := _START_IN_TEXT.search(text, at):
        before, at = text[at : start.start()], start.end()
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        if "%" in before.rpartition("\n")[2]:
            continue
        kind = start[1].lower()
        following = _START_IN_TEXT.search(text, at) if kind == "comment" else None
        body, brace, at = _body(text, at, paren=start[2] == "(")
        if kind == "comment":
            at = at if body is not None else (following.start() if following else len(text))
            continue
        if body is None:
            yield DamagedEntry(line, EntryError(ReportCode.NOT_CLOSED, f"@{kind}"))
            return
        try:
            if kind == "string":
                for name, value in _fields(body, macros, brace, _MAX_MACRO).items():
                    if len(macros) < _MAX_MACROS:
                        macros[name] = value
            elif kind != "preamble":
                key = _KEY.match(body)
                yield BibtexEntry(line, kind, _fields(body[key.end() if key else 0 :], macros, brace, longest))
        except EntryError as error:
            yield DamagedEntry(line, error)


_START_IN_TEXT: Final = re.compile(_START.pattern.decode())


def _body(text: str, at: int, *, paren: bool) -> tuple[str | None, re.Pattern[str], int]:
    r"""Return an entry's text inside its delimiters (None without an end), the braces that count, and its end offset.

    BibTeX counts ``\{`` as a brace. Exports of cut titles do not: where the count fails, escaped braces are left out.
    """
    end = _end(text, at, _BRACE, paren=paren)
    if end >= 0 and _CLEAN_REST.match(text, end):
        return text[at : end - 1], _BRACE, end
    following = _START_IN_TEXT.search(text, max(end, at))
    limit = following.start() if following else len(text)
    if end >= 0 and not _LEFT_OVER.search(text, end, limit):
        return text[at : end - 1], _BRACE, end
    other = _end(text, at, _UNESCAPED_BRACE, paren=paren)
    if other > end:
        return text[at : other - 1], _UNESCAPED_BRACE, other
    return (text[at:limit] if end >= 0 else None), _BRACE, limit


def _end(text: str, at: int, brace: re.Pattern[str], *, paren: bool) -> int:
    """Return the offset after the delimiter that closes an entry, -1 without one."""
    if not paren:
        end = _closing(text, at, brace)
        return end + 1 if end < len(text) else -1
    depth, quoted = 0, False
    for mark in _PAREN.finditer(text, at):
        if mark[0] == '"':
            quoted ^= depth == 0
        elif mark[0] == ")":
            if depth == 0 and not quoted:
                return mark.end()
        else:
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
    return -1


def _closing(text: str, at: int, brace: re.Pattern[str]) -> int:
    """Return the offset of the brace that closes the one before ``at``, the length of the text without one."""
    depth = 1
    for mark in brace.finditer(text, at):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                return mark.start()
    return len(text)


def _fields(text: str, macros: dict[str, str], brace: re.Pattern[str], longest: int) -> dict[str, str]:
    """Return the fields of an entry by name in lower case; of two of one name the first, as in BibTeX."""
    fields: dict[str, str] = {}
    at = 0
    while len(fields) < _MAX_FIELDS and (match := _FIELD.match(text, at) or _NEXT_FIELD.search(text, at)):
        value, at = _value(text, match.end(), macros, brace, longest)
        fields.setdefault(match[1].lower(), value)
    return fields


def _value(text: str, at: int, macros: dict[str, str], brace: re.Pattern[str], longest: int) -> tuple[str, int]:
    """Return a value, its parts joined and abbreviations resolved, and the offset after it."""
    parts: list[str] = []
    size = 0
    while True:
        if text.startswith("{", at):
            end = _closing(text, at + 1, brace)
            part, at = text[at + 1 : end], end + 1
        elif text.startswith('"', at):
            end = _closing_quote(text, at + 1)
            part, at = text[at + 1 : end], end + 1
        elif bare := _BARE.match(text, at):
            part, at = macros.get(bare[0].lower(), bare[0]), bare.end()
        else:
            break
        parts.append(part)
        size += len(part)
        if size > longest:
            raise EntryError(ReportCode.VALUE_TOO_LONG, longest)
        if (join := _JOIN.match(text, at)) is None:
            break
        at = join.end()
    return "".join(parts).strip(), at


def _closing_quote(text: str, at: int) -> int:
    """Return the offset of the quote that ends a value: outside braces, and before text that may follow a value."""
    depth = 0
    for mark in _QUOTE.finditer(text, at):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and _AFTER_QUOTE.match(text, mark.end()):
            return mark.start()
    line_end = text.find("\n", at)
    return line_end if line_end >= 0 else len(text)
