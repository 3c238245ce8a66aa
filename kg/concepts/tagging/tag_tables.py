"""Store the tagger's features as tables: rows of scores that are gathered by numbers of words.

A row is computed when a word is first seen, and kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.concepts.tagging import features
from kg.concepts.weights import Weights
from kg.frames.arrays import Floats32, Ints32

_ABSENT: Final = 0
"""Row of a word that a model does not know."""

_SLOTS: Final = 1 << 18
"""Slots of a filter for pairs of words: ten times as many as a model's pairs, and few enough for the cache."""
_FACTOR: Final = 40_503
"""Spreads the numbers of first words over the slots: an odd number (Knuth's multiplier, of 16 bits)."""


class WordTables:
    """One table per role of `kg.concepts.tagging.features.ROLES`, with one row of scores per word."""

    def __init__(self, weights: Weights, style: str) -> None:
        size = len(weights.labels)
        self.tables: dict[str, Floats32] = {role: np.zeros((0, size), dtype=np.float32) for role in features.ROLES}
        # row 0 is for words that the model does not know
        self._scores = np.concatenate([np.zeros((1, size), dtype=np.float32), weights.scores])
        found = {
            (role, aspect, prefix): weights.beginning(f"{prefix}{role}.{aspect}=")
            for role, aspects in features.ROLES.items()
            for aspect in aspects
            for prefix in ("", f"{style}:")
        }
        # numbers, from 1, of the values that the model knows in any role
        self._values = {
            aspect: _numbered(
                chain.from_iterable(values for (_, one, _), (values, _) in found.items() if one == aspect)
            )
            for aspect in features.ASPECTS
        }
        self._rows = {key: _rows(self._values[key[1]], *values) for key, values in found.items()}

    def forget(self) -> None:
        """Forget all words."""
        self.tables = {role: table[:0] for role, table in self.tables.items()}

    def grow(self, words: Sequence[str]) -> None:
        """Add the rows of new words, which follow the existing ones."""
        seen = words[len(self.tables["word"]) :]
        if not seen:
            return
        values = {
            aspect: np.array([known.get(value, _ABSENT) for value in column], dtype=np.int32)
            for (aspect, column), known in zip(features.columns(seen).items(), self._values.values(), strict=True)
        }
        fresh = {role: np.zeros((len(seen), self._scores.shape[1]), dtype=np.float32) for role in features.ROLES}
        for (role, aspect, _), rows in self._rows.items():
            fresh[role] += self._scores[rows[values[aspect]]]
        self.tables = {role: np.concatenate([table, fresh[role]]) for role, table in self.tables.items()}


class PairTable:
    """The scores of two neighbors."""

    def __init__(self, weights: Weights, style: str, pair: str) -> None:
        found = [weights.beginning(prefix) for prefix in (f"{pair}=", f"{style}:{pair}=")]
        words = [[name.partition(" ")[::2] for name in names] for names, _ in found]
        self._numbers = _numbered(word for one in words for both in one for word in both)
        keys = [
            np.array([self._numbers[first] << 32 | self._numbers[second] for first, second in one], dtype=np.int64)
            for one in words
        ]
        distinct = np.unique(np.concatenate(keys))
        # the last key, which no pair has, has a row of zeros
        self._keys = np.append(distinct, np.iinfo(np.int64).max)
        self._scores = np.zeros((len(self._keys), len(weights.labels)), dtype=np.float32)
        for of_style, (names, low) in zip(keys, found, strict=True):
            self._scores[np.searchsorted(distinct, of_style)] += weights.scores[low : low + len(names)]
        self._may_be_known = np.zeros(_SLOTS, dtype=np.bool_)
        self._may_be_known[_slots(distinct >> 32, distinct & 0xFFFFFFFF)] = True
        self._word = np.zeros(0, dtype=np.int64)

    def forget(self) -> None:
        """Forget all words."""
        self._word = self._word[:0]

    def grow(self, words: Sequence[str]) -> None:
        """Number the new words, which follow the existing ones."""
        fresh = [self._numbers.get(word.lower(), _ABSENT) for word in words[len(self._word) :]]
        self._word = np.concatenate([self._word, np.array(fresh, dtype=np.int64)])

    def add(self, scores: Floats32, first: Ints32, second: Ints32) -> None:
        """Add the score of each token's pair of words to its scores; words are given by number."""
        one, other = self._word[first], self._word[second]
        # only the few pairs that pass the filter are searched for
        known = np.flatnonzero(self._may_be_known[_slots(one, other)])
        keys = one[known] << 32 | other[known]
        place = np.searchsorted(self._keys, keys)
        found = self._keys[place] == keys
        scores[known[found]] += self._scores[place[found]]


def _slots(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return a slot among `_SLOTS` for each pair of numbers; few pairs share one."""
    return (first * _FACTOR + second) & (_SLOTS - 1)


def _numbered(values: Iterable[str]) -> dict[str, int]:
    """Return a number for each distinct value, from 1."""
    return dict(zip(dict.fromkeys(values), count(1), strict=False))


def _rows(numbers: Mapping[str, int], values: Sequence[str], low: int) -> Ints32:
    """Return the row of scores for each number of a value; ``values`` have the rows from ``low``."""
    array = np.full(len(numbers) + 1, _ABSENT, dtype=np.int32)
    # row 0 is for values that the model does not know
    array[[numbers[value] for value in values]] = np.arange(low + 1, low + 1 + len(values))
    return array
