"""Names on a figure."""

from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.layout import Disc
from kg.render.figures.labels import Box, outward
from kg.render.figures.labels import place_labels as _choose
from kg.settings import PictureSettings

choose = partial(_choose, settings=PictureSettings())

FRAME = Box(0, 0, 400, 300)
coordinate = st.floats(0, 400, allow_nan=False)
places = st.lists(st.tuples(coordinate, coordinate, st.floats(1, 20), st.floats(10, 120)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(places, st.integers(0, 30))
def test_labels_overlap_neither_each_other_nor_what_is_taken_nor_the_edge(
    points: list[tuple[float, float, float, float]], room: int
) -> None:
    x, y, r, width = np.array(points, dtype=float).reshape(-1, 4).T
    taken = Box(100, 100, 200, 130)
    labels = choose(
        x, y, r, order=range(len(x)), size=lambda row: (width[row], 12), room=room, frame=FRAME, taken=[taken]
    )
    assert len(labels) <= room
    boxes = [Box(label.left, label.top, label.left + width[label.row], label.top + 12) for label in labels]
    for number, box in enumerate(boxes):
        assert FRAME.left <= box.left
        assert FRAME.top <= box.top
        assert box.right <= FRAME.right
        assert box.bottom <= FRAME.bottom
        assert not any(box.touches(other) for other in [taken, *boxes[:number]])


def test_the_first_in_order_gets_the_room() -> None:
    x, y, r = np.array([50.0, 52.0]), np.array([50.0, 50.0]), np.array([4.0, 4.0])
    [label] = choose(x, y, r, order=[1, 0], size=lambda _: (60, 12), room=1, frame=FRAME)
    assert label.row == 1


def test_a_name_points_away_from_the_neighbors() -> None:
    angle = np.arange(8) * np.pi / 4
    x, y, r = 200 + 60 * np.cos(angle), 150 + 60 * np.sin(angle), np.full(8, 5.0)
    ends = np.array([(a, b) for a in range(8) for b in range(a)])
    away = outward(x, y, ends[:, 0], ends[:, 1], all_around=0.35)
    labels = choose(x, y, r, order=range(8), size=lambda _: (40, 10), room=8, frame=FRAME, outwards=away)
    assert len(labels) == 8
    for label in labels:
        assert np.hypot(label.left + 20 - 200, label.top + 5 - 150) > 60


def test_a_name_never_lies_on_the_disc_of_others() -> None:
    discs = [Disc("a", 100, 150, 60, 10), Disc("b", 225, 150, 60, 10)]
    x, y, r = np.array([150.0]), np.array([150.0]), np.array([5.0])
    [label] = choose(x, y, r, order=[0], size=lambda _: (80, 12), room=1, frame=FRAME, discs=discs)
    assert label.left + 80 < 165


def test_a_name_that_would_cover_many_is_left_out() -> None:
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(10.0, 400, 12), np.arange(10.0, 300, 12)))
    r = np.full(len(x), 4.0)
    options = {"order": [412], "size": lambda _: (90, 12), "room": 1, "frame": FRAME}
    assert choose(x, y, r, **options, most=4) == []
    assert len(choose(x, y, r, **options)) == 1
