"""Refine positions so that the nodes nearest to a node are its neighbors in the graph.

A node with d neighbors has a boundary: the distance of the d-th nearest node. Two kinds of errors are counted: a
neighbor beyond the boundary, and a non-neighbor within it. Each is weighted with a sigmoid of the logarithm of distance
over boundary, and nodes move down the gradient of that sum, which depends on the nearest nodes only: neighbors just
beyond the boundary are pulled in, non-neighbors just within it are pushed out, and neighbors far away hardly pull,
since no small step would bring them in. Forces (`kg.layout.force`) place communities; this module determines the order
of neighbors within them.
"""

from typing import Final, NamedTuple

import numpy as np

from kg.frames.arrays import Flags, Floats, Ints
from kg.layout.spiral import GOLDEN_ANGLE

SEARCHED_NEIGHBORS: Final = 12
"""Number of nearest nodes searched per node; with 8, .01 fewer neighbors are kept on the map of papers."""

MAX_ROUNDS: Final = 120
"""Maximum number of rounds; with 60, .01 fewer are kept, with 200, .005 more."""

MAX_NEIGHBOR_WORK: Final = 1_700_000
"""Maximum of rounds times nodes; it bounds the rounds of graphs of more than 14,000 nodes: time grows with both."""

RENEWED_ROUNDS: Final = 20
"""Number of rounds when starting from an earlier layout, which is already refined."""

ROUNDS_PER_SEARCH: Final = 3
"""Rounds between searches for the nearest nodes; searching in every round keeps no more neighbors."""

TOLERANCE: Final = 0.2, 0.06
"""Width of the boundary, in logarithms of its distance, in the first and the last round. From .6 to .12, .01 fewer
neighbors are kept; from .8 to .25, .03 fewer."""

STEP: Final = 0.2, 0.1
"""Distance a node moves in the first and last round, in distances of its sixth nearest node."""

MIN_FORCE: Final = 1e-3
"""Force added to the mean force that steps are divided by, so that a node with very little force stays in place."""

MAX_PUSH_DISTANCE: Final = 2.0
"""Distance, in mean spacings, beyond which nodes are hardly pushed away; without a limit, sparse ends fly out of the
picture."""

COMMUNITY_PUSH: Final = 0.5
"""Push between near nodes of different communities, relative to the pull of all neighbors of a node. Without it, .92 of
the ten nearest papers of a month are in the same region; with it, .99."""

STRIP_WIDTH: Final = 2.0
"""Width of a strip in mean spacings; with its two neighbors it is wider than the twelve nearest nodes reach."""

MAX_STEPS: Final = 8
"""Nodes along a strip that are compared in either direction: 97 of 100 of the twelve nearest are found."""

MOMENTUM: Final = 0.7
VARIANCE: Final = 0.95
"""Decay of the means of the force and of its square (Kingma & Ba 2015)."""

MIN_LENGTH: Final = 1e-9
"""Minimum length used as a divisor, since nodes may coincide."""


class _Near(NamedTuple):
    """The nearest nodes of every node, the same number per node, as ends of pairs."""

    one: Ints
    other: Ints
    strangers: Flags  # pairs without an edge
    apart: Floats  # their push in addition to that of errors: 1 between different communities


