"""Cut a stream of XML into the bytes of its records, in linear time and with one record in memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.ingest.content import Stream
from kg.ingest.dialects.dialect import EntryError
from kg.report_codes import ReportCode

_BLOCK: Final = 2**18
_MAX_TAG: Final = 2000
"""Maximum bytes of a record's start tag; a tag of OAI-PMH with three namespaces has about 400."""
_OVERLAP: Final = 2 * _MAX_TAG
"""Bytes searched again when a block is added, so that no tag is cut in two."""
_CLOSERS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


@dataclass(frozen=True, slots=True)
class Slice:
    """The bytes of one record, tags included, and the line where it begins; or why it has none."""

    line: int
    data: bytes = b""
    error: EntryError | None = None


def read_slices(stream: Stream, names: Iterable[str], longest: int) -> Iterator[Slice]:
    """Yield each outermost element of one of these names; its prefix does not matter.

    Comments and CDATA sections are stepped over. An element that is not closed before the next one begins, or that is
    longer than ``longest`` bytes, is a slice with an error.
    """
    tags = re.compile(
        rb"<(?P<end>/)?(?P<tag>(?:[A-Za-z_][\w.-]{0,60}:)?(?:%b))(?:\s[^<>]{0,%d}?)?(?P<empty>/)?>|<!--|<!\[CDATA\["
        % (b"|".join(sorted(re.escape(name.encode()) for name in names)), _MAX_TAG)
    )
    window = _Window(stream, longest)
    opened, opened_at = b"", 0
    while match := window.search(tags):
        if match[0] in _CLOSERS:
            window.skip(_CLOSERS[match[0]])
            continue
        begin, end, tag = window.offset(match.start()), window.offset(match.end()), match["tag"]
        if opened and (window.overlong or end - opened_at > longest):
            yield _overlong(window.line, longest)
            opened = b""
        if opened and tag == opened and match["end"]:
            yield Slice(window.line, window.bytes_to(end))
            opened = b""
            continue
        if opened and _local(tag) == _local(opened) and not match["end"]:
            yield Slice(window.line, error=EntryError(ReportCode.NOT_CLOSED, f"<{tag.decode('ascii', 'replace')}>"))
            opened = b""
        if not opened and not match["end"]:
            window.keep_from(begin)
            if match["empty"]:
                yield Slice(window.line, window.bytes_to(end))
            else:
                opened, opened_at = tag, begin
    if opened and window.overlong:
        yield _overlong(window.line, longest)
    elif opened:
        yield Slice(window.line, error=EntryError(ReportCode.FILE_ENDS_INSIDE))


def _local(tag: bytes) -> bytes:
    return tag.rpartition(b":")[2]


def _overlong(line: int, longest: int) -> Slice:
    return Slice(line, error=EntryError(ReportCode.TOO_LONG, "record", longest))


class _Window:
    """The part of a stream that is in memory. Offsets count from the beginning of the stream."""

    def __init__(self, stream: Stream, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self._data = b""
        self._begin = 0  # the offset of the first byte in memory
        self._at = 0  # where the search continues
        self._kept = -1  # where the open record begins
        self._absent: dict[bytes, int] = {}  # the offset up to which each closer is known not to begin
        self._counted, self._lines = 0, 1  # the line of the byte at an offset
        self.line = 1
        self.overlong = False

    def offset(self, index: int) -> int:
        """Return the offset of a byte in memory."""
        return self._begin + index

    def search(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Return the next match and move past it; None at the end of the stream."""
        at = self._at
        while (match := pattern.search(self._data, at - self._begin)) is None:
            at = max(at, self._begin + len(self._data) - _OVERLAP)
            self._at = at
            if not self._extend():
                return None
        self._at = self.offset(match.end())
        return match

    def skip(self, closer: bytes) -> None:
        """Move past the next ``closer``; stay if there is none within the longest record."""
        from_here = max(self._at, self._absent.get(closer, 0))
        while (index := self._data.find(closer, from_here - self._begin)) < 0:
            from_here = max(from_here, self._begin + len(self._data) - len(closer) + 1)
            self._absent[closer] = from_here
            if from_here - self._at > self._longest or not self._extend():
                return
        self._at = self.offset(index) + len(closer)

    def keep_from(self, offset: int) -> None:
        """Keep the following text in memory and remember its line."""
        self._count(offset)
        self.line, self._kept, self.overlong = self._lines, offset, False

    def bytes_to(self, end: int) -> bytes:
        """Return the bytes of the kept record and stop keeping them."""
        data = self._data[self._kept - self._begin : end - self._begin]
        self._kept = -1
        return data

    def _count(self, offset: int) -> None:
        self._lines += self._data.count(b"\n", self._counted - self._begin, offset - self._begin)
        self._counted = offset

    def _extend(self) -> bool:
        """Add a block and drop text that is not needed; False at the end of the stream."""
        block = self._stream.read(_BLOCK)
        if not block:
            return False
        if self._kept >= 0 and self._begin + len(self._data) - self._kept > self._longest:
            self._kept, self.overlong = -1, True
        first = self._at if self._kept < 0 else self._kept
        self._count(first)
        self._data = self._data[first - self._begin :] + block
        self._begin = first
        return True
