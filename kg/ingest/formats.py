"""Decide what a file is: by suffix first, by its first bytes where the suffix leaves it open."""

import re
from enum import StrEnum

_OBJECT_OVER_LINES = re.compile(rb'\{[ \t]*\r?\n[ \t]+"')
_ROWS = re.compile(rb'\{\s*"|\[\s*[\[{\]]')


class Format(StrEnum):
    """The three ways a digest is written."""

    MARKDOWN = "markdown"
    JSON_LINES = "jsonl"
    JSON = "json"


def detect(head: bytes, suffix: str) -> Format:
    """Return the format of a file that begins with ``head`` and has this suffix.

    ``.md`` is always Markdown. ``.json`` and ``.jsonl`` are told apart by their text, since either holds the
    other often enough. A ``.txt``, an unknown suffix and standard input are told by their first characters.
    """
    start = head.lstrip()
    is_json = suffix in {".json", ".jsonl"} or (suffix != ".md" and _ROWS.match(start) is not None)
    if not is_json:
        return Format.MARKDOWN
    whole = start.startswith(b"[") or _OBJECT_OVER_LINES.match(start)
    return Format.JSON if whole else Format.JSON_LINES
