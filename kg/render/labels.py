"""Which names to write on a figure, and where: the important ones, none upon another.

A greedy placement in order of importance, the usual heuristic for point features (Christensen, Marks and Shieber
1995, doi:10.1145/212332.212334): each label takes the best of four places around its node that is still free. Pages
do the same in `viz/pyvis/labels.js`, anew at each zoom.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from kg.render.scenes import Floats

_PLACE_COST: Final = 0.4  # a worse side costs less than one node of usual size covered


class Box(NamedTuple):
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Return whether the two share area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Label(NamedTuple):
    """A name that found room: the node's row, and where its top left corner stands."""

    row: int
    left: float
    top: float


def choose(
    x: Floats,
    y: Floats,
    radius: Floats,
    *,
    order: Iterable[int],
    size: Callable[[int], tuple[float, float]],
    room: int,
    frame: Box,
    taken: Sequence[Box] = (),
) -> list[Label]:
    """Return at most ``room`` labels that neither overlap one another nor what is ``taken``, nor leave ``frame``.

    All lengths are in one unit, y downwards; ``size`` gives a label's width and height.
    """
    occupied = list(taken)
    usual = float(radius.mean()) if len(radius) else 1.0
    found: list[Label] = []
    for row in order:
        if len(found) >= room:
            break
        width, height = size(row)
        best: tuple[float, Box] | None = None
        for place, (left, top) in enumerate(_places(x[row], y[row], radius[row], width, height)):
            box = Box(left - 2, top - 1, left + width + 2, top + height + 1)
            outside = (
                box.left < frame.left or box.top < frame.top or box.right > frame.right or box.bottom > frame.bottom
            )
            if outside or any(box.touches(other) for other in occupied):
                continue
            covered = (
                (x + radius > box.left) & (x - radius < box.right) & (y + radius > box.top) & (y - radius < box.bottom)
            )
            cost = float(radius[covered].sum()) / usual + _PLACE_COST * place
            if best is None or cost < best[0]:
                best = cost, box
        if best is not None:
            occupied.append(best[1])
            found.append(Label(row, best[1].left + 2, best[1].top + 1))
    return found


def _places(x: float, y: float, r: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """Corners of a label above, below, right and left of a node."""
    return (
        (x - width / 2, y - r - height - 2),
        (x - width / 2, y + r + 2),
        (x + r + 3, y - height / 2),
        (x - r - 3 - width, y - height / 2),
    )
