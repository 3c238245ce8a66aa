"""Choose and place the names on a figure: the important ones, without overlaps.

A greedy placement in order of importance, the usual heuristic for point features (Christensen, Marks and Shieber 1995,
doi:10.1145/212332.212334): each label takes the best of eight places around its node that is still free. Pages do the
same in `viz/pyvis/labels.js`, at each zoom.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.layout import Disc
from kg.settings import PictureSettings


class Box(NamedTuple):
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Return True if the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, frame: "Box") -> bool:
        """Return True if the whole rectangle is in a frame."""
        return (
            self.left >= frame.left
            and self.top >= frame.top
            and self.right <= frame.right
            and self.bottom <= frame.bottom
        )


class PlacedLabel(NamedTuple):
    """A placed name: the node's row, and the position of its top left corner."""

    row: int
    left: float
    top: float


def place_labels(
    x: Floats,
    y: Floats,
    radius: Floats,
    *,
    settings: PictureSettings,
    order: Iterable[int],
    size: Callable[[int], tuple[float, float]],
    room: float,
    frame: Box,
    taken: Sequence[Box] = (),
    outwards: Floats | None = None,
    discs: Sequence[Disc] = (),
    most: float = math.inf,
) -> list[PlacedLabel]:
    """Return at most ``room`` labels that overlap neither each other nor ``taken`` boxes, and stay within ``frame``.

    All lengths are in one unit, y downwards; ``size`` returns a label's width and height. ``outwards`` are preferred
    directions of labels (`outward`). The label of a node of usual size covers at most ``most`` nodes, the label of a
    larger node proportionally more. No label is on a disc that does not contain its node.
    """
    occupied = list(taken)
    usual = float(radius.mean()) if len(radius) else 1.0
    found: list[PlacedLabel] = []
    for row in order:
        if len(found) >= room:
            break
        width, height = size(row)
        home = next((d for d in discs if math.hypot(x[row] - d.x, y[row] - d.y) < d.r), None)
        away = (0.0, 0.0) if outwards is None else outwards[row]
        best: tuple[float, Box] | None = None
        for place, (left, top) in enumerate(_places(x[row], y[row], radius[row], width, height)):
            box = Box(left - 2, top - 1, left + width + 2, top + height + 1)
            if not box.within(frame) or any(box.touches(other) for other in occupied):
                continue
            if any(disc is not home and _meets(box, disc) for disc in discs):
                continue
            covered = (
                (x + radius > box.left) & (x - radius < box.right) & (y + radius > box.top) & (y - radius < box.bottom)
            )
            covered[row] = False
            if (
                covered.sum() > most * max(1.0, radius[row] / usual)
                or (radius[covered] > max(settings.large_node * usual, radius[row])).any()
            ):
                continue
            side = _SIDES[place]
            cost = (
                float(radius[covered].sum()) / usual
                + (settings.over_rim_cost if home is not None and _leaves(box, home) else 0.0)
                + settings.inward_cost * (1 - side[0] * away[0] - side[1] * away[1])
                + settings.place_cost * place
            )
            if best is None or cost < best[0]:
                best = cost, box
        if best is not None:
            occupied.append(best[1])
            found.append(PlacedLabel(row, best[1].left + 2, best[1].top + 1))
    return found


def outward(x: Floats, y: Floats, sources: Ints, targets: Ints, *, all_around: float) -> Floats:
    """Return the direction away from each node's neighbors, shape (n, 2); (0, 0) if they are on all sides.

    They are on all sides if the mean of the directions to them is shorter than ``all_around``.
    """
    ends, others = np.concatenate([sources, targets]), np.concatenate([targets, sources])
    gap = np.stack([x[ends] - x[others], y[ends] - y[others]], axis=1)
    gap /= np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)[:, None]
    total = np.stack([np.bincount(ends, gap[:, axis], len(x)) for axis in (0, 1)], axis=1)
    length = np.maximum(np.hypot(total[:, 0], total[:, 1]), all_around * np.bincount(ends, minlength=len(x)))
    return np.asarray(total / np.maximum(length, 1e-9)[:, None])


def _meets(box: Box, disc: Disc) -> bool:
    across = max(box.left - disc.x, disc.x - box.right, 0.0)
    return math.hypot(across, max(box.top - disc.y, disc.y - box.bottom, 0.0)) < disc.r


def _leaves(box: Box, disc: Disc) -> bool:
    across = max(disc.x - box.left, box.right - disc.x)
    return math.hypot(across, max(disc.y - box.top, box.bottom - disc.y)) > disc.r


_SIDES: Final = (
    (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7),
)  # fmt: skip


def _places(x: float, y: float, r: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """Return corners of a label above, below, right and left of a node, then between those."""
    near, off = 0.75 * r + 2, 0.75 * r
    return (
        (x - width / 2, y - r - height - 2),
        (x - width / 2, y + r + 2),
        (x + r + 3, y - height / 2),
        (x - r - 3 - width, y - height / 2),
        (x + near, y - off - height),
        (x + near, y + off),
        (x - near - width, y - off - height),
        (x - near - width, y + off),
    )