def nearest_nodes(xy: Floats, count: int, turn: float) -> Ints:
    """Return approximately the ``count`` nearest nodes of each node, shape (n, count), unordered.

    Nodes are sorted into strips of equal size, rotated by ``turn``, and compared with nodes a few steps away in their
    own strip and in the two adjacent ones. Pairs missed at one rotation are found at another.
    """
    total = len(xy)
    cos, sin = np.cos(turn), np.sin(turn)
    across, along = xy[:, 0] * cos - xy[:, 1] * sin, xy[:, 0] * sin + xy[:, 1] * cos
    strips = max(1, int(np.sqrt(total) / STRIP_WIDTH))
    strip = np.empty(total, dtype=np.int64)
    strip[np.argsort(across, kind="stable")] = np.arange(total) * strips // total
    key = strip + (along - along.min()) / (float(np.ptp(along)) * 1.001 + MIN_LENGTH)
    order = np.argsort(key, kind="stable")
    key, strip = key[order], strip[order]
    begin = np.searchsorted(strip, np.arange(strips + 1))
    steps = np.arange(-MAX_STEPS, MAX_STEPS + 1)
    columns = []
    for beside in (-1, 0, 1):
        at = np.searchsorted(key, key + beside) if beside else np.arange(total)
        places = at[:, None] + (steps[:-1] if beside else steps[steps != 0])
        home = strip + beside
        inside = np.clip(home, 0, strips - 1)
        wrong = (places < begin[inside][:, None]) | (places >= begin[inside + 1][:, None])
        columns.append(np.where(wrong | (home != inside)[:, None], total, places))
    places = np.concatenate(columns, axis=1)
    x, y = (np.append(xy[order, axis], np.inf) for axis in (0, 1))
    square = (x[places] - x[:-1, None]) ** 2 + (y[places] - y[:-1, None]) ** 2
    best = np.take_along_axis(places, np.argpartition(square, count - 1, axis=1)[:, :count], axis=1)
    found = np.empty((total, count), dtype=np.int64)
    found[order] = np.append(order, order[0])[best]
    return found


