"""Compare a built graph with judged pairs of authorships.

A file of pairs has the columns ``a`` and ``b`` (authorship ids as in the graph: ``arXiv id/slug``), ``stratum`` (the
group that the pair was drawn from), ``weight`` and ``verdict`` (``same``, ``different``, ``unclear``). The weight says
how many pairs of the stratum this one stands for, or how much of the graph it affects; it is 1 if every pair was
equally likely to be drawn. A judge must not see the program's conclusion, so the file does not contain it; it is read
from the graph.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, isfinite
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.evaluate.scores import round_score, wilson
from kg.evaluate.tsv import read_rows

PAIR_COLUMNS: Final = ("a", "b", "stratum", "weight", "verdict")


class PairVerdict(StrEnum):
    """The conclusion of a reader of both papers."""

    SAME = "same"
    DIFFERENT = "different"
    UNCLEAR = "unclear"


class PairOutcome(StrEnum):
    """The graph's conclusion on a pair: one author or two, and whether the printed names differ."""

    MERGED_DIFFERING = "merged, names differ"
    MERGED_ALIKE = "merged, same string"
    SPLIT_DIFFERING = "split, names differ"
    SPLIT_ALIKE = "split, same string"

    @classmethod
    def of(cls, *, merged: bool, alike: bool) -> "PairOutcome":
        """Return the outcome with these two properties."""
        if merged:
            return cls.MERGED_ALIKE if alike else cls.MERGED_DIFFERING
        return cls.SPLIT_ALIKE if alike else cls.SPLIT_DIFFERING

    @property
    def right(self) -> PairVerdict:
        """Return the verdict that agrees with the graph."""
        return (
            PairVerdict.SAME
            if self in (PairOutcome.MERGED_DIFFERING, PairOutcome.MERGED_ALIKE)
            else PairVerdict.DIFFERENT
        )


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two authorships and the verdict on them."""

    a: str
    b: str
    stratum: str
    weight: float
    verdict: PairVerdict


@dataclass(frozen=True, slots=True)
class GraphAuthorship:
    """An authorship in a graph: its printed name and its author."""

    printed: str
    author: str


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of pairs on which the graph was right, among those that a reader could decide.

    ``right`` of ``n`` pairs; ``low`` and ``high`` bound the share at 95 % (`kg.evaluate.scores.wilson`).
    ``weighted`` is the share with each pair counted by its weight. ``unclear`` pairs are counted separately.
    """

    right: int
    n: int
    p: float | None
    low: float
    high: float
    weighted: float | None
    unclear: int

    def as_dict(self) -> dict[str, float | int | None]:
        """Return plain values, numbers rounded, for JSON."""
        return {
            "precision": round_score(self.p),
            "low": round_score(self.low),
            "high": round_score(self.high),
            "weighted_precision": round_score(self.weighted),
            "right": self.right,
            "count": self.n,
            "unclear": self.unclear,
        }


@dataclass(frozen=True, slots=True)
class PairScores:
    """Precision by outcome, over all pairs and in each stratum; outcomes that do not occur are left out.

    ``missing`` are the authorships, sorted, that pairs name and the graph does not contain; ``pairs`` counts the scored
    pairs, ``left_out`` those that could not be scored.
    """

    overall: dict[PairOutcome, Precision]
    strata: dict[str, dict[PairOutcome, Precision]]
    pairs: int
    left_out: int
    missing: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return nested plain values for JSON."""
        return {
            "pairs": self.pairs,
            "left_out": self.left_out,
            "missing": list(self.missing),
            "overall": _plain(self.overall),
            "strata": {stratum: _plain(found) for stratum, found in self.strata.items()},
        }


def read_pairs(path: Path) -> tuple[JudgedPair, ...]:
    """Read judged pairs.

    Raises InputError, with file and line, if a verdict or weight is invalid, if a pair consists of one authorship with
    itself, or if a pair occurs twice, in either order.
    """
    lines: dict[frozenset[str], int] = {}
    pairs = []
    for number, (a, b, stratum, weight, verdict) in read_rows(path, PAIR_COLUMNS):
        if verdict not in set(PairVerdict):
            raise InputError(f'"{verdict}" is not a verdict; use {", ".join(PairVerdict)}', str(path), number)
        if a == b:
            raise InputError(f"{a} is paired with itself", str(path), number)
        if first := lines.get(frozenset((a, b))):
            raise InputError(f"the pair {a} and {b} is in line {first} already", str(path), number)
        lines[frozenset((a, b))] = number
        pairs.append(JudgedPair(a, b, stratum, _weight(weight, path, number), PairVerdict(verdict)))
    return tuple(pairs)


def score_pairs(pairs: Sequence[JudgedPair], mentions: Mapping[str, GraphAuthorship]) -> PairScores:
    """Compare the pairs with a graph, given as its authorships by id."""
    known = [pair for pair in pairs if pair.a in mentions and pair.b in mentions]
    strata: dict[str, list[JudgedPair]] = defaultdict(list)
    for pair in known:
        strata[pair.stratum].append(pair)
    return PairScores(
        _by_outcome(known, mentions),
        {stratum: _by_outcome(chosen, mentions) for stratum, chosen in sorted(strata.items())},
        len(known),
        len(pairs) - len(known),
        tuple(sorted({id_ for pair in pairs for id_ in (pair.a, pair.b) if id_ not in mentions})),
    )


def _by_outcome(pairs: Iterable[JudgedPair], mentions: Mapping[str, GraphAuthorship]) -> dict[PairOutcome, Precision]:
    found: dict[PairOutcome, list[JudgedPair]] = defaultdict(list)
    for pair in pairs:
        a, b = mentions[pair.a], mentions[pair.b]
        found[PairOutcome.of(merged=a.author == b.author, alike=a.printed == b.printed)].append(pair)
    return {outcome: _precision(found[outcome], outcome.right) for outcome in PairOutcome if outcome in found}


def _precision(pairs: Sequence[JudgedPair], right: PairVerdict) -> Precision:
    verdicts = Counter(pair.verdict for pair in pairs)
    unclear = verdicts[PairVerdict.UNCLEAR]
    n = len(pairs) - unclear
    low, high = wilson(verdicts[right], n)
    if n == 0:
        return Precision(0, 0, None, low, high, None, unclear)
    agreeing = fsum(pair.weight for pair in pairs if pair.verdict is right)
    judged = fsum(pair.weight for pair in pairs if pair.verdict is not PairVerdict.UNCLEAR)
    return Precision(verdicts[right], n, verdicts[right] / n, low, high, agreeing / judged, unclear)


def _weight(text: str, path: Path, line: int) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if not (isfinite(weight) and weight > 0):
        raise InputError(f'"{text}" is not a weight; give a number above 0 (1 if all count alike)', str(path), line)
    return weight


def _plain(found: Mapping[PairOutcome, Precision]) -> dict[str, dict[str, float | int | None]]:
    return {outcome.name.lower(): precision.as_dict() for outcome, precision in found.items()}
