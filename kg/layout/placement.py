"""Lay out a graph of any size."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import igraph as ig
import numpy as np

from kg.frames.arrays import Flags, Floats, Ints
from kg.layout.community import communities, settle_communities
from kg.layout.component import place_component, room
from kg.layout.discs import Disc, pack_discs
from kg.layout.neighbors import keep_neighbors
from kg.layout.overlap import separate, separate_labeled
from kg.layout.packing import Shape, enclosing_circle, pack_shapes
from kg.settings import LayoutSettings


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions in the unit of the radii; y grows upwards and the middle is 0.

    ``discs`` hold one group each and are empty if groups are not separated. ``components`` number the connected
    parts by decreasing size, then by first node.
    """

    x: Floats
    y: Floats
    discs: tuple[Disc, ...]
    components: Ints


def place(
    sources: Ints,
    targets: Ints,
    weights: Floats,
    radii: Floats,
    groups: Sequence[str] | None = None,
    *,
    settings: LayoutSettings,
    boxes: Floats | None = None,
    previous: Floats | None = None,
    communities: Ints | None = None,
    subcommunities: Ints | None = None,
    ties: int = 0,
) -> Layout:
    """Lay out a graph so that no two nodes overlap and no two components mix.

    In a graph of many small components, every group becomes a disc, and each component is in the disc of most of its
    nodes. In a graph with a large component, that one is in the middle and the others are around it.

    Args:
        sources: row of one end of each edge.
        targets: row of the other end.
        weights: strength of each edge's pull.
        radii: radius of each node; the unit of all lengths.
        groups: label of each node's group. None, or one label for all, makes no discs.
        settings: the layout settings.
        boxes: half width and half height, shape (n, 2), of the label centered on each node, (0, 0) without; labels
            then keep clear of each other.
        previous: positions from an earlier layout, shape (n, 2), NaN for new nodes; known nodes move little.
        communities: number of each node's community; a large component is drawn by them. None computes them.
        subcommunities: the same at a finer level; their nodes stay together within the communities.
        ties: number of last edges that only place nodes without another edge; other nodes need not be near.

    Returns:
        The layout, rounded, the same for the same input.

    """
    count = len(radii)
    radii = np.asarray(radii, dtype=np.float64)
    if not count:
        return Layout(np.empty(0), np.empty(0), (), np.empty(0, dtype=np.int64))
    if previous is not None:
        previous = _about_zero(np.asarray(previous, dtype=np.float64))
    ends, pulls, tied = _simple(np.asarray(sources), np.asarray(targets), np.asarray(weights, dtype=np.float64), ties)
    component = _components(count, ends)
    sizes = np.bincount(component)
    labels = [""] * count if groups is None else list(groups)
    # rounding may bring two nodes nearer by a hundredth and a half
    gap = settings.gap_inside * float(radii.mean()) + 2 * 10.0**-settings.decimals
    parts = _Parts(
        ends,
        pulls,
        tied,
        component,
        radii=radii,
        gap=gap,
        settings=settings,
        boxes=boxes,
        communities=(communities, subcommunities),
    )
    small = (
        count <= settings.max_nodes_in_discs
        and sizes[0] <= max(settings.max_component_share * count, 2)
        and len(sizes) > 1
    )
    if small and len(set(labels)) > 1:
        xy, discs = _in_discs(parts, labels, previous)
    else:
        xy, discs = _around(parts, previous), []
    if previous is None:
        shift = (xy.max(axis=0) + xy.min(axis=0)) / 2
        xy = xy - shift
        discs = [Disc(d.label, d.x - shift[0], d.y - shift[1], d.r, d.caption) for d in discs]
    xy = np.round(xy, settings.decimals) + 0.0
    return Layout(
        np.ascontiguousarray(xy[:, 0]),
        np.ascontiguousarray(xy[:, 1]),
        tuple(
            Disc(d.label, *(round(v, settings.decimals) for v in (d.x, d.y, d.r, d.caption)))
            for d in sorted(discs, key=lambda d: (-d.r, d.label))
        ),
        component,
    )


