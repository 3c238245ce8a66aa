"""arxiv-kg: turn a folder of arXiv digests into a knowledge graph.

>>> import kg
>>> graph = kg.build("examples/digests", "arxiv.kg")        # doctest: +SKIP
>>> graph.query("SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }")   # doctest: +SKIP

Importing this package imports no third-party package; each name is loaded when it is first used.
"""

from typing import TYPE_CHECKING

from kg.lazy import export
from kg.version import __version__

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.graph import Graph, build, load, update
    from kg.settings import Settings

__all__ = ["Graph", "KGError", "Settings", "__version__", "build", "load", "update"]

export(
    __name__,
    {
        "kg.errors": "KGError",
        "kg.graph": "Graph build load update",
        "kg.settings": "Settings",
    },
)
