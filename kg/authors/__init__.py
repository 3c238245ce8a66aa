"""Assign authorships to authors.

`spelling` parses and compares names, `blocks` decides one block of names, `decisions` reads decisions made by people,
which take precedence; `stages` are the steps of a build, and `explaining` decides a block again and shows the evidence.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.authors.decisions.decisions import AuthorDecisions, read_author_decisions
    from kg.authors.explaining.case import open_case
    from kg.authors.explaining.explain import explain_author, explain_pair
    from kg.authors.resolve import resolve

__all__ = [
    "AuthorDecisions",
    "explain_author",
    "explain_pair",
    "open_case",
    "read_author_decisions",
    "resolve",
]

export(
    __name__,
    {
        "kg.authors.explaining.case": "open_case",
        "kg.authors.decisions.decisions": "AuthorDecisions read_author_decisions",
        "kg.authors.explaining.explain": "explain_author explain_pair",
        "kg.authors.resolve": "resolve",
    },
)
