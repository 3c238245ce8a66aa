r"""Convert text of any Unicode encoding and line end to UTF-8 with lines that end in ``\n`` or ``\r\n``.

UTF-16 and UTF-32 are recognized by their byte order mark or, without one, by the zero bytes that ASCII letters leave
there. Other encodings cannot be distinguished with certainty and are not guessed; `likely_encoding` names the likely
one.
"""

import codecs
import io
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK: Final = 2**18
_HEAD: Final = 2**12
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MIN_ASCII: Final = 0.2
"""Share of ASCII characters from which a text without byte order mark counts as UTF-16 or UTF-32. Rows in JSON have 0.4
and more, even where all their prose is Chinese; UTF-8 has no zero bytes at all."""
_MIN_HAN: Final = 0.75
"""Minimum share of Han characters in the bytes beyond ASCII of a text that is probably GB 18030; the other bytes are
punctuation."""


class Readable(Protocol):
    """A buffered stream of bytes."""

    def peek(self, size: int = ..., /) -> bytes:
        """Return bytes ahead without reading them."""
        ...

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Return a line, or its first ``size`` bytes."""
        ...


def recode(stream: Readable) -> Readable:
    """Return the stream itself if it is UTF-8 with usual line ends, else a stream that converts it.

    Characters that the encoding does not allow, such as half a surrogate pair, become U+FFFD.
    """
    head = stream.peek(_HEAD)
    encoding, mark = detect_encoding(head)
    stream.read(len(mark))
    if encoding == "utf-8" and (b"\n" in head or not head):
        return stream
    return io.BufferedReader(_Recoded(stream, encoding), _BLOCK)


def detect_encoding(head: bytes) -> tuple[str, bytes]:
    """Return the encoding of a text that begins with ``head``, and its byte order mark.

    A mark of UTF-8 is not returned, since it stays in the text.

    >>> detect_encoding("[1]".encode("utf-16-le")), detect_encoding(b"[1]")
    (('utf-16-le', b''), ('utf-8', b''))
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, mark
    if b"\0" not in head[:_HEAD]:
        return "utf-8", b""
    head = head[: min(len(head), _HEAD) // 4 * 4]
    units = {
        encoding: _ascii_share(head, encoding) for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
    }
    likely = max(units, key=lambda encoding: units[encoding])
    return (likely if units[likely] >= _MIN_ASCII else "utf-8"), b""


def _ascii_share(head: bytes, encoding: str) -> float:
    """Return the share of characters that are printable ASCII or line ends when read in this encoding."""
    width = 4 if "32" in encoding else 2
    units = [head[at : at + width] for at in range(0, len(head), width)]
    zero = b"\0" * (width - 1)
    ascii_units = sum(
        unit[1:] == zero and unit[0] != 0 if encoding.endswith("le") else unit[:-1] == zero and unit[-1] != 0
        for unit in units
    )
    return ascii_units / max(1, len(units))


def likely_encoding(data: bytes) -> str:
    """Name the likely encoding of bytes that are not UTF-8; empty without evidence.

    >>> likely_encoding("Jürgen Köhler, Universität".encode("cp1252"))
    'Windows-1252'
    """
    odd = sum(byte > 0x7F for byte in data)  # noqa: PLR2004 - the last ASCII code
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # in GB 18030 most Han characters are two non-ASCII bytes; the others are a non-ASCII byte and an ASCII byte,
    # which in Windows-1252 are an accented letter and the letter after it
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    if han and _MIN_HAN * odd <= 2 * han <= odd / _MIN_HAN:
        return "GB 18030"
    try:
        return "Windows-1252" if all(map(_in_names, data.decode("cp1252"))) else ""
    except UnicodeDecodeError:
        return ""


def _in_names(character: str) -> bool:
    return character.isascii() or character.isalpha() or character in "€‚„…†‡‰‹‘’“”•–—˜™›\xa0¡©«®°±²³´µ·»¼½¾¿×÷§¶"


class _Recoded(io.RawIOBase):
    r"""Stream that passes a text on as UTF-8, with every line end as ``\n``."""

    def __init__(self, source: Readable, encoding: str) -> None:
        self._source = source
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
        self._ready = memoryview(b"")
        self._after_return = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        while not self._ready:
            data = self._source.read(_BLOCK)
            text = data if self._decoder is None else self._decoder.decode(data, not data).encode()
            # the block before may have ended between \r and \n
            rest = text[1:] if self._after_return and text.startswith(b"\n") else text
            self._after_return = text.endswith(b"\r")
            self._ready = memoryview(rest.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
            if not data and not self._ready:
                return 0
        view = memoryview(buffer).cast("B")
        size = min(len(view), len(self._ready))
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
