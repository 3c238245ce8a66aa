"""Define records of printed author lists, before anybody is identified."""

from collections.abc import Iterable

import msgspec

from kg.model import Identifier


class PrintedAuthor(msgspec.Struct, frozen=True, gc=False):
    """One entry of an author list: a cleaned name and the details printed with it.

    ``native`` is the same name in its own script. ``organization`` is True if the input itself states that the author
    is not a person; `kg.names.groups` decides by the name alone.
    """

    name: str
    native: str = ""
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[str, ...] = ()
    organization: bool = False

    @property
    def has_details(self) -> bool:
        """True if the entry has more than the name."""
        return bool(self.native or self.identifiers or self.affiliations or self.organization)


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """A part of an author list that is not a name, and why."""

    text: str
    reason: str


class AuthorList(msgspec.Struct, frozen=True, gc=False):
    """The authors that one row prints, in printed order; falsy if there are none.

    ``truncated`` marks a list that names only some of the authors ("et al."). ``refused`` are parts that do not look
    like names. ``fused`` are names that look like two people without a separator between them.
    """

    authors: tuple[PrintedAuthor, ...] = ()
    truncated: bool = False
    refused: tuple[Refusal, ...] = ()
    fused: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.authors)

    @property
    def names(self) -> tuple[str, ...]:
        """The cleaned names in printed order."""
        return tuple(author.name for author in self.authors)


NO_AUTHORS = AuthorList()


def combine(lists: Iterable[AuthorList]) -> AuthorList:
    """Join lists into one, in order."""
    parts = tuple(lists)
    if len(parts) == 1:
        return parts[0]
    return AuthorList(
        tuple(author for part in parts for author in part.authors),
        any(part.truncated for part in parts),
        tuple(refusal for part in parts for refusal in part.refused),
        tuple(name for part in parts for name in part.fused),
    )
