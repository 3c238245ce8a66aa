"""Join tokens to a text as printed, and extend spans of that text to its tokens.

Labeled corpora are often tokenized, with brackets and quotes in the Penn Treebank's spelling. The program reads text as
printed, so tokens are joined to a text, and spans found in it are compared with the labels token by token.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.concepts.tagging.tagger import TaggedSpan

# https://catalog.ldc.upenn.edu/docs/LDC99T42/cl93.html, section on tokens
_AS_PRINTED: Final = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
    "``": '"', "''": '"', "`": "'",
}  # fmt: skip
_OPENS: Final = frozenset("([{“‘")
_CLOSES: Final = frozenset(".,;:)]}%!?”’")
_HYPHEN: Final = "-"
_TIES: Final = frozenset("/–")
_HYPHENATED: Final = re.compile("[A-Za-z]-[A-Za-z]")
_OPENING_QUOTES: Final = frozenset({"``", "`"})
_CLITICS: Final = frozenset("s t re ve ll d m".split())
_CLITIC: Final = re.compile("['’][A-Za-z]+|n['’]t", re.IGNORECASE)
_YEAR: Final = re.compile("[0-9]{2}")
_THOUSANDS: Final = re.compile("[0-9]{3}")


class TokenizedText(NamedTuple):
    """A text with the begin and end of each of its tokens."""

    text: str
    places: tuple[tuple[int, int], ...]


class _Ties(NamedTuple):
    """The tokens without a space before them, and those without a space after them."""

    before: set[int]
    behind: set[int]


def join(tokens: Sequence[str]) -> TokenizedText:
    """Return the text that was split into these tokens, as far as they determine it.

    >>> join("It 's state - of - the - art -LRB- 95 . 3 % -RRB- .".split()).text
    "It's state-of-the-art (95.3%)."
    """
    printed = [_AS_PRINTED.get(token, token) for token in tokens]
    ties = _quotes(tokens, printed)
    # if hyphens were left inside words, a separate one is a dash
    inside = _TIES if any(map(_HYPHENATED.search, tokens)) else _TIES | {_HYPHEN}
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for i, token in enumerate(printed):
        if i and not (i in ties.before or i - 1 in ties.behind or _touch(printed, i, inside)):
            parts.append(" ")
            length += 1
        places.append((length, length + len(token)))
        parts.append(token)
        length += len(token)
    return TokenizedText("".join(parts), tuple(places))


def widen(spans: Sequence[TaggedSpan], places: Sequence[tuple[int, int]]) -> list[TaggedSpan]:
    """Extend spans to whole tokens; drop spans without a token.

    >>> widen([TaggedSpan(2, 9, "x")], [(0, 4), (5, 8), (9, 12)])
    [TaggedSpan(start=0, end=8, label='x')]
    """
    starts, ends = [start for start, _ in places], [end for _, end in places]
    wider = []
    for start, end, label in spans:
        first, after = bisect_right(ends, start), bisect_left(starts, end)
        if first < after and start < end:
            wider.append(TaggedSpan(starts[first], ends[after - 1], label))
    return wider


def _touch(printed: Sequence[str], i: int, inside: frozenset[str]) -> bool:
    """Return whether token ``i`` follows without a space, ignoring quotes."""
    before, here = printed[i - 1], printed[i]
    if here in _CLOSES or before in _OPENS or here in inside or before in inside or _CLITIC.fullmatch(here):
        return True
    earlier = printed[i - 2] if i > 1 else ""
    if before == ".":
        decimal = here[0].isdigit() and earlier[-1:].isdigit()
        return decimal or (len(earlier) == len(here) == 1 and earlier.isalpha() and here.isalpha())
    return before == "," and earlier[-1:].isdigit() and _THOUSANDS.fullmatch(here) is not None


def _quotes(tokens: Sequence[str], printed: Sequence[str]) -> _Ties:
    """Distinguish opening from closing quotes, and both from apostrophes."""
    ties = _Ties(set(), set())
    marks: dict[str, list[int]] = {'"': [], "'": []}
    for i, sign in enumerate(printed):
        following = printed[i + 1] if i + 1 < len(printed) else ""
        if sign == "'" and i and following.lower() in _CLITICS and printed[i - 1] not in _OPENS:
            ties.before.add(i)
            ties.behind.add(i)
        elif sign == "'" and _YEAR.fullmatch(following):
            ties.behind.add(i)
        elif sign in marks:
            marks[sign].append(i)
    for places in marks.values():
        opened = False
        for number, i in enumerate(places):
            last = number == len(places) - 1
            possessive = printed[i] == "'" and len(places) % 2 and printed[max(i - 1, 0)].endswith("s")
            opened = tokens[i] in _OPENING_QUOTES or not (opened or last or possessive)
            (ties.behind if opened else ties.before).add(i)
    return ties
