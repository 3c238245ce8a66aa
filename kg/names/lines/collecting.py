"""Collect the authors of a divided list: parse each entry until nothing more is removed, then check all together."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from kg.names.cleaning import is_footnote, without_footnotes
from kg.names.entries.attached import without_addresses
from kg.names.entries.brackets import split_brackets
from kg.names.entries.entry import read_entry
from kg.names.entries.speakers import without_behalf
from kg.names.entries.turning import initials_first
from kg.names.fused import looks_fused
from kg.names.groups import is_affiliation, is_legal_form, is_organization, is_team
from kg.names.labels import after_author_label
from kg.names.lines.dividing import divide_entries, divide_item
from kg.names.lines.outside import split_outside
from kg.names.lines.pairs import is_family_first
from kg.names.lines.truncation import is_truncation, without_truncation
from kg.names.ordinary import read_ordinary
from kg.names.printed import AuthorList, PrintedAuthor, Refusal
from kg.names.suffixes import is_degree, is_generation
from kg.names.surface.visible import visible_text

_MAX_ROUNDS: Final = 4
"""Maximum number of passes over an entry; a text that still changes is not a name."""

_SEPARATOR: Final = re.compile(r"[,;|\n，、；،؛&]")
"""Characters of which every list has at least one; ``&`` may begin the entity of another."""


def collect_entries(parts: Iterable[str], line: str = "", *, truncated: bool = False) -> AuthorList:
    """Read divided entries; ``line`` is the whole list where it may be refused as a whole.

    >>> found = collect_entries(["Ann Lee", "Bo Han, PhD", "et al."])
    >>> found.names, found.truncated
    (('Ann Lee', 'Bo Han'), True)
    """
    authors: list[PrintedAuthor] = []
    refused: list[Refusal] = []
    count = 0
    for part in parts:
        if plain := read_ordinary(part):
            authors.append(plain)
            count += 1
            continue
        shorter, cut = ("", True) if is_truncation(part) else without_truncation(part)
        truncated = truncated or cut
        entry = read_entry(shorter)
        count += bool(entry)
        for found in entry:
            if isinstance(found, Refusal):
                refused.append(found)
            elif found.name == shorter and divide_item(shorter) == [shorter] and not _SEPARATOR.search(shorter):
                authors.append(found)  # nothing was removed
            else:
                settled, cut = _settled(found, _MAX_ROUNDS)
                truncated = truncated or cut
                authors += (author for author in settled if isinstance(author, PrintedAuthor))
                refused += (refusal for refusal in settled if isinstance(refusal, Refusal))
    if line and refused and len(refused) * 2 >= count:
        return AuthorList(refused=(Refusal(line, refused[0].reason),))
    ordered = initials_first(authors)
    fused = tuple(author.name for author in ordered if looks_fused(author.name))
    return AuthorList(ordered, truncated, tuple(refused), fused)


def parts_of_item(item: str) -> tuple[list[str], bool]:
    """Divide one element of a list, without its label; return also whether it marks the list as shortened.

    >>> parts_of_item("Authors: Ann Lee & Bo Han et al.")
    (['Ann Lee', 'Bo Han'], True)
    """
    if is_truncation(item):
        return [], True
    text = visible_text(item)
    shorter, truncated = without_truncation((after_author_label(text) or text) if ":" in text else text)
    return divide_item(shorter), truncated


def holds_a_list(item: str) -> bool:
    """Return True for the only element of a list that names several authors.

    >>> holds_a_list("Ann Lee, Bo Han"), holds_a_list("van der Berg, Jan"), holds_a_list("Ann Lee, MIT, Cambridge")
    (True, False, False)
    """
    if not _SEPARATOR.search(item):
        return False
    text = without_addresses(" ".join(visible_text(item).replace("\n", " ; ").split()))[0]
    text = without_behalf(split_brackets(text)[0])[0]
    pieces = [piece for piece in split_outside(without_footnotes(text), "[,;|]") if not is_footnote(piece)]
    if len(pieces) < 2 or ";" in text or "|" in text:  # noqa: PLR2004 - one author and something else
        return len(pieces) > 1
    if is_organization(pieces[0]):
        return not all(is_affiliation(piece) or is_legal_form(piece) for piece in pieces)
    people = [piece for piece in pieces if not is_degree(piece) and not is_generation(piece)]
    place = next((place for place, piece in enumerate(people) if place and _is_place(piece)), len(people))
    if any(" " in piece and not is_affiliation(piece) for piece in people[place:]):
        return True
    return place > 1 and not is_family_first(", ".join(people[:place]))


def _is_place(piece: str) -> bool:
    return is_affiliation(piece) and not is_team(piece)


def _settled(author: PrintedAuthor, rounds: int) -> tuple[list[PrintedAuthor | Refusal], bool]:
    """Parse a name again as if it had been printed alone: a mark may cover another one.

    Return the rest, and whether it marks the list as shortened.
    """
    again, truncated = _read_again(author.name)
    if len(again) == 1 and isinstance(again[0], PrintedAuthor) and again[0].name == author.name:
        return [author], truncated
    if not rounds:
        return [Refusal(author.name, "does not read as one name")], truncated
    left: list[PrintedAuthor | Refusal] = []
    for found in again:
        if isinstance(found, Refusal):
            left.append(found)
        else:
            settled, cut = _settled(_with_details(found, author) if len(again) == 1 else found, rounds - 1)
            left += settled
            truncated = truncated or cut
    return left, truncated


def _read_again(name: str) -> tuple[list[PrintedAuthor | Refusal], bool]:
    if read_ordinary(name):
        return [PrintedAuthor(name)], False
    if holds_a_list(name):
        shorter, truncated = without_truncation(name)
        parts = divide_entries(shorter)
    else:
        parts, truncated = parts_of_item(name)
    return [found for part in parts for found in read_entry(part)], truncated


def _with_details(author: PrintedAuthor, before: PrintedAuthor) -> PrintedAuthor:
    return msgspec.structs.replace(
        author,
        native=author.native or before.native,
        identifiers=tuple(dict.fromkeys((*before.identifiers, *author.identifiers))),
        affiliations=tuple(dict.fromkeys((*before.affiliations, *author.affiliations))),
    )
