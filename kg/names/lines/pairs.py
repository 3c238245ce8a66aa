"""Recognize lists that are printed with the family name first: "Lee, Ann, Han, Bo"."""

import re
from collections.abc import Sequence
from typing import Final

from kg.names.entries.speakers import speaks_for
from kg.names.groups import is_affiliation, is_organization
from kg.names.lines.conjunctions import AND, without_leading_and
from kg.names.lines.outside import split_outside
from kg.names.suffixes import is_degree, is_degree_behind, is_generation, split_generation
from kg.names.words.particles import CAPITALIZED_PARTICLES, PARTICLES, without_particles

_INITIALS: Final = re.compile(r"(?:(?:[^\W\d_]\.|[A-ZÀ-ÞΑ-ΩЀ-Я])[\s-]?){1,4}")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[A-Z]")
_GIVEN: Final = re.compile(r"(?:[^\W\d_][\w'’.·-]*\s?){1,4}")
_MIN_PAIRS: Final = 2
_MAX_FAMILY_WORDS: Final = 3


def is_family_first(part: str) -> bool:
    """Return True for "Family, Given" with, at most, an additional generation mark or degree.

    >>> is_family_first("van der Berg, Jan"), is_family_first("Ann Lee, Bo Han")
    (True, False)
    """
    pair = family_and_given(part)
    if pair is None:
        return False
    family, given = pair
    both_full = len(without_particles(family)) > 1 and len(without_particles(given)) > 1
    return not (both_full and not _INITIALS.fullmatch(given)) and not (" " in family and is_affiliation(given))


def family_and_given(part: str) -> tuple[str, str] | None:
    """Return the two halves of "Family, Given", without generation marks and degrees; None for another form."""
    first, *others = split_outside(part, ",") or [""]
    pieces = [first, *(piece for piece in others if not is_generation(piece) and not is_degree_behind(first, piece))]
    if len(pieces) != 2:  # noqa: PLR2004 - family and given name
        return None
    family, given = pieces
    if any(" " in half and is_organization(half) for half in pieces) or _GIVEN.fullmatch(given) is None:
        return None
    return family, given


def pair_parts(entries: Sequence[str]) -> list[str]:
    """Join "Lee", "Ann", "Han", "Bo" to pairs of family and given name; empty if the list does not read so.

    >>> pair_parts(["Lee", "Ann", "Han", "B. C."]), pair_parts(["García Gil", "Ana", "Ruiz", "Eva"])
    (['Lee, Ann', 'Han, B. C.'], ['García Gil, Ana', 'Ruiz, Eva'])
    >>> pair_parts(["Ann Lee", "Bo Han"])
    []
    """
    flat = [piece for entry in entries for piece in AND.split(without_leading_and(entry)) if piece.strip()]
    if len(flat) < 2 or len(flat) % 2:  # noqa: PLR2004 - a pair
        return _first_turned(entries)
    found = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]
    strict = [_is_family(family) and _is_given(given) for family, given in found]
    if all(strict) or (
        len(found) >= _MIN_PAIRS
        and all(sure or _is_loose_pair(*pair) for sure, pair in zip(strict, found, strict=True))
    ):
        return [f"{family}, {given}" for family, given in found]
    return _first_turned(entries)


def _first_turned(entries: Sequence[str]) -> list[str]:
    """Join the first two of "Stone, Ilea, and Lou Theron": a list with only the first name turned."""
    if len(entries) <= 2 or without_leading_and(entries[-1]) == entries[-1]:  # noqa: PLR2004 - a pair and a name
        return []
    family, given, *others = entries
    if not (_is_family(family) and _is_given(given)) or not all(" " in other.strip() for other in others):
        return []
    return [f"{family}, {given}", *map(without_leading_and, others)]


def _is_family(text: str) -> bool:
    return len(without_particles(text)) == 1 and not is_generation(text) and any(map(str.isalpha, text))


def _is_given(text: str) -> bool:
    """Return True for initials, or for one word that only initials or particles follow."""
    text = split_generation(text)[0]
    if _INITIALS.fullmatch(text):
        return True
    first, *others = text.split()
    return (
        first[:1].isupper()
        and len(first) > 1
        and not is_degree(text)
        and not speaks_for(text)
        and all(_INITIAL.fullmatch(word) or word in PARTICLES or word in CAPITALIZED_PARTICLES for word in others)
    )


def _is_loose_pair(family: str, given: str) -> bool:
    """Return True for a family name of up to three words and one given name: mononyms are not every second author."""
    return (
        len(without_particles(family)) <= _MAX_FAMILY_WORDS
        and not _INITIALS.fullmatch(family.rsplit(" ", maxsplit=1)[-1])
        and not is_organization(family)
        and not is_organization(given)
        and (_is_given(given) if " " in family else _GIVEN.fullmatch(given) is not None and given[:1].isupper())
    )
