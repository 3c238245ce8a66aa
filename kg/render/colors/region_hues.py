"""Assign hues to communities by position: neighbors differ by more than a shade."""

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.render.colors.palette import COMMUNITY_FAMILIES, COMMUNITY_HUES, Hue, community_hue

MAX_SPREAD = 80
"""Number of largest communities whose hue depends on their position; others are too small to be seen as regions."""

SAMPLE = 40
"""Nodes sampled per community."""

QUANTILE = 0.02
"""Share of the smallest distances between nodes of two communities that is ignored, so that single nodes far from their
community do not make communities neighbors."""


def community_hues(x: Floats, y: Floats, member: Ints) -> tuple[Hue, ...]:
    """Return the hue of each community, by number; the largest is 0, and nodes with -1 have no community.

    The largest choose first. Each gets an unused hue as long as there is one, so that the largest all differ. Among
    these hues, it gets the one whose nearest use, or use of another hue of its family, is farthest away.
    """
    count = int(member.max(initial=-1)) + 1
    spread = min(count, MAX_SPREAD)
    apart = _distances(x, y, member, spread)
    family = np.array([COMMUNITY_FAMILIES[hue] for hue in COMMUNITY_HUES])
    chosen: list[int] = []
    for community in range(spread):
        away = apart[community, :community]
        hues = np.array(chosen, dtype=np.int64)
        # index of hue -> distances of the nearest use of the hue and of its family
        same = [float(away[hues == hue].min(initial=np.inf)) for hue in range(len(COMMUNITY_HUES))]
        same_family = [
            float(away[family[hues] == family[hue]].min(initial=np.inf)) for hue in range(len(COMMUNITY_HUES))
        ]
        free = [hue for hue in range(len(same)) if np.isinf(same[hue])] or list(range(len(same)))
        chosen.append(max(free, key=lambda hue: (min(same[hue], 2 * same_family[hue]), -hue)))
    return (*(COMMUNITY_HUES[hue] for hue in chosen), *(community_hue(number) for number in range(spread, count)))


def _distances(x: Floats, y: Floats, member: Ints, count: int) -> Floats:
    """Return the distances between the first ``count`` communities, near their closest points."""
    rows = [np.flatnonzero(member == community) for community in range(count)]
    picked = [mine[np.linspace(0, len(mine) - 1, min(len(mine), SAMPLE)).astype(np.int64)] for mine in rows]
    ends = np.cumsum([0, *map(len, picked)])
    every = np.concatenate([np.empty(0, dtype=np.int64), *picked])
    apart = np.full((count, count), np.inf)
    for one in range(count):
        mine = picked[one]
        length = np.hypot(x[mine, None] - x[None, every], y[mine, None] - y[None, every])
        for other in range(one):
            if len(mine) and len(picked[other]):
                between = np.sort(length[:, ends[other] : ends[other + 1]], axis=None)
                apart[one, other] = apart[other, one] = between[int(QUANTILE * len(between))]
    return apart
