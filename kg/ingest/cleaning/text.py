"""Apply the small repairs that every printed text needs, in all formats."""

import re

from kg.names.surface.characters import DIRECTION_MARKS

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile(f"[{DIRECTION_MARKS}]")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED_HAN = re.compile(r"\\u[4-9][0-9a-fA-F]{3}")
_FEWEST_ESCAPES = 4


def tidy(text: str) -> str:
    r"""Return text with ``\n`` line ends, no surrounding space, and no character that XML or UTF-8 refuses.

    Everything else stays byte for byte: hard wraps, LaTeX, a raw ``<``.

    >>> tidy("p < 0.05\r\nin\x0bboth arms ")
    'p < 0.05\ninboth arms'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", " ").isprintable():
        text = _UNPRINTABLE.sub("", text)
    return text.strip()


def unescape(text: str) -> str:
    r"""Undo the double escaping of some summaries, whose text contains Chinese as ``\\u672c``.

    Text with fewer than four such escapes is unchanged: it may be about them.

    >>> unescape(r"\u6211\u4eec\u63d0\u51fa BERT")
    '我们提出 BERT'
    """
    if "\\u" not in text or len(_ESCAPED_HAN.findall(text)) < _FEWEST_ESCAPES:
        return text
    return _ESCAPED.sub(lambda mark: chr(int(mark[1], 16)), text)


def one_line(text: str) -> str:
    """Return tidied text with every run of white space as one space, without marks of writing direction.

    Such marks would reverse other text that is shown on the same line.
    """
    text = tidy(text)
    return " ".join((text if text.isascii() else _DIRECTION.sub("", text)).split())
