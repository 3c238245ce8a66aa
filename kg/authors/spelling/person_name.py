"""Parse a printed name into its parts and a comparable form, and recognize names of groups.

A name is parsed so that two surface forms can be compared part by part: given names are units (``Jean-Pierre`` is one,
``J. P.`` are two), particles are separate from the surname, and degrees and nicknames in brackets are left out. A first
word in capitals before given names in lower case is read as the surname; for surnames that come first without capitals,
`blocking` proposes the reversed order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import Final

from kg.authors.spelling.order import MIN_CLEAR_BITS, is_known_surname, order_bits
from kg.authors.spelling.syllables import (
    KOREAN_SURNAMES,
    PINYIN_SYLLABLES,
    VIETNAMESE_SURNAMES,
    is_pinyin,
    is_vietnamese_syllable,
)
from kg.ids import fold
from kg.names.groups import is_organization
from kg.names.scripts import close_up
from kg.names.suffixes import generation

_NOT_A_LETTER = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”„][^\"“”„]*[\"“”„]")
_DEGREES: Final = frozenset({"phd", "md"})
SURNAME_PARTICLES: Final = frozenset(
    "af al an auf da das de dela del della den der des di do dos du e el la le les lo mc op ten ter van vande vanden"
    " vander vd vom von vonder vor y zu zum zur".split()
)
_WRITTEN_OUT: Final = {
    "v": ("van", "von"), "d": ("der", "den", "de"), "vd": ("vander", "vanden", "vande", "vonder"), "mc": ("mc", "mac"),
}  # fmt: skip
"""Abbreviated particles, and the particles that they may stand for."""

_ABBREVIATED: Final = re.compile(r"v|d|vd")
_MAX_INITIALS: Final = 3
_MAX_JOINED: Final = 16
"""Maximum number of ways to write particles and surname as one word that are considered for one name."""

_MIN_FAMILY_FIRST: Final = 2
"""Minimum number of names of a paper that clearly have the surname first, for all its names to be read that way."""

_MAX_CONTRARY_BITS: Final = 1.0
"""Maximum evidence that a name of such a paper may give for the surname being last: 1 bit, odds of two to one."""

_MIN_CAPITALS: Final = 4
"""Minimum length of a first word in capitals that is always a surname; a shorter one may be initials (``JQ``)."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """One unit of a given name: its letters joined, and the initials of its hyphenated parts.

    ``Jean-Pierre`` has the letters ``jeanpierre`` and the initials ``jp``; ``J.`` and ``J.-P.`` are initials only.
    """

    letters: str
    initials: str
    is_initial: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name; all parts are folded (`kg.ids.fold`).

    ``surname`` is the last word without its ``particles``; a name of one word has no given part. ``generation`` is
    ``jr``, ``iii`` and the like. ``letters`` are all given letters joined: equal for ``Zhao-Yan``, ``Zhaoyan`` and
    ``Zhao Yan``. ``bare`` is equal for names that differ only by case, accents, dots, hyphens, particles and
    generation; ``form``, the key under which names are compared, is ``bare`` with the generation. ``first`` are the
    letters of the first given unit and ``initial`` is its first letter; both are empty for a name of one word.
    ``joined`` are the ways to write particles and surname as one word. ``words`` are all words of the name except the
    generation, sorted, so their order does not matter.
    """

    printed: str
    given: tuple[GivenName, ...]
    surname: str
    particles: tuple[str, ...] = ()
    generation: str = ""
    letters: str = field(init=False, compare=False)
    bare: str = field(init=False, compare=False)
    form: str = field(init=False, compare=False)
    first: str = field(init=False, compare=False)
    initial: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        words = [unit.letters for unit in self.given]
        bare = " ".join((*words, self.surname))
        put = object.__setattr__
        put(self, "letters", "".join(words))
        put(self, "bare", bare)
        put(self, "form", f"{bare} {self.generation}" if self.generation else bare)
        put(self, "first", words[0] if words else "")
        put(self, "initial", words[0][:1] if words else "")

    @property
    def joined(self) -> tuple[str, ...]:
        """Return the ways to write particles and surname as one word; none without particles.

        >>> parse_name("L. v. d. Berg").joined[:2]
        ('vanderberg', 'vandenberg')
        """
        if not self.particles:
            return ()
        ways = product(*(_WRITTEN_OUT.get(particle, (particle,)) for particle in self.particles))
        return tuple("".join((*way, self.surname)) for way, _ in zip(ways, range(_MAX_JOINED), strict=False))

    @property
    def printed_words(self) -> tuple[str, ...]:
        """Return all words except the generation, in their order."""
        return (*(unit.letters for unit in self.given), *self.particles, self.surname)

    @property
    def words(self) -> tuple[str, ...]:
        """Return all words except the generation, sorted."""
        return tuple(sorted(self.printed_words))


