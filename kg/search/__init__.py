"""Search full text in English and Chinese, and resolve user input to nodes: one SQLite file, no server.

`build_index` makes the index from the tables, `update_index` from an earlier index and the difference of the tables;
`search` ranks hits; `look_up`, `require_match` and `find_one` return the nodes of a name, id or identifier.
"""

from typing import TYPE_CHECKING, Final

from kg.lazy import export

if TYPE_CHECKING:
    from kg.search.difference import update_index
    from kg.search.forms import MatchedBy
    from kg.search.index import build_index
    from kg.search.names import Names, names_of_tables
    from kg.search.ranking import Hit, search
    from kg.search.resolve import Match, find_one, look_up, note_ambiguity, require_match

__all__ = [
    "KINDS",
    "NOUNS",
    "Hit",
    "Match",
    "MatchedBy",
    "Names",
    "build_index",
    "find_one",
    "look_up",
    "names_of_tables",
    "note_ambiguity",
    "require_match",
    "search",
    "update_index",
]

NOUNS: Final = {
    "author": ("person", "people"),
    "concept": ("concept", "concepts"),
    "category": ("category", "categories"),
    "paper": ("paper", "papers"),
}
"""Kinds of nodes that can be looked up, in words."""

KINDS: Final = tuple(NOUNS)
"""Kinds of hits, in the order in which hits of equal score are listed: people first."""

export(
    __name__,
    {
        "kg.search.difference": "update_index",
        "kg.search.forms": "MatchedBy",
        "kg.search.index": "build_index",
        "kg.search.names": "Names names_of_tables",
        "kg.search.ranking": "Hit search",
        "kg.search.resolve": "Match find_one note_ambiguity require_match look_up",
    },
)
