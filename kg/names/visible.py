"""The text a reader of a printed author list sees: entities decoded, tags, emphasis and links taken off."""

import html
import re
from functools import lru_cache

_TAG = re.compile(r"</?(?:[a-zA-Z][\w:-]*)(?:\s[^<>@]*)?/?>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/tr|/td)\s*/?>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"<sup\b[^<>]*>[^<>]*</sup>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]\[]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\]\[]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w\\])[*_](?=\S)|(?<=\S)[*_](?!\w)|`(?=[^`]*`)|(?<=[^`\s])`(?![a-zA-Z])")
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u200b\u2060\ufeff]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_ROUNDS = 2  # entities escaped twice are seen; three times are not


@lru_cache(maxsize=1 << 14)
def visible(text: str) -> str:
    """Return printed author text without markup; line breaks stay.

    >>> visible("**J&ouml;rg** [Ann Lee](https://x.example/a)<sup>1</sup>")
    'Jörg Ann Lee'
    """
    for _ in range(_MAX_ROUNDS):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _SUPERSCRIPT.sub("", text)))
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if any(mark in text for mark in "*_`"):
        text = _EMPHASIS.sub("", text)
    if not text.isascii():
        text = _PICTURES.sub("", text)
    return text.strip()
