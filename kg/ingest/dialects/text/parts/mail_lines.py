"""Turn mails into lines of text: decode transfer encodings and multipart messages, and remove quote marks.

A plain listing streams line by line. A message that is encoded or has several parts is in memory as a whole, and is
parsed by the standard library; several messages may follow one another as in an mbox file.
"""

import html
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

from kg.ingest.content import ContentError, Stream, numbered_lines
from kg.report_codes import ReportCode
from kg.settings import IngestSettings

_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_SEPARATOR: Final = re.compile(rb"From \S+\s.{0,60}\d{4}\s*\Z")
_HIDDEN: Final = re.compile(
    rb"^content-transfer-encoding:\s*(?:quoted-printable|base64)|^content-type:\s*(?:multipart/|text/html)",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_HEADERS: Final = 1000  # lines
_QUOTED: Final = re.compile(r"(?:>[ \t]?)+")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_UNKNOWN_CHARSET: Final = "latin-1"


def read_mail_lines(stream: Stream, settings: IngestSettings) -> Iterator[tuple[int, str]]:
    """Yield the lines of all messages with their line numbers.

    Every line of an encoded message has the number of the message's first line. Raises InputError if an encoded message
    has more than ``max_row_bytes``.
    """
    held: list[bytes] = []
    size = first = 0
    in_headers, encoded = True, False
    for number, data in numbered_lines(stream, settings.max_row_bytes):
        line = data or b""
        if _SEPARATOR.match(line):
            yield from _shown(held, first) if encoded else _plain(held, first)
            held, size, in_headers, encoded = [], 0, True, False
            continue
        if not held and (in_headers or encoded):
            if not line.strip():
                continue
            first, in_headers = number, _HEADER.match(line) is not None
        if encoded:
            size += len(line)
            if size > settings.max_row_bytes:
                raise ContentError(ReportCode.MESSAGE_TOO_LONG, settings.max_row_bytes)
            held.append(line)
        elif not in_headers:
            yield number, _text(line)
        else:
            held.append(line)
            if not line.strip() or len(held) > _MAX_HEADERS:
                encoded, in_headers = _HIDDEN.search(b"".join(held)) is not None, False
                if not encoded:
                    yield from _plain(held, first)
                    held = []
    yield from _shown(held, first) if encoded else _plain(held, first)


def _plain(lines: Iterable[bytes], first: int) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, first):
        yield number, _text(line)


def _text(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode(_UNKNOWN_CHARSET)
    return _bare(text)


def _bare(line: str) -> str:
    """Return a line without its end, quote marks and hard spaces."""
    line = line.rstrip().replace("\xa0", " ")
    return _QUOTED.sub("", line, count=1) if line.startswith(">") else line


def _shown(lines: list[bytes], first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of an encoded message, from its plain text parts or, without any, from its HTML."""
    try:
        parts = [part for part in message_from_bytes(b"".join(lines)).walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError, AssertionError, TypeError, AttributeError):
        parts = []  # a message that the standard library trips over has no text
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    for part in plain or [part for part in parts if part.get_content_type() == "text/html"]:
        text = _payload(part)
        if part not in plain:
            text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
        for line in text.split("\n"):
            yield first, _bare(line)


def _payload(part: "Message[str, str]") -> str:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return ""
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode(_UNKNOWN_CHARSET)
