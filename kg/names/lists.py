"""Read author lists: one printed line, a list of strings, or structured records."""

from collections.abc import Iterable, Sequence

from kg.model import Identifier
from kg.names.printed import NO_AUTHORS, AuthorList, PrintedAuthor


def read_author_line(printed: str) -> AuthorList:
    """Read the authors of one printed line, whatever its separators and order of names."""
    return NO_AUTHORS


def read_author_items(items: Sequence[str]) -> AuthorList:
    """Read a list whose items are one author each."""
    return NO_AUTHORS


def read_bibtex_authors(printed: str) -> AuthorList:
    """Read a BibTeX author field: names joined by ``and``, "Family, Given", "Family, Jr, Given" or "Given Family"."""
    return NO_AUTHORS


def structured_author(
    given: str = "",
    family: str = "",
    suffix: str = "",
    *,
    literal: str = "",
    identifiers: Iterable[Identifier | None] = (),
    affiliations: Iterable[str] = (),
    organization: bool = False,
) -> AuthorList:
    """Read one author given in parts; ``literal`` is a whole name or the name of an organization."""
    return NO_AUTHORS
