"""Draw rings around the requested people, and dotted lines between people who may be one."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.render.colors.themes import Theme
from kg.render.figures.labels import Box
from kg.views.details import Doubt

RING: Final = 2.4
"""Points between the rim of a mark and its ring."""

RING_REACH: Final = RING + 1.2
"""Points from the rim of a mark to the outside of its ring."""

_CHANCE: Final = 6.8  # font size of a probability, in points
_DOTS: Final = (0.02, 2.0)  # widths of a dash and of a gap: with round caps a dash of hardly any length is a dot


class AskedPerson(NamedTuple):
    """The position and radius of a person's mark, in points."""

    x: float
    y: float
    radius: float


def draw_rings(axes: Any, people: Sequence[AskedPerson], look: Theme) -> None:
    """Draw a ring around each of these marks."""
    from matplotlib.patches import Circle  # noqa: PLC0415 -- an extra

    for x, y, radius in people:
        for paint, width in ((look.ground, 2.4), (look.ink, 1.3)):
            axes.add_patch(Circle((x, y), radius + RING, fill=False, edgecolor=paint, linewidth=width, zorder=4))


def draw_doubts(
    axes: Any, ends: Sequence[tuple[AskedPerson, AskedPerson]], doubts: Sequence[Doubt], look: Theme
) -> None:
    """Draw a dotted line for each doubt, with its probability in the middle (`chance_boxes`)."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 -- an extra

    for (one, other), doubt in zip(ends, doubts, strict=True):
        axes.plot(
            [one.x, other.x], [one.y, other.y], color=look.doubt, linewidth=1.3, dash_capstyle="round",
            linestyle=(0, _DOTS), zorder=2.5,
        )  # fmt: skip
        axes.text(
            (one.x + other.x) / 2, (one.y + other.y) / 2, chance_words(doubt.chance), fontsize=_CHANCE,
            color=look.doubt, ha="center", va="center", fontweight="bold", parse_math=False, zorder=5,
            path_effects=[withStroke(linewidth=2.6, foreground=look.ground)],
        )  # fmt: skip


def chance_boxes(ends: Sequence[tuple[AskedPerson, AskedPerson]]) -> list[Box]:
    """Return the boxes of the probabilities, which names must not cover."""
    middles = [((one.x + other.x) / 2, (one.y + other.y) / 2) for one, other in ends]
    return [Box(x - 1.6 * _CHANCE, y - 0.6 * _CHANCE, x + 1.6 * _CHANCE, y + 0.6 * _CHANCE) for x, y in middles]


def chance_words(chance: float) -> str:
    """Return a probability as a percentage.

    >>> chance_words(0.168), chance_words(0.004)
    ('17 %', 'under 1 %')
    """
    return "under 1 %" if 0 < chance < 0.01 else f"{round(100 * chance)} %"  # noqa: PLR2004 - one in a hundred


def add_rings(radius: Floats, rows: Ints) -> Floats:
    """Return radii of marks, including the rings of some rows."""
    grown = radius.copy()
    grown[rows] += RING_REACH
    return np.asarray(grown)
