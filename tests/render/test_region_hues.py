"""Hues of communities: adjacent ones on the map differ, and the largest differ from each other."""

from itertools import combinations

import numpy as np
import pytest
from color_difference import least_difference

from kg.render.colors.palette import COMMUNITY_FAMILIES, COMMUNITY_HUES
from kg.render.colors.region_hues import community_hues
from kg.render.colors.themes import THEMES, paint


def honeycomb(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return 61 round communities in a honeycomb, numbered at random: x, y, community of each node, centers."""
    rng = np.random.default_rng(seed)
    steps = [(a, b) for a in range(-4, 5) for b in range(-4, 5) if abs(a + b) <= 4]
    middles = np.array([(a + b / 2, b * np.sqrt(3) / 2) for a, b in steps])[rng.permutation(61)]
    member = np.repeat(np.arange(61), np.linspace(120, 20, 61).astype(int))
    angle, reach = rng.random(len(member)) * 2 * np.pi, 0.45 * np.sqrt(rng.random(len(member)))
    x, y = middles[member].T + reach * np.stack([np.cos(angle), np.sin(angle)])
    return x, y, member, middles


@pytest.mark.parametrize("seed", range(5))
def test_communities_beside_each_other_differ_and_not_by_a_shade(seed: int) -> None:
    x, y, member, middles = honeycomb(seed)
    hues = community_hues(x, y, member)
    assert len(hues) == 61
    beside = [(a, b) for a, b in combinations(range(61), 2) if np.hypot(*(middles[a] - middles[b])) < 1.1]
    assert len(beside) == 156
    assert not [pair for pair in beside if hues[pair[0]] == hues[pair[1]]]
    # six hue families do not always suffice for all of them
    assert sum(COMMUNITY_FAMILIES[hues[a]] == COMMUNITY_FAMILIES[hues[b]] for a, b in beside) <= 8


@pytest.mark.parametrize("seed", range(5))
def test_the_eight_largest_communities_differ_for_every_reader(seed: int) -> None:
    hues = community_hues(*honeycomb(seed)[:3])[:8]
    assert len(set(hues)) == 8
    for theme in THEMES:
        assert least_difference([paint(hue, theme) for hue in hues]) >= 8


def test_single_nodes_far_from_their_community_make_no_neighbors() -> None:
    x, y, member, _ = honeycomb(0)
    expected = community_hues(x, y, member)
    last = [int(np.flatnonzero(member == community)[0]) for community in range(0, 61, 10)]
    x[last], y[last] = x.mean(), y.mean()
    assert sum(a != b for a, b in zip(community_hues(x, y, member), expected, strict=True)) < 31


def test_many_small_communities_and_none_have_hues() -> None:
    none = np.empty(0)
    assert community_hues(none, none, none.astype(np.int64)) == ()
    assert community_hues(np.zeros(3), np.zeros(3), np.full(3, -1)) == ()
    member = np.arange(500)
    assert set(community_hues(member * 1.0, member * 0.0, member)) == set(COMMUNITY_HUES)
