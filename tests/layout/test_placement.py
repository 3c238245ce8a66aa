"""Properties that pictures require of a layout: no overlaps, separate components, the same result on every run."""

import itertools
import random
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import layout as room
from kg.layout import Layout
from kg.settings import LayoutSettings

SETTINGS = replace(LayoutSettings(), aspect=1.3)
place = partial(room.place, settings=SETTINGS)


def cliques(sizes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges of teams whose members are all linked, as sources and targets."""
    pairs, first = [], 0
    for size in sizes:
        pairs += itertools.combinations(range(first, first + size), 2)
        first += size
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def communities(count: int, size: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return a connected graph of dense groups that are linked by few edges."""
    rng = random.Random(seed)  # noqa: S311 - a test graph is no secret
    pairs = set()
    for group in range(count):
        members = range(group * size, (group + 1) * size)
        for node in members:
            pairs.update((min(node, o), max(node, o)) for o in rng.sample(members, 5) if o != node)
        pairs.add((group * size, ((group + 1) % count) * size))
    ends = np.array(sorted((min(p), max(p)) for p in pairs))
    return ends[:, 0], ends[:, 1]


def nearest_gap(layout: Layout, radii: np.ndarray) -> float:
    """Return the smallest distance between the rims of two nodes."""
    xy = np.stack([layout.x, layout.y], axis=1)
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) - radii[:, None] - radii[None]
    np.fill_diagonal(distance, np.inf)
    return float(distance.min())


def test_no_graph_is_an_empty_layout() -> None:
    nothing = np.empty(0, dtype=np.int64)
    layout = place(nothing, nothing, np.empty(0), np.empty(0), [])
    assert len(layout.x) == len(layout.components) == 0
    assert layout.discs == ()


@pytest.mark.parametrize("sizes", [[1], [2], [3], [30], [1] * 40, [9, 5, 5, 3, 2, 2, 1, 1]])
def test_teams_do_not_overlap(sizes: list[int]) -> None:
    sources, targets = cliques(sizes)
    radii = np.ones(sum(sizes))
    radii[0] = 2.5
    layout = place(sources, targets, np.ones(len(sources)), radii)
    assert nearest_gap(layout, radii) > 0


def test_every_disc_holds_its_components_and_meets_no_other() -> None:
    sizes = [6, 4, 4, 3, 3, 2, 2, 1] * 6
    sources, targets = cliques(sizes)
    groups = [name for name, size in zip(itertools.cycle(["cs.LG", "cs.CV", "cs.RO"]), sizes) for _ in range(size)]
    radii = np.ones(len(groups))
    layout = place(sources, targets, np.ones(len(sources)), radii, groups)
    assert {disc.label for disc in layout.discs} == set(groups)
    discs = {disc.label: disc for disc in layout.discs}
    for x, y, group in zip(layout.x, layout.y, groups, strict=True):
        assert np.hypot(x - discs[group].x, y - discs[group].y) + 1 <= discs[group].r
    for a, b in itertools.combinations(layout.discs, 2):
        assert np.hypot(a.x - b.x, a.y - b.y) > a.r + b.r
    assert nearest_gap(layout, radii) > 0


