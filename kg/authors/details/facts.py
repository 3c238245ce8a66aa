"""Details of author lists as the comparison of authorships uses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.authors.names import Name, parse_name
from kg.ids import fold
from kg.model import AuthorDetails, IdentifierScheme, Paper

AFFILIATION: Final = "affiliation/"
"""Begins a term that is an affiliation; no word has a slash."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one authorship states besides the printed name.

    ``native`` is the name in its own script, parsed. ``orcids`` are ORCID iDs, ``accounts`` the keys of identifiers in
    registries that assign them by program (``openalex:A5012345678``). ``affiliations`` are terms.
    """

    native: Name | None = None
    orcids: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()


NO_FACTS: Final = Facts()


def facts_of(paper: Paper) -> dict[int, Facts]:
    """Return the facts of a paper's authorships, by position (from 0), where there are any."""
    found = {details.position: _facts(details, paper.authors) for details in paper.details}
    return {position: facts for position, facts in found.items() if facts != NO_FACTS}


def organizations(papers: Sequence[Paper]) -> frozenset[tuple[str, int]]:
    """Return paper and position of the authorships that the input marks as an organization's.

    A single word that is marked on one paper is an organization wherever it is printed.
    """
    marked = {
        (paper.id, details.position): paper.authors[details.position]
        for paper in papers
        for details in paper.details
        if details.organization and 0 <= details.position < len(paper.authors)
    }
    words = {fold(name) for name in marked.values() if " " not in name.strip()}
    if not words:
        return frozenset(marked)
    return frozenset(marked) | {
        (paper.id, position) for paper in papers for position, name in enumerate(paper.authors) if fold(name) in words
    }


def _facts(details: AuthorDetails, authors: Sequence[str]) -> Facts:
    if details.organization or not 0 <= details.position < len(authors):
        return NO_FACTS
    native = parse_name(details.native) if details.native else None
    known = native is not None and native.surname and native.form != parse_name(authors[details.position]).form
    return Facts(
        native if known else None,
        frozenset(i.value for i in details.identifiers if i.scheme is IdentifierScheme.ORCID),
        frozenset(i.key for i in details.identifiers if i.scheme is not IdentifierScheme.ORCID),
        frozenset(AFFILIATION + folded for text in details.affiliations if (folded := fold(text))),
    )
