"""Forces agree with the physical model behind them."""

import numpy as np

from kg.layout.force import _mesh, simulate_forces
from kg.layout.spiral import spiral
from kg.settings import LayoutSettings

SETTINGS = LayoutSettings()


def test_the_grid_gives_the_sum_over_all_pairs() -> None:
    rng = np.random.default_rng(4)
    xy, mass = rng.uniform(-15, 15, (400, 2)), rng.uniform(0.5, 2, 400)
    gap = xy[:, None] - xy[None]
    exact = (gap * (mass / ((gap**2).sum(axis=2) + 0.3))[:, :, None]).sum(axis=1)
    near = _mesh(xy, mass, SETTINGS.softening)
    assert np.corrcoef(exact.ravel(), near.ravel())[0, 1] > 0.98


def test_without_edges_nodes_fill_an_even_ellipse() -> None:
    mass = np.ones(500)
    nothing = np.empty((0, 2), dtype=np.int64)
    xy = simulate_forces(
        spiral(500) * 0.5, nothing, np.empty(0), mass, SETTINGS, rounds=150, first_step=0.08, aspect=2.0
    )
    assert np.ptp(xy[:, 0]) / np.ptp(xy[:, 1]) > 1.7
    # one unit of area per node, so half of the nodes are inside an ellipse of half the area
    half = np.hypot(xy[:, 0] / np.sqrt(2), xy[:, 1] * np.sqrt(2)) < np.sqrt(250 / np.pi)
    assert 0.4 < half.mean() < 0.6


def test_edges_pull_together() -> None:
    pairs = np.array([[i, i + 1] for i in range(0, 400, 2)])
    xy = simulate_forces(
        spiral(400), pairs, np.ones(200), np.ones(400), SETTINGS, rounds=120, first_step=0.08, aspect=1.0
    )
    joined = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    assert np.median(joined) < 1.0
