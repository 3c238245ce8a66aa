"""Tables for people to read: uncertain pairs, doubtful authors, concepts, terms of a paper."""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.listings.audit import audit
    from kg.listings.concepts import list_concepts, top_terms
    from kg.listings.review import review

__all__ = ["audit", "list_concepts", "review", "top_terms"]

export(
    __name__,
    {
        "kg.listings.audit": "audit",
        "kg.listings.concepts": "list_concepts top_terms",
        "kg.listings.review": "review",
    },
)
