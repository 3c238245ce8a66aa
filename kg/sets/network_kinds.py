"""Kinds of nodes and edges of views: what they are called, and how pictures draw them."""

from enum import StrEnum

from kg.ids import CATEGORY_PREFIX, CONCEPT_PREFIX, PAPER_PREFIX
from kg.model import Relation


class NodeKind(StrEnum):
    """A kind of nodes. The order is that of legends."""

    AUTHOR = "author"
    GROUP = "group"
    PAPER = "paper"
    CONCEPT = "concept"
    CATEGORY = "category"

    @property
    def one(self) -> str:
        """The noun for one of them."""
        return "group of authors" if self is NodeKind.GROUP else self.value

    @property
    def many(self) -> str:
        """The noun for several of them."""
        plurals = {NodeKind.GROUP: "groups of authors", NodeKind.CATEGORY: "categories"}
        return plurals.get(self, f"{self.value}s")

    @property
    def shape(self) -> str:
        """The shape of their mark."""
        return _SHAPES[self]

    @property
    def id_prefix(self) -> str:
        """The beginning of their ids, which `iri_prefix` replaces in their IRIs; "" where IRIs contain the whole id."""
        return f"{self.value}/" if self.iri_prefix else ""

    @property
    def iri_prefix(self) -> str:
        """The usual beginning of their IRIs where graphs share them, "" where it is the base IRI of the graph."""
        shared = {
            NodeKind.PAPER: PAPER_PREFIX, NodeKind.CONCEPT: CONCEPT_PREFIX, NodeKind.CATEGORY: CATEGORY_PREFIX,
        }  # fmt: skip
        return shared.get(self, "")


_SHAPES = {
    NodeKind.AUTHOR: "disc",
    NodeKind.GROUP: "triangle",
    NodeKind.PAPER: "square",
    NodeKind.CONCEPT: "diamond",
    NodeKind.CATEGORY: "hexagon",
}
PEOPLE = (NodeKind.AUTHOR, NodeKind.GROUP)
"""The kinds of nodes that write papers."""


class EdgeKind(StrEnum):
    """A kind of edges, besides those from a paper to a concept, whose kind is a `kg.model.Relation`."""

    CO_AUTHOR = "coAuthor"
    CREATOR = "creator"
    CATEGORY = "category"
    COOCCURS = "cooccurs"
    SHARED_AUTHORS = "sharedAuthors"
    RELATED = "related"
    ROW = "row"

    @property
    def words(self) -> str:
        """The verb between its ends."""
        return _WORDS[self]

    @property
    def shares_papers(self) -> bool:
        """True if the papers behind an edge are those that both of its ends have."""
        return self not in (EdgeKind.SHARED_AUTHORS, EdgeKind.RELATED, EdgeKind.ROW)


_WORDS = {
    EdgeKind.CO_AUTHOR: "wrote together",
    EdgeKind.CREATOR: "wrote",
    EdgeKind.CATEGORY: "is in",
    EdgeKind.COOCCURS: "named together",
    EdgeKind.SHARED_AUTHORS: "share authors",
    EdgeKind.RELATED: "near in subject",
    EdgeKind.ROW: "in one row of the answer",
}
EDGE_WORDS = {kind.value: kind.words for kind in (*EdgeKind, *Relation)}
"""The verb of every kind of edges."""
