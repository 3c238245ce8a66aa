"""Define types of settings with their range of valid values.

A plain ``int`` is 0 or more and a plain ``float`` is any finite number; these types narrow that.
"""

import math
from dataclasses import dataclass
from typing import Annotated, TypeAlias


@dataclass(frozen=True, slots=True)
class Range:
    """Allowed values of a number, both ends included.

    >>> str(Range(0)), str(Range(0, 1)), 2 in Range(0, 1)
    (' of 0 or more', ' from 0 to 1', False)
    """

    low: float = -math.inf
    high: float = math.inf

    def __contains__(self, value: float) -> bool:
        return math.isfinite(value) and self.low <= value <= self.high

    def __str__(self) -> str:
        if math.isfinite(self.high):
            return f" from {self.low:g} to {self.high:g}"
        return f" of {self.low:g} or more" if math.isfinite(self.low) else ""


Positive: TypeAlias = Annotated[int, Range(1)]
"""Count that cannot be 0, such as the number of papers in a unit."""

Share: TypeAlias = Annotated[float, Range(0, 1)]
"""Share, probability or confidence."""

Weight: TypeAlias = Annotated[float, Range(0)]
"""Factor or length that is never negative."""
