"""Numbers of the SPARQL store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Contents of the SPARQL store."""

    named_graphs: bool = False
    """True if the store distinguishes the named graphs. Oxigraph stores a quad in six orders and a triple of the
    default graph in three: for 7.1 million statements 121 s and 2.2 GB against 50 s and 1.0 GB."""
    texts: bool = False
    """True if the store has abstracts and summaries (``kg:text``). They are in the tables and the search index; in the
    store they take 2.7 kB per paper, a tenth of its size, and SPARQL can only scan them."""
