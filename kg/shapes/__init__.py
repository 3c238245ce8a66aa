"""Does a graph keep its promises: the SHACL shapes, and queries that ask the same of graphs too large for them."""

from kg.shapes.check import Engine, Violation, check

__all__ = ["Engine", "Violation", "check"]
