"""Force-directed positions of one connected graph of any size.

Repulsion between all nodes falls with distance, edges pull with nearly the same force at any length (the LinLog model
of Noack 2009, whose minima separate clusters), and a pull to the center that grows with distance keeps the density
even: repulsion of 1/d under such a pull spreads charges evenly over a disc, so the picture has neither a knot in its
middle nor empty space.

The sum over all pairs is computed on a grid by Fourier transform (a particle-mesh method; Hockney & Eastwood 1988), so
a round costs n + edges + grid, in numpy alone. Distances below one cell are left to `kg.layout.overlap`.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.frames.arrays import Floats, Ints
from kg.settings import LayoutSettings

GRIDS = (64, 96, 128, 192, 256, 384)

CELLS_PER_SPACING = 1.2
"""Minimum number of grid cells, along each axis, per mean spacing of nodes."""


def simulate_forces(
    start: Floats,
    ends: Ints,
    weights: Floats,
    mass: Floats,
    settings: LayoutSettings,
    *,
    rounds: int,
    first_step: float,
    aspect: float,
) -> Floats:
    """Return positions, shape (n, 2), centered on 0, of mean density one unit of mass per unit of area.

    The result is an ellipse ``aspect`` times as wide as high: inside an even ellipse the push of 1/d grows along each
    axis in proportion to the other half axis, and the pull to the center balances that.
    In the first of the ``rounds``, a node may move ``first_step`` times the radius of the result.
    ``start`` has the same scale. ``weights`` should sum to about 1 at a node. ``mass`` is the area that a node needs.
    """
    count = len(start)
    xy = start.astype(np.float64).copy()
    source, target = ends[:, 0], ends[:, 1]
    radius = float(np.sqrt(mass.sum() / np.pi))
    gravity = 2 * np.pi * np.array([1.0, aspect]) / (1 + aspect)
    total = np.average(xy, axis=0, weights=mass, returned=True)[1]
    weight = mass[:, None]
    exact = _Exact(mass, settings.softening) if count <= settings.max_exact else None
    for round_ in range(rounds):
        field = exact(xy) if exact else _mesh(xy, mass, settings.softening)
        gap = xy[target] - xy[source]
        length = np.hypot(gap[:, 0], gap[:, 1])
        stiff = settings.edge_pull * weights / np.maximum(length, settings.spring_length)
        force = field - gravity * xy
        holding = np.full(count, np.pi)
        for axis in (0, 1):
            tug = stiff * gap[:, axis]
            force[:, axis] += np.bincount(source, tug, count) - np.bincount(target, tug, count)
        holding = holding + np.bincount(source, stiff, count) + np.bincount(target, stiff, count)
        # a Newton-like step: force over stiffness, limited to a length that shrinks with the rounds
        move = force / holding[:, None]
        limit = first_step * radius * (1 - round_ / rounds) ** 2 + 0.02
        far = np.hypot(move[:, 0], move[:, 1])
        xy += move * np.minimum(1.0, limit / np.maximum(far, 1e-12))[:, None]
        xy -= (xy * weight).sum(axis=0) / total
    return xy


class _Exact:
    """The exact push of all other nodes on each node, summed over all pairs.

    Its arrays are allocated once: for 300 nodes they are so large that each round would otherwise allocate new pages.
    """

    def __init__(self, mass: Floats, softening: float) -> None:
        # one row per other node, so that sums run over whole rows; nodes without mass push nothing
        self._pushing = np.flatnonzero(mass)
        self._mass, self._soft = mass[self._pushing, None], softening**2
        shape = (len(self._pushing), len(mass))
        self._across, self._along, self._share, self._square = (np.empty(shape) for _ in range(4))

    def __call__(self, xy: Floats) -> Floats:
        """Return the push on the node at each position."""
        across, along, share, square = self._across, self._along, self._share, self._square
        x, y = np.ascontiguousarray(xy.T)
        np.subtract(x, x[self._pushing, None], out=across)
        np.subtract(y, y[self._pushing, None], out=along)
        np.square(across, out=share)
        np.square(along, out=square)
        share += square
        share += self._soft
        np.divide(self._mass, share, out=share)
        across *= share
        along *= share
        return np.stack([across.sum(axis=0), along.sum(axis=0)], axis=1)


def _mesh(xy: Floats, mass: Floats, softening: float) -> Floats:
    # round up to sizes that are quick to transform
    cells = next(size for size in GRIDS if size >= CELLS_PER_SPACING * np.sqrt(len(xy)) or size == GRIDS[-1])
    low, high = xy.min(axis=0), xy.max(axis=0)
    cell = float((high - low).max()) / (cells - 3) or 1.0
    place = (xy - low) / cell + 1
    corner = place.astype(np.int64)
    part = place - corner
    corners = [
        ((corner[:, 0] + dx) * cells + corner[:, 1] + dy,
         (part[:, 0] if dx else 1 - part[:, 0]) * (part[:, 1] if dy else 1 - part[:, 1]))
        for dx in (0, 1) for dy in (0, 1)
    ]  # fmt: skip
    charge = sum(np.bincount(where, share * mass, cells * cells) for where, share in corners)
    spectrum = np.fft.rfft2(np.reshape(charge, (cells, cells)), s=(2 * cells, 2 * cells))
    across, along = _kernels(cells, softening)
    field = np.empty_like(xy)
    for axis, kernel in enumerate((across, along)):
        pushed = np.fft.irfft2(spectrum * kernel, s=(2 * cells, 2 * cells))[:cells, :cells].ravel() / cell
        field[:, axis] = sum(share * pushed[where] for where, share in corners)
    return field


@lru_cache(maxsize=4)
def _kernels(cells: int, softening: float) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Return the spectra of x/d² and y/d² on a doubled grid, so that opposite ends do not interact."""
    steps = np.fft.fftfreq(2 * cells, d=1 / (2 * cells))
    x, y = np.meshgrid(steps, steps, indexing="ij")
    square = x**2 + y**2 + softening**2
    return np.fft.rfft2(x / square), np.fft.rfft2(y / square)
