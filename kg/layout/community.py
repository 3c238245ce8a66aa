"""Lay out one large connected graph: communities first, then their members."""

import igraph as ig
import numpy as np

from kg.algorithms.randomness import seeded_igraph
from kg.frames.arrays import Floats, Ints
from kg.layout.force import simulate_forces
from kg.layout.overlap import separate
from kg.layout.spiral import spiral
from kg.settings import LayoutSettings

MAX_FORCE_WORK = 2_860_000
"""Maximum of rounds times nodes, which limits the rounds for graphs of more than 14,300 nodes. In a network of 28,583
co-authors, 100 rounds keep .785 of the neighborhoods; 200 keep .80 and take twice the time."""


def communities(count: int, ends: Ints, weights: Floats, seed: int) -> Ints:
    """Return Leiden communities (Traag et al. 2019), numbered from 0."""
    graph = ig.Graph(n=count, edges=ends.tolist())  # a list: igraph takes arrays apart element by element
    with seeded_igraph(seed):
        found = graph.community_leiden("modularity", weights=weights.tolist(), n_iterations=4)
    return np.asarray(found.membership, dtype=np.int64)


def start_by_community(
    member: Ints, ends: Ints, weights: Floats, mass: Floats, settings: LayoutSettings, *, aspect: float
) -> Floats:
    """Return starting positions: communities placed by the edges between them, members on a spiral within."""
    count = int(member.max()) + 1
    size = np.bincount(member, mass, count).astype(np.float64)
    a, b = member[ends[:, 0]], member[ends[:, 1]]
    across = a != b
    low, high = np.minimum(a, b)[across], np.maximum(a, b)[across]
    key, back = np.unique(low * count + high, return_inverse=True)
    between = np.bincount(back, weights[across], len(key))
    pairs = np.stack([key // count, key % count], axis=1)
    total = np.bincount(pairs[:, 0], between, count) + np.bincount(pairs[:, 1], between, count)
    share = between / np.sqrt(total[pairs[:, 0]] * total[pairs[:, 1]]) if len(key) else between
    by_size = np.argsort(-size, kind="stable")
    middle = np.empty((count, 2))
    middle[by_size] = spiral(count) * np.sqrt(size.mean())
    middle = simulate_forces(
        middle,
        pairs,
        share * size.mean() * 2,
        size,
        settings,
        rounds=settings.community_rounds,
        first_step=settings.first_step,
        aspect=aspect,
    )
    middle = separate(middle, np.sqrt(size / np.pi) * 0.8, 0.0, settings, rounds=60)
    start = np.empty((len(member), 2))
    for community in range(count):
        inside = np.flatnonzero(member == community)
        start[inside] = middle[community] + spiral(len(inside)) * np.sqrt(size[community] / len(inside)) * 0.85
    return start


def settle_communities(
    ends: Ints,
    weights: Floats,
    mass: Floats,
    settings: LayoutSettings,
    *,
    aspect: float,
    start: Floats | None = None,
    member: Ints | None = None,
    fine: Ints | None = None,
) -> Floats:
    """Return positions, shape (n, 2), of one connected graph, about one unit of area per unit of mass.

    With ``start``, positions of an earlier picture, nodes move only as far as new ones require. ``member`` are the
    communities, numbered from 0 without a gap, if they are known; ``fine`` are communities at a finer level, whose
    nodes stay together, each of these communities in its own region.
    """
    count = len(mass)
    # lengths of the settings are in mean spacings: one node per unit of area
    scale = float(np.sqrt(mass.mean()))
    mass = mass / scale**2
    start = None if start is None else start / scale
    total = np.bincount(ends[:, 0], weights, count) + np.bincount(ends[:, 1], weights, count)
    even = weights / np.sqrt(total[ends[:, 0]] * total[ends[:, 1]])
    if member is None:
        member = communities(count, ends, weights, settings.seed)
    begin = start_by_community(member, ends, even, mass, settings, aspect=aspect) if start is None else start
    inside = member[ends[:, 0]] == member[ends[:, 1]]
    even = even * np.where(inside, 1.0, settings.across_pull)
    levels = [(member, settings.community_pull)]
    if fine is not None:
        levels = [(member, settings.region_pull), (fine, settings.subregion_pull)]
    # a community is an additional node without mass, to which its members are tied
    points, ties, pulls = [begin], [ends], [even]
    for groups, pull in levels:
        first = sum(map(len, points))
        size = np.bincount(groups)
        points.append(np.stack([np.bincount(groups, begin[:, axis]) / size for axis in (0, 1)], axis=1))
        ties.append(np.stack([np.arange(count), first + groups], axis=1))
        pulls.append(np.full(count, pull))
    hubs = sum(map(len, points[1:]))
    xy = simulate_forces(
        np.concatenate(points),
        np.concatenate(ties),
        np.concatenate(pulls),
        np.concatenate([mass, np.zeros(hubs)]),
        settings,
        rounds=min(settings.rounds, max(MAX_FORCE_WORK // count, 1)) if start is None else settings.renewed_rounds,
        first_step=settings.first_step if start is None else settings.renewed_step,
        aspect=aspect,
    )
    return np.asarray(xy[:count] * scale)
