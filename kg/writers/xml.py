"""Escape text for XML 1.0, as columns and as single strings.

XML cannot represent most control characters, not even escaped, and one of them makes a whole file unreadable. They
become U+FFFD, the replacement character; so do U+FFFE and U+FFFF. Everything else is preserved: tab, line feed and
carriage return are written as references where a reader would change them.
"""

from typing import Final

import polars as pl

# All characters outside production [2] Char of XML 1.0; surrogates cannot occur in a string of Polars.
_FORBIDDEN: Final = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF)
_FORBIDDEN_PATTERN: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
# In an attribute, readers convert white space to spaces (XML 1.0, 3.3.3).
_ATTRIBUTE: Final = _TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}

_LOST: Final = dict.fromkeys(_FORBIDDEN, _REPLACEMENT)
_TEXT_TABLE: Final = {**_LOST, **{ord(c): entity for c, entity in _TEXT.items()}}
_ATTRIBUTE_TABLE: Final = {**_LOST, **{ord(c): entity for c, entity in _ATTRIBUTE.items()}}

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escape_text(value: str) -> str:
    r"""Write a string between tags.

    >>> escape_text("a < b\r\x0b")
    'a &lt; b&#13;\ufffd'
    """
    return value.translate(_TEXT_TABLE)


def escape_attribute(value: str) -> str:
    r"""Write a string between the double quotes of an attribute.

    >>> escape_attribute('"a"\n')
    '&quot;a&quot;&#10;'
    """
    return value.translate(_ATTRIBUTE_TABLE)


def escape_column(value: pl.Expr) -> pl.Expr:
    """Write a column of strings between tags; null stays null."""
    return _column(value, _TEXT)


def escape_attribute_column(value: pl.Expr) -> pl.Expr:
    """Write a column of strings between the double quotes of an attribute; null stays null."""
    return _column(value, _ATTRIBUTE)


def _column(value: pl.Expr, entities: dict[str, str]) -> pl.Expr:
    allowed = value.str.replace_all(_FORBIDDEN_PATTERN, _REPLACEMENT)
    return allowed.str.replace_many(list(entities), list(entities.values()))
