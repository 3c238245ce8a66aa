"""Names on a figure."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.render.labels import Box, choose

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
