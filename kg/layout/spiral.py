"""Spread points evenly over a disc."""

from typing import Final

import numpy as np

from kg.frames.arrays import Floats

GOLDEN_ANGLE: Final = np.pi * (3 - np.sqrt(5))
"""Angle from one point to the next; its multiples never coincide and are spread evenly over the circle."""


def spiral(count: int) -> Floats:
    """Return points spread evenly over a disc, one per unit of area, from the middle outwards (Vogel 1979)."""
    place = np.arange(count)
    turned = np.stack([np.cos(place * GOLDEN_ANGLE), np.sin(place * GOLDEN_ANGLE)], axis=1)
    return np.asarray(turned * np.sqrt((place + 0.5) / np.pi)[:, None])