def keep_neighbors(
    xy: Floats,
    ends: Ints,
    radii: Floats,
    gap: float,
    *,
    tied: Flags,
    member: Ints,
    spacing: float,
    renewed: bool = False,
) -> Floats:
    """Return positions, shape (n, 2), near the given ones, at which more of the nearest nodes are neighbors.

    ``tied`` are edges that count only at nodes without another one. ``member`` are communities, whose nodes are kept
    apart from those of others. ``spacing`` is the mean distance of nodes, ``gap`` the final distance between the edges
    of two nodes. With ``renewed``, positions are already refined and move little.
    """
    total = len(xy)
    both = np.concatenate([ends, ends[:, ::-1]])
    order = np.lexsort((both[:, 1], both[:, 0]))
    here, there = np.ascontiguousarray(both[order].T)
    joined = here * total + there
    linked = np.bincount(ends[~tied].ravel(), minlength=total) > 0
    counts = ~(np.concatenate([tied, tied])[order] & linked[here])
    here, there = here[counts], there[counts]
    degree = np.bincount(here, minlength=total)
    weight = 1 / degree[here]
    count = min(SEARCHED_NEIGHBORS, total - 1)
    rank = np.clip(degree, 1, count)
    # the boundary of a node with more neighbors than are searched, assuming an even density
    beyond = np.sqrt(np.maximum(degree, 1) / rank)
    reach = MAX_PUSH_DISTANCE * spacing
    rows, middle = np.arange(total), (count - 1) // 2
    x, y = np.ascontiguousarray(xy.T)
    momentum, variance = np.zeros((2, total)), np.zeros(total)
    rounds = RENEWED_ROUNDS if renewed else min(MAX_ROUNDS, max(MAX_NEIGHBOR_WORK // total, 1))
    for round_ in range(rounds):
        done = 1.0 if renewed else round_ / rounds
        width = TOLERANCE[0] * (TOLERANCE[1] / TOLERANCE[0]) ** done
        rate = STEP[0] * (STEP[1] / STEP[0]) ** done
        if round_ % ROUNDS_PER_SEARCH == 0:
            near = _near(np.stack([x, y], axis=1), count, GOLDEN_ANGLE * round_, joined, member)
        gap_x, gap_y = x[near.other] - x[near.one], y[near.other] - y[near.one]
        length = np.sqrt(gap_x**2 + gap_y**2)
        ordered = np.sort(length.reshape(total, count), axis=1)
        last, next_ = ordered[rows, rank - 1] * beyond, ordered[rows, np.minimum(rank, count - 1)]
        boundary = np.maximum(np.sqrt(last * np.maximum(last, next_)), MIN_LENGTH)
        scale = np.clip(ordered[:, middle], MIN_LENGTH, reach)

        link_x, link_y = x[there] - x[here], y[there] - y[here]
        square = np.maximum(link_x**2 + link_y**2, MIN_LENGTH**2)
        pull = weight * _slope(square, boundary[here], width)
        pulled = np.bincount(here, pull, total)
        force = _moved(here, there, pull / square, (link_x, link_y), total)

        one, other = near.one[near.strangers], near.other[near.strangers]
        away_x, away_y = gap_x[near.strangers], gap_y[near.strangers]
        square = np.maximum(away_x**2 + away_y**2, MIN_LENGTH**2)
        push = _slope(square, boundary[one], width)
        # pulled and pushed nodes change places, so both sums are equal
        push *= (pulled / np.maximum(np.bincount(one, push, total), MIN_LENGTH))[one]
        push += near.apart * (COMMUNITY_PUSH / count)
        # distant nodes are not pushed farther, since sparse ends would fly away
        push /= square * (1 + (square / reach**2) ** 2)
        force -= _moved(one, other, push, (away_x, away_y), total)

        force *= scale
        momentum = MOMENTUM * momentum + (1 - MOMENTUM) * force
        variance = VARIANCE * variance + (1 - VARIANCE) * (force**2).sum(axis=0)
        typical = np.sqrt(variance / (1 - VARIANCE ** (round_ + 1))) + MIN_FORCE
        step = rate * scale / (typical * (1 - MOMENTUM ** (round_ + 1)))
        x, y = x + step * momentum[0], y + step * momentum[1]
        x, y = _less_overlap(x, y, near, radii, gap, share=1.0 if renewed else (round_ + 1) / rounds)
    return np.stack([x, y], axis=1)


def _near(xy: Floats, count: int, turn: float, joined: Ints, member: Ints) -> _Near:
    total = len(xy)
    other = nearest_nodes(xy, count, turn).ravel()
    one = np.repeat(np.arange(total), count)
    key = one * total + other
    strangers = joined[np.minimum(np.searchsorted(joined, key), len(joined) - 1)] != key
    apart = (member[one[strangers]] != member[other[strangers]]).astype(np.float64)
    return _Near(one, other, strangers, apart)


def _slope(square: Floats, boundary: Floats, width: float) -> Floats:
    """Return the derivative of the sigmoid of log(length / boundary); 1/4 at the boundary."""
    error = (0.5 * np.log(square) - np.log(boundary)) / width
    wrong = 1 / (1 + np.exp(np.clip(error, -30, 30)))
    return np.asarray(wrong * (1 - wrong))


def _moved(one: Ints, other: Ints, strength: Floats, way: tuple[Floats, Floats], total: int) -> Floats:
    """Return the sum per node, shape (2, n), of the pulls between both ends of each pair."""
    pulls = [strength * along for along in way]
    return np.stack([np.bincount(one, pull, total) - np.bincount(other, pull, total) for pull in pulls])


def _less_overlap(
    x: Floats, y: Floats, near: _Near, radii: Floats, gap: float, *, share: float
) -> tuple[Floats, Floats]:
    """Push overlapping nodes halfway apart; they overlap within ``share`` of their minimum distance."""
    gap_x, gap_y = x[near.other] - x[near.one], y[near.other] - y[near.one]
    length = np.maximum(np.sqrt(gap_x**2 + gap_y**2), MIN_LENGTH)
    lack = (radii[near.one] + radii[near.other] + gap) * share - length
    close = lack > 0
    # most pairs occur twice, once from each end
    push = lack[close] / length[close] / 4
    moved = _moved(near.one[close], near.other[close], push, (gap_x[close], gap_y[close]), len(x))
    return x - moved[0], y - moved[1]
