"""The tagger's features as tables: rows of scores that are gathered by numbers of words.

A row is worked out when a word is first seen, and kept.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from kg.concepts import features
from kg.concepts.tokens import Ints
from kg.concepts.weights import Floats, Weights

_ABSENT: Final = 0
"""The row of what a model does not know."""


class WordTables:
    """For each role of `kg.concepts.features.ROLES` a table with one row of scores per word."""

    def __init__(self, weights: Weights, style: str) -> None:
        size = len(weights.labels)
        self.tables: dict[str, Floats] = {role: np.zeros((0, size), dtype=np.float32) for role in features.ROLES}
        # row 0 is for what the model does not know
        self._scores = np.concatenate([np.zeros((1, size), dtype=np.float32), weights.scores])
        self._values: dict[str, dict[str, int]] = {aspect: {} for aspect in features.ASPECTS}
        found = {
            (role, aspect, prefix): [
                (self._number(aspect, value), place + 1)
                for value, place in weights.beginning(f"{prefix}{role}.{aspect}=")
            ]
            for role, aspects in features.ROLES.items()
            for aspect in aspects
            for prefix in ("", f"{style}:")
        }
        self._rows = {key: self._array(key[1], rows) for key, rows in found.items()}

    def _number(self, aspect: str, value: str) -> int:
        """Return the number of a value that the model knows in some role, from 1."""
        known = self._values[aspect]
        return known.setdefault(value, len(known) + 1)

    def _array(self, aspect: str, rows: Sequence[tuple[int, int]]) -> Ints:
        """Return the row of each value of an aspect in one role and style."""
        array = np.full(len(self._values[aspect]) + 1, _ABSENT, dtype=np.int32)
        if rows:
            values, places = zip(*rows, strict=True)
            array[list(values)] = places
        return array

    def forget(self) -> None:
        """Forget all words."""
        self.tables = {role: table[:0] for role, table in self.tables.items()}

    def grow(self, words: Sequence[str]) -> None:
        """Add the rows of words that are new: those behind the first ones, which stay as they are."""
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
    """The scores of two neighbours."""

    def __init__(self, weights: Weights, style: str, pair: str) -> None:
        self._numbers: dict[str, int] = {}
        found: dict[int, Floats] = {}
        for prefix in (f"{pair}=", f"{style}:{pair}="):
            for name, place in weights.beginning(prefix):
                first, _, second = name.partition(" ")
                key = self._number(first) << 32 | self._number(second)
                found[key] = found.get(key, 0) + weights.scores[place]
        # sorted keys, and one more that no pair has
        self._keys = np.array([*sorted(found), np.iinfo(np.int64).max], dtype=np.int64)
        self._scores = np.stack(
            [found[key] for key in sorted(found)] or [np.zeros(len(weights.labels), dtype=np.float32)]
        )
        self._word = np.zeros(0, dtype=np.int64)

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers) + 1)

    def forget(self) -> None:
        """Forget all words."""
        self._word = self._word[:0]

    def grow(self, words: Sequence[str]) -> None:
        """Number words that are new: those behind the first ones."""
        fresh = [self._numbers.get(word.lower(), _ABSENT) for word in words[len(self._word) :]]
        self._word = np.concatenate([self._word, np.array(fresh, dtype=np.int64)])

    def add(self, scores: Floats, first: Ints, second: Ints) -> None:
        """Add to each token's scores those of its two words, given by number."""
        keys = self._word[first] << 32 | self._word[second]
        place = np.searchsorted(self._keys, keys)
        at = np.flatnonzero(self._keys[place] == keys)
        scores[at] += self._scores[place[at]]
