"""What tells how a paper relates to what it names in its own words: the words around the name, and where it stands.

A model has each feature for all concepts and once more for each type (`kg.concepts.own_words.styled`), since "using X"
says another thing of a data set than of a method.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s+[A-Z(\[])|\n\n")
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*%?|[,;:()\[\]]")
_NEAR: Final = 8
_REACH: Final = 110
"""Characters on either side that are looked at, within the sentence; eight words seldom need more."""

_SIGNS: Final[dict[str, re.Pattern[str]]] = {
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


class Sentences:
    """Where the sentences of a text begin, and which of the signs above each shows; looked up by character."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._ends = [m.end() for m in _SENTENCE_END.finditer(text, start, end)] + [end]
        self._signs: dict[int, tuple[str, ...]] = {}

    def around(self, place: int) -> tuple[int, int, int]:
        """Return begin, end and number of the sentence at a character."""
        begin = self.start
        for number, end in enumerate(self._ends):
            if place < end:
                return begin, end, number
            begin = end
        return begin, self.end, len(self._ends)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ends)

    def signs(self, begin: int, end: int) -> tuple[str, ...]:
        """Return the signs that a sentence shows."""
        if begin not in self._signs:
            self._signs[begin] = tuple(
                name for name, pattern in _SIGNS.items() if pattern.search(self.text, begin, end)
            )
        return self._signs[begin]


def features(sentences: Sentences, start: int, end: int, *, title: bool, in_title: bool) -> Iterator[str]:
    """Yield the features of a mention, ``text[start:end]``.

    ``title`` tells that the text is a title, ``in_title`` that the paper's title names the concept, too.
    """
    text = sentences.text
    begin, stop, number = sentences.around(start)
    where = "title" if title else "abstract"
    yield where
    left = _words(text[max(begin, start - _REACH) : start])[-_NEAR:]
    right = _words(text[end : min(stop, end + _REACH)])[:_NEAR]
    before = left[::-1]
    yield f"{where[0]}l1={before[0] if before else '^'}"
    yield f"l2={' '.join(before[1::-1]) if len(before) > 1 else '^'}"
    yield f"r1={right[0] if right else '$'}"
    yield f"r2={' '.join(right[:2])}"
    for word in dict.fromkeys(before[:5]):
        yield f"l={word}"
    for word in dict.fromkeys(before[5:]):
        yield f"ll={word}"
    for word in dict.fromkeys(right[:4]):
        yield f"r={word}"
    if title:
        colon = text.find(":", sentences.start, sentences.end)
        yield "colon=" + ("none" if colon < 0 else "before" if start < colon else "after")
        yield f"title-place={'first' if start == sentences.start else 'last' if end >= sentences.end - 1 else 'inside'}"
        return
    part = number / max(1, sentences.count - 1)
    place = "first" if number == 0 else "last" if number == sentences.count - 1 else str(int(part * 4))
    yield f"place={place}"
    if in_title:
        yield "in-title"
        yield f"in-title,place={place}"
    signs = sentences.signs(begin, stop)
    for sign in signs:
        yield f"sign={sign}"
        yield f"sign={sign},l1={before[0] if before else '^'}"
    yield f"signs={'+'.join(signs)}"
    opening = _words(text[begin : min(start, begin + 40)])[:2]
    yield f"opens={' '.join(opening)}"


def _words(text: str) -> Sequence[str]:
    return ["0" if w[0].isdigit() else w.lower() for w in _WORD.findall(text)]
