"""Read the papers of a JSON file one by one, whatever contains them.

JSON Lines streams, also with commas after the objects, brackets around them, or one list of objects per line. Every
other layout is held whole, up to a limit: an array, one object, objects one after the other, an object around a list.
A damaged place costs one reject; reading continues after it.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from kg.errors import InputError
from kg.ingest.content import BOM, Stream, numbered_lines
from kg.ingest.dialects.dialect import EntryError, FileContext
from kg.ingest.dialects.json.containers import UnclearContainer, find_papers, is_container, is_list_name
from kg.ingest.dialects.json.decoding import has_nan, without_nan
from kg.ingest.dialects.json.splitting import Piece, split_objects
from kg.ingest.row import Row
from kg.report_codes import Report, ReportCode

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_VALUE: Final = msgspec.json.Decoder(msgspec.Raw)
_STEP: Final = 2**16
_OPENER: Final = re.compile(
    rb'\s*\{(?:\s*"[^"\\\n]*"\s*:\s*(?:"(?:[^"\\\n]|\\.)*"|[-+\w.]+|\[\s*\]|\{[^{}\[\]"]*(?:"[^"\\\n]*"[^{}\[\]"]*)*\})\s*,){0,50}'
    rb'\s*"([^"\\\n]*)"\s*:\s*\[(?=\s*\{)'
)
_MAX_DAMAGED: Final = 1000
"""Damaged places of a document from which the rest is not read: it is not JSON, and each place is a report."""
_HALF_CHARACTER: Final = re.compile(
    rb"\\u[dD][89abAB]\w\w(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]\w\w)\\u[dD][c-fC-F]\w\w"
)
_AROUND: Final = b" \t\r\n\x1e"
"""White space, and the separator before each object of JSON text sequences (RFC 7464)."""


class JsonEntry(NamedTuple):
    """The text of one paper: the line where it begins, and the keys of the objects around it."""

    line: int
    data: bytes
    keys: tuple[str, ...] = ()


def read_json_rows(stream: Stream, reading: FileContext, convert: Callable[[JsonEntry], Row]) -> Iterator[Row | Report]:
    """Yield the result of ``convert`` for each paper of a file, or a reject."""
    for entry in read_json_entries(stream, reading):
        if isinstance(entry, Report):
            yield entry
            continue
        made = _convert(entry, reading, convert)
        several = isinstance(made, Report) and _is_several(entry)
        parts = list(_papers(entry.data, entry.line, reading)) if several else []
        if len(parts) > 1:
            for part in parts:
                yield part if isinstance(part, Report) else _convert(part, reading, convert)
        else:
            yield made


def _is_several(entry: JsonEntry) -> bool:
    """Return True for several JSON values on one line: a whole object and something after it."""
    first = next(split_objects(entry.data), None)
    if first is None or not _is_value(first.data):
        return False
    before, after = entry.data[: first.start].strip(), entry.data[first.start + len(first.data) :].strip()
    return bool(after) and (not before or _is_value(before))


def _convert(entry: JsonEntry, reading: FileContext, convert: Callable[[JsonEntry], Row]) -> Row | Report:
    try:
        return convert(entry)
    except EntryError as error:
        return reading.reject(entry.line, error)
    except UnicodeDecodeError as error:
        return reading.report(entry.line, ReportCode.NOT_UTF8, error.reason, error.start)
    except RecursionError:
        return reading.report(entry.line, ReportCode.NESTED_TOO_DEEPLY)
    except ValueError as error:
        half = _HALF_CHARACTER.search(entry.data)
        return reading.report(entry.line, ReportCode.NOT_JSON, str(error), half[0].decode() if half else "")


def read_json_entries(stream: Stream, reading: FileContext) -> Iterator[JsonEntry | Report]:
    """Yield the text of each paper of a file with its line, or a reject for a place without one."""
    longest = reading.settings.max_row_bytes
    first = _next_line(stream, 0, longest)
    if first is None:
        return
    if b"\r" in first.text and not first.text.endswith(b"\n"):
        first, stream = _with_newlines(first, stream, longest)
    if len(first.text) > longest:
        if _is_long_document(first.text):
            yield from _read_document([first], stream, reading)
        else:
            yield from _read_lines([first], stream, reading)
        return
    try:
        second = _next_line(stream, first.number, longest)
    except InputError:  # the file ends after its first line, which is valid
        yield from _read_lines([first], io.BytesIO(), reading)
        raise
    begun = [first] if second is None else [first, second]
    if _is_lines(first.text.strip(), second.text.strip() if second else b""):
        yield from _read_lines(begun, stream, reading)
    else:
        yield from _read_document(begun, stream, reading)


class _Line(NamedTuple):
    """A line from the beginning of a file, or as much of it as a row may have."""

    number: int
    text: bytes


def _next_line(stream: Stream, number: int, longest: int) -> _Line | None:
    """Return the next line that is not blank, None at the end."""
    while line := stream.readline(longest + 1):
        number += 1
        text = line.removeprefix(BOM) if number == 1 else line
        if not text.isspace() and text:
            return _Line(number, text)
    return None


def _with_newlines(first: _Line, stream: Stream, longest: int) -> tuple[_Line, Stream]:
    r"""Return the first line and the stream of a file whose lines end in ``\r``."""
    lines = io.BufferedReader(_Newlines(first.text, stream), _STEP)
    line = _next_line(lines, first.number - 1, longest)
    return (line or first), lines


class _Newlines(io.RawIOBase):
    r"""Stream that passes ``\r`` on as ``\n``; JSON has neither inside a string."""

    def __init__(self, begun: bytes, stream: Stream) -> None:
        self._begun, self._stream = memoryview(begun), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        piece = bytes(self._begun[: len(view)])
        self._begun = self._begun[len(piece) :]
        if not piece:
            piece = self._stream.read(len(view))
        view[: len(piece)] = piece.replace(b"\r", b"\n")
        return len(piece)


# -- lines ---------------------------------------------------------------------------------------------------


def _is_lines(first: bytes, second: bytes) -> bool:
    """Return True if the first two lines that are not blank are those of a file with one object per line."""
    if first.startswith(b"{"):
        is_row = _is_value(_without_comma(first))
        return is_row or (second.startswith(b"{") and _opener(first + b"\n" + second) is None)
    second_is_row = second.startswith(b"{") and _is_value(_without_comma(second).removesuffix(b"]"))
    if first.startswith(b"[") and first != b"[" and not second_is_row:
        return second.startswith((b"{", b"[")) and _is_value(first)
    return second_is_row


def _is_value(data: bytes) -> bool:
    try:
        _VALUE.decode(without_nan(data) if has_nan(data) else data)
    except (ValueError, RecursionError):
        return False
    return True


def _without_comma(text: bytes) -> bytes:
    return text.removesuffix(b",").rstrip()


def _read_lines(begun: list[_Line], stream: Stream, reading: FileContext) -> Iterator[JsonEntry | Report]:
    """Yield the papers of a file with one object per line. The first one decides whether they are pages of papers."""
    longest = reading.settings.max_row_bytes
    are_pages = is_container(_without_comma(begun[0].text.strip()))
    offset = 0
    for number, text in begun:
        whole = text
        offset = number
        if len(text) > longest:
            while whole and not whole.endswith(b"\n"):
                whole = stream.readline(_STEP)
            yield reading.report(number, ReportCode.TOO_LONG, "line", longest)
        else:
            yield from _read_line(number, text, reading, are_pages=are_pages)
    for number, line in numbered_lines(stream, longest):
        if line is None:
            yield reading.report(offset + number, ReportCode.TOO_LONG, "line", longest)
        elif line.startswith(b'{"') and line.endswith(b"}\n") and not are_pages:
            yield JsonEntry(offset + number, line)
        else:
            yield from _read_line(offset + number, line, reading, are_pages=are_pages)


def _read_line(number: int, line: bytes, reading: FileContext, *, are_pages: bool) -> Iterator[JsonEntry | Report]:
    """Yield the papers of one line: mostly one, with or without the punctuation of a list around it."""
    text = line.strip(_AROUND).removeprefix(BOM)
    if not text.strip(b"[], "):
        return
    if text.startswith(b"[") and _is_value(_without_comma(text)):
        yield from _papers(_without_comma(text), number, reading)
        return
    if text.endswith(b","):
        text = _without_comma(text).removeprefix(b"[").lstrip()
    text = text.removeprefix(b",").lstrip()
    if text.startswith(b"{") and text.endswith(b"]"):
        text = text.removesuffix(b"]").rstrip()
    if are_pages:
        yield from _papers(text, number, reading)
    else:
        yield JsonEntry(number, text)


# -- documents -----------------------------------------------------------------------------------------------


def _is_long_document(begun: bytes) -> bool:
    """Return True if a line too long for one paper begins like a list, or like an object around one."""
    text = begun[:_STEP].lstrip()
    return text.startswith(b"[") or _opener(text) is not None


def _opener(text: bytes) -> re.Match[bytes] | None:
    match = _OPENER.match(text)
    return match if match and is_list_name(match[1].decode("utf-8", "replace")) else None


def _read_document(begun: list[_Line], stream: Stream, reading: FileContext) -> Iterator[JsonEntry | Report]:
    limit = reading.settings.max_document_bytes
    held = io.BytesIO()
    line = behind = begun[0].number
    for number, text in begun:
        held.write(b"\n" * (number - behind) + text)
        behind = number + 1
    broken: InputError | None = None
    try:
        while held.tell() <= limit and (piece := stream.read(_STEP)):
            held.write(piece)
    except InputError as error:  # what came before is read first
        broken = error
    data = held.getvalue()
    if len(data) > limit:
        yield reading.report(line, ReportCode.DOCUMENT_TOO_LONG, limit)
        return
    yield from _papers(data, line, reading, broken=broken is not None)
    if broken:
        raise broken


def _papers(data: bytes, line: int, reading: FileContext, *, broken: bool = False) -> Iterator[JsonEntry | Report]:
    """Yield the papers of a JSON text that begins on a line; where it is damaged, of what can be read of it."""
    if has_nan(data):
        data = without_nan(data)
    try:
        _VALUE.decode(data)
    except (ValueError, RecursionError) as error:
        yield from _damaged_papers(data, line, reading, str(error), broken=broken)
    else:
        yield from _sound_papers(data, line, reading)


def _sound_papers(data: bytes, line: int, reading: FileContext) -> Iterator[JsonEntry | Report]:
    longest = reading.settings.max_row_bytes
    position = 0
    for found in find_papers(data):
        start = max(data.find(found.data, position), position)  # a row assembled from columns has no place in the file
        line += data.count(b"\n", position, start)
        position = start
        if isinstance(found, UnclearContainer):
            yield reading.reject(line, found.error)
        elif len(found.data) > longest:
            yield reading.report(line, ReportCode.TOO_LONG, "paper", longest)
        else:
            yield JsonEntry(line, found.data, found.keys)


def _damaged_papers(
    data: bytes, line: int, reading: FileContext, problem: str, *, broken: bool
) -> Iterator[JsonEntry | Report]:
    opener = _opener(data)
    if opener and _is_value(next(split_objects(data)).data):  # an object of several, and sound
        opener = None
    position = end = damaged = 0
    piece: Piece | None = None
    for piece in split_objects(data, opener.end() if opener else 0, stop_at_end_of_list=opener is not None):
        line += data.count(b"\n", position, piece.start)
        position = piece.start
        end = position + len(piece.data)
        if broken and not piece.closed and end == len(data):
            return  # the file breaks off here, which the reader reports
        if piece.data.startswith(b"{") and _is_value(piece.data):
            yield from _sound_papers(piece.data, line, reading)
            continue
        damaged += 1
        if damaged > _MAX_DAMAGED:
            yield reading.report(line, ReportCode.DAMAGED_PLACES, _MAX_DAMAGED)
            return
        if len(piece.data) > reading.settings.max_row_bytes:
            yield reading.report(line, ReportCode.LONG_DAMAGE, reading.settings.max_row_bytes)
        else:
            yield JsonEntry(line, piece.data)
    if piece is None:
        yield reading.report(line, ReportCode.NOT_JSON, problem, "")
    elif piece.closed and not broken and (opener or data.lstrip().startswith(b"[")) and b"]" not in data[end:]:
        yield reading.report(line, ReportCode.LIST_NOT_CLOSED)
