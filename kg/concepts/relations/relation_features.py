"""Compute the features of the relation model: the words around a name in the paper's own words, and its position.

A model has each feature for all concepts and once more per type (`add_type_features`), since "using X" means something
else for a data set than for a method.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from kg.concepts.text.lexical import fold_latin

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s+[A-Z(\[])|\n\n")
_STOP: Final = re.compile(r"[.!?](?=\s+[A-Z(\[])")
"""The same for texts without paragraph ends, which most texts are: it is much faster, since each match begins with one
of three signs."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*%?|[,;:()\[\]]")
LEFT_NEAR: Final = 5
"""Number of words before the name that are near."""
LEFT_FAR: Final = 3
"""Number of words before these that are far."""
RIGHT_NEAR: Final = 4
"""Number of words after the name that are used."""
OPENING: Final = 2
"""Number of first words of the sentence that are used."""
_REACH: Final = 110
"""Characters on either side that are considered, within the sentence; eight words seldom need more."""
_CLOSE: Final = 64
"""Characters that usually contain the words before a name."""
_CLOSE_BEHIND: Final = 40
"""The same for the words after it."""
_OPENING_REACH: Final = 40
"""The same for the first words of a sentence."""
_PARTS: Final = 4
"""Number of parts of an abstract that are distinguished, besides the first and the last sentence."""

RELATION_SIGNS: Final[dict[str, re.Pattern[str]]] = {
    "we": re.compile(r"\b(?:we|our|this (?:paper|work|study|letter|article|survey))\b", re.IGNORECASE),
    "propose": re.compile(
        r"\b(?:propos|introduc|present(?:s|ed|ing)?\b|develop|novel|new\b|release|contribut)", re.IGNORECASE
    ),
    "others": re.compile(
        r"\b(?:existing|recent(?:ly)?|previous|prior|current|conventional|traditional|however|although|despite|often|"
        r"typically|remain|have (?:been|shown|become))\b",
        re.IGNORECASE,
    ),
    "compare": re.compile(
        r"\b(?:outperform|surpass|compar|superior|exceed|baseline|state-of-the-art|sota|better than|over\b|than\b)",
        re.IGNORECASE,
    ),
    "evaluate": re.compile(
        r"\b(?:experiment|evaluat|benchmark|dataset|data sets?|results?|validat|test(?:ed|s|ing)?\b|accuracy)",
        re.IGNORECASE,
    ),
    "number": re.compile(r"\d"),
}
_BEGINNINGS: Final[dict[str, str]] = {
    "we": "we|our|this ",
    "propose": "propos|introduc|present|develop|novel|new|release|contribut",
    "others": "existing|recent|previous|prior|current|conventional|traditional|however|although|despite|often|typically"
    "|remain|have ",
    "compare": "outperform|surpass|compar|superior|exceed|baseline|state of the art|sota|better than|over|than",
    "evaluate": "experiment|evaluat|benchmark|dataset|data set|result|validat|test|accuracy",
}
"""Folded beginnings of the matches of `RELATION_SIGNS`: without one of these, nothing can match."""


_DIGIT: Final = RELATION_SIGNS["number"]
_NUMBER: Final = list(RELATION_SIGNS).index("number")


class Surroundings(NamedTuple):
    """The surroundings of a name: words as printed, and facts about its position.

    ``left`` are the words before it, the nearest first; ``opening`` the first words of its sentence. ``place`` is the
    part of the abstract or, in a title, the side of the colon; ``at`` is the position in the title. ``signs`` has one
    bit per sign of `RELATION_SIGNS` in its sentence. ``in_title`` is true if the paper's title names the concept
    too.
    """

    left: list[str]
    right: list[str]
    opening: list[str]
    title: bool
    in_title: bool
    place: str
    at: str
    signs: int

    def plain(self) -> tuple[str, ...]:
        """Return the features that are not about words next to the name."""
        return plain_features(self.title, self.in_title, self.place, self.at, self.signs)


