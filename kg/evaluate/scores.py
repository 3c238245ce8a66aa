"""Compute measures of a clustering and of a share, by their definitions in the literature.

All count with dictionaries: time and memory are linear in the items, however large a cluster is.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import comb, fsum, sqrt
from statistics import NormalDist
from typing import Final

ScoredItem = tuple[Hashable, Hashable]
"""A scored item: the cluster it was assigned to, and the person (or other class) that it belongs to."""

_DIGITS: Final = 6
_Z_95: Final = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean over ``n`` items; all three are None if there are no items."""

    p: float | None
    r: float | None
    f1: float | None
    n: int

    def as_dict(self) -> dict[str, float | int | None]:
        """Return ``{precision, recall, f1, count}`` with six decimal places, for JSON."""
        return {
            "precision": round_score(self.p),
            "recall": round_score(self.r),
            "f1": round_score(self.f1),
            "count": self.n,
        }


def round_score(value: float | None) -> float | None:
    """Round a number to the decimal places of results."""
    return None if value is None else round(value, _DIGITS)


def bcubed(items: Iterable[ScoredItem]) -> Score:
    """Return B-cubed precision and recall of the given items; ``n`` is their number.

    An item's precision is the share of its cluster that is of its person, its recall the share of its person that is
    in its cluster, itself included; each is averaged over items, and F1 is the harmonic mean of the two averages
    (Bagga & Baldwin 1998; Amigó et al. 2009, section 4). To score a part of a corpus, pass that part: clusters and
    persons then consist of their items in it.

    >>> bcubed([("x", "Ann"), ("x", "Ann"), ("x", "Bob")]).as_dict()
    {'precision': 0.555556, 'recall': 1.0, 'f1': 0.714286, 'count': 3}
    """
    cells = Counter(items)
    clusters, persons = _margins(cells)
    n = cells.total()
    if n == 0:
        return Score(None, None, None, 0)
    # fsum rounds once, so the order of the items has no effect
    p = fsum(count * count / clusters[cluster] for (cluster, _), count in cells.items()) / n
    r = fsum(count * count / persons[person] for (_, person), count in cells.items()) / n
    return Score(p, r, harmonic(p, r), n)


def pairwise(groups: Iterable[Iterable[ScoredItem]]) -> Score:
    """Return precision and recall of pairs of items within each group, averaged over groups; ``n`` counts the groups.

    In a group, precision is the share of the pairs of one cluster that are of one person, recall the share of the
    pairs of one person that are in one cluster. F1 is the harmonic mean of the two averages (macro-averaged pairwise
    F1 as on the AMiner names, Zhang et al. 2018). A share of zero pairs is 1: without merged pairs nothing is merged
    wrongly, and if every person has only one item nothing can be missed.
    """
    precisions, recalls = [], []
    for items in groups:
        cells = Counter(items)
        clusters, persons = _margins(cells)
        right, joined, meant = (sum(comb(n, 2) for n in counts.values()) for counts in (cells, clusters, persons))
        precisions.append(right / joined if joined else 1.0)
        recalls.append(right / meant if meant else 1.0)
    n = len(precisions)
    if n == 0:
        return Score(None, None, None, 0)
    p, r = fsum(precisions) / n, fsum(recalls) / n
    return Score(p, r, harmonic(p, r), n)


def wilson(right: float, n: float) -> tuple[float, float]:
    """Return the 95 % score interval of a share of ``right`` in ``n`` (Wilson 1927; Brown, Cai & DasGupta 2001).

    It stays inside 0…1 and is valid for few cases and for shares near 0 or 1. For no cases it is 0…1.

    >>> low, high = wilson(10, 10)
    >>> round(low, 3), high
    (0.722, 1.0)
    """
    if n == 0:
        return 0.0, 1.0
    share, spread = right / n, _Z_95 * _Z_95 / n
    middle = share + spread / 2
    reach = sqrt(spread * (share * (1 - share) + spread / 4))
    # rounding may put an end slightly beyond the share itself
    return max(0.0, min(share, (middle - reach) / (1 + spread))), min(1.0, max(share, (middle + reach) / (1 + spread)))


def _margins(cells: Counter[ScoredItem]) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """Return the number of items of each cluster and of each person."""
    clusters: Counter[Hashable] = Counter()
    persons: Counter[Hashable] = Counter()
    for (cluster, person), count in cells.items():
        clusters[cluster] += count
        persons[person] += count
    return clusters, persons


def harmonic(p: float, r: float) -> float:
    """Return the harmonic mean of precision and recall, which is F1; 0 if both are."""
    return 2 * p * r / (p + r) if p + r else 0.0