def test_components_lie_apart() -> None:
    sizes = [7, 5, 3, 2, 1, 12, 2, 2, 4]
    sources, targets = cliques(sizes)
    layout = place(sources, targets, np.ones(len(sources)), np.ones(sum(sizes)), ["a", "b"] * (sum(sizes) // 2))
    xy = np.stack([layout.x, layout.y], axis=1)
    for one, other in itertools.combinations(range(layout.components.max() + 1), 2):
        here, there = xy[layout.components == one], xy[layout.components == other]
        apart = np.hypot(*(here[:, None] - there[None]).transpose(2, 0, 1)).min()
        assert apart > 2.5  # two radii and more than the gap within a component


def test_captions_stay_clear_of_discs() -> None:
    groups = [f"group {i % 12}" for i in range(240)]
    sources, targets = np.arange(0, 240, 2), np.arange(1, 240, 2)
    groups = [groups[i // 2] for i in range(240)]
    layout = place(sources, targets, np.ones(120), np.ones(240), groups)
    for one, other in itertools.permutations(layout.discs, 2):
        half = 0.31 * one.caption * len(one.label)
        middle = one.y + one.r + 0.65 * one.caption
        dx = max(abs(one.x - other.x) - half, 0)
        dy = max(abs(middle - other.y) - 0.5 * one.caption, 0)
        assert np.hypot(dx, dy) >= other.r - 0.05


def test_a_large_component_is_in_the_middle_and_the_others_outside() -> None:
    sources, targets = communities(12, 40)
    extra_s, extra_t = cliques([3] * 20)
    sources, targets = np.concatenate([sources, extra_s + 480]), np.concatenate([targets, extra_t + 480])
    radii = np.ones(540)
    layout = place(sources, targets, np.ones(len(sources)), radii, ["x", "y"] * 270)
    assert layout.discs == ()
    assert nearest_gap(layout, radii) > 0
    # measured relative to the ellipse that the page requests
    far = np.hypot(layout.x / 1.3, layout.y)
    large = layout.components == 0
    assert far[large].mean() < far[~large].mean()
    assert np.median(far[~large]) > np.quantile(far[large], 0.9)


def test_communities_are_neighborhoods() -> None:
    sources, targets = communities(15, 40)
    layout = place(sources, targets, np.ones(len(sources)), np.ones(600))
    xy = np.stack([layout.x, layout.y], axis=1)
    middle = xy.reshape(15, 40, 2).mean(axis=1)
    within = np.hypot(*(xy.reshape(15, 40, 2) - middle[:, None]).transpose(2, 0, 1)).mean()
    whole = np.hypot(*(xy - xy.mean(axis=0)).T).mean()
    assert within < 0.45 * whole


def test_the_page_is_as_wide_as_asked() -> None:
    sources, targets = communities(20, 30)
    layout = place(sources, targets, np.ones(len(sources)), np.ones(600), settings=replace(SETTINGS, aspect=1.8))
    assert np.ptp(layout.x) / np.ptp(layout.y) == pytest.approx(1.8, rel=0.15)


def test_labels_of_a_connected_graph_do_not_collide() -> None:
    sources, targets = communities(6, 20)
    boxes = np.zeros((120, 2))
    boxes[::3] = (6.0, 1.0)
    layout = place(sources, targets, np.ones(len(sources)), np.ones(120), boxes=boxes)
    named = np.flatnonzero(boxes[:, 0])
    clashes = sum(
        abs(layout.x[i] - layout.x[j]) < 12 - 0.1 and abs(layout.y[i] - layout.y[j]) < 2 - 0.1
        for i, j in itertools.combinations(named, 2)
    )
    assert clashes == 0
    assert nearest_gap(layout, np.ones(120)) > 0


def test_teams_stay_round_when_their_names_get_room() -> None:
    sizes = [9, 7, 6, 5, 4, 3]
    sources, targets = cliques(sizes)
    boxes = np.full((sum(sizes), 2), (30.0, 6.0))
    layout = place(sources, targets, np.ones(len(sources)), np.ones(sum(sizes)), boxes=boxes)
    xy = np.stack([layout.x, layout.y], axis=1)
    for team in range(len(sizes)):
        mine = xy[layout.components == team]
        reach = np.hypot(*(mine - mine.mean(axis=0)).T)
        assert np.ptp(reach) < 0.05
        # except at the top and bottom of a ring, names of neighbors are on different lines
        steps = np.hypot(*(mine - np.roll(mine, 1, axis=0)).T)
        assert steps.min() > 6 or len(mine) < 4
    assert nearest_gap(layout, np.ones(sum(sizes))) > 0


def test_the_same_again() -> None:
    sources, targets = communities(10, 40)
    groups = ["a", "b"] * 200
    random.seed(1)
    first = place(sources, targets, np.ones(len(sources)), np.ones(400), groups)
    state = random.getstate()
    second = place(sources, targets, np.ones(len(sources)), np.ones(400), groups)
    assert random.getstate() == state, "the caller's random numbers are not ours to draw"
    assert np.array_equal(first.x, second.x)
    assert np.array_equal(first.y, second.y)


def test_the_order_of_edges_and_their_directions_change_nothing() -> None:
    sources, targets = communities(10, 40)
    order = np.random.default_rng(3).permutation(len(sources))
    first = place(sources, targets, np.ones(len(sources)), np.ones(400))
    second = place(targets[order], sources[order], np.ones(len(sources)), np.ones(400))
    assert np.array_equal(first.x, second.x)


@pytest.mark.parametrize("connected", [True, False])
def test_a_new_day_moves_little(*, connected: bool) -> None:
    if connected:
        sources, targets = communities(10, 40)
        groups = ["a"] * 400
    else:
        sources, targets = cliques([5, 4, 4, 3, 3, 2, 2, 2] * 16)
        groups = [name for name in ("a", "b", "c", "d") for _ in range(100)]
    before = place(sources, targets, np.ones(len(sources)), np.ones(400), groups)
    # three linked people are added, and one of them is linked to the first
    sources = np.concatenate([sources, [400, 401, 402, 0]])
    targets = np.concatenate([targets, [401, 402, 400, 400]])
    old = np.full((403, 2), np.nan)
    old[:400] = np.stack([before.x, before.y], axis=1)
    after = place(sources, targets, np.ones(len(sources)), np.ones(403), [*groups, "a", "a", "a"], previous=old)
    moved = np.hypot(after.x[:400] - before.x, after.y[:400] - before.y)
    assert np.median(moved) < 0.05 * np.ptp(before.x)
    assert nearest_gap(after, np.ones(403)) > 0


@settings(max_examples=40, deadline=None)
@given(data=st.data(), count=st.integers(1, 40))
def test_any_graph_is_laid_out_without_overlaps(data: st.DataObject, count: int) -> None:
    node = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=80))
    radii = np.array(data.draw(st.lists(st.floats(0.5, 4), min_size=count, max_size=count)))
    groups = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=count, max_size=count))
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    layout = place(ends[:, 0], ends[:, 1], np.ones(len(ends)), radii, groups)
    assert np.isfinite(layout.x).all()
    assert np.isfinite(layout.y).all()
    assert count == 1 or nearest_gap(layout, radii) > 0


def test_positions_whose_middle_lies_far_away_are_taken_as_they_lie_to_each_other() -> None:
    sources, targets = cliques([4, 3, 3, 2])
    radii, weights = np.full(12, 5.0), np.ones(len(sources))
    first = place(sources, targets, weights, radii, ["a"] * 12)
    far = np.column_stack([first.x + 4000.0, first.y - 900.0])
    again = place(sources, targets, weights, radii, ["a"] * 12, previous=far)
    moved = np.hypot(again.x - first.x, again.y - first.y)
    assert np.median(moved) < 0.3 * np.ptp(first.x)


def test_a_team_of_two_groups_is_in_the_disc_of_the_commoner_one() -> None:
    # one team is half z, half a, and z has more teams than a: the order is not alphabetical
    sources, targets = cliques([4, 2, 2, 2])
    groups = ["z", "z", "a", "a", "z", "z", "z", "z", "a", "a"]
    weights, radii = np.ones(len(sources)), np.full(10, 5.0)
    layout = place(sources, targets, weights, radii, groups, settings=LayoutSettings(max_component_share=0.5))
    disc = next(disc for disc in layout.discs if disc.label == "z")
    assert np.hypot(layout.x[:4] - disc.x, layout.y[:4] - disc.y).max() < disc.r
