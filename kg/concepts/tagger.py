"""The trained sequence model: which tokens name a concept, and of what type.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over the features of
`kg.concepts.features`. At run time it is arrays: for each role a table of one row of scores a word, filled when a word
is first seen; scores of all tokens are sums of gathered rows, and the best labels of many texts are found at once
(Viterbi 1967).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.concepts import features
from kg.concepts.tokens import BOUNDARY, Lexicon, Phrases, Tokens, phrases, tokenize

Floats = npt.NDArray[np.float32]

OUTSIDE: Final = "O"
_FORBIDDEN: Final = -1e4
_BATCH: Final = 256
"""Texts decoded at once; more bring nothing and cost memory."""


class Span(NamedTuple):
    """``text[start:end]`` names a thing of this label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: ``labels`` in BIO, a row of scores for each feature, scores of one label after another.

    A feature with a *style* before it ("tdmsci:head.w=task") counts only where texts are read in that style: data sets
    differ in what their labels mean, and share most of what tells it (Daumé III 2007, "Frustratingly easy domain
    adaptation").
    """

    labels: tuple[str, ...]
    rows: Mapping[str, Floats]
    transitions: Floats

    def row(self, feature: str, style: str) -> Floats | None:
        """Return the scores of a feature in a style; None where it has none."""
        general, special = self.rows.get(feature), self.rows.get(f"{style}:{feature}")
        if general is None or special is None:
            return special if general is None else general
        return general + special


class Tagger:
    """Finds the spans of texts. ``style`` says whose conventions to follow; see `Weights`."""

    def __init__(self, weights: Weights, style: str) -> None:
        self.labels = weights.labels
        self._weights, self._style = weights, style
        self._lexicon = Lexicon()
        size = len(weights.labels)
        self._tables = {role: np.zeros((0, size), dtype=np.float32) for role in features.ROLES}
        self._pairs: dict[str, dict[int, Floats]] = {pair: {} for pair in features.PAIRS}
        self._pair_names = {pair: _prefixed(weights, style, pair) for pair in features.PAIRS}
        self._transitions = _allowed(weights)
        self._bias = self._sum([features.BIAS])
        self._places = np.stack([self._sum([f"place={place}"]) for place in range(5)])
        self._known: dict[str, Floats] = {}

    def tag(self, texts: Sequence[str], hints: Sequence[Sequence[tuple[int, int, str]]] | None = None) -> list[list[Span]]:
        """Return the spans of each text, in order.

        ``hints`` are spans that something else found in each text, such as labels of the curated vocabulary.
        """
        tokens = tokenize(texts, self._lexicon)
        scores = self._scores(tokens)
        if hints is not None:
            for at, name in hinted(tokens, hints):
                scores[at] += self._hint(name)
        return _spans(tokens, _decode(scores, tokens.first, self._transitions), self.labels)

    def _scores(self, tokens: Tokens) -> Floats:
        around = phrases(tokens, self._lexicon)
        self._grow()
        scores = np.repeat(self._bias[None], len(tokens), axis=0)
        for role, words in roles(tokens, around).items():
            scores += self._tables[role][words]
        scores += self._places[around.place]
        previous, following = roles(tokens, around)["prev"], roles(tokens, around)["next"]
        self._add_pairs(scores, "prev+word", previous, tokens.word)
        self._add_pairs(scores, "word+next", tokens.word, following)
        return scores

    def _add_pairs(self, scores: Floats, pair: str, first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> None:
        names = self._pair_names[pair]
        if not names:
            return
        words = self._lexicon.words
        keys = first.astype(np.int64) << 32 | second
        distinct, inverse = np.unique(keys, return_inverse=True)
        rows = np.zeros((len(distinct) , len(self.labels)), dtype=np.float32)
        found = np.zeros(len(distinct), dtype=bool)
        for i, key in enumerate(distinct.tolist()):
            row = names.get((words[key >> 32].lower(), words[key & 0xFFFFFFFF].lower()))
            if row is not None:
                rows[i], found[i] = row, True
        at = np.flatnonzero(found[inverse])
        scores[at] += rows[inverse[at]]

    def _grow(self) -> None:
        words = self._lexicon.words
        for role, table in self._tables.items():
            fresh = [self._sum(features.of_word(role, word)) for word in words[len(table) :]]
            if fresh:
                self._tables[role] = np.concatenate([table, np.stack(fresh)])

    def _hint(self, name: str) -> Floats:
        if name not in self._known:
            self._known[name] = self._sum([name])
        return self._known[name]

    def _sum(self, names: Iterable[str]) -> Floats:
        total = np.zeros(len(self.labels), dtype=np.float32)
        for name in names:
            row = self._weights.row(name, self._style)
            if row is not None:
                total += row
        return total


def roles(tokens: Tokens, around: Phrases) -> dict[str, npt.NDArray[np.int32]]:
    """Return for each role the number of the word that has it, for every token."""
    def moved(by: int) -> npt.NDArray[np.int32]:
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


def _prefixed(weights: Weights, style: str, pair: str) -> dict[tuple[str, str], Floats]:
    found: dict[tuple[str, str], Floats] = {}
    for prefix in (f"{pair}=", f"{style}:{pair}="):
        for name, row in weights.rows.items():
            if name.startswith(prefix):
                first, _, second = name[len(prefix) :].partition(" ")
                found[first, second] = found[first, second] + row if (first, second) in found else row
    return found


def _allowed(weights: Weights) -> Floats:
    """Forbid that a span goes on that has not begun."""
    scores = weights.transitions.copy()
    for i, before in enumerate(weights.labels):
        for j, label in enumerate(weights.labels):
            if label.startswith("I-") and before[2:] != label[2:]:
                scores[i, j] = _FORBIDDEN
    return scores


def _decode(scores: Floats, first: npt.NDArray[np.int32], transitions: Floats) -> npt.NDArray[np.int8]:
    """Return the best label of each token, texts of like length side by side."""
    lengths = np.diff(first)
    best = np.zeros(len(scores), dtype=np.int8)
    order = np.argsort(lengths, kind="stable")
    for low in range(0, len(order), _BATCH):
        texts = order[low : low + _BATCH]
        _decode_batch(scores, first[texts], lengths[texts], transitions, best)
    return best


def _decode_batch(
    scores: Floats, first: npt.NDArray[np.int32], lengths: npt.NDArray[np.int32], transitions: Floats,
    best: npt.NDArray[np.int8],
) -> None:
    longest, texts = int(lengths.max(initial=0)), len(lengths)
    if longest == 0:
        return
    size = transitions.shape[0]
    opening = np.array([_FORBIDDEN if np.all(transitions[:, j][[j]] <= _FORBIDDEN) else 0 for j in range(size)])
    del opening
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
    outside = labels.index(OUTSIDE)
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
    del outside
    return found
