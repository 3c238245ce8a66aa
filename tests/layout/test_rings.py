"""Ring layout around a node: rings by number of steps, no overlaps, members of a team next to each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.layout.rings import FAR, count_steps, place_around
from kg.settings import LayoutSettings

SETTINGS = LayoutSettings()


def laid_out(pairs: list[tuple[int, int]], middles: list[int], radii: np.ndarray) -> np.ndarray:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return place_around(np.array(middles), ends, np.ones(len(ends)), radii, SETTINGS)


def test_steps_are_counted_from_the_nearest_middle() -> None:
    ends = np.array([[0, 1], [1, 2], [3, 2], [4, 5]])
    assert count_steps(6, ends, np.array([0])).tolist() == [0, 1, 2, 3, FAR, FAR]
    assert count_steps(6, ends, np.array([0, 3])).tolist() == [0, 1, 1, 0, FAR, FAR]


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 90), st.integers(1, 4), st.integers(0, 10_000))
def test_no_two_nodes_overlap_and_rings_are_by_steps(count: int, hubs: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    hubs = min(hubs, count)
    pairs = [(int(draw.integers(node)), node) for node in range(1, count)]
    pairs += [tuple(sorted(draw.choice(count, 2, replace=False).tolist())) for _ in range(count // 2)]
    radii = draw.uniform(5, 27, count)
    xy = laid_out(pairs, list(range(hubs)), radii)
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    free = apart - radii[:, None] - radii[None]
    np.fill_diagonal(free, 1)
    assert free.min() > 0
    if hubs == 1:
        steps = count_steps(count, np.array(pairs), np.array([0]))
        reach = np.hypot(*xy.T)
        assert reach[0] == 0
        for step in range(1, int(steps.max())):
            assert reach[steps == step].max() < reach[steps == step + 1].min()


def test_a_team_is_an_arc() -> None:
    # node 0 is linked to all; the odd nodes are one team, the even nodes another
    others = range(1, 13)
    pairs = [(0, node) for node in others] + [(a, b) for a in others for b in others if a < b and (b - a) % 2 == 0]
    xy = laid_out(pairs, [0], np.full(13, 5.0))
    around = sorted(others, key=lambda node: np.arctan2(*xy[node][::-1]))
    changes = sum((a - b) % 2 for a, b in zip(around, around[1:] + around[:1], strict=True))
    assert changes == 2


def test_who_has_the_same_name_has_rings_of_their_own() -> None:
    xy = laid_out([(0, 1), (0, 2), (3, 4), (3, 5)], [0, 3], np.full(6, 5.0))
    for middle, near, far in ((0, [1, 2], [4, 5]), (3, [4, 5], [1, 2])):
        reach = np.hypot(*(xy - xy[middle]).T)
        assert reach[near].max() < reach[far].min()


def test_what_no_path_connects_is_outside() -> None:
    xy = laid_out([(0, 1)], [0], np.full(4, 5.0))
    reach = np.hypot(*xy.T)
    assert reach[[2, 3]].min() > reach[1]


@pytest.mark.parametrize("count", [1, 2])
def test_a_person_alone_is_in_the_middle(count: int) -> None:
    assert laid_out([(0, 1)] * (count - 1), [0], np.full(count, 5.0))[0].tolist() == [0, 0]


def test_the_name_of_the_middle_has_room_inside_the_first_ring() -> None:
    ends = np.array([(0, node) for node in range(1, 9)])
    radii = np.full(9, 5.0)
    near, wide = (
        np.hypot(*place_around(np.array([0]), ends, np.ones(8), radii, SETTINGS, clear=clear)[1:].T) - radii[1:]
        for clear in (None, np.array([60.0]))
    )
    assert near.max() < 60 <= wide.min()