class _Parts:
    """The components of one graph, each with its own edges."""

    def __init__(
        self,
        ends: Ints,
        pulls: Floats,
        tied: Flags,
        component: Ints,
        *,
        radii: Floats,
        gap: float,
        settings: LayoutSettings,
        boxes: Floats | None,
        communities: tuple[Ints | None, Ints | None],
    ) -> None:
        self.radii, self.gap, self.settings, self.boxes, self.communities = radii, gap, settings, boxes, communities
        order = np.argsort(component, kind="stable")
        self.members = np.split(order, np.cumsum(np.bincount(component))[:-1])
        self._row = np.empty(len(radii), dtype=np.int64)
        for nodes in self.members:
            self._row[nodes] = np.arange(len(nodes))
        mine = component[ends[:, 0]] if len(ends) else np.empty(0, dtype=np.int64)
        by_part = np.argsort(mine, kind="stable")
        cuts = np.cumsum(np.bincount(mine, minlength=len(self.members)))[:-1]
        self._ends = np.split(self._row[ends[by_part]].reshape(-1, 2), cuts)
        self._pulls = np.split(pulls[by_part], cuts)
        self._tied = np.split(tied[by_part], cuts)
        self._drawn: dict[tuple[bytes, ...], tuple[Floats, Shape]] = {}

    def drawn(self, number: int) -> tuple[Floats, Shape]:
        """Return positions of a component among others, and its shape; components that are alike share both."""
        nodes = self.members[number]
        given = (self._ends[number], self._pulls[number], self.radii[nodes])
        named = () if self.boxes is None else (self.boxes[nodes],)
        key = tuple(array.tobytes() for array in (*given, *named))
        if key not in self._drawn:
            xy = self._small(number)
            self._drawn[key] = xy, self._shape(number, xy)
        return self._drawn[key]

    def _small(self, number: int) -> Floats:
        nodes = self.members[number]
        radii = self.radii[nodes]
        xy = place_component(
            self._ends[number], self._pulls[number], radii, gap=self.gap, settings=self.settings
        )  # fmt: skip
        if self.boxes is None:
            return xy
        if self.round(number):
            return _room_for_lines(xy, self.boxes[nodes], self.settings)
        return separate_labeled(xy, radii, self.gap, self.boxes[nodes], self.settings)

    def round(self, number: int) -> bool:
        """Return whether a component is a ring or a star, whose labels point outwards."""
        size, ends = len(self.members[number]), self._ends[number]
        if size <= 2 or len(ends) == size * (size - 1) // 2:  # noqa: PLR2004 - a pair is not a ring
            return size > 2  # noqa: PLR2004 - as above
        return len(ends) == size - 1 == int(np.bincount(ends.ravel()).max())

    def large(self, number: int, start: Floats | None) -> Floats:
        """Return positions of a large component, with room for its labels."""
        nodes = self.members[number]
        radii = self.radii[nodes]
        settings = self.settings
        fill = settings.fill if len(nodes) < settings.many_nodes else settings.fill_of_many
        mass = room(radii, self.gap, fill)
        boxes = None if self.boxes is None else self.boxes[nodes]
        if boxes is not None:
            mass = np.maximum(mass, 4 * boxes[:, 0] * boxes[:, 1] / fill)
        member, fine = (
            None if level is None else np.unique(level[nodes], return_inverse=True)[1] for level in self.communities
        )
        ends, pulls = self._ends[number], self._pulls[number]
        if member is None:
            member = communities(len(nodes), ends, pulls, settings.seed)
        xy = settle_communities(
            ends, pulls, mass, settings, aspect=settings.aspect, start=start, member=member, fine=fine
        )
        if boxes is None and len(nodes) > settings.max_springs:
            xy = keep_neighbors(
                xy, ends, radii, self.gap,
                tied=self._tied[number], member=member, spacing=float(np.sqrt(mass.mean())), renewed=start is not None,
            )  # fmt: skip
        if boxes is None:
            return separate(xy, radii, self.gap, settings)
        return separate_labeled(xy, radii, self.gap, boxes, self.settings)

    def order(self, number: int) -> tuple[bool, int]:
        """Return a sort key: nodes that join several cliques first, as they show most; then by decreasing size."""
        size = len(self.members[number])
        return len(self._ends[number]) == size * (size - 1) // 2, -size

    def _shape(self, number: int, xy: Floats) -> Shape:
        """Return the shape of a component: its nodes, and its edges as rows of discs."""
        nodes = self.members[number]
        ends = self._ends[number]
        thin = self.gap / 4
        step = 4 * self.gap
        if not len(ends):
            # single nodes need no separation: they are as close as those of one component
            labels, lines = self.labels(nodes, xy, outwards=False)
            return Shape(np.concatenate([xy, labels]), np.concatenate([self.radii[nodes], lines]), self.gap / 2)
        gap = xy[ends[:, 1]] - xy[ends[:, 0]]
        many = np.ceil(np.hypot(*gap.T) / step).astype(np.int64)
        edge = np.repeat(np.arange(len(ends)), many)
        along = (np.arange(len(edge)) - np.repeat(np.cumsum(many) - many, many) + 0.5) / many[edge]
        points = xy[ends[edge, 0]] + gap[edge] * along[:, None]
        discs = np.concatenate([self.radii[nodes], np.full(len(points), thin)])
        labels, lines = self.labels(nodes, xy, outwards=self.round(number))
        return Shape(
            np.concatenate([xy, points, labels]),
            np.concatenate([discs, lines]),
            self.settings.gap_between * float(self.radii.mean()) / 2,
        )

    def labels(self, nodes: Ints, xy: Floats, *, outwards: bool) -> tuple[Floats, Floats]:
        """Return label boxes as rows of discs, centered on the nodes, or next to them if ``outwards``."""
        if self.boxes is None:
            return np.empty((0, 2)), np.empty(0)
        half = self.boxes[nodes]
        if outwards:
            away = xy / np.maximum(np.hypot(xy[:, 0], xy[:, 1]), 1e-9)[:, None]
            half = half * (1.0, self.settings.label_beside)
            xy = xy + away * half
        height = np.maximum(half[:, 1], 1e-9)
        many = np.where(half[:, 1] > 0, np.ceil(half[:, 0] / height), 0).astype(np.int64)
        label = np.repeat(np.arange(len(nodes)), many)
        along = (np.arange(len(label)) - np.repeat(np.cumsum(many) - many, many) + 0.5) / np.maximum(many, 1)[label]
        offset = (2 * along - 1) * np.maximum(half[label, 0] - half[label, 1], 0)
        return xy[label] + np.stack([offset, np.zeros(len(label))], axis=1), half[label, 1]


