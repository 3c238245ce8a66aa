"""Overlapping discs are moved apart in every arrangement."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.layout.overlap import separate, touching_pairs
from kg.settings import LayoutSettings

SETTINGS = LayoutSettings()


@settings(max_examples=60, deadline=None)
@given(
    places=st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.2, 3)), min_size=1, max_size=60),
    rounds=st.sampled_from([0, 3, 250]),
)
def test_no_two_are_nearer_than_the_gap(places: list[tuple[float, float, float]], rounds: int) -> None:
    given_ = np.array(places)
    placed = separate(given_[:, :2], given_[:, 2], 0.5, SETTINGS, rounds=rounds)
    distance = np.hypot(*(placed[:, None] - placed[None]).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    assert (distance >= given_[:, 2][:, None] + given_[:, 2] + 0.5 - 1e-9).all()


def test_what_does_not_overlap_stays() -> None:
    grid = np.array([[i * 3.0, j * 3.0] for i in range(10) for j in range(10)])
    moved = np.abs(separate(grid, np.ones(100), 0.5, SETTINGS) - grid).max()
    assert moved < 0.01


def test_close_pairs_are_those_that_comparing_all_finds() -> None:
    rng = np.random.default_rng(5)
    xy, radii = rng.uniform(-20, 20, (200, 2)), rng.uniform(0.2, 3, 200)
    i, j, lack = touching_pairs(xy, radii, 0.3)
    found = {(min(a, b), max(a, b)) for a, b in zip(i.tolist(), j.tolist(), strict=True)}
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) - radii[:, None] - radii - 0.3
    expected = {(a, b) for a in range(200) for b in range(a + 1, 200) if distance[a, b] < 0}
    assert found == expected
    assert (lack > 0).all()
