"""Rank the terms of a paper by how well they describe its subject.

No model of importance is trained, since the licenses of labeled keyphrases forbid it. The score is a sum of properties
that hold for keyphrases in general: in the title and early, two or three words long, used more than once, used by other
papers but not by many (Hulth 2003; Medelyan & Witten 2006; Florescu & Caragea 2017).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from kg.concepts.learning.terms import PrintedTerm, read_spans, read_term
from kg.concepts.tagging.tagger import TaggedSpan
from kg.settings.sections.concepts import RankingSettings


class Candidate(NamedTuple):
    """A term of one paper: key, first surface form, and first mention.

    ``score`` is the part that does not depend on other papers; ``words`` is the number of words.
    """

    key: str
    label: str
    span: TaggedSpan
    text: int
    words: int
    score: float


class Phrase(NamedTuple):
    """A term of one paper: key, first surface form, first mention, and score."""

    key: str
    label: str
    span: TaggedSpan
    text: int
    score: float


@dataclass(slots=True)
class Frequencies:
    """The number of papers of a corpus in which each term occurs."""

    papers: int
    of: Mapping[str, int]


def count_candidates(documents: Iterable[tuple[Sequence[str], Sequence[Sequence[TaggedSpan]]]]) -> Frequencies:
    """Count terms over papers, each given as its texts and the spans of each."""
    found: Counter[str] = Counter()
    papers = 0
    for texts, spans in documents:
        papers += 1
        found.update(
            {read_term(t[s.start : s.end]).own_key for t, tagged in zip(texts, spans, strict=True) for s in tagged}
        )
    return Frequencies(papers, found)


def candidate_terms(
    spans: Sequence[Sequence[TaggedSpan]], printed: Sequence[Sequence[PrintedTerm]], settings: RankingSettings
) -> list[Candidate]:
    """Return the terms of one paper in order of first mention, from the spans of its texts, title first."""
    first: dict[str, tuple[int, PrintedTerm, TaggedSpan, int]] = {}
    often: dict[str, int] = {}
    place = 0
    for number, (tagged, read) in enumerate(zip(spans, printed, strict=True)):
        for span, one in zip(tagged, read, strict=True):
            key = one.own_key
            if key in first:
                often[key] += 1
            elif key:
                often[key] = 1
                first[key] = place, one, span, number
            place += bool(key)
    by_words = {
        1: settings.one_word_points,
        2: settings.two_words_points,
        3: settings.three_words_points,
        4: settings.four_words_points,
    }
    return [
        Candidate(
            key,
            one.text,
            span,
            number,
            one.words,
            by_words.get(one.words, settings.longer_points)
            + settings.repetition_points * min(often[key] - 1, settings.max_repetitions)
            - settings.place_points * at
            + (0.0 if number else settings.title_points),
        )
        for key, (at, one, span, number) in first.items()
    ]


def rank(
    texts: Sequence[str], spans: Sequence[Sequence[TaggedSpan]], corpus: Frequencies, settings: RankingSettings
) -> list[Phrase]:
    """Return the terms of one paper, the most salient first; ``texts[0]`` is the title."""
    scored = []
    for one in candidate_terms(spans, read_spans(texts, spans), settings):
        papers = corpus.of.get(one.key, 1)
        others = 0.0
        if papers >= settings.min_sharing_papers:
            shared = settings.shared_points if one.words > 1 else 0.0
            others = shared - common_points(papers, corpus.papers, settings)
        scored.append(Phrase(one.key, one.label, one.span, one.text, round(one.score + others, 4)))
    return sorted(scored, key=lambda phrase: (-phrase.score, phrase.text, phrase.span.start))


def common_points(papers: float, of: int, settings: RankingSettings) -> float:
    """Return the penalty of a common term: one point per doubling of its papers above a share of all papers."""
    return max(0.0, log2(papers / max(1.0, settings.common_share * of)))