def _room_for_lines(xy: Floats, boxes: Floats, settings: LayoutSettings) -> Floats:
    """Widen a ring until its labels, which point outwards, are all on different lines."""
    reach = np.hypot(xy[:, 0], xy[:, 1])
    outer = int((reach > settings.outermost * reach.max()).sum())
    lines = settings.label_line * 2 * float(boxes[:, 1].max()) * outer / (2 * np.pi * np.sin(np.pi / 4))
    # a small ring between long names would be hard to see
    needed = max(lines, settings.min_ring * float(boxes[:, 0].max()))
    return np.asarray(xy * max(1.0, needed / float(reach.max())))


def _in_discs(parts: _Parts, labels: Sequence[str], previous: Floats | None) -> tuple[Floats, list[Disc]]:
    settings, mean = parts.settings, float(parts.radii.mean())
    homes: dict[str, list[int]] = {}
    common = Counter(labels)
    for number, nodes in enumerate(parts.members):
        homes.setdefault(_majority([labels[i] for i in nodes], common), []).append(number)
    names = sorted(homes)
    xy = np.zeros((len(labels), 2))
    circles = np.zeros(len(names))
    wanted = None if previous is None else np.full((len(names), 2), np.nan)
    for place_, name in enumerate(names):
        numbers = sorted(homes[name], key=parts.order)
        inside = np.concatenate([parts.members[n] for n in numbers])
        drawn, shapes = zip(*map(parts.drawn, numbers), strict=True)
        goals = None
        if previous is not None and wanted is not None:
            known = previous[inside]
            wanted[place_] = _mean_known(known)
            goals = np.array([_mean_known(previous[parts.members[n]]) for n in numbers]) - wanted[place_]
        at = pack_shapes(shapes, (settings.cell if parts.boxes is None else settings.coarse_cell) * mean, wanted=goals)
        for n, own, middle in zip(numbers, drawn, at, strict=True):
            xy[parts.members[n]] = own + middle
        held, reach = xy[inside], parts.radii[inside]
        if parts.boxes is not None:
            # a disc contains the names too
            held = np.concatenate([shape.xy + middle for shape, middle in zip(shapes, at, strict=True)])
            reach = np.concatenate([shape.radii for shape in shapes])
        x, y, radius = enclosing_circle(held, reach)
        xy[inside] -= (x, y)
        if wanted is not None:
            wanted[place_] += (x, y)
        circles[place_] = radius + settings.disc_margin * mean
    discs = pack_discs(names, circles, 1.5 * mean, settings, wanted)
    for disc in discs:
        inside = np.concatenate([parts.members[n] for n in homes[disc.label]])
        xy[inside] += (disc.x, disc.y)
    return xy, discs


