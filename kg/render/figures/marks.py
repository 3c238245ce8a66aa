"""Draw the layers of a scene below its letters: discs, shades of communities, links, glows and marks of nodes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from kg.frames.arrays import Floats
from kg.layout import Disc
from kg.render.colors.palette import GRAY
from kg.render.colors.themes import THEME, Theme, paint
from kg.render.scenes import Scene
from kg.sets.network_kinds import NodeKind

_GLOW, _GLOW_ALPHA = 1.9, 0.6  # radii of a halo around a mark, and its strength
_OUTLINE: Final = 1.1  # points of an outlined mark's line
_CORNERS: Final = {
    "triangle": (3, -math.pi / 2), "square": (4, math.pi / 4), "diamond": (4, 0.0), "hexagon": (6, 0.0),
}  # fmt: skip
"""Corners of shapes that are not round, and the angle of the first."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Axes of a figure with the positions of a scene, in points; ``scale`` is points per unit of the layout.

    ``regions`` are the communities that are named on a map. If there are any, marks have the colors of their regions,
    and links are not colored.
    """

    axes: Any
    drawn: Scene
    theme: str
    x: Floats
    y: Floats
    radius: Floats
    scale: float
    regions: frozenset[int] = frozenset()

    @property
    def look(self) -> Theme:
        """The colors of the theme."""
        return THEME[self.theme]

    def paint(self, group: str) -> str:
        """Return the color of a group."""
        return paint(self.drawn.hues.get(group, GRAY), self.theme)


def draw_discs(surface: Surface, discs: Sequence[Disc]) -> None:
    """Draw the discs of groups."""
    from matplotlib.patches import Circle  # noqa: PLC0415 -- an extra

    for disc in discs:
        hue = surface.paint(disc.label)
        rim = (*_rgb(hue), surface.look.rim_alpha)
        fill = (*_rgb(hue), surface.look.disc_alpha)
        surface.axes.add_patch(Circle((disc.x, disc.y), disc.r, facecolor=fill, edgecolor=rim, linewidth=0.6, zorder=1))


def draw_shades(surface: Surface, width: float) -> None:
    """Draw the shades of communities: wide strokes along their links, ``width`` units of the layout to either side."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415 -- an extra
    from matplotlib.path import Path as Outline  # noqa: PLC0415 -- an extra

    drawn = surface.drawn
    member = drawn.network.nodes["community"].to_numpy()
    # on a map, only links within a subregion are used: links across a region are long, so shades would cover it
    fine = drawn.network.nodes["subcommunity"].to_numpy() if surface.regions else member
    within = (member[drawn.sources] == member[drawn.targets]) & (member[drawn.sources] >= 0)
    within &= fine[drawn.sources] == fine[drawn.targets]
    for community in np.unique(member[drawn.sources[within]]).tolist():
        if surface.regions and community not in surface.regions:
            continue
        mine = within & (member[drawn.sources] == community)
        hue = paint(drawn.community_hues[community], surface.theme)
        ends = np.stack([drawn.sources[mine], drawn.targets[mine]], axis=1).ravel()
        # one path per community, since shades that cross within a path do not darken each other
        path = Outline(
            np.column_stack([surface.x[ends], surface.y[ends]]), [Outline.MOVETO, Outline.LINETO] * int(mine.sum())
        )
        surface.axes.add_patch(
            PathPatch(
                path, fill=False, edgecolor=(*_rgb(hue), surface.look.tint_alpha),
                linewidth=2 * width * surface.scale, capstyle="round", joinstyle="round", zorder=1,
            )
        )  # fmt: skip


def draw_edges(surface: Surface) -> None:
    """Draw links, in the color of a group if they are within it."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415 -- an extra

    drawn = surface.drawn
    groups = drawn.network.nodes["group"].to_list()
    ends = np.stack(
        [
            np.column_stack([surface.x[drawn.sources], surface.y[drawn.sources]]),
            np.column_stack([surface.x[drawn.targets], surface.y[drawn.targets]]),
        ],
        axis=1,
    )
    pairs = zip(drawn.sources.tolist(), drawn.targets.tolist(), strict=True)
    alpha = surface.look.edge_alpha
    between = (*_rgb(surface.look.edge), alpha * drawn.fade)
    colors = [
        (*_rgb(surface.paint(groups[a])), alpha) if groups[a] == groups[b] and not surface.regions else between
        for a, b in pairs
    ]
    dashes = [(0, (3, 2.4)) if generated else "solid" for generated in drawn.network.edges["generated"]]
    surface.axes.add_collection(
        LineCollection(
            list(ends), colors=colors, linewidths=drawn.width * 0.5, linestyles=dashes, capstyle="butt", zorder=2
        )
    )


def draw_glows(surface: Surface, papers: Iterable[str]) -> None:
    """Draw a halo around the marks of these papers."""
    from matplotlib.collections import EllipseCollection  # noqa: PLC0415 -- an extra

    rows = np.flatnonzero(surface.drawn.network.nodes["id"].is_in([f"paper/{key}" for key in papers]))
    across = 2 * _GLOW * surface.radius[rows]
    surface.axes.add_collection(
        EllipseCollection(
            across, across, np.zeros(len(rows)), units="xy", offsets=np.column_stack([surface.x, surface.y])[rows],
            offset_transform=surface.axes.transData, facecolors=(*_rgb(surface.look.glow), _GLOW_ALPHA), zorder=2.5,
        )
    )  # fmt: skip


def draw_nodes(surface: Surface) -> None:
    """Draw the marks of nodes, each in the shape of its kind."""
    from matplotlib.collections import EllipseCollection, PolyCollection  # noqa: PLC0415 -- an extra

    drawn, nodes = surface.drawn, surface.drawn.network.nodes
    kinds = nodes["kind"].to_numpy()
    fills = np.array([_rgb(surface.paint(g)) for g in nodes["group"]]).reshape(-1, 3)
    if surface.regions:
        # as on pages, communities too small for a name are not regions
        hues = {number: drawn.community_hues[number] for number in surface.regions}
        fills = np.array([_rgb(paint(hues.get(number, GRAY), surface.theme)) for number in nodes["community"]])
    look: dict[str, Any] = {"edgecolors": surface.look.ground, "linewidths": min(0.5, 0.6 * surface.scale), "zorder": 3}
    angular = {kind.value: kind.shape for kind in NodeKind if kind.shape in _CORNERS}
    round_ones = np.flatnonzero(~np.isin(kinds, list(angular)))
    across = 2 * surface.radius[round_ones]
    places = np.column_stack([surface.x, surface.y])
    surface.axes.add_collection(
        EllipseCollection(
            across, across, np.zeros(len(across)), units="xy", offsets=places[round_ones],
            offset_transform=surface.axes.transData, facecolors=fills[round_ones], **look,
        )
    )  # fmt: skip
    for kind, shape in angular.items():
        corners, turn = _CORNERS[shape]
        rows = np.flatnonzero(kinds == kind)
        angles = turn + 2 * math.pi * np.arange(corners) / corners
        # The page's squares are as wide as its dots, so their corners are further out.
        reach = surface.radius[rows] * (math.sqrt(2) if shape == "square" else 1)
        outline = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        shapes = places[rows][:, None, :] + reach[:, None, None] * outline[None]
        mine = look | {"facecolors": fills[rows]}
        if kind == drawn.outlined:
            mine |= {"facecolors": surface.look.ground, "edgecolors": fills[rows], "linewidths": _OUTLINE}
        surface.axes.add_collection(PolyCollection(list(shapes), **mine))


def _rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
