"""Divide text at separators that are not inside brackets or quotation marks."""

import re
from functools import lru_cache
from typing import Final

_OPEN: Final = r"(?P<open>[(\[{（【<“「『])"
_CLOSE: Final = r"(?P<close>[)\]}）】>”」』])"


def split_outside(text: str, separator: str) -> list[str]:
    """Split at a separator (a regular expression) outside brackets; everywhere where brackets do not balance.

    >>> split_outside("Ann Lee (MIT, Cambridge), Bo Han", ","), split_outside("Ann Lee (MIT, Bo Han", ",")
    (['Ann Lee (MIT, Cambridge)', 'Bo Han'], ['Ann Lee (MIT', 'Bo Han'])
    """
    parts: list[str] = []
    start = depth = 0
    for match in _pattern(separator).finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    parts = [*parts, text[start:]] if not depth else re.split(separator, text)
    return [part for part in map(str.strip, parts) if part]


@lru_cache(maxsize=16)
def _pattern(separator: str) -> re.Pattern[str]:
    return re.compile(f"{_OPEN}|{_CLOSE}|(?:{separator})")
