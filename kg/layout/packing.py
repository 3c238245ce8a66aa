"""Packing shapes close together without overlap: on a grid, like polyominoes (Freivalds et al. 2002).

A shape is what a drawn component covers. It is placed on the free place nearest to where it should be, so the first
stand in the middle and small ones slip into the gaps between large ones.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

ROOM = 2.6  # side² of the first grid over the cells to be covered; it grows when that is too tight
CHUNK = 512
SECTORS = 180  # directions in which the reach of what is fixed is measured


@dataclass(frozen=True, slots=True)
class Shape:
    """Discs (``xy``, ``radii``) about the origin; ``margin`` is kept free around them."""

    xy: Floats
    radii: Floats
    margin: float


def enclosing(xy: Floats, radii: Floats) -> tuple[float, float, float]:
    """Return centre and radius of a circle around the discs, hardly larger than the smallest there is.

    The centre walks towards the farthest disc in ever smaller steps (Bădoiu & Clarkson 2003).
    """
    centre = xy.mean(axis=0)
    for step in range(1, 400):
        reach = np.hypot(*(xy - centre).T) + radii
        far = int(reach.argmax())
        gap = xy[far] - centre
        length = float(np.hypot(*gap))
        if length == 0:
            break
        # towards the far side of the farthest disc
        centre = centre + gap * (1 + radii[far] / length) / (step + 1)
    radius = float((np.hypot(*(xy - centre).T) + radii).max())
    return float(centre[0]), float(centre[1]), radius


def pack(
    shapes: Sequence[Shape],
    cell: float,
    *,
    aspect: float = 1.0,
    wanted: Floats | None = None,
    around: Shape | None = None,
) -> Floats:
    """Return where each shape goes, shape (n, 2), so that no two of them, with their margins, overlap.

    ``around`` is what stands already, centred on 0; nothing goes into it.

    In the order given each takes the free place nearest to the middle, measured so that the whole becomes ``aspect``
    times as wide as high; or nearest to its ``wanted`` place, where that is no NaN. Places are multiples of ``cell``.
    """
    rasters = [_cells(shape, cell) for shape in shapes]
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
    """Return the cells, as (column, row) about the origin, that the discs grown by the margin touch."""
    reach = shape.radii + shape.margin
    window = int(np.ceil(float(reach.max()) / cell)) + 1
    steps = np.arange(-window, window + 1)
    dx, dy = (s.ravel() for s in np.meshgrid(steps, steps, indexing="ij"))
    middle = np.round(shape.xy / cell).astype(np.int64)
    column, row = middle[:, :1] + dx, middle[:, 1:] + dy
    # nearest point of the square cell to the centre of the disc
    away_x = np.maximum(np.abs(column * cell - shape.xy[:, :1]) - cell / 2, 0)
    away_y = np.maximum(np.abs(row * cell - shape.xy[:, 1:]) - cell / 2, 0)
    touched = away_x**2 + away_y**2 < reach[:, None] ** 2
    low, high = -np.abs(column).max() - 1, np.abs(row).max() + 1
    width = 2 * int(max(-low, high)) + 1
    key = np.unique(column[touched] * width + row[touched] + width // 2)
    return np.stack([key // width, key % width - width // 2], axis=1)


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
    # places still to be tried, for every form that comes again; each may be as large as the picture has cells
    keys = [raster.tobytes() for raster in rasters]
    left = Counter(keys)
    known: dict[bytes, tuple[Ints, int]] = {}
    centres = np.empty((len(rasters), 2))
    for number, raster in enumerate(rasters):
        form = raster[:, 0] * side + raster[:, 1]
        if wanted is not None and not np.isnan(wanted[number]).any():
            goal = wanted[number] + middle
            mine = places[np.argsort((column - goal[0]) ** 2 + (row - goal[1]) ** 2, kind="stable")]
            begin, key = 0, None
        else:
            key = keys[number]
            left[key] -= 1
            mine, begin = known.pop(key, None) or (places[_may_hold(taken, side, raster)[places]], 0)
        at = _first_free(taken, mine, form, begin)
        if at < 0:
            return None
        place = mine[at]
        if key is not None and left[key]:
            known[key] = (mine, at + 1)
        taken[place + form] = True
        centres[number] = place // side - middle, place % side - middle
    return centres


def _outside(column: Ints, row: Ints, fixed: Ints) -> Flags:
    """Tell which places lie farther out than what is fixed, looking from the middle in their direction."""

    def sector(x: Ints, y: Ints) -> Ints:
        return np.asarray((np.arctan2(y, x) + np.pi) / (2 * np.pi) * SECTORS, dtype=np.int64) % SECTORS

    reach = np.zeros(SECTORS)
    np.maximum.at(reach, sector(fixed[:, 0], fixed[:, 1]), np.hypot(fixed[:, 0], fixed[:, 1]))
    return np.asarray(np.hypot(column, row) >= reach[sector(column, row)])


def _may_hold(taken: Flags, side: int, raster: Ints) -> Flags:
    """Tell for each cell whether the largest centred square that the form fills is free there; a quick first sieve."""
    filled = {(int(c), int(r)) for c, r in raster[np.abs(raster).max(axis=1) <= 40]}  # noqa: PLR2004 - enough of a sieve
    half = 0
    while all(
        (c, r) in filled for d in range(-half, half + 1) for c, r in ((d, half), (d, -half), (half, d), (-half, d))
    ):
        half += 1
    half -= 1
    if half < 0:
        return np.ones(side * side, dtype=bool)
    total = np.zeros((side + 1, side + 1), dtype=np.int32)
    total[1:, 1:] = np.cumsum(np.cumsum(taken.reshape(side, side), axis=0, dtype=np.int32), axis=1)
    width = 2 * half + 1
    clear = np.zeros((side, side), dtype=bool)
    sums = total[width:, width:] - total[:-width, width:] - total[width:, :-width] + total[:-width, :-width]
    clear[half : side - half, half : side - half] = sums == 0
    return clear.ravel()


def _first_free(taken: Flags, places: Ints, form: Ints, begin: int) -> int:
    chunk = 16
    while begin < len(places):
        part = places[begin : begin + chunk]
        free = np.flatnonzero(~taken[part[:, None] + form].any(axis=1))
        if len(free):
            return begin + int(free[0])
        begin += chunk
        chunk = min(chunk * 2, CHUNK)
    return -1
