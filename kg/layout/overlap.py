"""Remove overlaps of node discs and label boxes with as little movement as possible."""

import numpy as np

from kg.frames.arrays import Floats, Ints
from kg.settings import LayoutSettings

SPIRAL = 4000  # positions tried at a time for a disc that still overlaps; then positions farther apart
COMPARED_PER_STEP = 128  # positions compared with all discs in one step


def touching_pairs(xy: Floats, radii: Floats, gap: float) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of discs nearer than ``gap`` to each other, and the missing distance of each.

    Only discs in neighboring cells of a grid are compared; a cell is as wide as the largest disc.
    """
    cell = 2 * float(radii.max(initial=0.0)) + gap or 1.0
    column, row = np.floor((xy - xy.min(axis=0)) / cell).astype(np.int64).T + 1
    width = int(row.max()) + 2
    key = column * width + row
    order = np.argsort(key, kind="stable")
    ordered, place = key[order], np.arange(len(order))
    # from its own place to the end of the next cell in the column, and the three cells of the next column: two ranges
    pairs = []
    for begin, end in (
        (place + 1, np.searchsorted(ordered, ordered + 1, "right")),
        (np.searchsorted(ordered, ordered + width - 1, "left"), np.searchsorted(ordered, ordered + width + 1, "right")),
    ):
        many = end - begin
        first = np.repeat(place, many)
        pairs.append((order[first], order[np.arange(len(first)) + np.repeat(begin - (np.cumsum(many) - many), many)]))
    i, j = (np.concatenate(ends) for ends in zip(*pairs, strict=True))
    x, y = np.ascontiguousarray(xy.T)
    lack = radii[i] + radii[j] + gap - np.hypot(x[i] - x[j], y[i] - y[j])
    close = lack > 0
    return i[close], j[close], lack[close]


def separate(
    xy: Floats,
    radii: Floats,
    gap: float,
    settings: LayoutSettings,
    *,
    rounds: int | None = None,
    certain: bool = True,
) -> Floats:
    """Return positions at which no two discs are nearer than ``gap``, near the given ones.

    Overlapping pairs are pushed apart together, round by round. Each disc that then still overlaps is moved to the
    nearest free position of a spiral, so that the guarantee holds for any input; ``certain=False`` skips this step.
    """
    if len(xy) < 2:  # noqa: PLR2004 - a pair needs two
        return xy.copy()
    least = float(radii.min())
    # coinciding discs have no direction to be pushed in; a turn by the golden angle gives each its own
    turn = np.arange(len(xy)) * np.pi * (3 - np.sqrt(5))
    placed = xy + np.stack([np.cos(turn), np.sin(turn)], axis=1) * least * 1e-3
    for _ in range(settings.overlap_rounds if rounds is None else rounds):
        i, j, lack = touching_pairs(placed, radii, gap)
        if not len(i):
            return placed
        apart = placed[i] - placed[j]
        length = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-12)
        push = apart / length[:, None] * (0.5 * lack + least * settings.overlap_slack)[:, None]
        # a large disc moves less than a small one
        yield_i = radii[j] ** 2 / (radii[i] ** 2 + radii[j] ** 2) * 2
        for axis in (0, 1):
            placed[:, axis] += np.bincount(i, push[:, axis] * yield_i, len(xy))
            placed[:, axis] -= np.bincount(j, push[:, axis] * (2 - yield_i), len(xy))
    return _set_free(placed, radii, gap) if certain else placed


def _set_free(xy: Floats, radii: Floats, gap: float) -> Floats:
    placed = xy.copy()
    i, j, _ = touching_pairs(placed, radii, gap)
    # the smaller disc of each pair moves; of equal ones, the later
    movers = np.unique(np.where((radii[i] < radii[j]) | ((radii[i] == radii[j]) & (i > j)), i, j))
    fixed = np.ones(len(xy), dtype=bool)
    fixed[movers] = False
    angle = np.arange(SPIRAL) * np.pi * (3 - np.sqrt(5))
    spiral = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt(np.arange(SPIRAL))[:, None]
    for node in movers:
        step = 0.6 * (2 * radii[node] + gap)
        keep_off = radii[fixed] + radii[node] + gap
        found = None
        while found is None:
            found = _first_free(placed[node] + spiral * step, placed[fixed], keep_off)
            step *= 2
        placed[node] = found
        fixed[node] = True
    return placed


def _first_free(places: Floats, others: Floats, keep_off: Floats) -> Floats | None:
    """Return the first position that keeps its required distance from each of the others."""
    for begin in range(0, len(places), COMPARED_PER_STEP):
        part = places[begin : begin + COMPARED_PER_STEP]
        distance = np.hypot(part[:, None, 0] - others[None, :, 0], part[:, None, 1] - others[None, :, 1])
        free = np.flatnonzero((distance >= keep_off).all(axis=1))
        if len(free):
            return np.asarray(part[free[0]])
    return None


def separate_labeled(xy: Floats, radii: Floats, gap: float, boxes: Floats, settings: LayoutSettings) -> Floats:
    """Return positions at which nodes do not overlap and, within ``label_rounds``, label boxes do not either.

    ``boxes`` are half widths and half heights around the nodes, (0, 0) for a node without a label. Two boxes move along
    the axis that needs less movement, mostly vertically. Nodes never overlap; labels may.
    """
    named = np.flatnonzero((boxes > 0).all(axis=1))
    placed = separate(xy, radii, gap, settings)
    if len(named) < 2:  # noqa: PLR2004 - a pair needs two
        return placed
    half = boxes[named]
    for _ in range(settings.label_rounds):
        i, j, push = _label_pushes(placed[named], half)
        if not len(i):
            break
        for axis in (0, 1):
            placed[named, axis] += np.bincount(i, push[:, axis], len(named)) - np.bincount(j, push[:, axis], len(named))
        placed = separate(placed, radii, gap, settings, rounds=4, certain=False)
    return separate(placed, radii, gap, settings)


def _label_pushes(xy: Floats, half: Floats) -> tuple[Ints, Ints, Floats]:
    # with x divided by the aspect of labels, boxes are squares, which the search for discs finds
    narrow = half.max(axis=0) / half[:, 1].max()
    i, j, _ = touching_pairs(xy / narrow, (half / narrow).max(axis=1) * np.sqrt(2), 0.0)
    apart = xy[i] - xy[j]
    lack = half[i] + half[j] - np.abs(apart)
    clash = (lack > 0).all(axis=1)
    i, j, apart, lack = i[clash], j[clash], apart[clash], lack[clash]
    upright = lack[:, 1] <= lack[:, 0]
    side = np.where(apart >= 0, 1.0, -1.0)
    push = (0.35 * lack + 1e-3) * side * np.stack([~upright, upright], axis=1)
    return i, j, push
