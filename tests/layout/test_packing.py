"""Shapes are packed closely and never overlap."""

import itertools

import numpy as np

from kg.layout.packing import Shape, enclosing_circle, pack_shapes


def test_shapes_keep_their_margins_and_lie_close() -> None:
    rng = np.random.default_rng(2)
    shapes = [Shape(rng.uniform(-4, 4, (int(n), 2)), np.ones(int(n)), 0.4) for n in rng.integers(1, 8, 40)]
    at = pack_shapes(shapes, 0.5)
    for (one, here), (other, there) in itertools.combinations(zip(shapes, at, strict=True), 2):
        gaps = np.hypot(*((one.xy + here)[:, None] - (other.xy + there)[None]).transpose(2, 0, 1)) - 2
        assert gaps.min() >= 0.8
    _, _, radius = enclosing_circle(np.concatenate([s.xy + p for s, p in zip(shapes, at, strict=True)]), np.ones(
        sum(len(s.xy) for s in shapes)
    ))  # fmt: skip
    covered = sum(len(s.xy) for s in shapes) * np.pi
    assert covered / (np.pi * radius**2) > 0.2


def test_nothing_goes_into_what_stands_already() -> None:
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    wall = Shape(np.stack([np.cos(angle), np.sin(angle)], axis=1) * 12, np.ones(60), 0.0)
    shapes = [Shape(np.zeros((1, 2)), np.ones(1), 0.2)] * 150
    at = pack_shapes(shapes, 0.5, around=wall)
    gaps = np.hypot(*(at[:, None] - wall.xy[None]).transpose(2, 0, 1))
    assert gaps.min() >= 2.2


def test_a_wanted_place_is_taken_when_it_is_free() -> None:
    shapes = [Shape(np.zeros((1, 2)), np.ones(1), 0.1)] * 3
    wanted = np.array([[5.0, 3.0], [np.nan, np.nan], [5.0, 3.0]])
    at = pack_shapes(shapes, 0.5, wanted=wanted)
    assert np.hypot(*(at[0] - wanted[0])) < 0.6
    assert np.hypot(*at[1]) < 0.6
    assert 2 < np.hypot(*(at[2] - at[0])) < 3.5


def test_the_circle_holds_all_and_is_hardly_larger_than_needed() -> None:
    corners = np.array([[-3.0, 0.0], [3.0, 0.0], [0.0, 3.0], [0.0, -3.0]])
    x, y, radius = enclosing_circle(corners, np.ones(4))
    assert (np.hypot(corners[:, 0] - x, corners[:, 1] - y) + 1 <= radius + 1e-9).all()
    assert radius < 4.1
