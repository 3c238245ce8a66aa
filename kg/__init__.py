"""arxiv-kg: turn a folder of arXiv digests into a knowledge graph.

>>> import kg
>>> graph = kg.build("examples/digests", "arxiv.kg")        # doctest: +SKIP
>>> graph.query("SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }")   # doctest: +SKIP

Importing this package imports no third-party package; each name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.graph import Graph, build, load
    from kg.settings import Settings

__all__ = ["Graph", "KGError", "Settings", "__version__", "build", "load"]

_HOMES = {
    "Graph": "kg.graph",
    "KGError": "kg.errors",
    "Settings": "kg.settings",
    "build": "kg.graph",
    "load": "kg.graph",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