def _around(parts: _Parts, previous: Floats | None) -> Floats:
    settings, mean = parts.settings, float(parts.radii.mean())
    xy = np.zeros((len(parts.radii), 2))
    first = parts.members[0]
    start = None if previous is None else _start(previous[first])
    # two nodes, a ring or a star need no forces
    large = len(first) > 2 and (start is not None or not parts.round(0))  # noqa: PLR2004 - see above
    middle = parts.large(0, start) if large else parts.drawn(0)[0]
    if start is not None and previous is not None:
        known = ~np.isnan(previous[first]).any(axis=1)
        middle = middle + (previous[first][known] - middle[known]).mean(axis=0)
    xy[first] = middle
    rest = range(1, len(parts.members))
    if rest:
        drawn, shapes = zip(*map(parts.drawn, rest), strict=True)
        goals = None
        if previous is not None:
            goals = np.array([_mean_known(previous[parts.members[n]]) for n in rest])
        cell = settings.cell if len(xy) <= settings.max_nodes_in_discs and parts.boxes is None else settings.coarse_cell
        # nothing is placed between the nodes of the large component
        labels, lines = parts.labels(first, middle, outwards=parts.round(0))
        hull = Shape(
            np.concatenate([middle, labels]), np.concatenate([parts.radii[first] + 2 * parts.gap, lines]), mean
        )
        at = pack_shapes(shapes, cell * mean, aspect=settings.aspect, wanted=goals, around=hull)
        for n, own, place_ in zip(rest, drawn, at, strict=True):
            xy[parts.members[n]] = own + place_
    return xy


def _start(previous: Floats) -> Floats | None:
    known = ~np.isnan(previous).any(axis=1)
    if known.mean() < 0.5:  # noqa: PLR2004 - mostly new nodes: start afresh
        return None
    start = previous.copy()
    start[~known] = previous[known].mean(axis=0)
    return start


def _mean_known(previous: Floats) -> Floats:
    known = previous[~np.isnan(previous).any(axis=1)]
    return known.mean(axis=0) if len(known) else np.full(2, np.nan)


def _simple(sources: Ints, targets: Ints, weights: Floats, ties: int) -> tuple[Ints, Floats, Flags]:
    """Return each pair once, without loops, with the sum of its weights and whether all its edges are ties."""
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    apart = low != high
    ends, back = np.unique(np.stack([low[apart], high[apart]], axis=1).reshape(-1, 2), axis=0, return_inverse=True)
    back = back.ravel()
    edges = np.bincount(back, (np.arange(len(low)) < len(low) - ties)[apart], len(ends))
    return ends.astype(np.int64), np.bincount(back, weights[apart], len(ends)).astype(np.float64), edges == 0


def _components(count: int, ends: Ints) -> Ints:
    found = np.asarray(ig.Graph(n=count, edges=ends.tolist()).connected_components().membership, dtype=np.int64)
    sizes = np.bincount(found)
    _, firsts = np.unique(found, return_index=True)
    order = np.lexsort((firsts, -sizes))
    number = np.empty(len(sizes), dtype=np.int64)
    number[order] = np.arange(len(sizes))
    return number[found]


def _majority(labels: Sequence[str], common: Mapping[str, int]) -> str:
    """Return the most frequent label; among equals, the most common in the picture, then the first."""
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], -common[label], label))


def _about_zero(known: Floats) -> Floats:
    """Center positions on 0; another program's positions may have their middle elsewhere."""
    if np.isnan(known).all():
        return known
    low, high = np.nanmin(known, axis=0), np.nanmax(known, axis=0)
    away = (low > 0) | (high < 0)
    return known - np.where(away, (low + high) / 2, 0.0)
