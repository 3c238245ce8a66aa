"""Apply the model of relations with tables: many mentions are judged at once by gathering rows of scores.

Each feature of `kg.concepts.relations.relation_features` is a number found from the numbers of words, so no feature
name is built. Scores are whole hundredths, so sums are exact and do not depend on the batch.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from kg.concepts.relations.relation_features import (
    LEFT_FAR,
    LEFT_NEAR,
    OPENING,
    RELATION_SIGNS,
    RIGHT_NEAR,
    Surroundings,
    normalize_word,
    plain_features,
)
from kg.concepts.weights import Weights, shipped_weights
from kg.frames.arrays import Ints
from kg.model import ConceptType, Relation

_ABSENT: Final = 0
"""Number of an absent word."""
_UNKNOWN: Final = 1
"""Number of all words that the model does not know."""
_NOTHING: Final = 0
"""Row of a feature that the model does not know."""
_HUNDREDTHS: Final = 100
_TYPES: Final = tuple(type_.value or "untyped" for type_ in ConceptType)
_TYPE_NUMBERS: Final = {type_: number for number, type_ in enumerate(ConceptType)}
_DECIMALS: Final = 2
_MAX_PLAIN: Final = 5 + len(RELATION_SIGNS)
"""Maximum number of features of a name's position and of its sentence."""

_MAKES_SENSE: Final[dict[Relation, frozenset[ConceptType]]] = {
    Relation.EVALUATED_ON: frozenset({ConceptType.DATASET}),
    Relation.REPORTS: frozenset({ConceptType.METRIC}),
    Relation.USES: frozenset(ConceptType) - {ConceptType.FIELD, ConceptType.TASK, ConceptType.METRIC},
    Relation.COMPARES_WITH: frozenset({ConceptType.METHOD, ConceptType.MODEL, ConceptType.SOFTWARE}),
    Relation.PROPOSES: frozenset(ConceptType) - {ConceptType.FIELD},
    Relation.ADDRESSES: frozenset({ConceptType.TASK, ConceptType.FIELD}),
}
"""Concept types that each relation may have as its object."""


class Guess(NamedTuple):
    """The most probable relation that is possible for the type, and its probability."""

    relation: Relation
    probability: float


