"""Read the text of a file as UTF-8: decompressed, hashed, up to a limit, in any encoding and with any line ends.

Everything streams; a file is never in memory as a whole. A failure while a file is read (damaged or truncated
compression, too many bytes, a disk error) raises `ContentError` after all rows before it were delivered.
"""

import gzip
import hashlib
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import zstandard

from kg.errors import InputError
from kg.ingest.encodings import Readable, recode
from kg.ingest.files import INPUT_SUFFIXES, InputFile
from kg.report_codes import Argument, ReportCode
from kg.wording.reports import describe_problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 2**18
_ZSTD_STEP = 2**10  # one byte of Zstandard can expand to 32 kB, so small steps bound the memory
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
# Files that are often passed by mistake; each would give one useless reject per line.
_NOT_TEXT = {
    b"\xfd7zXZ\0": "xz",
    b"BZh": "bzip2",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!": "RAR",
    b"%PDF-": "PDF",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
}
_TAR_MARK, _TAR_PLACE = b"ustar", 257
BOM = b"\xef\xbb\xbf"


class ContentError(InputError):
    """Reason why the rest of a file cannot be read."""

    def __init__(self, code: ReportCode, *arguments: Argument) -> None:
        self.code, self.arguments = code, arguments
        super().__init__(describe_problem(code, arguments))


class _Raw(Protocol):
    def readinto(self, buffer: "WriteableBuffer", /) -> int | None: ...
    def close(self) -> None: ...


class _Chunks(Protocol):
    def readinto1(self, buffer: "WriteableBuffer", /) -> int: ...


class Stream(Protocol):
    """The interface of a file that readers need."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Return a line, or its first ``size`` bytes."""
        ...


class Content:
    """An open file, or the bytes of one. ``packing`` is ``gzip``, ``zstd``, ``zip`` or empty."""

    def __init__(self, file: InputFile, limit: int, data: bytes | None = None) -> None:
        """Open the file, or take its bytes from ``data``. Raises OSError if it cannot be opened."""
        self._regular = data is not None or (file.path is not None and file.path.is_file())
        raw: _Raw
        if data is not None:
            raw = io.BytesIO(data)
        elif file.path is not None:
            raw = file.path.open("rb", buffering=0)
        else:
            raw = cast("_Raw", sys.stdin.buffer)
        self._raw = raw if file.path is not None else None
        self._hashing = _Hashing(raw)
        self._packed = io.BufferedReader(self._hashing, _BLOCK)
        try:
            magic = self._packed.peek(4)[:4]
        except OSError:
            self.close()
            raise
        self._source: _Chunks = self._packed
        self._limit = limit
        self.packing = ""
        if magic.startswith(_GZIP_MAGIC):
            self.packing, self._source = "gzip", gzip.GzipFile(fileobj=self._packed)
        elif magic == _ZSTD_MAGIC:
            self.packing, self._source = "zstd", _Zstd(self._packed)
        elif magic in _ZIP_MAGICS:
            self.packing, self._source = (
                "zip",
                _Zip(io.BytesIO(data) if data is not None else file.path if self._regular else None),
            )

    @cached_property
    def stream(self) -> Readable:
        r"""The unpacked text as UTF-8, with lines that end in ``\n`` or ``\r\n``; its byte order mark stays.

        Raises ContentError if the file is damaged from its beginning, or is not text.
        """
        unpacked = io.BufferedReader(_Limited(self._source, self._limit), _BLOCK)
        head = unpacked.peek(_BLOCK)
        for magic, name in _NOT_TEXT.items():
            if head.startswith(magic):
                raise ContentError(ReportCode.NOT_A_LIST, name)
        if head[_TAR_PLACE:].startswith(_TAR_MARK):
            raise ContentError(ReportCode.NOT_A_LIST, "tar")
        return recode(unpacked)

    def sha256(self) -> str:
        """Return the hash of the file as stored on disk; reads the rest of it."""
        try:
            while self._regular and self._packed.read(_BLOCK):
                pass
        except OSError:
            return ""
        return self._hashing.digest.hexdigest()

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self._raw is not None:
            self._raw.close()
        if isinstance(self._source, _Zip):
            self._source.close()


def numbered_lines(stream: Stream, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number from 1. A line of more than ``longest`` bytes comes as None.

    The rest of such a line is skipped piece by piece, so that it is never in memory.
    """
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_BLOCK)
        yield number, None


class _Hashing(io.RawIOBase):
    """Stream that hashes the bytes it passes on."""

    def __init__(self, raw: _Raw) -> None:
        self._raw = raw
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        size = self._raw.readinto(view) or 0
        self.digest.update(view[:size])
        return size


class _Limited(io.RawIOBase):
    """Stream that passes unpacked bytes on up to a limit, with uniform errors."""

    def __init__(self, source: _Chunks, limit: int) -> None:
        self._source, self._limit, self._left = source, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            size = self._source.readinto1(view[: self._left + 1])
        except EOFError as error:
            raise ContentError(ReportCode.CUT_OFF) from error
        except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, zstandard.ZstdError) as error:
            raise ContentError(ReportCode.DAMAGED_COMPRESSION, str(error)) from error
        except OSError as error:
            raise ContentError(ReportCode.CANNOT_READ, str(error.strerror or error)) from error
        if size > self._left:
            raise ContentError(ReportCode.FILE_TOO_LONG, self._limit)
        self._left -= size
        return size


class _Zstd:
    """Stream that unpacks frame after frame. zstandard's own reader accepts truncated files."""

    def __init__(self, packed: "io.BufferedReader[_Hashing]") -> None:
        self._packed = packed
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._rest = b""
        self._ready = memoryview(b"")

    def readinto1(self, buffer: "WriteableBuffer", /) -> int:
        while not self._ready:
            step = self._rest or self._packed.read(_ZSTD_STEP)
            if not step:
                if self._begun:
                    raise EOFError
                return 0
            self._ready = memoryview(self._frame.decompress(step))
            self._begun, self._rest = True, b""
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame, self._begun = zstandard.ZstdDecompressor().decompressobj(), False
        view = memoryview(buffer).cast("B")
        size = min(len(view), len(self._ready))
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


class _Zip:
    """Stream of the one member of a zip archive that is named like a list of papers, or of its only member."""

    def __init__(self, source: Path | io.BytesIO | None) -> None:
        self._source = source
        self._archive: zipfile.ZipFile | None = None
        self._member: _Chunks | None = None

    def readinto1(self, buffer: "WriteableBuffer", /) -> int:
        if self._member is None:
            self._member = self._open()
        return self._member.readinto1(buffer)

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def _open(self) -> _Chunks:
        if self._source is None:
            raise ContentError(ReportCode.ZIP_FROM_PIPE)
        self._archive = zipfile.ZipFile(self._source)
        members = [m for m in self._archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        fitting = (
            [m for m in members if Path(m.filename).suffix.lower() in INPUT_SUFFIXES] if len(members) > 1 else members
        )
        if len(fitting) != 1:
            raise ContentError(ReportCode.ZIP_OF_SEVERAL, len(fitting), len(members))
        try:
            return cast("_Chunks", self._archive.open(fitting[0]))
        except (RuntimeError, NotImplementedError) as error:
            raise ContentError(ReportCode.ZIP_UNREADABLE, str(error)) from error
