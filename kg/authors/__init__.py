"""Mentions to people: which printed names are one author.

`names` takes printed names apart, `blocking` and `comparison` bring those together that may stand for one another,
`rarity` knows how many people share a name, `evidence` weighs pairs and `clustering` joins the best first; `resolve`
puts these together. `decisions`, `settle`, `apply` and `decide` are what a person has settled, which always wins.
"""

from kg.authors.cache import BlockCache
from kg.authors.decisions import AuthorDecisions, read_decisions
from kg.authors.dividing import split_names
from kg.authors.resolve import resolve

__all__ = ["AuthorDecisions", "BlockCache", "read_decisions", "resolve", "split_names"]
