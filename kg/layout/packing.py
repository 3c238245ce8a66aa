"""Pack shapes close together without overlap, on a grid, as polyominoes (Freivalds et al. 2002).

A shape is the area that a drawn component covers. It is placed at the free position nearest to its target, so the first
shapes are in the middle and small ones fill the gaps between large ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.frames.arrays import Flags, Floats, Ints

ROOM = 2.6  # side² of the first grid over the cells to be covered; it grows when that is too tight
CHUNKS = 16, 4096  # positions tested together: initial and maximum number
SIEVES = 4, 32  # cells of a form that are tested before all of them
FIRST_RING = 8.0  # cells around the wanted position that are searched first
TESTED_PER_STEP = 16  # positions of which all cells are tested
SECTORS = 180  # directions in which the extent of the fixed cells is measured
SIDEWAYS = 10  # sectors to either side whose extent counts too: 20 degrees


@dataclass(frozen=True, slots=True)
class Shape:
    """Discs (``xy``, ``radii``) about the origin; ``margin`` is kept free around them."""

    xy: Floats
    radii: Floats
    margin: float


def enclosing_circle(xy: Floats, radii: Floats) -> tuple[float, float, float]:
    """Return center and radius of a circle around the discs, close to the smallest one possible.

    The center moves towards the farthest disc in ever smaller steps (Bădoiu & Clarkson 2003).
    """
    x, y = np.ascontiguousarray(xy.T)
    center_x, center_y = map(float, xy.mean(axis=0))
    across, along = np.empty_like(x), np.empty_like(y)
    for step in range(1, 400):
        np.subtract(x, center_x, out=across)
        np.subtract(y, center_y, out=along)
        reach = np.hypot(across, along)
        reach += radii
        far = int(reach.argmax())
        gap_x, gap_y = float(across[far]), float(along[far])
        length = float(np.hypot(gap_x, gap_y))
        if length == 0:
            break
        # towards the far side of the farthest disc
        way = 1 + float(radii[far]) / length
        center_x += gap_x * way / (step + 1)
        center_y += gap_y * way / (step + 1)
    return center_x, center_y, float((np.hypot(x - center_x, y - center_y) + radii).max())


def pack_shapes(
    shapes: Sequence[Shape],
    cell: float,
    *,
    aspect: float = 1.0,
    wanted: Floats | None = None,
    around: Shape | None = None,
) -> Floats:
    """Return a position per shape, shape (n, 2), at which no two shapes with their margins overlap.

    ``around`` are the shapes that are already placed, centered on 0; no shape overlaps it.

    In the given order, each shape takes the free position nearest to the middle, measured so that the result becomes
    ``aspect`` times as wide as high; or nearest to its ``wanted`` position if that is not NaN. Positions are multiples
    of ``cell``.
    """
    # many components are alike and share one shape
    different = {id(shape): shape for shape in shapes}
    cells = {key: _cells(shape, cell) for key, shape in different.items()}
    rasters = [cells[id(shape)] for shape in shapes]
    fixed = _cells(around, cell) if around is not None else np.empty((0, 2), dtype=np.int64)
    need = sum(map(len, rasters)) * ROOM
    if len(fixed):
        need += float(np.ptp(fixed, axis=0).max() + 1) ** 2 * 1.3
    border = max((int(np.abs(r).max(initial=0)) for r in rasters), default=0) + 1
    stretch = np.sqrt(max(aspect, 1 / aspect))
    side = int(np.sqrt(need) * stretch) + 2 * border + 4
    if wanted is not None and not np.isnan(wanted).all():
        side = max(side, 2 * int(np.nanmax(np.abs(wanted)) / cell) + 2 * border + 4)
    while True:
        found = _place(
            rasters, fixed, side=side, border=border, aspect=aspect, wanted=None if wanted is None else wanted / cell
        )
        if found is not None:
            return found * cell
        side = int(side * 1.4) + 4


def _cells(shape: Shape, cell: float) -> Ints:
    """Return the cells, as (column, row) about the origin, that the discs grown by the margin touch, sorted."""
    reach = shape.radii + shape.margin
    windows = np.ceil(reach / cell).astype(np.int64) + 1
    # group discs by size: most are the thin ones along edges, which touch few cells
    found = [_touched(shape.xy[mine], reach[mine], int(window), cell) for window, mine in _groups(windows)]
    column, row = (np.concatenate(parts) for parts in zip(*found, strict=True))
    half = int(np.abs(row).max(initial=0))
    width = 2 * half + 1
    key = np.unique(column * width + row + half)
    return np.stack([key // width, key % width - half], axis=1)


def _groups(values: Ints) -> list[tuple[int, Ints]]:
    return [(int(value), np.flatnonzero(values == value)) for value in np.unique(values)]


def _touched(xy: Floats, reach: Floats, window: int, cell: float) -> tuple[Ints, Ints]:
    """Return columns and rows of the cells that discs touch; none reaches farther than ``window`` cells."""
    steps = np.arange(-window, window + 1)
    middle = np.round(xy / cell).astype(np.int64)
    column, row = middle[:, :1] + steps, middle[:, 1:] + steps
    # nearest point of the square cell to the center of the disc
    away_x = np.maximum(np.abs(column * cell - xy[:, :1]) - cell / 2, 0) ** 2
    away_y = np.maximum(np.abs(row * cell - xy[:, 1:]) - cell / 2, 0) ** 2
    disc, x, y = np.nonzero(away_x[:, :, None] + away_y[:, None, :] < (reach**2)[:, None, None])
    return column[disc, x], row[disc, y]


def _place(
    rasters: Sequence[Ints], fixed: Ints, *, side: int, border: int, aspect: float, wanted: Floats | None
) -> Floats | None:
    middle = side // 2
    taken = np.zeros(side * side, dtype=bool)
    taken[(fixed[:, 0] + middle) * side + fixed[:, 1] + middle] = True
    inner = np.arange(border, side - border)
    column, row = (a.ravel() for a in np.meshgrid(inner, inner, indexing="ij"))
    far = ((column - middle) ** 2 / aspect + (row - middle) ** 2 * aspect).astype(np.float64)
    order = np.argsort(far, kind="stable")
    column, row = column[order], row[order]
    if len(fixed):
        outside = _outside(column - middle, row - middle, fixed)
        column, row = column[outside], row[outside]
    places = column * side + row
    # the first position not yet tried, for each form that recurs
    tried: dict[bytes, int] = {}
    centers = np.empty((len(rasters), 2))
    for number, raster in enumerate(rasters):
        form = raster[:, 0] * side + raster[:, 1]
        if wanted is not None and not np.isnan(wanted[number]).any():
            goal = wanted[number] + middle
            place = _first_near(taken, places, form, (column - goal[0]) ** 2 + (row - goal[1]) ** 2)
        else:
            key = raster.tobytes()
            at = _first_free(taken, places, form, tried.get(key, 0))
            tried[key] = at + 1
            place = int(places[at]) if at >= 0 else -1
        if place < 0:
            return None
        taken[place + form] = True
        centers[number] = place // side - middle, place % side - middle
    return centers


def _first_near(taken: Flags, places: Ints, form: Ints, squares: Floats) -> int:
    """Return the free position with the smallest squared distance, the first of equal ones; -1 if none is free."""
    inner, outer = -1.0, FIRST_RING**2
    while True:
        ring = np.flatnonzero((squares > inner) & (squares <= outer))
        ring = ring[np.argsort(squares[ring], kind="stable")]
        at = _first_free(taken, places[ring], form, 0)
        if at >= 0:
            return int(places[ring[at]])
        if outer >= squares.max(initial=0):
            return -1
        inner, outer = outer, outer * 4


def _outside(column: Ints, row: Ints, fixed: Ints) -> Flags:
    """Return whether each position is farther out than the fixed cells in its direction from the middle."""

    def sector(x: Ints, y: Ints) -> Ints:
        return np.asarray((np.arctan2(y, x) + np.pi) / (2 * np.pi) * SECTORS, dtype=np.int64) % SECTORS

    reach = np.zeros(SECTORS)
    np.maximum.at(reach, sector(fixed[:, 0], fixed[:, 1]), np.hypot(fixed[:, 0], fixed[:, 1]))
    # a gap between two groups is not outside of the fixed cells
    reach = np.max([np.roll(reach, turn) for turn in range(-SIDEWAYS, SIDEWAYS + 1)], axis=0)
    return np.asarray(np.hypot(column, row) >= reach[sector(column, row)])


def _first_free(taken: Flags, places: Ints, form: Ints, begin: int) -> int:
    """Return the index of the first position, from ``begin``, with no taken cell in the form; -1 if there is none.

    Few cells of the form, spread over it, rule out most positions before all its cells are tested.
    """
    sieves = [form[:: -(-len(form) // many)] for many in SIEVES if len(form) > 2 * many]
    chunk = CHUNKS[0]
    while begin < len(places):
        part = places[begin : begin + chunk]
        open_ = np.arange(len(part))
        for cells in sieves:
            open_ = open_[~taken[part[open_, None] + cells].any(axis=1)]
        for first in range(0, len(open_), TESTED_PER_STEP):
            few = open_[first : first + TESTED_PER_STEP]
            free = np.flatnonzero(~taken[part[few, None] + form].any(axis=1))
            if len(free):
                return begin + int(few[free[0]])
        begin += chunk
        chunk = min(chunk * 2, CHUNKS[1])
    return -1
