"""Validate a graph against its SHACL shapes."""

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
