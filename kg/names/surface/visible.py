"""Return the visible text of a printed author list: entities decoded, without tags, emphasis, links and pictures."""

import html
import re
from functools import lru_cache
from typing import Final

from kg.names.limits import MAX_CACHED_CHARACTERS
from kg.names.surface.characters import plain_characters

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_ROUNDS: Final = 2  # entities escaped twice occur; three times do not

_RAISED: Final = re.compile(r"<(su[pb])\b[^<>]*>([^<>]*)</\1\s*>", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_UNSEEN: Final = re.compile(r"<(script|style)\b[^<>]*>[^<>]*</\1\s*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<\s?(?:br|/p|/li|/div|/tr|/td|/th|li)\b[^<>@]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?!su[pb]\b)[a-zA-Z][\w:-]*(?:\s[^<>@]*)?/?>", re.IGNORECASE)
_LEFT_TAG: Final = re.compile(r"</?su[pb]\b[^<>]*>", re.IGNORECASE)

_IMAGE: Final = re.compile(r"!\[[^\]\[]*\]\([^()\s]*\)")
_LINK: Final = re.compile(r"\[([^\]\[]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_REFERENCE: Final = re.compile(r"\[\^[^\]\[]{1,20}\]|(?<=\])\[[^\]\[]{0,60}\]")
_WIKI: Final = re.compile(r"\[\[(?:[^\]\[|]*\|)?([^\]\[|]*)\]\]")
_ESCAPE: Final = re.compile(r"\\(?=[*_\[\]()#|&<>!+-])")
_EMPHASIS: Final = re.compile(
    r"\*\*|__|~~|(?<![\w\\])[*_](?=\S)|(?<=\S)[*_](?!\w)|(?<![^\W_])`(?=[^`]*`)|(?<=[^`\s])`(?![a-zA-Z])"
)
_PICTURES: Final = re.compile(
    "(?:[0-9#*]\ufe0f?\u20e3|[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff]"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*|:[a-z][a-z0-9_+-]{1,30}:)+"
)
_BETWEEN_NAMES: Final = "\t"


def visible_text(text: str) -> str:
    """Return printed author text without markup; line breaks stay, and a picture inside the text becomes a tab.

    >>> visible_text("**J&ouml;rg** [Ann Lee](https://x.example/a)<sup>1</sup>")
    'Jörg Ann Lee'
    """
    return _kept(text) if len(text) <= MAX_CACHED_CHARACTERS else _visible(text)


def _visible(text: str) -> str:
    for _ in range(_MAX_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    if "<" in text:
        text = _without_tags(text)
    if "[" in text:
        text = _without_links(text)
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    if any(mark in text for mark in "*_`~"):
        text = _EMPHASIS.sub("", text)
    if ":" in text or not text.isascii():
        text = _PICTURES.sub(_BETWEEN_NAMES, text)
    return plain_characters(text).strip()


_kept = lru_cache(maxsize=1 << 14)(_visible)


def _without_tags(text: str) -> str:
    """Remove HTML from a text: comments, scripts and raised or lowered marks with their content."""
    if "<!--" in text:
        text = _without_comments(text)
    text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", text)))
    return _LEFT_TAG.sub("", _RAISED.sub(_words_only, text))


def _words_only(raised: re.Match[str]) -> str:
    """Return raised text if it contains words; footnote marks do not."""
    return raised[2] if _WORD.search(raised[2]) else ""


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in others)


def _without_links(text: str) -> str:
    """Replace Markdown links by their text; images and references to footnotes go."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        text = _LINK.sub(r"\1", text) if "](" in text else text  # an image inside a link
    if "[[" in text:
        text = _WIKI.sub(r"\1", text)
    if "[^" in text or "][" in text:
        text = _REFERENCE.sub("", text)
    return text
