"""Divide a printed author list into entries, whatever separates them.

Separators are, in this order: line breaks, semicolons, ``and`` between "Family, Given" pairs, commas, ``and`` or ``&``
inside a comma's part, bars and dots, spaces between Chinese names. Nothing inside brackets divides.
"""

import re
from collections.abc import Sequence
from typing import Final

from kg.names.groups import is_affiliation, is_organization
from kg.names.particles import PARTICLES
from kg.names.scripts import east_asian_list
from kg.names.suffixes import is_degree, is_generation

_WIDE: Final = str.maketrans(
    {"，": ",", "、": ",", "；": ";", "﹐": ",", "﹔": ";", "،": ",", "؛": ";", "､": ",", "＆": "&"}
)
_AND: Final = re.compile(
    r"\s+(?:and|AND|And(?=\s+[A-Z]\S*\s)|&|und|et|и|та|와|과|및|и)\s+|\s*(?:&|和|与|與)\s+|(?<=[^\x00-\x7f])(?:和|与|與)(?=[^\x00-\x7f])"
)
_WEAK_AND: Final = re.compile(r"\s+(?:y|e|og|och|en|i|ja|ve|dan|và|oraz)\s+")
_OTHER: Final = re.compile(r"\s*[|｜]\s*|\s+[·•∙∥/+]\s+|\t+|\s{3,}")
_BULLET: Final = re.compile(r"\A\s*(?:[-*+•·▪◦>]|\(?\d{1,3}[.)])\s+")
_FULL_STOP: Final = re.compile(r"(?<=[a-zß-öø-ÿ]{3})\.\s+(?=[A-ZÀ-Þ]\S+\s+[A-ZÀ-Þ])")
_NUMBERED: Final = re.compile(r"(?:\A|(?<=[\s,;]))\(?\d{1,3}[.)]\s+(?=\D)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
_GIVEN: Final = re.compile(r"(?:[^\W\d_][\w'’.-]*\s*){1,3}")
_INSTITUTION: Final = re.compile(
    r"cent(?:re|er)|institut|department|society|laborator|college|school|faculty", re.IGNORECASE
)
_OPEN, _CLOSE = "([{（【<", ")]}）】>"


def divide(text: str) -> list[str]:
    """Return the entries of an author list, each as printed; "Family, Given" stays one entry.

    >>> divide("Ilea Stone, Lou Theron and Bo Hart"), divide("Stone, Ilea and Theron, Lou")
    (['Ilea Stone', 'Lou Theron', 'Bo Hart'], ['Stone, Ilea', 'Theron, Lou'])
    >>> divide("Moss, Rita; Dumé, Hal, III"), divide("Ann Lee (MIT, Cambridge), Bo Han, Jr.")
    (['Moss, Rita', 'Dumé, Hal, III'], ['Ann Lee (MIT, Cambridge)', 'Bo Han, Jr.'])
    """
    text = text.translate(_WIDE).strip()
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if len(lines) > 1 and (all(map(_BULLET.match, lines)) or not any(mark in text for mark in ",;([")):
        return [entry for line in lines for entry in divide(_BULLET.sub("", line))]
    text = " ".join(lines)
    if _NUMBERED.match(text) and len(numbered := [part for part in _NUMBERED.split(text) if part]) > 1:
        return [entry for part in numbered for entry in divide(part.rstrip(" ,;"))]
    semicolons = _split(text, ";")
    if len(semicolons) > 1:
        return [entry for part in semicolons for entry in _semicolon_part(part)]
    if "," not in text and len(parts := [part for part in _OTHER.split(text) if part.strip()]) > 1:
        return [entry for part in parts for entry in divide(part)]
    families = [part.strip() for part in _AND.split(text)]
    if len(families) > 1 and "," in text and all(_is_family_first(part) for part in families):
        return families
    return _comma_list(text)


def divide_item(item: str) -> list[str]:
    """Return the entries of one element of a list, which is nearly always one; commas inside it do not divide.

    >>> divide_item("Lee, Ann"), divide_item("Ann Lee; Bo Han"), divide_item("Ann Lee and Bo Han")
    (['Lee, Ann'], ['Ann Lee', 'Bo Han'], ['Ann Lee', 'Bo Han'])
    """
    semicolons = _split(item.translate(_WIDE), ";") if ";" in item or "；" in item else [item]
    return [entry for part in semicolons for entry in (_connected(part) if "," not in part else [part])]


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator outside brackets; everywhere where brackets do not balance."""
    if not any(bracket in text for bracket in _OPEN):
        return [part for part in map(str.strip, text.split(separator)) if part]
    parts: list[str] = []
    depth = 0
    for part in text.split(separator):
        if depth > 0:
            parts[-1] += separator + part
        else:
            parts.append(part)
        depth = max(0, depth + sum(map(part.count, _OPEN)) - sum(map(part.count, _CLOSE)))
    return [part for part in map(str.strip, text.split(separator) if depth else parts) if part]


def _semicolon_part(part: str) -> list[str]:
    """Return the entries between two semicolons: "Family, Given", a name with its affiliation, or a comma list."""
    part = re.sub(r"\A(?:and|&)\s+", "", part)
    pieces = _split(part, ",")
    if len(pieces) == 1:
        return _connected(part)
    if _is_family_first(part) or any(is_affiliation(piece) for piece in pieces[1:]):
        return [part]
    return _comma_list(part)


def _comma_list(text: str) -> list[str]:
    pieces = _split(text, ",")
    tight = "," in text and ", " not in text
    entries: list[str] = []
    for piece in pieces:
        if entries and (is_generation(piece) or is_degree(piece)):
            entries[-1] += f", {piece}"
        else:
            entries.append(piece)
    if not tight and (pairs := _pairs(entries)):
        return pairs
    if len(entries) > 1 and is_organization(entries[0]) and not any(_looks_like_person(entry) for entry in entries):
        return entries
    if len(entries) == 1:
        return [entry for part in east_asian_list(entries[0]) for entry in _connected(part)]
    return [entry for part in entries for entry in _connected(part)]


def _looks_like_person(entry: str) -> bool:
    return " " in entry and not is_affiliation(entry)


def _pairs(entries: Sequence[str]) -> list[str]:
    """Join "Lee, Ann, Han, Bo" to pairs of family and given name; empty where the list does not read so."""
    flat = [piece for entry in entries for piece in _AND.split(re.sub(r"\A(?:and|&)\s+", "", entry))]
    if len(flat) < 2 or len(flat) % 2:  # noqa: PLR2004 - a pair
        return []
    pairs = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]
    if not all(_is_family(family) and _is_given(given) for family, given in pairs):
        return []
    return [f"{family}, {given}" for family, given in pairs]


def _is_family_first(part: str) -> bool:
    """Return True for "Family, Given" with, at most, a generation mark or degree beside it."""
    pieces = [piece for piece in _split(part, ",") if not is_generation(piece) and not is_degree(piece)]
    if len(pieces) != 2:  # noqa: PLR2004 - family and given name
        return False
    family, given = pieces
    if is_organization(family) and " " in family:
        return False
    both_full = len(_without_particles(family)) > 1 and len(given.split()) > 1 and not _INITIALS.fullmatch(given)
    return _GIVEN.fullmatch(given) is not None and not both_full and not (" " in family and is_affiliation(given))


def _is_family(text: str) -> bool:
    return len(_without_particles(text)) == 1 and not is_generation(text) and any(map(str.isalpha, text))


def _is_given(text: str) -> bool:
    if _INITIALS.fullmatch(text):
        return True
    words = text.split()
    return len(words) == 1 and words[0][:1].isupper() and not is_degree(text) and len(words[0]) > 1


def _without_particles(text: str) -> list[str]:
    return [word for word in text.replace("'", " ").split() if word.casefold() not in PARTICLES]


def _connected(part: str) -> list[str]:
    """Divide a part at "and", "&" and their like, unless they are inside the name of an organization."""
    stopped = [piece.strip() for piece in _FULL_STOP.split(part)]
    if len(stopped) > 1 and all(len(piece.split()) > 1 for piece in stopped):
        return [entry for piece in stopped for entry in _connected(piece)]
    pieces = [piece.strip() for piece in _AND.split(re.sub(r"\A(?:and|&)\s+", "", part)) if piece.strip()]
    if len(pieces) > 1:
        if is_organization(part) and not is_organization(pieces[0]) and is_organization(pieces[-1]):
            return [part]
        if _INSTITUTION.match(part) or any(len(piece) == 1 for piece in pieces):
            return [part]
        return pieces
    pieces = [piece.strip() for piece in _WEAK_AND.split(part)]
    if len(pieces) > 1 and all(len(piece.split()) > 1 and not is_organization(piece) for piece in pieces):
        return pieces
    return [part]
