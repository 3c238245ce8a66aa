"""Apply the trained sequence model: find the tokens that name a concept, and its type.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over the features of
`kg.concepts.tagging.features`. At run time it is arrays: one table per role with one row of scores per word, filled
when a word is first seen; scores of all tokens are sums of gathered rows, and the best labels of many texts are
found at once (Viterbi 1967).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.concepts.tagging import features
from kg.concepts.tagging.tag_tables import PairTable, WordTables
from kg.concepts.tagging.tokens import BOUNDARY, Lexicon, Phrases, Tokens, phrases, tokenize
from kg.concepts.tagging.viterbi import FORBIDDEN, best_labels
from kg.concepts.weights import Weights
from kg.frames.arrays import Floats32, Ints32

OUTSIDE: Final = "O"
_SENTENCE_END: Final = re.compile(r"[.!?;]\s")
"""A name does not cross the end of a sentence; if the model finds one that does, all of it is wrong."""
_PART: Final = 4096
"""Tokens scored at once."""

_MAX_WORDS: Final = 1 << 17
"""Number of words at which all are forgotten, so that memory does not grow with every paper."""

Hint = tuple[int, int, str]
"""A span from another source, with its label."""


class TaggedSpan(NamedTuple):
    """``text[start:end]`` is a name with this label."""

    start: int
    end: int
    label: str


class Tagger:
    """Finds the spans of texts.

    ``style`` selects the labeling conventions. Data sets differ in the meaning of their labels, but share most of the
    evidence for them; so each feature has one row for all styles and one per style ("tdmsci:head.w=task"), as in Daumé
    III (2007), "Frustratingly easy domain adaptation". ``eagerness`` is subtracted from the score of label O: more is
    found, and less of it is right.
    """

    def __init__(self, weights: Weights, style: str, eagerness: float = 0.0) -> None:
        self.labels = weights.labels
        self._weights, self._style = weights, style
        self._lexicon = Lexicon()
        self._words = WordTables(weights, style)
        self._pairs = [PairTable(weights, style, pair) for pair in features.PAIRS]
        self._transitions = _allowed(weights)
        self._bias = self._sum([features.BIAS])
        self._bias[weights.labels.index(OUTSIDE)] -= eagerness
        self._places = np.stack([self._sum([f"place={place}"]) for place in range(5)])
        self._hints: dict[str, Floats32] = {}

    def tag(self, texts: Sequence[str], hints: Sequence[Sequence[Hint]] = ()) -> list[list[TaggedSpan]]:
        """Return the spans of each text, in order.

        ``hints`` are spans from another source in each text, such as labels of the curated vocabulary.
        """
        if len(self._lexicon.words) > _MAX_WORDS:
            self._lexicon = Lexicon()
            self._words.forget()
            for table in self._pairs:
                table.forget()
        tokens = tokenize(texts, self._lexicon)
        scores = self._scores(tokens)
        for at, name in find_hinted_tokens(tokens, hints):
            if name not in self._hints:
                self._hints[name] = self._sum([name])
            scores[at] += self._hints[name]
        found = _spans(tokens, best_labels(scores, tokens.first, self._transitions), self.labels)
        return [
            [span for span in spans if not _SENTENCE_END.search(text, span.start, span.end)]
            for text, spans in zip(texts, found, strict=True)
        ]

    def _scores(self, tokens: Tokens) -> Floats32:
        around = phrases(tokens, self._lexicon)
        self._words.grow(self._lexicon.words)
        by_role = roles(tokens, around)
        scores = self._bias + self._places[around.place]
        # one part at a time, so that it stays in the processor's cache
        gathered = np.empty((_PART, scores.shape[1]), dtype=np.float32)
        for low in range(0, len(tokens), _PART):
            part = scores[low : low + _PART]
            for role, words in by_role.items():
                rows = words[low : low + _PART]
                part += np.take(self._words.tables[role], rows, axis=0, out=gathered[: len(rows)], mode="clip")
        for table, pair in zip(
            self._pairs, ((by_role["prev"], tokens.word), (tokens.word, by_role["next"])), strict=True
        ):
            table.grow(self._lexicon.words)
            table.add(scores, *pair)
        return scores

    def _sum(self, names: Iterable[str]) -> Floats32:
        return self._weights.sum(styled for name in names for styled in (name, f"{self._style}:{name}"))


def roles(tokens: Tokens, around: Phrases) -> dict[str, Ints32]:
    """Return the number of the word in each role, for every token."""

    def moved(by: int) -> Ints32:
        count = len(tokens)
        index = np.arange(count) + by
        text = np.repeat(np.arange(len(tokens.first) - 1), np.diff(tokens.first))
        low, high = tokens.first[text], tokens.first[text + 1]
        inside = (index >= low) & (index < high)
        return np.where(inside, tokens.word[np.clip(index, 0, max(count - 1, 0))], BOUNDARY).astype(np.int32)

    return {
        "word": tokens.word,
        "prev": moved(-1),
        "next": moved(1),
        "prev2": moved(-2),
        "next2": moved(2),
        "head": around.head,
        "left": around.left,
        "left2": around.left2,
        "right": around.right,
        "right2": around.right2,
    }


def find_hinted_tokens(tokens: Tokens, hints: Sequence[Sequence[Hint]]) -> Iterator[tuple[int, str]]:
    """Yield the tokens in hinted spans, with the name of the feature for the hint."""
    text = np.repeat(np.arange(len(hints)), [len(spans) for spans in hints])
    flat = [span for spans in hints for span in spans]
    if not flat:
        return
    # characters are numbered across all texts, so that one search finds the tokens of all spans
    longest = 1 + max(end for _, end, _ in flat) + int(tokens.end.max(initial=0))
    of_token = np.repeat(np.arange(len(tokens.first) - 1), np.diff(tokens.first))
    starts = tokens.start + longest * of_token
    first, last = (
        np.searchsorted(starts, longest * text + np.array([span[side] for span in flat])).tolist() for side in (0, 1)
    )
    for low, high, (_, _, label) in zip(first, last, flat, strict=True):
        for at in range(low, high):
            yield at, f"hint={'B' if at == low else 'E' if at == high - 1 else 'I'}-{label}"


def _allowed(weights: Weights) -> Floats32:
    """Return the score of each label after each other; a span cannot continue before it has begun."""
    scores = np.stack([weights.sum([features.after(label)]) for label in weights.labels])
    for i, before in enumerate(weights.labels):
        for j, label in enumerate(weights.labels):
            if label.startswith("I-") and before[2:] != label[2:]:
                scores[i, j] = FORBIDDEN
    return scores


def _spans(tokens: Tokens, best: npt.NDArray[np.int8], labels: Sequence[str]) -> list[list[TaggedSpan]]:
    begins = np.array([not label.startswith("I-") and label != OUTSIDE for label in labels])
    goes_on = np.array([label.startswith("I-") for label in labels])[best]
    opening = np.flatnonzero(begins[best])
    stops = np.append(np.flatnonzero(~goes_on), len(best))
    text = np.searchsorted(tokens.first, opening, side="right") - 1
    last = np.minimum(stops[np.searchsorted(stops, opening, side="right")], tokens.first[text + 1]) - 1
    kinds = [label[2:] for label in labels]
    spans = [
        TaggedSpan(start, end, kinds[label])
        for start, end, label in zip(
            tokens.start[opening].tolist(), tokens.end[last].tolist(), best[opening].tolist(), strict=True
        )
    ]
    of_text = np.searchsorted(text, np.arange(len(tokens.first))).tolist()
    return [spans[low:high] for low, high in pairwise(of_text)]
