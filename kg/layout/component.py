"""Lay out one small component: a ring of nodes that are all connected, a hub inside its circle, a few linked groups.

Each result is centered on 0, has no overlaps, and is wider than high.
"""

import igraph as ig
import numpy as np

from kg.algorithms.randomness import seeded_igraph
from kg.frames.arrays import Floats, Ints
from kg.layout.community import settle_communities
from kg.layout.overlap import separate
from kg.settings import LayoutSettings


def place_component(ends: Ints, weights: Floats, radii: Floats, *, gap: float, settings: LayoutSettings) -> Floats:
    """Return positions, shape (n, 2), of a connected graph; no two nodes are nearer than ``gap``."""
    count = len(radii)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:  # noqa: PLR2004 - two nodes are placed side by side
        half = (radii.sum() + gap) / 2
        return np.array([[-half, 0.0], [half, 0.0]])
    if len(ends) == count * (count - 1) // 2:
        return _rings(radii, gap, settings)
    if len(ends) == count - 1 and np.bincount(ends.ravel(), minlength=count).max() == count - 1:
        return _star(int(np.bincount(ends.ravel(), minlength=count).argmax()), radii, gap)
    if count <= settings.max_springs:
        xy = _springs(ends, radii, gap, settings)
    else:
        xy = settle_communities(ends, weights, room(radii, gap, settings.fill), settings, aspect=1.0)
    return _level(separate(xy, radii, gap, settings))


def room(radii: Floats, gap: float, fill: float) -> Floats:
    """Return the area per node if ``fill`` of the whole is to be covered by nodes and their gaps."""
    return np.pi * (radii + gap / 2) ** 2 / fill


def _rings(radii: Floats, gap: float, settings: LayoutSettings) -> Floats:
    """Lay out a complete graph: one ring or concentric rings, with a node larger than the others in the middle."""
    count = len(radii)
    order = np.lexsort((np.arange(count), -radii))
    biggest = order[0]
    outgrows = radii[biggest] > settings.hub_ratio * np.median(radii) and radii[order[1]] < radii[biggest]
    if outgrows and count > 4:  # noqa: PLR2004 - a hub needs a circle
        return _star(int(biggest), radii, gap)
    # larger nodes go inside, where they are read first
    step = 2 * float(radii.max()) + gap
    counts = [count]
    if count > settings.max_one_ring:
        counts = _shells(count)
    xy = np.empty((count, 2))
    begin, inner = 0, 0.0
    for number, on_ring in enumerate(counts):
        ring = 0.0 if on_ring == 1 else max(step / (2 * np.sin(np.pi / on_ring)), inner + step if number else 0.0)
        angle = np.arange(on_ring) * 2 * np.pi / on_ring + np.pi / 2 + number * np.pi / on_ring
        xy[order[begin : begin + on_ring]] = ring * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        begin, inner = begin + on_ring, ring
    return xy


def _shells(count: int) -> list[int]:
    """Return the number of nodes per ring, from the inside; each ring has about six more than the one before."""
    shells: list[int] = []
    outer = 6
    while sum(shells) + outer <= count:
        shells.append(outer)
        outer += 6
    rest = count - sum(shells)
    if not shells or rest >= outer // 2:
        shells.append(rest)
    else:
        # a few remaining nodes are spread over the existing rings, outermost first
        for place in range(rest):
            shells[-1 - place % len(shells)] += 1
    return shells


def _star(hub: int, radii: Floats, gap: float) -> Floats:
    count = len(radii)
    leaves = np.delete(np.arange(count), hub)
    step = 2 * float(radii[leaves].max()) + gap
    around = len(leaves)
    ring = max(radii[hub] + radii[leaves].max() + gap, step / (2 * np.sin(np.pi / around)) if around > 1 else 0.0)
    angle = np.arange(around) * 2 * np.pi / around + np.pi / 2
    xy = np.zeros((count, 2))
    xy[leaves] = ring * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return xy


def _springs(ends: Ints, radii: Floats, gap: float, settings: LayoutSettings) -> Floats:
    count = len(radii)
    graph = ig.Graph(n=count, edges=ends)
    degree = np.bincount(ends.ravel(), minlength=count)
    # members of a large team are on a circle that grows with the team, so their edges must be longer
    length = np.maximum(1.0, np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]) / np.pi)
    with seeded_igraph(settings.seed):
        drawn = graph.layout_kamada_kawai(maxiter=settings.spring_rounds * count, weights=length.tolist())
    xy = np.asarray(drawn.coords, dtype=np.float64)
    apart = np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    nearest = apart.argmin(axis=1)
    needed = (radii + radii[nearest] + gap) / np.maximum(apart.min(axis=1), 1e-9)
    # most nodes are now far enough apart; `separate` handles the rest
    return np.asarray((xy - xy.mean(axis=0)) * float(np.quantile(needed, settings.spring_scale)))


def _level(xy: Floats) -> Floats:
    centered = xy - xy.mean(axis=0)
    (a, b), (_, d) = np.cov(centered.T)
    angle = 0.5 * np.arctan2(2 * b, a - d)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(centered @ turn)
