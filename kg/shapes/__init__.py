"""Does a graph keep its promises: the SHACL shapes, and queries that ask the same of graphs too large for them."""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.shapes.check import Engine, Violation, check

__all__ = ["Engine", "Violation", "check"]

export(
    __name__,
    {
        "kg.shapes.check": "Engine Violation check",
    },
)
