"""The trained sequence model: which tokens name a concept, and of what type.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over the features of
`kg.concepts.features`. At run time it is arrays: for each role a table of one row of scores a word, filled when a word
is first seen; scores of all tokens are sums of gathered rows, and the best labels of many texts are found at once
(Viterbi 1967).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.concepts import features
from kg.concepts.tokens import BOUNDARY, Ints, Lexicon, Phrases, Tokens, phrases, tokenize
from kg.concepts.weights import Floats, Weights

OUTSIDE: Final = "O"
_SENTENCE_END: Final = re.compile(r"[.!?;]\s")
"""A name does not reach over the end of a sentence; where the model thinks so, it is wrong about all of it."""
_FORBIDDEN: Final = -1e4
_BATCH: Final = 256
"""Texts decoded at once; more bring nothing and cost memory."""


class Span(NamedTuple):
    """``text[start:end]`` names a thing of this label."""

    start: int
    end: int
    label: str


class Tagger:
    """Finds the spans of texts.

    ``style`` says whose conventions to follow. Data sets differ in what their labels mean, and share most of what tells
    it; so each feature has one row for all styles and one for each ("tdmsci:head.w=task"), as in Daumé III (2007),
    "Frustratingly easy domain adaptation". ``eagerness`` is taken off the score of naming nothing: more is found, less
    of it right.
    """

    def __init__(self, weights: Weights, style: str, eagerness: float = 0.0) -> None:
        self.labels = weights.labels
        self._weights, self._style = weights, style
        self._lexicon = Lexicon()
        size = len(weights.labels)
        self._tables = {role: np.zeros((0, size), dtype=np.float32) for role in features.ROLES}
        self._pairs = {pair: _pairs(weights, style, pair) for pair in features.PAIRS}
        self._transitions = _allowed(weights)
        self._bias = self._sum([features.BIAS])
        self._bias[weights.labels.index(OUTSIDE)] -= eagerness
        self._places = np.stack([self._sum([f"place={place}"]) for place in range(5)])
        self._hints: dict[str, Floats] = {}

    def tag(self, texts: Sequence[str], hints: Sequence[Sequence[tuple[int, int, str]]] = ()) -> list[list[Span]]:
        """Return the spans of each text, in order.

        ``hints`` are spans that something else found in each text, such as labels of the curated vocabulary.
        """
        tokens = tokenize(texts, self._lexicon)
        scores = self._scores(tokens)
        for at, name in hinted(tokens, hints):
            if name not in self._hints:
                self._hints[name] = self._sum([name])
            scores[at] += self._hints[name]
        found = _spans(tokens, _decode(scores, tokens.first, self._transitions), self.labels)
        return [
            [span for span in spans if not _SENTENCE_END.search(text, span.start, span.end)]
            for text, spans in zip(texts, found, strict=True)
        ]

    def _scores(self, tokens: Tokens) -> Floats:
        around = phrases(tokens, self._lexicon)
        self._grow()
        by_role = roles(tokens, around)
        scores = self._bias + self._places[around.place]
        for role, words in by_role.items():
            scores += self._tables[role][words]
        self._add_pairs(scores, "prev+word", by_role["prev"], tokens.word)
        self._add_pairs(scores, "word+next", tokens.word, by_role["next"])
        return scores

    def _add_pairs(self, scores: Floats, pair: str, first: Ints, second: Ints) -> None:
        words, known = self._lexicon.words, self._pairs[pair]
        keys, inverse = np.unique(first.astype(np.int64) << 32 | second, return_inverse=True)
        rows = [known.get((words[key >> 32].lower(), words[key & 0xFFFFFFFF].lower())) for key in keys.tolist()]
        places = np.cumsum([row is not None for row in rows]) - 1
        table = [row for row in rows if row is not None]
        if table:
            at = np.flatnonzero(np.array([row is not None for row in rows])[inverse])
            scores[at] += np.stack(table)[places[inverse[at]]]

    def _grow(self) -> None:
        words = self._lexicon.words
        for role, table in self._tables.items():
            fresh = [self._sum(features.of_word(role, word)) for word in words[len(table) :]]
            if fresh:
                self._tables[role] = np.concatenate([table, np.stack(fresh)])

    def _sum(self, names: Iterable[str]) -> Floats:
        return self._weights.sum(styled for name in names for styled in (name, f"{self._style}:{name}"))


def roles(tokens: Tokens, around: Phrases) -> dict[str, Ints]:
    """Return for each role the number of the word that has it, for every token."""

    def moved(by: int) -> Ints:
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


def hinted(tokens: Tokens, hints: Sequence[Sequence[tuple[int, int, str]]]) -> Iterator[tuple[int, str]]:
    """Yield which tokens lie in hinted spans, with the name of the feature that says so."""
    for text, spans in enumerate(hints):
        low, high = int(tokens.first[text]), int(tokens.first[text + 1])
        starts = tokens.start[low:high]
        for start, end, label in spans:
            first, last = np.searchsorted(starts, (start, end))
            for at in range(int(first), int(last)):
                yield low + at, f"hint={'B' if at == first else 'E' if at == last - 1 else 'I'}-{label}"


def _pairs(weights: Weights, style: str, pair: str) -> dict[tuple[str, str], Floats]:
    found: dict[tuple[str, str], Floats] = {}
    for prefix in (f"{pair}=", f"{style}:{pair}="):
        for name, row in weights.rows.items():
            if name.startswith(prefix):
                first, _, second = name[len(prefix) :].partition(" ")
                found[first, second] = found.get((first, second), 0) + row
    return found


def _allowed(weights: Weights) -> Floats:
    """Return the score of each label behind each other; a span that has not begun does not go on."""
    scores = np.stack([weights.sum([features.after(label)]) for label in weights.labels])
    for i, before in enumerate(weights.labels):
        for j, label in enumerate(weights.labels):
            if label.startswith("I-") and before[2:] != label[2:]:
                scores[i, j] = _FORBIDDEN
    return scores


def _decode(scores: Floats, first: Ints, transitions: Floats) -> npt.NDArray[np.int8]:
    """Return the best label of each token, texts of like length side by side."""
    lengths = np.diff(first)
    best = np.zeros(len(scores), dtype=np.int8)
    order = np.argsort(lengths, kind="stable")
    for low in range(0, len(order), _BATCH):
        texts = order[low : low + _BATCH]
        _decode_batch(scores, first[texts], lengths[texts], transitions, best)
    return best


def _decode_batch(scores: Floats, first: Ints, lengths: Ints, transitions: Floats, best: npt.NDArray[np.int8]) -> None:
    """Fill in the best labels of some texts, which come in order of length."""
    longest, texts = int(lengths.max(initial=0)), len(lengths)
    if longest == 0:
        return
    size = transitions.shape[0]
    back = np.zeros((longest, texts, size), dtype=np.int8)
    so_far = np.full((texts, size), _FORBIDDEN, dtype=np.float32)
    started = lengths > 0
    so_far[started] = scores[first[started]]
    for t in range(1, longest):
        alive = int(np.searchsorted(lengths, t, side="right"))
        previous = so_far[alive:]
        top = previous[:, :1] + transitions[0]
        where = np.zeros(top.shape, dtype=np.int8)
        for label in range(1, size):
            through = previous[:, label : label + 1] + transitions[label]
            better = through > top
            np.copyto(top, through, where=better)
            where[better] = label
        so_far[alive:] = top + scores[first[alive:] + t]
        back[t, alive:] = where
    label = so_far.argmax(axis=1).astype(np.int8)
    rows = np.arange(texts)
    for t in range(longest - 1, -1, -1):
        at = lengths > t
        best[first[at] + t] = label[at]
        label = np.where(at & (t > 0), back[t, rows, label], label).astype(np.int8)


def _spans(tokens: Tokens, best: npt.NDArray[np.int8], labels: Sequence[str]) -> list[list[Span]]:
    begins = np.array([not label.startswith("I-") and label != OUTSIDE for label in labels])
    opening = np.flatnonzero(begins[best])
    goes_on = np.array([label.startswith("I-") for label in labels])[best]
    found: list[list[Span]] = [[] for _ in range(len(tokens.first) - 1)]
    text = np.searchsorted(tokens.first, opening, side="right") - 1
    stops = np.flatnonzero(~goes_on)
    after = np.searchsorted(stops, opening, side="right")
    ends = np.where(after < len(stops), stops[np.minimum(after, len(stops) - 1)], len(best))
    for at, end, of in zip(opening.tolist(), ends.tolist(), text.tolist(), strict=True):
        last = min(end, int(tokens.first[of + 1])) - 1
        found[of].append(Span(int(tokens.start[at]), int(tokens.end[last]), labels[int(best[at])][2:]))
    return found
