"""Full-text search in English and Chinese: one SQLite file, no server.

`build` makes the index from the tables, `search` answers, `exact` and `near` look names up.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.search.index import build
    from kg.search.lookup import Hit, exact, near, search

__all__ = ["Hit", "build", "exact", "near", "search"]

export(
    __name__,
    {
        "kg.search.index": "build",
        "kg.search.lookup": "Hit exact near search",
    },
)
