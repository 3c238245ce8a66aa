"""Which terms of a paper say best what it is about.

No model of importance is trained: where keyphrases are labelled, the licence forbids it. The score adds up what holds
for keyphrases everywhere: named in the title and early, two or three words long, used more than once, used by other
papers as well but not by many (Hulth 2003; Medelyan & Witten 2006; Florescu & Caragea 2017).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Final, NamedTuple

from kg.concepts.lexical import words
from kg.concepts.tagger import Span
from kg.concepts.terms import term_key

_LENGTH: Final = {1: -0.8, 2: 0.0, 3: 0.15, 4: -0.25}
"""Points by number of words; longer ones describe, single ones say little."""
_TOO_LONG: Final = -1.1
_IN_TITLE: Final = 0.4
_EACH_PLACE: Final = 0.03
_SHARED: Final = 0.5
_OTHERS: Final = 2
_AGAIN: Final = 0.2
_MOST_AGAIN: Final = 3
_COMMON_SHARE: Final = 0.02
"""Share of the papers from which a term is common, and loses a point with each doubling."""


class Phrase(NamedTuple):
    """A term of one paper: key, first printed form, where it stands first, and its score."""

    key: str
    label: str
    span: Span
    text: int
    score: float


@dataclass(slots=True)
class Frequencies:
    """In how many papers of a corpus each term occurs."""

    papers: int
    of: Mapping[str, int]


_key = lru_cache(maxsize=1 << 17)(term_key)


def count(documents: Iterable[tuple[Sequence[str], Sequence[Sequence[Span]]]]) -> Frequencies:
    """Count terms over papers, each given as its texts and the spans of each."""
    found: Counter[str] = Counter()
    papers = 0
    for texts, spans in documents:
        papers += 1
        found.update({_key(t[s.start : s.end]) for t, tagged in zip(texts, spans, strict=True) for s in tagged})
    return Frequencies(papers, found)


def rank(texts: Sequence[str], spans: Sequence[Sequence[Span]], corpus: Frequencies) -> list[Phrase]:
    """Return the terms of one paper, the most salient first; ``texts[0]`` is the title."""
    first: dict[str, tuple[int, str, Span, int]] = {}
    often: Counter[str] = Counter()
    place = 0
    for number, (text, tagged) in enumerate(zip(texts, spans, strict=True)):
        for span in tagged:
            label = " ".join(text[span.start : span.end].split())
            key = _key(label)
            if key:
                often[key] += 1
                first.setdefault(key, (place, label, span, number))
                place += 1
    scored = []
    for key, (at, label, span, number) in first.items():
        score = _alone(label, often[key]) - _EACH_PLACE * at + (0.0 if number else _IN_TITLE)
        scored.append(Phrase(key, label, span, number, round(score + _among(label, key, corpus), 4)))
    return sorted(scored, key=lambda phrase: (-phrase.score, phrase.text, phrase.span.start))


def _alone(label: str, often: int) -> float:
    """Return the points for length and repetition."""
    return _LENGTH.get(len(words(label)), _TOO_LONG) + _AGAIN * min(often - 1, _MOST_AGAIN)


def _among(label: str, key: str, corpus: Frequencies) -> float:
    """Return the points for being a term of other papers as well, but not of many."""
    papers = corpus.of.get(key, 1)
    if papers < _OTHERS:
        return 0.0
    common = papers / max(1.0, _COMMON_SHARE * corpus.papers)
    return (_SHARED if len(words(label)) > 1 else 0.0) - max(0.0, log2(common))
