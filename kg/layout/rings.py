"""Rings around one node: its neighbors on the first, their neighbors on the second, and so on.

A radial tree (Eades 1992; Wills 1999): every node takes a sector of the circle in proportion to what hangs on it, and
its children lie within that sector. Neighbors that are connected with each other follow one another, so that teams are
seen as arcs. A ring that would have to be very wide for its nodes is made of several circles.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FAR: int = 255
"""The number of steps of a node that no path connects with the middle, and the most that are counted."""


def steps_from(count: int, ends: Ints, middle: Ints) -> Ints:
    """Return the number of steps of each node from the nearest of ``middle``; `FAR` where no path leads there."""
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


def place_rings(
    middle: int, ends: Ints, weights: Floats, radii: Floats, *, gap: float, room: Floats | None = None
) -> Floats:
    """Return positions, shape (n, 2), of a connected graph in rings around ``middle``, which is at 0.

    ``gap`` is the least distance between the edges of two nodes. ``room`` is what each node needs along its ring beside
    that, for its name.
    """
    count = len(radii)
    needed = 2 * radii + gap + (0.0 if room is None else room)
    steps = steps_from(count, ends, np.array([middle]))
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
    last = int(steps[steps < FAR].max(initial=0))
    order = [middle]
    xy = np.zeros((count, 2))
    reach = float(radii[middle])
    for step in range(1, last + 1):
        order = [
            child
            for node in order
            for child in _in_a_row(children[node], ties, strength, first=step == 1)
        ]  # fmt: skip
        row = np.array(order, dtype=np.int64)
        angle[row] = _angles(spread[row], angle[parent[row]] if step > 1 else None)
        xy[row], reach = _circles(angle[row], needed[row], radii[row], reach, gap)
    return xy


def _parents(count: int, ends: Ints, weights: Floats, steps: Ints) -> tuple[Ints, Floats]:
    """Return the neighbor one step nearer to the middle that each node is most strongly connected with, or -1."""
    both = np.concatenate([ends, ends[:, ::-1]])
    pulls = np.concatenate([weights, weights])
    inward = (steps[both[:, 1]] == steps[both[:, 0]] - 1) & (steps[both[:, 0]] < FAR)
    both, pulls = both[inward], pulls[inward]
    best = np.lexsort((-both[:, 1], pulls))  # later entries win: the strongest, then the first row
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
    """Return nodes in an order in which those that are connected with each other follow one another.

    The next one is always that most strongly connected with those before it, recent ones counting more.
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


def _angles(spread: Floats, wanted: Floats | None) -> Floats:
    """Return an angle for each node of a ring in turn: a share of the circle by ``spread``, near the wanted angles."""
    share = 2 * np.pi * spread / spread.sum()
    middle = np.cumsum(share) - share / 2
    if wanted is None:
        return np.asarray(middle - middle[0])
    # turned as a whole by the mean difference, so that children lie outside their parents
    turn = np.angle(np.exp(1j * (wanted - middle)).mean())
    return np.asarray(middle + turn)


def _circles(angle: Floats, needed: Floats, radii: Floats, inner: float, gap: float) -> tuple[Floats, float]:
    """Return positions of a ring's nodes on one circle or on several, and how far the ring reaches."""
    thick = 2 * float(radii.max()) + gap
    first = inner + 2.2 * gap + thick
    circles = 1
    while sum(2 * np.pi * (first + thick * circle) for circle in range(circles)) < needed.sum() and circles < len(
        angle
    ):
        wide = needed.sum() / (2 * np.pi)
        if circles == 1 and wide <= 2.5 * first:
            first = wide  # a somewhat wider circle reads better than two
            break
        circles += 1
    radius = first + thick * (np.arange(len(angle)) % circles)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), float(first + thick * (circles - 0.5))
