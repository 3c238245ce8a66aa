"""Details of author lists as the comparison of authorships uses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.authors.spelling.person_name import Name, parse_name
from kg.ids import fold

AFFILIATION: Final = "affiliation/"
"""Prefix of a term that is an affiliation; words contain no slash."""


@dataclass(frozen=True, slots=True)
class AuthorshipFacts:
    """Statements of one authorship besides the printed name.

    ``native`` is the name in its own script, parsed. ``orcids`` are ORCID iDs, ``accounts`` the keys of identifiers in
    registries that assign them by program (``openalex:A5012345678``). ``affiliations`` are terms.
    """

    native: Name | None = None
    orcids: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()


NO_FACTS: Final = AuthorshipFacts()


def facts_of(
    printed: str, native: str, orcids: Iterable[str], accounts: Iterable[str], affiliations: Iterable[str]
) -> AuthorshipFacts:
    """Return the facts of one authorship; a native name equal to the printed one is dropped."""
    name = parse_name(native) if native else None
    known = name is not None and name.surname and name.form != parse_name(printed).form
    return AuthorshipFacts(
        name if known else None,
        frozenset(orcids),
        frozenset(accounts),
        frozenset(AFFILIATION + folded for text in affiliations if (folded := fold(text))),
    )
