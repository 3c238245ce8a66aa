"""Full-text search in English and Chinese: one SQLite file, no server.

`build` makes the index from the tables, `update` from an earlier index and the difference of the tables; `search`
answers, `exact` and `near` look names up.
"""

from typing import TYPE_CHECKING, Final

from kg.lazy import export

if TYPE_CHECKING:
    from kg.search.difference import update
    from kg.search.index import build
    from kg.search.lookup import Hit, exact, near, search

__all__ = ["KINDS", "Hit", "build", "exact", "near", "search", "update"]

KINDS: Final = ("author", "concept", "category", "paper")
"""Kinds of hits, in the order in which hits of equal score are listed: people first."""

export(
    __name__,
    {
        "kg.search.index": "build",
        "kg.search.lookup": "Hit exact near search",
        "kg.search.difference": "update",
    },
)
