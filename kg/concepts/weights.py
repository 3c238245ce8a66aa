"""The shipped weights of the sequence model: a text file of features with their scores.

``tagger_weights.tsv`` says in its first lines what it was trained on and by which command; then come the labels, the
transitions between them, and a line for each feature: its name, and ``label:score`` for every label it speaks of.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from kg.concepts.tagger import Floats, Weights

FILE_NAME: Final = "tagger_weights.tsv"
_LEAST: Final = 0.05
"""Scores nearer to nothing are not written: they are nine tenths of the file and decide nothing."""


@cache
def shipped_weights() -> Weights:
    """Return the weights that travel with the program."""
    return read_weights(files("kg.concepts").joinpath(FILE_NAME).read_text(encoding="utf-8").splitlines())


def read_weights(lines: Iterable[str]) -> Weights:
    """Read weights as `write_weights` wrote them."""
    rest = (line for line in lines if not line.startswith("#"))
    labels = tuple(next(rest).split("\t"))
    number = {label: i for i, label in enumerate(labels)}
    size = len(labels)
    transitions = np.array([[float(x) for x in next(rest).split("\t")] for _ in labels], dtype=np.float32)
    rows: dict[str, Floats] = {}
    for line in rest:
        name, *scores = line.split("\t")
        row = np.zeros(size, dtype=np.float32)
        for score in scores:
            label, _, value = score.rpartition(":")
            row[number[label]] = float(value)
        rows[name] = row
    return Weights(labels, rows, transitions)


def write_weights(weights: Weights, header: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a weights file; ``header`` says how it was made."""
    for line in header:
        yield f"# {line}"
    yield "\t".join(weights.labels)
    for row in weights.transitions:
        yield "\t".join(f"{value:.2f}" for value in row)
    for name, row in sorted(weights.rows.items()):
        scores = [
            f"{label}:{value:.2f}"
            for label, value in zip(weights.labels, row.tolist(), strict=True)
            if abs(value) >= _LEAST
        ]
        if scores and "\t" not in name:
            yield "\t".join((name, *scores))
