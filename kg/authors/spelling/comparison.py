"""Compare two printed names: two forms of one name, a conflict, or unrelated.

A relation has the *level* of agreement and the parts that both forms agree on. The rarity of these parts is the prior
(`rarity`): ``J. Smith`` and ``John Smith`` agree on "J. Smith", which is much more common. A conflict is a cannot-link:
``John A. Smith`` is not ``John B. Smith``, however similar the strings. Edit distance comes last. It is not applied to
romanized Chinese, Korean and Vietnamese, where names that differ in one letter are different names.
"""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from kg.authors.spelling.characters import simplify_characters
from kg.authors.spelling.nicknames import nicknames
from kg.authors.spelling.person_name import GivenName, Name, turned_words
from kg.authors.spelling.romanization import Writing, writing
from kg.names.scripts import is_east_asian
from kg.settings.sections.authors import SpellingSettings

_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


class Agreement(Enum):
    """Level of agreement of two forms of a name, the strongest first."""

    SAME = "same name"
    JOINED = "written together or apart"
    MIDDLE = "a middle name left out"
    MIDDLE_INITIAL = "a middle name as initial"
    INITIAL = "an initial for a given name"
    NICKNAME = "a nickname"
    PREFIX = "a shortened given name"
    MISPRINT = "one letter of the given name"
    SURNAME_MISPRINT = "one letter of the surname"
    REVERSED = "surname first"
    FIRST_DROPPED = "the first given name left out"
    COMPOUND = "part of a double surname left out"
    NATIVE = "printed side by side"


@dataclass(frozen=True, slots=True)
class NameRelation:
    """Two forms that may be one name; ``first`` and ``middle`` are the given names both agree on."""

    level: Agreement
    first: GivenName | None
    middle: tuple[GivenName, ...] = ()


class Mismatch(Enum):
    """Two forms that are not forms of one name."""

    CONFLICT = "conflict"
    """One surname, given names that contradict each other: two people."""

    UNRELATED = "unrelated"
    """Nothing to compare; a third form may still belong with both."""


@lru_cache(maxsize=1 << 18)
def compare(a: Name, b: Name, settings: SpellingSettings | None = None) -> NameRelation | Mismatch:
    """Relate two names, with the program's settings by default; the order of the names does not matter.

    >>> from kg.authors.spelling.person_name import parse_name as p
    >>> compare(p("J. Smith"), p("John Smith")).level.value
    'an initial for a given name'
    >>> compare(p("John A. Smith"), p("John B. Smith")), compare(p("Jun Li"), p("Jin Li")) is Mismatch.CONFLICT
    (<Mismatch.CONFLICT: 'conflict'>, True)
    >>> compare(p("Robert Gale Jr."), p("Robert Gale Sr.")), compare(p("Robert Gale"), p("Robert Gale Sr.")).level.value
    (<Mismatch.CONFLICT: 'conflict'>, 'same name')
    """
    found = _compare(a, b, settings or SpellingSettings())
    two_generations = a.generation and b.generation and a.generation != b.generation
    return Mismatch.CONFLICT if two_generations and isinstance(found, NameRelation) else found


def _compare(a: Name, b: Name, settings: SpellingSettings) -> NameRelation | Mismatch:
    """Relate two names, ignoring generations."""
    if a.bare == b.bare:
        return NameRelation(Agreement.SAME, *((a.given[0], a.given[1:]) if a.given else (None, ())))
    if not a.given or not b.given:
        return _in_signs(a, b)
    if a.surname != b.surname:
        return _across_surnames(a, b, settings)
    return _of_one_surname(a, b, settings)


def _in_signs(a: Name, b: Name) -> NameRelation | Mismatch:
    """Relate two names if one has no given part; names in Han characters or Hangul begin with the surname."""
    if not (is_east_asian(a.surname) and is_east_asian(b.surname)):
        return Mismatch.UNRELATED
    one, other = simplify_characters(a.surname), simplify_characters(b.surname)
    if one == other:
        return NameRelation(Agreement.SAME, None)
    return Mismatch.CONFLICT if one[0] == other[0] else Mismatch.UNRELATED


def _of_one_surname(a: Name, b: Name, settings: SpellingSettings) -> NameRelation | Mismatch:
    if a.letters == b.letters:
        # the form with fewer units is the joined one, and the rarer
        joined = min(a, b, key=lambda n: (len(n.given), n.form))
        return NameRelation(Agreement.JOINED, joined.given[0], joined.given[1:])
    agreed = _agree(a.given[0], b.given[0])
    return _with_middles(a, b, agreed) if agreed else _other_first(a, b, settings)


def _agree(a: GivenName, b: GivenName) -> Agreement | None:
    """Compare two given units at the same position."""
    if a.letters == b.letters:
        return Agreement.SAME
    if a.is_initial or b.is_initial:
        initial, other = (a, b) if a.is_initial else (b, a)
        if initial.letters[0] != other.letters[0]:
            return None
        parts = len(initial.letters) > 1 and len(other.initials) > 1
        return None if parts and initial.letters != other.initials else Agreement.INITIAL
    return Agreement.NICKNAME if b.letters in nicknames().get(a.letters, ()) else None


