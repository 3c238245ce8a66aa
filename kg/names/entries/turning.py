"""Convert names printed with the family name first to "Given Family"."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from kg.names.cleaning import is_footnote, without_end_marks
from kg.names.entries.brackets import tidy_place
from kg.names.groups import is_affiliation, is_legal_form, is_organization
from kg.names.printed import PrintedAuthor
from kg.names.suffixes import is_degree_behind, is_generation, split_generation
from kg.names.words.particles import without_particles

_PIECE: Final = re.compile(r"(?:[^,\"“”„]|[\"“„][^\"“”„]{0,60}[\"”“]|[\"“”„])+")
_UPPER: Final = "[A-ZÀ-ÞΑ-ΩЀ-Я]"
_FAMILY_INITIALS: Final = re.compile(
    r"(?P<family>(?:[^\W\d_][^\s,.()]* ){0,3}['’]?[^\W\d_][^\s,.()]+) "
    rf"(?P<initials>{_UPPER}(?:-?{_UPPER}){{0,3}}|{_UPPER}\.(?:-?{_UPPER}\.){{0,3}})"
    r"(?P<generation> (?:Jr\.?|Sr\.?|I{2,3}|IV|2nd|3rd))?"
)


def turn_entry(text: str) -> tuple[str, list[str]]:
    """Convert "Family, Given, Jr." to "Given Family, Jr."; anything after a full name is an affiliation.

    >>> turn_entry("van der Berg, Jan"), turn_entry("Gale, Robert, Jr."), turn_entry("Bo Han, MIT, Cambridge")
    (('Jan van der Berg', []), ('Robert Gale Jr.', []), ('Bo Han', ['MIT, Cambridge']))
    """
    if "," not in text:
        return text, []
    pieces = [piece for piece in map(str.strip, _PIECE.findall(text)) if piece and not is_footnote(piece)]
    if not pieces:
        return "", []
    first, *others = pieces
    if (others and is_legal_form(others[0])) or (is_organization(first) and (" " in first or is_organization(text))):
        return _organization(first, others)
    generation = next((piece.rstrip(".") + "." * piece.endswith(".") for piece in others if is_generation(piece)), "")
    others = [piece for piece in others if not is_generation(piece) and not is_degree_behind(first, piece)]
    given = ""
    if others and not (" " in first and (len(others) > 1 or is_affiliation(others[0]))):
        given, own = split_generation(without_end_marks(others.pop(0)))
        generation = generation or own
    places = [tidy_place(", ".join(others))] if others else []
    return " ".join(filter(None, (given, without_end_marks(first), generation))), places


def _organization(first: str, others: list[str]) -> tuple[str, list[str]]:
    """Keep the later parts of an organization's name: "Institute of Software, Chinese Academy"."""
    own = (is_affiliation(piece) or is_legal_form(piece) for piece in others)
    count = next((index for index, belongs in enumerate(own) if not belongs), len(others))
    places = [tidy_place(", ".join(others[count:]))] if others[count:] else []
    return ", ".join((first, *others[:count])), places


def initials_first(authors: Sequence[PrintedAuthor]) -> tuple[PrintedAuthor, ...]:
    """Turn a list in which every person is printed as family name and initials (Vancouver style).

    "Stone I" alone may be a given name and the initial of a father's name, so that one entry of another form, initials
    set apart ("Anita C N"), or families of two words in more than half of the entries leave the list as it is.

    >>> [author.name for author in initials_first([PrintedAuthor("Stone IJ"), PrintedAuthor("van der Berg L")])]
    ['I. J. Stone', 'L. van der Berg']
    """
    if not any(author.name[-1].isupper() or author.name[-1] == "." for author in authors[:2]):
        return tuple(authors)
    people = [author for author in authors if not is_organization(author.name)]
    if len(people) < 2:  # noqa: PLR2004 - one name has no common order
        return tuple(authors)
    matches = {author.name: _FAMILY_INITIALS.fullmatch(author.name) for author in people}
    found = [match for match in matches.values() if match and not match["family"].islower()]
    single = sum(len(without_particles(match["family"])) == 1 for match in found)
    if len(found) < len(matches) or single * 2 <= len(found) or not any(map(_is_certain, found)):
        return tuple(authors)
    names = {name: _spoken(match) for name, match in matches.items() if match}
    return tuple(
        msgspec.structs.replace(author, name=names[author.name]) if author.name in names else author
        for author in authors
    )


def _is_certain(match: re.Match[str]) -> bool:
    """Return True for initials that cannot be a family name in capitals: "Jean LI", "Bo MA"."""
    initials = match["initials"]
    return len(initials) == 1 or "." in initials or "-" in initials or not set(initials) & set("AEIOUYАЕИОУЫЭЮЯ")


def _spoken(match: re.Match[str]) -> str:
    letters = match["initials"].replace(".", "")
    initials = " ".join(letters.replace("-", "")) if "-" not in letters else letters
    dotted = re.sub(r"(?<=[^\W\d_])(?=[ -]|\Z)", ".", initials)
    return f"{dotted} {match['family']}{match['generation'] or ''}"
