"""Hold the results of a comparison: figures, and the labeled and found items of each text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg.evaluate.scores import harmonic, round_score


@dataclass(frozen=True, slots=True)
class Figures:
    """``score`` is the main figure of a task; ``n`` counts what people labeled.

    All are None if nothing was labeled and nothing found; a figure that a task does not define is None.
    """

    score: float | None
    precision: float | None
    recall: float | None
    n: int

    def as_dict(self) -> dict[str, float | int | None]:
        """Return plain values, numbers rounded, for JSON."""
        return {
            "score": round_score(self.score),
            "precision": round_score(self.precision),
            "recall": round_score(self.recall),
            "count": self.n,
        }


def compute_figures(right: int, found: int, meant: int) -> Figures:
    """Return precision, recall and F1 of counts. Precision is 0 if nothing was found but something was labeled.

    >>> compute_figures(1, 4, 2).as_dict()
    {'score': 0.333333, 'precision': 0.25, 'recall': 0.5, 'count': 2}
    """
    if found == meant == 0:
        return Figures(None, None, None, 0)
    return combine_figures(right / found if found else 0.0, right / meant if meant else 0.0, meant)


def combine_figures(precision: float, recall: float, n: int) -> Figures:
    """Return figures whose score is the F1 of this precision and recall."""
    return Figures(harmonic(precision, recall), precision, recall, n)


class ScoredMark(NamedTuple):
    """A labeled or found item; ``right`` if the other side has it too. ``start`` is -1 without a position."""

    text: str
    right: bool
    type: str = ""
    start: int = -1
    end: int = -1

    def as_dict(self) -> dict[str, Any]:
        """Return the values that are set, as plain values."""
        place = {"start": self.start, "end": self.end} if self.start >= 0 else {}
        type_ = {"type": self.type} if self.type else {}
        return {**place, **type_, "text": self.text, "right": self.right}


@dataclass(frozen=True, slots=True)
class TextOutcome:
    """One labeled text: ``line`` of the file, ``id`` if it has one, the labeled and the found items."""

    line: int
    id: str
    text: str
    gold: tuple[ScoredMark, ...]
    predicted: tuple[ScoredMark, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return nested plain values, for a line of JSON."""
        return {
            "line": self.line,
            **({"id": self.id} if self.id else {}),
            "text": self.text,
            "gold": [mark.as_dict() for mark in self.gold],
            "predicted": [mark.as_dict() for mark in self.predicted],
        }


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """Figures over all, figures by type if there are types, and the items in the order of the file."""

    all: Figures
    items: tuple[TextOutcome, ...]
    types: Mapping[str, Figures] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as nested plain values, for JSON."""
        return {**self.all.as_dict(), "types": {type_: figures.as_dict() for type_, figures in self.types.items()}}
