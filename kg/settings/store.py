"""Numbers of the SPARQL store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What the store keeps."""

    named_graphs: bool = False
    """Whether the store tells the named graphs apart. Oxigraph keeps a quad in six orders and a triple of the
    default graph in three: for 7.1 million statements 121 s and 2.2 GB against 50 s and 1.0 GB."""