def _common(a: GivenName, b: GivenName) -> GivenName:
    """Return what two agreeing units have in common: the initial, or the shorter of two.

    For a name and its nickname this is the longer, formal one, since only the table shows which is more common.
    """
    units = sorted((a, b), key=lambda unit: (len(unit.letters), unit.letters, unit.initials))
    return next((unit for unit in units if unit.is_initial), units[-1])


def _with_middles(a: Name, b: Name, agreed: Agreement) -> NameRelation | Mismatch:
    one, other = a.given[1:], b.given[1:]
    first = _common(a.given[0], b.given[0])
    if agreed is Agreement.INITIAL and _initials(a) == _initials(b):
        return NameRelation(Agreement.INITIAL, first)
    if not one and not other:
        return NameRelation(agreed, first)
    left_out = Agreement.MIDDLE if agreed is Agreement.SAME else agreed
    if not one or not other:
        return NameRelation(left_out, first)
    if not all(_agree(x, y) for x, y in zip(one, other, strict=False)):
        shared = {unit.letters for unit in one} & {unit.letters for unit in other}
        return NameRelation(Agreement.MIDDLE, first) if shared and agreed is Agreement.SAME else Mismatch.CONFLICT
    middle = tuple(map(_common, one, other))
    if len(one) != len(other):
        return NameRelation(left_out, first, middle)
    return NameRelation(Agreement.MIDDLE_INITIAL if agreed is Agreement.SAME else agreed, first, middle)


def _initials(name: Name) -> str:
    return "".join(unit.initials for unit in name.given)


def _other_first(a: Name, b: Name, settings: SpellingSettings) -> NameRelation | Mismatch:
    """Relate two names of one surname whose first units contradict each other."""
    for short, full in ((a, b), (b, a)):
        if all(unit.is_initial for unit in short.given) and _initials(short) == _initials(full):
            return NameRelation(Agreement.INITIAL, short.given[0])
        if not short.given[0].is_initial and short.letters == "".join(unit.letters for unit in full.given[1:]):
            return NameRelation(Agreement.FIRST_DROPPED, short.given[0])
    one, other = sorted((a.given[0], b.given[0]), key=lambda unit: (len(unit.letters), unit.letters))
    middles = zip(a.given[1:], b.given[1:], strict=False)
    if one.is_initial or not all(_agree(x, y) for x, y in middles) or _is_romanised(a) or _is_romanised(b):
        return Mismatch.CONFLICT
    if len(one.letters) >= settings.min_prefix_letters and other.letters.startswith(one.letters):
        return NameRelation(Agreement.PREFIX, one)
    if len(one.letters) >= settings.min_typo_letters and OSA.distance(one.letters, other.letters, score_cutoff=1) <= 1:
        return NameRelation(Agreement.MISPRINT, one)
    return Mismatch.CONFLICT


def _across_surnames(a: Name, b: Name, settings: SpellingSettings) -> NameRelation | Mismatch:
    one, other = ([*(unit.letters for unit in name.given), name.surname] for name in (a, b))
    a, b = sorted((a, b), key=lambda name: name.form)
    if sorted(one) == sorted(other) or a.words == b.words or _is_turned(a, b) or _is_turned(b, a):
        return NameRelation(Agreement.REVERSED, a.given[0], a.given[1:])
    for short, full in ((a, b), (b, a)):
        if short.surname in full.joined:
            return _of_one_surname(replace(full, surname=short.surname, particles=()), short, settings)
    if _is_romanised(a) or _is_romanised(b):
        return Mismatch.UNRELATED
    if "".join(one) == "".join(other):
        return NameRelation(Agreement.COMPOUND, a.given[0], a.given[1:])
    for short, full in ((a, b), (b, a)):
        rest_fits = all(any(_agree(unit, other) for other in full.given[1:]) for unit in short.given[1:])
        if (
            _agree(short.given[0], full.given[0])
            and rest_fits
            and _is_part(short.surname, full, settings.min_part_letters)
        ):
            return NameRelation(Agreement.COMPOUND, short.given[0] if short.given[0].is_initial else full.given[0])
    alike = without_umlauts(a.letters) == without_umlauts(b.letters)
    if alike and not a.given[0].is_initial and _misprinted(a.surname, b.surname, settings.min_typo_letters):
        return NameRelation(Agreement.SURNAME_MISPRINT, a.given[0], a.given[1:])
    return Mismatch.UNRELATED


def _is_turned(one: Name, other: Name) -> bool:
    """Return True if two names agree, up to spaces, when the first word of one is read as the surname."""
    return not one.given[0].is_initial and turned_words(one) == (other.surname, other.letters)


def _is_part(surname: str, full: Name, min_letters: int) -> bool:
    if any(unit.letters == surname for unit in full.given[1:]):
        return True
    inside = full.surname.startswith(surname) or full.surname.endswith(surname)
    return inside and len(surname) >= min_letters and len(full.surname) > len(surname) + 2


def _misprinted(one: str, other: str, min_letters: int) -> bool:
    if min(len(one), len(other)) >= min_letters and OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    return without_umlauts(one) == without_umlauts(other)


def without_umlauts(letters: str) -> str:
    """Replace spelled-out umlauts by the bare vowel: ``Mueller`` becomes ``muller``, as ``Müller`` does."""
    for spelt, bare in _UMLAUTS:
        letters = letters.replace(spelt, bare)
    return letters


def _is_romanised(name: Name) -> bool:
    return writing(name) is not Writing.OTHER
