"""Place a graph in rings around one node: its neighbors on the first, their neighbors on the second, and so on.

A radial tree (Eades 1992; Wills 1999): every node has a sector of the circle in proportion to the size of its subtree,
and its children are within that sector. Neighbors that are connected with each other are adjacent, so that teams
appear as arcs. A ring that would be very wide for its nodes is split into several circles.
"""

from typing import Final

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.layout.discs import pack_discs
from kg.settings import LayoutSettings

MAX_STRETCH: Final = 2.5
"""Maximum radius of a circle, as a multiple of its minimum, before its nodes are split over several circles."""

FAR: Final = 255
"""Number of steps of a node without a path to the middle; also the maximum that is counted."""


def count_steps(count: int, ends: Ints, middle: Ints) -> Ints:
    """Return the number of steps of each node from the nearest of ``middle``; `FAR` without a path."""
    steps = np.full(count, FAR, dtype=np.int64)
    steps[middle] = 0
    both = np.concatenate([ends, ends[:, ::-1]])
    for step in range(1, FAR):
        reached = both[steps[both[:, 0]] == step - 1, 1]
        reached = reached[steps[reached] == FAR]
        if not len(reached):
            break
        steps[reached] = step
    return steps


def place_around(
    middles: Ints,
    ends: Ints,
    weights: Floats,
    radii: Floats,
    settings: LayoutSettings,
    *,
    room: Floats | None = None,
    clear: Floats | None = None,
) -> Floats:
    """Return positions, shape (n, 2), of a graph in rings around each of several nodes, without overlaps.

    Every node belongs to the nearest middle, the first of equally near ones; nodes that no path connects with any of
    them are on the outermost ring of the first. The systems of rings are side by side. ``room`` is the length each node
    needs along its ring for its name, ``clear`` the minimum radius of rings, so that a middle has room for its name.
    """
    home = _nearest(len(radii), ends, middles)
    gap = settings.gap_inside * float(radii.mean()) + 2 * 10.0**-settings.decimals
    xy = np.zeros((len(radii), 2))
    reach = np.zeros(len(middles))
    inside = home[ends[:, 0]] == home[ends[:, 1]]
    for system in range(len(middles)):
        members = np.flatnonzero(home == system)
        row = np.full(len(radii), -1, dtype=np.int64)
        row[members] = np.arange(len(members))
        mine = inside & (home[ends[:, 0]] == system)
        xy[members] = place_rings(
            int(row[middles[system]]),
            row[ends[mine]],
            weights[mine],
            radii[members],
            gap=gap,
            room=None if room is None else room[members],
            clear=0.0 if clear is None else float(clear[system]),
        )
        reach[system] = float((np.hypot(*xy[members].T) + radii[members]).max())
    if len(middles) > 1:
        names = [str(system) for system in range(len(middles))]
        for disc in pack_discs(names, reach, 4 * gap, settings):
            xy[home == int(disc.label)] += (disc.x, disc.y)
    return xy


def _nearest(count: int, ends: Ints, middles: Ints) -> Ints:
    """Return the number of the middle that each node is nearest to, 0 if it is connected with none."""
    steps = np.stack([count_steps(count, ends, middles[[system]]) for system in range(len(middles))])
    home = steps.argmin(axis=0)
    home[middles] = np.arange(len(middles))
    return np.asarray(home)


