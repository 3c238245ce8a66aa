"""Place the names of regions on a figure: the largest first, near the middle of each, without overlaps."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.render.figures.labels import Box

MIN_SIZE: Final = 6.5
"""Font size of the smallest region, in points."""

MAX_SIZE: Final = 12.0
"""Font size of the largest region, in points."""

_SHIFTS: Final = (0.0, -0.8, 0.8, -1.6, 1.6)
"""Positions that are tried: heights of the name below the middle."""


class RegionName(NamedTuple):
    """A placed name: its community, the words, the middle and the base line, the font size."""

    community: int
    text: str
    x: float
    base: float
    size: float


def place_region_names(
    x: Floats,
    y: Floats,
    member: Ints,
    regions: Sequence[tuple[int, str]],
    *,
    measure: Callable[[str, float], tuple[float, float]],
    frame: Box,
) -> list[RegionName]:
    """Return the names that fit inside ``frame``; all lengths are in points, y downwards.

    ``regions`` are community and label, ``member`` the community of each node.
    """
    sizes = np.bincount(member[member >= 0], minlength=1)
    taken: list[Box] = []
    found: list[RegionName] = []
    for community, text in sorted(regions, key=lambda region: (-sizes[region[0]], region)):
        inside = member == community
        middle, height = float(np.median(x[inside])), float(np.median(y[inside]))
        size = MIN_SIZE + (MAX_SIZE - MIN_SIZE) * float(np.sqrt(sizes[community] / sizes.max()))
        wide, high = measure(text, size)
        for shift in _SHIFTS:
            top = height + shift * high - high / 2
            box = Box(middle - wide / 2, top, middle + wide / 2, top + high)
            if not box.within(frame) or any(box.touches(other) for other in taken):
                continue
            taken.append(box)
            found.append(RegionName(community, text, middle, box.bottom - 0.25 * high, size))
            break
    return found
