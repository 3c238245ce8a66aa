"""Read and write weights of linear models: the score of each feature for each label.

A model is shipped with the program as one binary file of arrays, which a process reads in a few hundredths of a second.
``labels`` and ``names`` are UTF-8, one per line, names sorted. ``label`` and ``score`` hold the nonzero scores of all
names, one row after the other; ``ends`` has the end of each name's row. Scores are whole hundredths.
``python -m benchmarks.concept_models --text`` writes a file as text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import IO, Final

import numpy as np
import numpy.typing as npt

from kg.frames.arrays import Floats32

_MIN_WEIGHT: Final = 0.05
"""Scores closer to zero are not written: most scores are, and they have no effect."""

_HUNDREDTHS: Final = 100
_LAST_SIGN: Final = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: a row of scores per feature, in the order of ``labels``; ``header`` is its origin."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    scores: Floats32
    header: str = ""
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, labels: Iterable[str], rows: Mapping[str, Floats32]) -> "Weights":
        """Make weights of one row of scores per feature."""
        labels, names = tuple(labels), tuple(sorted(rows))
        scores = np.zeros((len(names), len(labels)), dtype=np.float32)
        for place, name in enumerate(names):
            scores[place] = rows[name]
        return cls(labels, names, scores)

    def row(self, name: str) -> Floats32 | None:
        """Return the scores of a feature; None if the model does not know it."""
        if not self._places:
            self._places.update(zip(self.names, range(len(self.names)), strict=True))
        place = self._places.get(name)
        return None if place is None else self.scores[place]

    def sum(self, names: Iterable[str]) -> Floats32:
        """Return the sum of the scores of several features."""
        total = np.zeros(len(self.labels), dtype=np.float32)
        for name in names:
            row = self.row(name)
            if row is not None:
                total += row
        return total

    def beginning(self, prefix: str) -> tuple[list[str], int]:
        """Return the names that begin with ``prefix``, without it, and the first of their consecutive rows."""
        low = bisect_left(self.names, prefix)
        high = bisect_left(self.names, prefix + _LAST_SIGN, low)
        length = len(prefix)
        return [name[length:] for name in self.names[low:high]], low

    def rounded(self) -> "Weights":
        """Return the weights as they are written: whole hundredths, without scores near zero."""
        exact = self.scores.astype(np.float64)
        hundredths = np.where(np.abs(exact) >= _MIN_WEIGHT, np.round(exact * _HUNDREDTHS), 0)
        kept = np.flatnonzero(hundredths.any(axis=1))
        scores = (hundredths[kept] / _HUNDREDTHS).astype(np.float32)
        return Weights(self.labels, tuple(self.names[place] for place in kept.tolist()), scores, self.header)


@cache
def shipped_weights(name: str) -> Weights:
    """Return the shipped weights of this name: ``tagger`` or ``relations``."""
    with files("kg.concepts").joinpath(f"{name}_weights.npz").open("rb") as source:
        return read_weights(source)


def read_weights(source: IO[bytes]) -> Weights:
    """Read weights as `write_weights` wrote them."""
    with np.load(source, allow_pickle=False) as arrays:
        labels, names, header = (_text(arrays[name]) for name in ("labels", "names", "header"))
        ends, label, score = arrays["ends"], arrays["label"], arrays["score"]
    known = tuple(names.split("\n")) if names else ()
    scores = np.zeros((len(known), labels.count("\n") + 1), dtype=np.float32)
    rows = np.repeat(np.arange(len(known)), np.diff(ends, prepend=0))
    scores[rows, label] = score / _HUNDREDTHS
    return Weights(tuple(labels.split("\n")), known, scores, header)


def write_weights(weights: Weights, out: IO[bytes]) -> None:
    """Write weights as a binary file; the same weights give the same bytes."""
    weights = weights.rounded()
    rows, label = np.nonzero(weights.scores)
    np.savez_compressed(
        out,
        header=_bytes(weights.header),
        labels=_bytes("\n".join(weights.labels)),
        names=_bytes("\n".join(weights.names)),
        ends=np.cumsum(np.bincount(rows, minlength=len(weights.names))).astype(np.int32),
        label=label.astype(np.uint8),
        score=np.round(weights.scores[rows, label] * _HUNDREDTHS).astype(np.int16),
    )


def text_lines(weights: Weights) -> Iterator[str]:
    """Yield weights as text: the labels, then for each feature its name, and ``label:score`` for each score."""
    yield from (f"# {line}" for line in weights.header.splitlines())
    yield "\t".join(weights.labels)
    for name, row in zip(weights.names, weights.scores.tolist(), strict=True):
        yield "\t".join(
            (name, *(f"{label}:{score:.2f}" for label, score in zip(weights.labels, row, strict=True) if score))
        )


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _text(array: npt.NDArray[np.uint8]) -> str:
    return array.tobytes().decode()