def place_rings(
    middle: int,
    ends: Ints,
    weights: Floats,
    radii: Floats,
    *,
    gap: float,
    room: Floats | None = None,
    clear: float = 0.0,
) -> Floats:
    """Return positions, shape (n, 2), of a connected graph in rings around ``middle``, which is at 0.

    ``gap`` is the minimum distance of the edges of two nodes. ``room`` is the length each node needs along its ring
    for its name, in addition to that; no ring is nearer to the middle than ``clear``.
    """
    count = len(radii)
    needed = 2 * radii + gap + (0.0 if room is None else room)
    steps = count_steps(count, ends, np.array([middle]))
    last = int(steps[steps < FAR].max(initial=0))
    apart = np.flatnonzero(steps == FAR)
    parent, strength = _parents(count, ends, weights, steps)
    children: list[list[int]] = [[] for _ in range(count)]
    for node in range(count):
        if parent[node] >= 0:
            children[int(parent[node])].append(node)
    spread = needed.copy()
    for node in sorted(range(count), key=lambda node: -int(steps[node])):
        if node != middle:
            spread[node] = max(needed[node], sum(spread[child] for child in children[node]) / 2)
    ties = _ties(count, ends, weights)
    angle = np.zeros(count)
    order = [middle]
    xy = np.zeros((count, 2))
    reach = max(float(radii[middle]), clear)
    for step in range(1, last + 1):
        order = [
            child
            for node in order
            for child in _in_a_row(children[node], ties, strength, first=step == 1)
        ]  # fmt: skip
        row = np.array(order, dtype=np.int64)
        wanted = angle[parent[row]] if step > 1 else None
        angle[row], xy[row], reach = _ring(spread[row], needed[row], radii[row], reach, gap=gap, wanted=wanted)
    if len(apart):
        xy[apart] = _ring(needed[apart], needed[apart], radii[apart], reach, gap=gap, wanted=None)[1]
    return xy


def _parents(count: int, ends: Ints, weights: Floats, steps: Ints) -> tuple[Ints, Floats]:
    """Return each node's parent, its most strongly connected neighbor one step nearer to the middle, or -1."""
    both = np.concatenate([ends, ends[:, ::-1]])
    pulls = np.concatenate([weights, weights])
    inward = (steps[both[:, 1]] == steps[both[:, 0]] - 1) & (steps[both[:, 0]] < FAR)
    both, pulls = both[inward], pulls[inward]
    best = np.lexsort((-both[:, 1], pulls))  # later entries override earlier ones: the strongest, then the first row
    parent, strength = np.full(count, -1, dtype=np.int64), np.zeros(count)
    parent[both[best, 0]] = both[best, 1]
    strength[both[best, 0]] = pulls[best]
    return parent, strength


def _ties(count: int, ends: Ints, weights: Floats) -> list[dict[int, float]]:
    ties: list[dict[int, float]] = [{} for _ in range(count)]
    for (a, b), weight in zip(ends.tolist(), weights.tolist(), strict=True):
        ties[a][b] = ties[b][a] = weight
    return ties


def _in_a_row(nodes: list[int], ties: list[dict[int, float]], strength: Floats, *, first: bool) -> list[int]:
    """Return nodes in an order in which connected nodes are adjacent.

    The next node is always the one most strongly connected with those before it; recent ones count more.
    """
    left = sorted(nodes, key=lambda node: (-strength[node], node)) if first else sorted(nodes)
    row: list[int] = []
    pull = dict.fromkeys(left, 0.0)
    while left:
        node = max(left, key=lambda node: pull[node]) if row else left[0]
        left.remove(node)
        row.append(node)
        for other in left:
            pull[other] = pull[other] / 2 + ties[node].get(other, 0.0)
    return row


def _ring(
    spread: Floats, needed: Floats, radii: Floats, inner: float, *, gap: float, wanted: Floats | None
) -> tuple[Floats, Floats, float]:
    """Return angle and position of a ring's nodes in order, and the outer radius of the ring.

    Each node has at least the length it ``needed``; the rest is divided by ``spread``. If one circle is too short,
    nodes alternate between several. The ring is turned so that nodes are near the ``wanted`` angles.
    """
    thick = 2 * float(radii.max()) + gap
    first = inner + 2.2 * gap + thick
    wide = float(needed.sum()) / (2 * np.pi)
    circles = 1
    if wide <= MAX_STRETCH * first:
        first = max(first, wide)  # a somewhat wider circle reads better than two
    else:
        circles = int(np.ceil(wide / first))
    least = needed / (first * circles)
    left = max(2 * np.pi - float(least.sum()), 0.0)
    more = spread - needed if (spread > needed).any() else needed
    share = least + left * more / more.sum()
    angle = np.cumsum(share) - share / 2
    angle -= angle[0] if wanted is None else -np.angle(np.exp(1j * (wanted - angle)).mean())
    radius = first + thick * (np.arange(len(angle)) % circles)
    xy = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return angle, xy, float(radius.max() + radii.max())
