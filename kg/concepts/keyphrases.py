"""Which terms of a paper say best what it is about.

No model of importance is trained: where keyphrases are labelled, the licence forbids it. The score adds up what holds
for keyphrases everywhere: named in the title and early, two or three words long, used more than once, used by other
papers as well but not by many (Hulth 2003; Medelyan & Witten 2006; Florescu & Caragea 2017).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final, NamedTuple

from kg.concepts.tagger import Span
from kg.concepts.terms import Printed, read_term

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


class Candidate(NamedTuple):
    """A term of one paper: key, first printed form, and where it is mentioned first.

    ``score`` is the part that does not depend on other papers; ``words`` is the number of words.
    """

    key: str
    label: str
    span: Span
    text: int
    words: int
    score: float


class Phrase(NamedTuple):
    """A term of one paper: key, first printed form, where it is mentioned first, and its score."""

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


def count(documents: Iterable[tuple[Sequence[str], Sequence[Sequence[Span]]]]) -> Frequencies:
    """Count terms over papers, each given as its texts and the spans of each."""
    found: Counter[str] = Counter()
    papers = 0
    for texts, spans in documents:
        papers += 1
        found.update(
            {read_term(t[s.start : s.end]).own_key for t, tagged in zip(texts, spans, strict=True) for s in tagged}
        )
    return Frequencies(papers, found)


def candidates(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Candidate]:
    """Return the terms of one paper in order of their first mention; ``texts[0]`` is the title."""
    first: dict[str, tuple[int, Printed, Span, int]] = {}
    often: dict[str, int] = {}
    place = 0
    for number, (text, tagged) in enumerate(zip(texts, spans, strict=True)):
        for span in tagged:
            printed = read_term(text[span.start : span.end])
            key = printed.own_key
            if key:
                often[key] = often.get(key, 0) + 1
                if key not in first:
                    first[key] = place, printed, span, number
                place += 1
    return [
        Candidate(
            key,
            printed.text,
            span,
            number,
            printed.words,
            _alone(printed.words, often[key]) - _EACH_PLACE * at + (0.0 if number else _IN_TITLE),
        )
        for key, (at, printed, span, number) in first.items()
    ]


def rank(texts: Sequence[str], spans: Sequence[Sequence[Span]], corpus: Frequencies) -> list[Phrase]:
    """Return the terms of one paper, the most salient first; ``texts[0]`` is the title."""
    scored = [
        Phrase(one.key, one.label, one.span, one.text, round(one.score + _among(one, corpus), 4))
        for one in candidates(texts, spans)
    ]
    return sorted(scored, key=lambda phrase: (-phrase.score, phrase.text, phrase.span.start))


def _alone(words: int, often: int) -> float:
    """Return the points for length and repetition."""
    return _LENGTH.get(words, _TOO_LONG) + _AGAIN * min(often - 1, _MOST_AGAIN)


def _among(one: Candidate, corpus: Frequencies) -> float:
    """Return the points for being a term of other papers as well, but not of many."""
    papers = corpus.of.get(one.key, 1)
    if papers < _OTHERS:
        return 0.0
    common = papers / max(1.0, _COMMON_SHARE * corpus.papers)
    return (_SHARED if one.words > 1 else 0.0) - max(0.0, log2(common))
