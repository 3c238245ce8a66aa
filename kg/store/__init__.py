"""Store quads and query them: Oxigraph on disk, or any SPARQL 1.1 endpoint, behind one `Store` protocol.

`kg.store.remote` is imported by its own name, since importing HTTP costs more than the rest of this package.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphStore
    from kg.store.protocol import Store
    from kg.store.result import Result, ResultKind

__all__ = ["OxigraphStore", "Result", "ResultKind", "Store"]

export(
    __name__,
    {
        "kg.store.oxigraph": "OxigraphStore",
        "kg.store.protocol": "Store",
        "kg.store.result": "Result ResultKind",
    },
)
