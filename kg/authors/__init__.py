"""Authorships to people: which printed names are one author.

`spelling` takes names apart and compares them, `blocks` decides a block of names, `decisions` is what people have
decided, which takes precedence; `stages` are the steps of a build, and `explaining` opens a question again.
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
