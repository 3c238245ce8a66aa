"""The best sequence of labels for many texts at once (Viterbi 1967)."""

from typing import Final

import numpy as np
import numpy.typing as npt

from kg.concepts.tokens import Ints
from kg.concepts.weights import Floats

FORBIDDEN: Final = -1e4
"""The score of what never happens."""

_BATCH: Final = 256
"""Texts decoded at once; more bring nothing and cost memory."""


def best_labels(scores: Floats, first: Ints, transitions: Floats) -> npt.NDArray[np.int8]:
    """Return the number of the best label of each token.

    ``scores`` has a row per token and a column per label; text i has the tokens ``first[i]`` to ``first[i + 1]``;
    ``transitions[a, b]`` is the score of label b behind label a. Of equally good labels the first wins.
    """
    lengths = np.diff(first)
    best = np.zeros(len(scores), dtype=np.int8)
    # texts of like length are decoded side by side
    order = np.argsort(lengths, kind="stable")[::-1]
    for low in range(0, len(order), _BATCH):
        texts = order[low : low + _BATCH]
        _decode(scores, first[texts], lengths[texts], transitions, best)
    return best


def _decode(scores: Floats, first: Ints, lengths: Ints, transitions: Floats, best: npt.NDArray[np.int8]) -> None:
    """Fill in the best labels of some texts, which come longest first."""
    longest, size = int(lengths.max(initial=0)), transitions.shape[0]
    # so_far[t][label, text]: the score of the best way to this label at token t; texts lie side by side in memory
    so_far: list[Floats] = []
    alive = [int(np.searchsorted(-lengths, -t, side="left")) for t in range(longest)]
    for t, texts in enumerate(alive):
        here = np.ascontiguousarray(scores[first[:texts] + t].T)
        if t:
            before = so_far[-1][:, :texts]
            top = before[0] + transitions[0][:, None]
            through = np.empty_like(top)
            for label in range(1, size):
                np.add(before[label], transitions[label][:, None], out=through)
                np.maximum(top, through, out=top)
            here += top
        so_far.append(here)
    found = np.zeros(0, dtype=np.int64)
    for t in range(longest - 1, -1, -1):
        # texts that end here begin with their best label; the others came from the best one before the label behind
        known, texts = len(found), alive[t]
        came_from = so_far[t][:, :known] + transitions[:, found]
        found = np.concatenate([came_from.argmax(axis=0), so_far[t][:, known:texts].argmax(axis=0)])
        best[first[:texts] + t] = found
