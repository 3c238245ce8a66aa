"""Full-text search in English and Chinese: one SQLite file, no server.

`build` makes the index from the tables, `search` answers, `exact` and `near` look names up.
"""

from kg.search.index import build
from kg.search.lookup import Hit, exact, near, search

__all__ = ["Hit", "build", "exact", "near", "search"]