class RelationModel:
    """Chooses relations of mentions by a model."""

    def __init__(self, weights: Weights) -> None:
        self._relations = tuple(Relation(label) for label in weights.labels)
        self._rows: dict[str, int] = {}
        self._scores = self._read(weights)
        self._words: dict[str, int] = {}
        for name in self._rows:
            for word in name.rpartition("=")[2].split(" "):
                self._words.setdefault(word, len(self._words) + _UNKNOWN + 1)
        self._numbers = _Numbers(self._words)
        self._tables: dict[str, Ints] = {}
        self._pairs = {template: _Pairs(template, self._rows, self._words) for template in ("l2", "r2", "opens")}
        self._plain: dict[tuple[bool, bool, str, str, int], list[int]] = {}
        allowed = [
            [type_ in _MAKES_SENSE.get(relation, (type_,)) for relation in self._relations] for type_ in ConceptType
        ]
        self._allowed = np.array(allowed)

    def _read(self, weights: Weights) -> npt.NDArray[np.int32]:
        """Return the scores of each feature for each type: the sum of those for all types and those for this one."""
        special: list[tuple[int, int, int]] = []
        general: list[tuple[int, int]] = []
        for place, name in enumerate(weights.names):
            prefix, colon, rest = name.partition(":")
            if colon and prefix in _TYPES:
                special.append((_TYPES.index(prefix), self._row(rest), place))
            else:
                general.append((self._row(name), place))
        hundredths = np.round(weights.scores.astype(np.float64) * _HUNDREDTHS).astype(np.int32)
        scores = np.zeros((len(_TYPES), len(self._rows) + 1, len(weights.labels)), dtype=np.int32)
        rows, places = np.array(general, dtype=np.int64).reshape(-1, 2).T
        scores[:, rows] += hundredths[places]
        types, rows, places = np.array(special, dtype=np.int64).reshape(-1, 3).T
        scores[types, rows] += hundredths[places]
        return scores

    def _row(self, feature: str) -> int:
        return self._rows.setdefault(feature, len(self._rows) + 1)

    def _numbered(self, words: Sequence[Sequence[str]], length: int) -> Ints:
        """Return the numbers of some words per mention, padded with `_ABSENT` to ``length`` columns."""
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        numbers = map(self._numbers.__getitem__, chain.from_iterable(words))
        table = np.full((len(words), length), _ABSENT, dtype=np.int64)
        table[np.arange(length) < lengths[:, None]] = np.fromiter(numbers, dtype=np.int64, count=int(lengths.sum()))
        return table

    def guess(self, mentions: Sequence[Surroundings], types: Sequence[ConceptType]) -> list[Guess]:
        """Return the most probable relation of each mention to a concept of its type."""
        if not mentions:
            return []
        features = self._features(mentions)
        numbers = np.array([_TYPE_NUMBERS[type_] for type_ in types])
        sums = self._scores[numbers[:, None], features].sum(axis=1) / _HUNDREDTHS
        odds = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares = np.where(self._allowed[numbers], odds / odds.sum(axis=1, keepdims=True), -1.0)
        # the last of equally probable ones
        best = shares.shape[1] - 1 - shares[:, ::-1].argmax(axis=1)
        highest = shares[np.arange(len(best)), best].tolist()
        relations = self._relations
        return [
            Guess(relations[relation], round(probability, _DECIMALS))
            for relation, probability in zip(best.tolist(), highest, strict=True)
        ]

    def _features(self, mentions: Sequence[Surroundings]) -> Ints:
        """Return the rows of all features of each mention, one column per possible feature."""
        near, far = LEFT_NEAR, LEFT_NEAR + LEFT_FAR
        left = self._numbered([mention.left for mention in mentions], far)
        right = self._numbered([mention.right for mention in mentions], RIGHT_NEAR)
        opening = self._numbered([mention.opening for mention in mentions], OPENING)
        title = np.array([mention.title for mention in mentions])
        nearest = left[:, 0]
        columns = [
            np.where(title, self._table("tl1", "^")[nearest], self._table("al1", "^")[nearest]),
            self._pairs["l2"].rows(left[:, 1], np.where(left[:, 1] == _ABSENT, _ABSENT, nearest)),
            self._table("r1", "$")[right[:, 0]],
            self._pairs["r2"].rows(right[:, 0], right[:, 1]),
            *self._distinct("l", left[:, :near]),
            *self._distinct("ll", left[:, near:]),
            *self._distinct("r", right),
            np.where(title, _NOTHING, self._pairs["opens"].rows(opening[:, 0], opening[:, 1])),
        ]
        signs = np.array([mention.signs for mention in mentions])
        columns += [
            np.where(signs & 1 << bit, self._table(f"sign={sign},l1", "^")[nearest], _NOTHING)
            for bit, sign in enumerate(RELATION_SIGNS)
        ]
        keys = [mention[3:] for mention in mentions]
        # the same few hundred keys recur
        places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        plain = np.array([self._plain_rows(key) for key in places], dtype=np.int64)
        numbers = np.fromiter(map(places.__getitem__, keys), dtype=np.int64, count=len(keys))
        return np.concatenate([np.stack(columns, axis=1), plain[numbers]], axis=1)

    def _plain_rows(self, key: tuple[bool, bool, str, str, int]) -> list[int]:
        rows = self._plain.get(key)
        if rows is None:
            rows = [self._rows.get(name, _NOTHING) for name in plain_features(*key)]
            rows = self._plain[key] = rows + [_NOTHING] * (_MAX_PLAIN - len(rows))
        return rows

    def _table(self, template: str, absent: str = "") -> Ints:
        """Return the row of ``template=word`` for each number of a word; ``absent`` replaces an absent word."""
        if template not in self._tables:
            table = np.full(len(self._words) + _UNKNOWN + 1, _NOTHING, dtype=np.int64)
            for word, number in self._words.items():
                table[number] = self._rows.get(f"{template}={word}", _NOTHING)
            table[_ABSENT] = self._rows.get(f"{template}={absent}", _NOTHING) if absent else _NOTHING
            self._tables[template] = table
        return self._tables[template]

    def _distinct(self, template: str, words: Ints) -> list[Ints]:
        """Return the rows of ``template=word`` for columns of words, with one look-up per distinct word."""
        table = self._table(template)
        found = []
        for column in range(words.shape[1]):
            here = words[:, column]
            repeated = (words[:, :column] == here[:, None]).any(axis=1)
            found.append(np.where(repeated, _NOTHING, table[here]))
        return found


class _Numbers(dict[str, int]):
    """Numbers of printed words; a word is normalized when it is first looked up."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> int:
        number = self[word] = self._known.get(normalize_word(word), _UNKNOWN)
        return number


class _Pairs:
    """The rows of features of two words; a missing word counts as absent."""

    def __init__(self, template: str, rows: Mapping[str, int], words: Mapping[str, int]) -> None:
        found: dict[int, int] = {}
        for name, row in rows.items():
            prefix, _, value = name.partition("=")
            if prefix == template:
                first, _, second = value.partition(" ")
                found[_key(self._number(first, words), self._number(second, words))] = row
        self._keys = np.array([*sorted(found), np.iinfo(np.int64).max])
        self._rows = np.array([*(found[key] for key in sorted(found)), _NOTHING], dtype=np.int64)

    def _number(self, word: str, words: Mapping[str, int]) -> int:
        return _ABSENT if word in ("", "^") else words[word]

    def rows(self, first: Ints, second: Ints) -> Ints:
        """Return the row of each pair of words, by number."""
        keys = _key(first, second)
        places = np.searchsorted(self._keys, keys)
        return np.where(self._keys[places] == keys, self._rows[places], _NOTHING)


_N = TypeVar("_N", int, Ints)


def _key(first: _N, second: _N) -> _N:
    return first << 32 | second


@cache
def shipped_model() -> RelationModel:
    """Return the model that is shipped with the program."""
    return RelationModel(shipped_weights("relations"))