class Sentences:
    """The sentences of a title or an abstract: their starts, and the signs in each."""

    def __init__(self, text: str, start: int, end: int, *, title: bool) -> None:
        self._text, self._start, self._end, self._title = text, start, end, title
        pattern = _STOP if text.find("\n\n", start, end) < 0 else _SENTENCE_END
        ends = [m.end() for m in pattern.finditer(text, start, end)]
        self._begins = [start, *ends]
        self._ends = [*ends, end]
        self._signs: list[int] | None = None
        self._openings: dict[int, list[str]] = {}

    def around(self, start: int, end: int, *, in_title: bool) -> Surroundings:
        """Return the surroundings of a name, ``text[start:end]``."""
        text = self._text
        number = bisect_right(self._ends, start)
        begin = self._begins[number] if number < len(self._ends) else self._ends[-1]
        stop = self._ends[number] if number < len(self._ends) else self._end
        left = self._left(begin, start)
        right = self._right(end, stop)
        if self._title:
            colon = text.find(":", self._start, self._end)
            place = "none" if colon < 0 else "before" if start < colon else "after"
            at = "first" if start == self._start else "last" if end >= self._end - 1 else "inside"
            return Surroundings(left, right, [], True, in_title, place, at, 0)
        last = len(self._ends) - 1
        part = number / max(1, last)
        place = "first" if number == 0 else "last" if number == last else str(int(part * _PARTS))
        opening = self._opening(begin, start)
        return Surroundings(left, right, opening, False, in_title, place, "", self._signs_of(number))

    def _left(self, begin: int, start: int) -> list[str]:
        """Return the words before a name, the nearest first."""
        for reach in (_CLOSE, _REACH):
            words = _WORD.findall(self._text, max(begin, start - reach), start)
            # the first may be cut off
            if len(words) > LEFT_NEAR + LEFT_FAR or begin >= start - reach:
                break
        return words[: -LEFT_NEAR - LEFT_FAR - 1 : -1]

    def _right(self, end: int, stop: int) -> list[str]:
        """Return the words after a name."""
        for reach in (_CLOSE_BEHIND, _REACH):
            words = _WORD.findall(self._text, end, min(stop, end + reach))
            # the last may be cut off
            if len(words) > RIGHT_NEAR or stop <= end + reach:
                break
        return words[:RIGHT_NEAR]

    def _opening(self, begin: int, start: int) -> list[str]:
        """Return the first words of a sentence, up to a name."""
        if start < begin + _OPENING_REACH:
            return _WORD.findall(self._text, begin, start)[:OPENING]
        words = self._openings.get(begin)
        if words is None:
            words = self._openings[begin] = _WORD.findall(self._text, begin, begin + _OPENING_REACH)[:OPENING]
        return words

    def _signs_of(self, number: int) -> int:
        """Return the signs of a sentence, one bit per sign."""
        if self._signs is None:
            self._signs = [0] * (len(self._ends) + 1)
            for bit, at in _signs_in(self._text, self._start, self._end):
                self._signs[bisect_right(self._ends, at)] |= 1 << bit
        return self._signs[number]


def _signs_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield each sign in a part of a text, by number, with its position."""
    automaton, signs, patterns = _sign_automaton()
    for stem, at, _ in automaton.find_matches_as_indexes(f" {fold_latin(text[start:end])}", overlapping=True):
        if patterns[stem].match(text, start + at, end):
            yield signs[stem], start + at
    for digit in _DIGIT.finditer(text, start, end):
        yield _NUMBER, digit.start()


@cache
def _sign_automaton() -> tuple[AhoCorasick, list[int], list[re.Pattern[str]]]:
    """Return an automaton of sign beginnings at word beginnings, with the sign and the pattern of each."""
    found = [
        (f" {beginning}", bit, RELATION_SIGNS[sign])
        for bit, (sign, beginnings) in enumerate(_BEGINNINGS.items())
        for beginning in beginnings.split("|")
    ]
    stems, signs, patterns = map(list, zip(*found, strict=True))
    return AhoCorasick(stems, implementation=Implementation.ContiguousNFA), signs, patterns


def features(around: Surroundings) -> Iterator[str]:
    """Yield all features of a name, by their names in a model."""
    before, right = list(map(normalize_word, around.left)), list(map(normalize_word, around.right))
    nearest = before[0] if before else "^"
    yield from around.plain()
    yield f"{'t' if around.title else 'a'}l1={nearest}"
    yield f"l2={' '.join(before[1::-1]) if len(before) > 1 else '^'}"
    yield f"r1={right[0] if right else '$'}"
    yield f"r2={' '.join(right[:2])}"
    for word in dict.fromkeys(before[:LEFT_NEAR]):
        yield f"l={word}"
    for word in dict.fromkeys(before[LEFT_NEAR:]):
        yield f"ll={word}"
    for word in dict.fromkeys(right):
        yield f"r={word}"
    if not around.title:
        for sign in _shown(around.signs):
            yield f"sign={sign},l1={nearest}"
        yield f"opens={' '.join(map(normalize_word, around.opening))}"


def plain_features(title: bool, in_title: bool, place: str, at: str, signs: int) -> tuple[str, ...]:
    """Return the features of a name's position and of its sentence."""
    if title:
        return "title", f"colon={place}", f"title-place={at}"
    shown = _shown(signs)
    return (
        "abstract",
        f"place={place}",
        *(("in-title", f"in-title,place={place}") if in_title else ()),
        *(f"sign={sign}" for sign in shown),
        f"signs={'+'.join(shown)}",
    )


def add_type_features(found: Iterable[str], type_: str) -> list[str]:
    """Return features by their names in the model: for all types, and for this one."""
    return [name for feature in found for name in (feature, f"{type_ or 'untyped'}:{feature}")]


def normalize_word(word: str) -> str:
    """Return a word in the form used in features: in lower case, with all numbers alike."""
    return "0" if word[0].isdigit() else word.lower()


def _shown(signs: int) -> list[str]:
    return [sign for bit, sign in enumerate(RELATION_SIGNS) if signs >> bit & 1]
