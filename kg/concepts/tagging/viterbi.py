"""Find the best sequence of labels for many texts at once (Viterbi 1967)."""

from typing import Final

import numpy as np
import numpy.typing as npt

from kg.frames.arrays import Floats32, Ints32

FORBIDDEN: Final = -1e4
"""Score of an impossible transition."""

_BATCH: Final = 512
"""Texts decoded at once, which share the fixed cost of each step. More texts save little time and need more memory."""

_MAX_COMPARED: Final = 2
"""A label with at most this many possible predecessors is compared with them alone, not with all labels."""


def best_labels(scores: Floats32, first: Ints32, transitions: Floats32) -> npt.NDArray[np.int8]:
    """Return the number of the best label of each token.

    ``scores`` has one row per token and one column per label; text i has the tokens ``first[i]`` to ``first[i + 1]``;
    ``transitions[a, b]`` is the score of label b after label a. The first of equally good labels is chosen.
    """
    lengths = np.diff(first)
    best = np.zeros(len(scores), dtype=np.int8)
    step = _Step(transitions)
    # texts of similar length are decoded together
    order = np.argsort(lengths, kind="stable")[::-1]
    for low in range(0, len(order), _BATCH):
        texts = order[low : low + _BATCH]
        _decode(scores, first[texts], lengths[texts], step, best)
    return best


class _Step:
    """One step to the next token: the best score of each label, given those of the labels before it.

    A label with few possible predecessors ("I-task" follows only "B-task" and "I-task") is compared with those only.
    ``free`` are the labels with any predecessor, ``bound`` the others.
    """

    def __init__(self, transitions: Floats32) -> None:
        self.transitions = transitions
        allowed = transitions > FORBIDDEN / 2
        several = allowed.sum(axis=0) > _MAX_COMPARED
        self.free, self.bound = np.flatnonzero(several), np.flatnonzero(~several)
        self._to_free = transitions[:, self.free, None]
        before = [np.flatnonzero(allowed[:, label])[:_MAX_COMPARED] for label in self.bound]
        # a label with one possible predecessor is compared with it twice; one with none is forbidden after every label
        self._before = np.array(
            [np.resize(found, _MAX_COMPARED) if len(found) else [0] * _MAX_COMPARED for found in before], dtype=np.int64
        )
        self._before = self._before.reshape(-1, _MAX_COMPARED).T
        self._to_bound = transitions[self._before, self.bound][:, :, None]

    def __call__(self, before: Floats32) -> tuple[Floats32, Floats32]:
        """Return the best scores of free and of bound labels; rows are labels, columns texts."""
        top = np.maximum.reduce(before[:, None, :] + self._to_free, axis=0)
        return top, np.maximum(*(before[labels] + to for labels, to in zip(self._before, self._to_bound, strict=True)))


def _decode(scores: Floats32, first: Ints32, lengths: Ints32, step: _Step, best: npt.NDArray[np.int8]) -> None:
    """Fill in the best labels of some texts, sorted by decreasing length."""
    longest = int(lengths.max(initial=0))
    # so_far[t][label, text]: the score of the best way to this label at token t; texts are adjacent in memory
    so_far: list[Floats32] = []
    alive = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    for t, texts in enumerate(alive):
        here = np.ascontiguousarray(scores[first[:texts] + t].T)
        if t:
            free, bound = step(so_far[-1][:, :texts])
            here[step.free] += free
            here[step.bound] += bound
        so_far.append(here)
    found = np.zeros(0, dtype=np.int64)
    for t in range(longest - 1, -1, -1):
        # a text's last token gets the best label, any other the best predecessor of the label after it
        known, texts = len(found), alive[t]
        came_from = so_far[t][:, :known] + step.transitions[:, found]
        found = np.concatenate([came_from.argmax(axis=0), so_far[t][:, known:texts].argmax(axis=0)])
        best[first[:texts] + t] = found