@lru_cache(maxsize=1 << 17)
def parse_name(printed: str) -> Name:
    """Parse a printed name.

    >>> name = parse_name("Jean-Pierre M. van der Berg Jr.")
    >>> [unit.letters for unit in name.given], name.surname, name.particles, name.generation
    (['jeanpierre', 'm'], 'berg', ('van', 'der'), 'jr')
    >>> parse_name("WB Croft").form == parse_name("W. B. Croft").form
    True
    >>> parse_name("WEI Zhonghua").form, parse_name("Wei Zhonghua").form
    ('zhonghua wei', 'wei zhonghua')
    """
    plain = _ASIDE.sub(" ", printed).replace(",", " ").replace("’", "'")
    parts = _parts(close_up(" ".join(plain.split())))
    mark = generation(" ".join(parts))
    if mark:
        parts.pop()
    while len(parts) > 2 and _letters(parts[-1]) in _DEGREES:  # noqa: PLR2004 - a given name and a surname stay
        parts.pop()
    if not parts:
        # the whole name is in brackets: use its letters as the surname, which is empty if there are none
        return Name(printed, (), _letters(printed))
    *before, last = _given_first(parts)
    given = [unit for part in before for unit in _units(part)]
    capitalized = bool(before) and before[0][:1].isupper()
    abbreviates = {
        _letters(part)
        for part in before[1:]
        if capitalized and part.islower() and _ABBREVIATED.fullmatch(_letters(part))
    }
    particles = []
    # particles are abbreviations in lower case or known particles, before the surname and never the first word
    while len(given) > 1 and (
        given[-1].letters in abbreviates or (given[-1].letters in SURNAME_PARTICLES and not given[-1].is_initial)
    ):
        particles.append(given.pop().letters)
    surname = _letters(last)
    if particles == ["van"] and _is_vietnamese(given, surname):
        given.append(GivenName(particles.pop(), "v", is_initial=False))
    return Name(printed, tuple(given), surname, tuple(reversed(particles)), mark)


def _parts(plain: str) -> list[str]:
    """Divide a name at its blanks and dots; a hyphen or apostrophe keeps words together."""
    joined: list[str] = []
    for word in plain.replace(".", ". ").split():
        # a hyphen before or after a dot belongs to the initials next to it: "J. -P." is "J.-P."
        if joined and (word.startswith("-") or joined[-1].endswith(("-", "'"))):
            joined[-1] += word
        else:
            joined.append(word)
    return [part for part in joined if _NOT_A_LETTER.sub("", part)]


def _given_first(parts: list[str]) -> list[str]:
    """Move a first word in capitals, read as the surname, to the end, after the given names (``WEI Zhonghua``).

    A short first word may be initials (``MA Waskow``) unless it is a surname of the convention of the other words.
    """
    first, *rest = parts
    if not rest or not _is_shouted(first) or not all(part[:1].isupper() and not _is_shouted(part) for part in rest):
        return parts
    words = tuple(_letters(part) for part in parts)
    if order_bits(words) >= MIN_CLEAR_BITS:
        return parts
    short = len(words[0]) < _MIN_CAPITALS
    return parts if short and not _is_east_asian_order(words) else [*rest, first]


