"""Weights of linear models as text: what each feature is worth for each label.

A file begins with comments that say what it was made from and by which command; then come the labels in one line, and a
line for each feature: its name, and ``label:score`` for every label it speaks of.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_LEAST: Final = 0.05
"""Scores nearer to nothing are not written: most of a model's are, and they decide nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: a row of scores for each feature, in the order of ``labels``."""

    labels: tuple[str, ...]
    rows: Mapping[str, Floats]

    def sum(self, names: Iterable[str]) -> Floats:
        """Return the scores of several features together."""
        total = np.zeros(len(self.labels), dtype=np.float32)
        for name in names:
            row = self.rows.get(name)
            if row is not None:
                total += row
        return total


@cache
def shipped(name: str) -> Weights:
    """Return the weights of this name that travel with the program: ``tagger`` or ``relations``."""
    text = files("kg.concepts").joinpath(f"{name}_weights.tsv").read_text(encoding="utf-8")
    return read_weights(text.splitlines())


def read_weights(lines: Iterable[str]) -> Weights:
    """Read weights as `write_weights` wrote them."""
    rest = (line for line in lines if not line.startswith("# "))
    labels = tuple(next(rest).split("\t"))
    number = {label: i for i, label in enumerate(labels)}
    rows: dict[str, Floats] = {}
    for line in rest:
        name, *scores = line.split("\t")
        row = np.zeros(len(labels), dtype=np.float32)
        for score in scores:
            label, _, value = score.rpartition(":")
            row[number[label]] = float(value)
        rows[name] = row
    return Weights(labels, rows)


def write_weights(weights: Weights, header: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a weights file; ``header`` says how it was made."""
    for line in header:
        yield f"# {line}"
    yield "\t".join(weights.labels)
    for name, row in sorted(weights.rows.items()):
        scores = [
            f"{label}:{value:.2f}"
            for label, value in zip(weights.labels, row.tolist(), strict=True)
            if abs(value) >= _LEAST
        ]
        if scores:
            yield "\t".join((name, *scores))
