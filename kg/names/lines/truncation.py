"""Recognize lists that name only some of the authors: "et al.", "and others", "+5 more", "等"."""

import re
from typing import Final

from kg.names.words import truncated as words

_HIDDEN: Final = r"(?: (?:not|are not|were) (?:shown|listed|displayed|included)| (?:omitted|hidden|in total|total))?"
_KIND: Final = r"(?:additional |more |other |further |remaining )?"
_AND: Final = r"(?:and|&|plus|with|\+)"
_DOTS: Final = r"\.{2,}|…+|⋯+|‥+|\. \. \."
_CLOSE: Final = r"[ .…,;:)\]）}]*"

_BEHIND: Final = r"(?:[*†‡§¶^\d¹²³⁴-⁹⁰,\s]{1,8}|[”\"»]|\([^()]{0,40}\)[*†‡]?)?"
"""Footnote marks or a place in brackets after a mark, which are removed with it."""

_ANYWHERE: Final = (
    rf"(?-i:{words.FOREIGN_TRUNCATIONS})|{words.LATIN}|{words.EAST_ASIAN}|{words.COUNTED}|{words.SET_APART}|{_DOTS}|etc"
)
_OTHERS: Final = (
    rf"{_AND} ?(?:(?:the |all )?{words.NUMBER} |the )?{_KIND}{words.OTHER_AUTHORS}{_HIDDEN}|"
    rf"{words.NUMBER} {_KIND}{words.OTHER_AUTHORS}{_HIDDEN}|\+ ?\d[\d,]{{0,9}}|{_AND} \d[\d,]{{0,9}}"
)
_BUTTON: Final = r"(?:show|view|see|list) (?:all|more)(?: \d+)?(?: authors)?|and so on"
_ALONE: Final = rf"(?:the )?{_KIND}{words.OTHER_AUTHORS}{_HIDDEN}"
_WHOLE: Final = re.compile(rf"[ (\[（{{.…]{{0,10}}(?:{_ANYWHERE}|{_OTHERS}|{_BUTTON}|{_ALONE}){_CLOSE}", re.IGNORECASE)
# Letters without case are outside of IGNORECASE, with which large classes compile slowly.
_TAIL: Final = re.compile(
    rf"(?:[ ,;(\[（]+(?:{_ANYWHERE}|{_OTHERS}|{_BUTTON}|(?-i:others))|(?<=\w)(?:{words.EAST_ASIAN})|"
    rf"(?<=(?-i:[㐀-鿿가-힣ぁ-ヺ]))(?:{words.COUNTED}|ほか)|"
    rf"(?<=\w) ?(?:\.{{3}}(?!\.)|…+|⋯+)|(?<=(?-i:[㐀-鿿]{{2}}))ら(?:\d+名)?){_CLOSE}{_BEHIND}\Z",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(r"[ ,;]{0,3}\bet\.? al\b\.?(?=\s?[,;–—-])", re.IGNORECASE)
"""The mark before other details printed with a name: "Ann Lee et al., PhD"."""
_MAX_MARK: Final = 60
"""Characters of a mark; it is looked for at the end of a line in no more than these."""
_MAX_MARKS: Final = 8
"""Maximum number of marks removed from one end; "..., et al. (12 authors)" are three."""


def is_truncation(part: str) -> bool:
    """Return True for a list entry that only marks the list as shortened.

    >>> [is_truncation(part) for part in ("et al.", "and 5 more", "(7 additional authors not shown)", "…", "Al Li")]
    [True, True, True, True, False]
    """
    part = part.strip()
    return len(part) <= _MAX_MARK and _WHOLE.fullmatch(part) is not None


def without_truncation(text: str) -> tuple[str, bool]:
    """Remove marks of a shortened list, at the end or before a comma; return whether there was one.

    >>> without_truncation("Ilea Stone et al."), without_truncation("Lou Theron 等")
    (('Ilea Stone', True), ('Lou Theron', True))
    """
    text, marks = _INSIDE.subn("", text)
    found = marks > 0
    for _ in range(_MAX_MARKS):
        start = max(0, len(text) - _MAX_MARK)
        match = _TAIL.search(text, start)
        if match is None:
            break
        text, found = text[: match.start()].rstrip(" ,;"), True
    return ("" if found and is_truncation(text) else text), found