def _is_east_asian_order(words: tuple[str, ...]) -> bool:
    surname, given = words[0], "".join(words[1:])
    return (
        (surname in PINYIN_SYLLABLES and is_known_surname(surname) and is_pinyin(given))
        or surname in KOREAN_SURNAMES
        or (surname in VIETNAMESE_SURNAMES and all(map(is_vietnamese_syllable, words[1:])))
    )


def _is_shouted(part: str) -> bool:
    letters = [letter for letter in part if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _is_vietnamese(given: list[GivenName], surname: str) -> bool:
    """Return True if "Van" between two words is a Vietnamese middle name ("Nguyen Van Minh"), not a particle."""
    first = given[0].letters
    return len(given) == 1 and first in VIETNAMESE_SURNAMES and is_vietnamese_syllable(surname)


def turn_name(name: Name) -> Name:
    """Return a name with its first word read as the surname.

    >>> turn_name(parse_name("Kato Haruki")).form
    'haruki kato'
    """
    surname, *middle = name.given
    last = GivenName(name.surname, name.surname[:1], is_initial=len(name.surname) == 1)
    words = [*middle, *(GivenName(particle, particle[:1], is_initial=False) for particle in name.particles), last]
    return replace(name, given=tuple(words), surname=surname.letters, particles=())


def turned_words(name: Name) -> tuple[str, str]:
    """Return surname and given letters of a name with its first word read as the surname.

    >>> turned_words(parse_name("Wei Zhong Hua"))
    ('wei', 'zhonghua')
    """
    first, *rest = name.printed_words
    return first, "".join(rest)


def turn_surname_first(names: Sequence[Name]) -> list[Name]:
    """Return the names of one paper; if the paper prints surnames first, the first word is read as the surname.

    A paper prints surnames first if at least two of its names show this clearly (`order_bits`) and no name shows the
    contrary. Then this applies to its ambiguous names too.

    >>> [name.form for name in turn_surname_first([parse_name(n) for n in ("Kato Haruki", "Wei Zhonghua", "Zhou Yu")])]
    ['haruki kato', 'zhonghua wei', 'yu zhou']
    """
    bits = [order_bits(name.printed_words) for name in names]
    family_first = sum(found <= -MIN_CLEAR_BITS for found in bits)
    if family_first < _MIN_FAMILY_FIRST or any(found > _MAX_CONTRARY_BITS for found in bits):
        return list(names)
    return [turn_name(name) if name.given and not name.given[0].is_initial else name for name in names]


def _letters(part: str) -> str:
    return _NOT_A_LETTER.sub("", fold(part))


def _units(part: str) -> list[GivenName]:
    pieces = [piece for piece in re.split(r"[-‐–.']+", part) if _NOT_A_LETTER.sub("", piece)]
    folded = [_letters(piece) for piece in pieces]
    folded = [piece for piece in folded if piece]
    if not folded:
        return []
    bare = "".join(pieces)
    if len(bare) <= _MAX_INITIALS and bare.isupper() and len(folded) == 1 and len(bare) > 1 and not _has_vowel(bare):
        return [GivenName(letter, letter, is_initial=True) for letter in folded[0]]
    initials = "".join(piece[0] for piece in folded)
    return [GivenName("".join(folded), initials, is_initial=all(map(_is_letter_of_alphabet, folded)))]


def _is_letter_of_alphabet(piece: str) -> bool:
    """Return True for an initial; a single character of a script without capitals is a whole name, not an initial."""
    return len(piece) == 1 and piece != piece.upper()


def _has_vowel(word: str) -> bool:
    return any(letter in "AEIOU" for letter in word)


def name_key(printed: str) -> str:
    """Reduce a printed name to the form that exact comparison uses.

    Case, accents, dots and hyphens are ignored; order and initials are not.

    >>> name_key("Jörg-Peter M.I. Müller")
    'jorg peter m i muller'
    """
    return _NOT_A_LETTER.sub(" ", fold(printed)).strip() or fold(printed)


def is_group(printed: str) -> bool:
    """Return True for the name of a team, institute, company or other organization (`kg.names.groups`).

    >>> is_group("Kimi Team"), is_group("Terry Teamer")
    (True, False)
    """
    return is_organization(printed)
