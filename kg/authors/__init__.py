"""Authorships to people: which printed names are one author.

Comes in: papers with author lists. Goes out: `resolve`'s authors, authorships and decisions. `names` and `spelling`
take printed names apart, `blocking` and `comparison` find forms of one name, `details` reads ORCID iDs and native
names, `rarity` estimates how many people share a name, `candidates`, `evidence` and `clustering` weigh pairs and merge
the best first, `display` chooses how to print a person. `decisions`, `settle`, `apply` and `decide` are what a person
has decided, which always takes precedence.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.authors.cache import BlockCache
    from kg.authors.case import open_case
    from kg.authors.decisions import AuthorDecisions, read_decisions
    from kg.authors.dividing import split_names
    from kg.authors.explain import explain_author, explain_pair
    from kg.authors.resolve import resolve

__all__ = [
    "AuthorDecisions",
    "BlockCache",
    "explain_author",
    "explain_pair",
    "open_case",
    "read_decisions",
    "resolve",
    "split_names",
]

export(
    __name__,
    {
        "kg.authors.cache": "BlockCache",
        "kg.authors.case": "open_case",
        "kg.authors.decisions": "AuthorDecisions read_decisions",
        "kg.authors.dividing": "split_names",
        "kg.authors.explain": "explain_author explain_pair",
        "kg.authors.resolve": "resolve",
    },
)
