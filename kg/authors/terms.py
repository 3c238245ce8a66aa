"""What a paper is about, as words that two papers of one person may share.

Title words say most in fewest letters; concepts join what is spelt differently; of an abstract only its rarest words
are taken, since two abstracts of one field share dozens of the others by chance.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from kg.ids import fold
from kg.model import Extraction, Paper, SectionKind

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STOP: Final = frozenset(
    "and are based but can for from has have how into its not our over such than that the their them then there these"
    " they this those through toward towards two under using via was were what when where which while who why with"
    " within without you your".split()
)
_ABSTRACT_WORDS: Final = 8
"""Rarest words of an abstract that are kept: as many as a title has."""

_LEAST_PAPERS: Final = 2
_MOST_SHARE: Final = 0.01
"""Share of the papers from which a word of an abstract is too common to be looked at."""

_STEP: Final = 0.5
"""Bits to which a weight is rounded, so that a few new papers change no block they do not touch."""


def paper_terms(papers: Sequence[Paper], extraction: Extraction) -> list[frozenset[str]]:
    """Return the terms of each paper: title words, concepts, and the rarest words of its abstract."""
    titles = [words(paper.title) for paper in papers]
    abstracts = [words(_abstract(paper)) for paper in papers]
    counts = Counter(chain.from_iterable(abstracts))
    most = max(_LEAST_PAPERS, len(papers) * _MOST_SHARE)
    rare = {word for word, count in counts.items() if _LEAST_PAPERS <= count <= most}
    concepts: dict[str, set[str]] = defaultdict(set)
    for about, concept in {(claim.paper, claim.concept) for claim in extraction.claims}:
        concepts[about].add(f"concept/{concept}")
    found = []
    for paper, title, abstract in zip(papers, titles, abstracts, strict=True):
        rarest = sorted((abstract & rare) - title, key=lambda word: (counts[word], word))[:_ABSTRACT_WORDS]
        found.append(frozenset(title.union(rarest, concepts.get(paper.id, ()))))
    return found


def words(text: str) -> set[str]:
    """Return the distinct words of a text that are worth comparing, folded.

    >>> sorted(words("On the Graph-Based Parsing of Müller's graphs"))
    ['graph', 'graphs', 'muller', 'parsing']
    """
    return set(_WORD.findall(fold(text))) - _STOP


def weights(groups: Iterable[Iterable[str]], papers: int) -> Mapping[str, float]:
    """Return the weight of each term or category in bits: log2 of the papers over those that have it, rounded.

    This is the inverse document frequency of Spärck Jones (1972).
    """
    counts = Counter(chain.from_iterable(groups))
    return {term: round(math.log2(papers / count) / _STEP) * _STEP for term, count in counts.items()}


def _abstract(paper: Paper) -> str:
    return next((section.text for section in paper.sections if section.kind is SectionKind.ABSTRACT), "")
