"""Score keyphrases and data sets of papers by their names, not by their positions."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import fsum
from typing import Final

from kg.concepts.tagging.tagger import TaggedSpan
from kg.errors import MissingExtra
from kg.evaluate.concepts.formats import LabeledPaper
from kg.evaluate.concepts.outcome import Figures, ScoredMark, TaskOutcome, TextOutcome, combine_figures

DATASET: Final = "dataset"
_WORD_OR_SIGN: Final = re.compile(r"[^\W_]+|[^\w\s]|_")


def score_keyphrases(papers: Sequence[LabeledPaper], ranked: Sequence[Sequence[str]], at: int) -> TaskOutcome:
    """Compare the first ``at`` phrases of each paper, the best first, with those that people assigned.

    Phrases are equal if their stems are (`stem_phrase`), and equal ones count once, before the cut. Precision and
    recall are averaged over papers that have phrases; F1 is computed from the averages. A phrase that the text does not
    contain can only be missed, and counts. Raises MissingExtra without the stemmer.
    """
    precisions: list[float] = []
    recalls: list[float] = []
    n = 0
    items = []
    for paper, phrases in zip(papers, ranked, strict=True):
        gold = _first_of_each(paper.names)
        found = dict(list(_first_of_each(phrases).items())[:at])
        items.append(
            TextOutcome(
                paper.line,
                paper.id,
                paper.text,
                tuple(ScoredMark(phrase, stems in found) for stems, phrase in gold.items()),
                tuple(ScoredMark(phrase, stems in gold) for stems, phrase in found.items()),
            )
        )
        if gold:
            right = len(gold.keys() & found.keys())
            precisions.append(right / len(found) if found else 0.0)
            recalls.append(right / len(gold))
            n += len(gold)
    if not n:
        return TaskOutcome(Figures(None, None, None, 0), tuple(items))
    return TaskOutcome(combine_figures(_mean(precisions), _mean(recalls), n), tuple(items))


def score_datasets(papers: Sequence[LabeledPaper], found: Sequence[Sequence[TaggedSpan]]) -> TaskOutcome:
    """Return the recall of the data set names that people listed.

    A name counts as found if the text of a span of type dataset equals, contains or is part of the name, ignoring case.
    The lists are incomplete, so precision is not defined.
    """
    right = n = 0
    items = []
    for paper, typed in zip(papers, found, strict=True):
        text = paper.text
        spans = sorted(span for span in typed if span.label == DATASET)
        printed = [text[span.start : span.end] for span in spans]
        gold = tuple(
            ScoredMark(name, any(_one_holds_the_other(name, other) for other in printed)) for name in paper.names
        )
        guessed = tuple(
            ScoredMark(
                other, any(_one_holds_the_other(name, other) for name in paper.names), span.label, span.start, span.end
            )
            for span, other in zip(spans, printed, strict=True)
        )
        right += sum(mark.right for mark in gold)
        n += len(gold)
        items.append(TextOutcome(paper.line, paper.id, text, gold, guessed))
    recall = right / n if n else None
    return TaskOutcome(Figures(recall, None, recall, n), tuple(items))


def stem_phrase(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase's words in lower case, with the signs between them (Porter 1980).

    Raises MissingExtra without the stemmer.

    >>> stem_phrase("Web-based  platforms")
    ('web', '-', 'base', 'platform')
    """
    stem = _stemmer()
    return tuple(stem(word) for word in _WORD_OR_SIGN.findall(phrase.lower()))


def require_stemmer() -> None:
    """Raise MissingExtra if the stemmer is not installed, before any work that would be lost."""
    _stemmer()


@cache
def _stemmer() -> Callable[[str], str]:
    try:
        import snowballstemmer  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtra("comparing keyphrases by their stems", "evaluate") from error
    stem: Callable[[str], str] = cache(snowballstemmer.stemmer("porter").stemWord)
    return stem


def _first_of_each(phrases: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return stems in order of first occurrence, each with the first phrase that has them."""
    first: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        stems = stem_phrase(phrase)
        if stems:
            first.setdefault(stems, phrase)
    return first


def _one_holds_the_other(name: str, other: str) -> bool:
    a, b = name.strip().casefold(), other.strip().casefold()
    return bool(a and b) and (a in b or b in a)


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)
