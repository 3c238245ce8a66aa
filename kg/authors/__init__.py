"""Authorships to people: which printed names are one author.

Comes in: papers with author lists, as frames. Goes out: assignments to people, and decisions. `stages` are the steps of
the build; `names` and `spelling` take printed names apart, `blocking` and `comparison` find forms of one name,
`details` reads ORCID iDs and native names, `rarity` estimates how many people share a name, `blocks` decides one block
of names, `display` chooses how to print a person. `decisions`, `settle`, `apply` and `decide` are what a person has
decided, which always takes precedence.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.authors.case import open_case
    from kg.authors.decisions import AuthorDecisions, read_decisions
    from kg.authors.explain import explain_author, explain_pair
    from kg.authors.resolve import resolve

__all__ = [
    "AuthorDecisions",
    "explain_author",
    "explain_pair",
    "open_case",
    "read_decisions",
    "resolve",
]

export(
    __name__,
    {
        "kg.authors.case": "open_case",
        "kg.authors.decisions": "AuthorDecisions read_decisions",
        "kg.authors.explain": "explain_author explain_pair",
        "kg.authors.resolve": "resolve",
    },
)
