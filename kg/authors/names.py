"""What a printed name says: its comparable form, its parts, whether it is a group's.

Nothing here decides who a person is. A name is taken apart so that two printed forms can be compared part by part:
given names as units (``Jean-Pierre`` is one, ``J. P.`` are two), the surname with its particles set aside, suffixes
and nicknames in brackets left out. Whoever writes the surname first is met by `blocking`, which proposes the reversed
order.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.ids import fold

_NOT_A_LETTER = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”„][^\"“”„]*[\"“”„]")
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "2nd", "3rd"})
_PARTICLES: Final = frozenset(
    "af al an auf da das de del della den der des di do dos du e el la le les lo op ten ter van vom von vor y zu zum"
    " zur".split()
)
_MOST_INITIALS: Final = 3
_GROUP_WORD = re.compile(
    r"\b(?:team|collaborations?|consortium|working group|study group|research group|task force|initiative"
    r"|community|committee|investigators|network|alliance|project)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Given:
    """One unit of a given name: its letters joined, and the initials of its hyphenated parts.

    ``Jean-Pierre`` has the letters ``jeanpierre`` and the initials ``jp``; ``J.`` and ``J.-P.`` are initials only.
    """

    letters: str
    initials: str
    is_initial: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name taken apart; all parts are folded (`kg.ids.fold`).

    ``surname`` is the last word without its ``particles``; a name of one word has no given part. ``letters`` are all
    given letters joined: equal for ``Zhao-Yan``, ``Zhaoyan`` and ``Zhao Yan``. ``form`` is the comparable form: equal
    when names differ by case, accents, dots, hyphens, particles and suffixes only. ``first`` are the letters of the
    first given unit, ``initial`` is the first of them; both are empty without one.
    """

    printed: str
    given: tuple[Given, ...]
    surname: str
    particles: tuple[str, ...] = ()
    letters: str = field(init=False, compare=False)
    form: str = field(init=False, compare=False)
    first: str = field(init=False, compare=False)
    initial: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        words = [unit.letters for unit in self.given]
        put = object.__setattr__
        put(self, "letters", "".join(words))
        put(self, "form", " ".join((*words, self.surname)))
        put(self, "first", words[0] if words else "")
        put(self, "initial", words[0][:1] if words else "")


@lru_cache(maxsize=1 << 17)
def parse_name(printed: str) -> Name:
    """Take a printed name apart.

    >>> name = parse_name("Jean-Pierre M. van der Berg Jr.")
    >>> [unit.letters for unit in name.given], name.surname, name.particles
    (['jeanpierre', 'm'], 'berg', ('van', 'der'))
    >>> parse_name("WB Croft").form == parse_name("W. B. Croft").form
    True
    """
    words = _ASIDE.sub(" ", printed).replace(",", " ").replace(".", ". ").replace("’", "'").split()
    # a hyphen that stood before or after a dot belongs to the initials beside it: "J. -P." is "J.-P."
    joined: list[str] = []
    for word in words:
        if joined and (word.startswith("-") or joined[-1].endswith("-")):
            joined[-1] += word
        else:
            joined.append(word)
    parts = [part for part in joined if _NOT_A_LETTER.sub("", part)]
    while len(parts) > 2 and _letters(parts[-1]) in _SUFFIXES:  # noqa: PLR2004 - a given name and a surname stay
        parts.pop()
    if not parts:
        # nothing but brackets is read as if there were none; without a letter all parts are empty
        return Name(printed, (), _letters(printed))
    *before, last = parts
    given = [unit for part in before for unit in _units(part)]
    particles = []
    # what is lower case or a known particle between given name and surname; a first word is never a particle
    while len(given) > 1 and given[-1].letters in _PARTICLES and not given[-1].is_initial:
        particles.append(given.pop().letters)
    return Name(printed, tuple(given), _letters(last), tuple(reversed(particles)))


def _letters(part: str) -> str:
    return _NOT_A_LETTER.sub("", fold(part))


def _units(part: str) -> list[Given]:
    pieces = [piece for piece in re.split(r"[-‐–.']+", part) if _NOT_A_LETTER.sub("", piece)]
    folded = [_letters(piece) for piece in pieces]
    folded = [piece for piece in folded if piece]
    if not folded:
        return []
    bare = "".join(pieces)
    if len(bare) <= _MOST_INITIALS and bare.isupper() and len(folded) == 1 and len(bare) > 1 and not _has_vowel(bare):
        return [Given(letter, letter, is_initial=True) for letter in folded[0]]
    initials = "".join(piece[0] for piece in folded)
    return [Given("".join(folded), initials, is_initial=all(map(_is_letter_of_alphabet, folded)))]


def _is_letter_of_alphabet(piece: str) -> bool:
    """Tell an initial from a name of one sign: scripts without capitals do not abbreviate by letters."""
    return len(piece) == 1 and piece != piece.upper()


def _has_vowel(word: str) -> bool:
    return any(letter in "AEIOU" for letter in word)


def name_key(printed: str) -> str:
    """Reduce a printed name to the form that exact comparison uses.

    Case, accents, dots and hyphens do not count; order and initials do.

    >>> name_key("Jörg-Peter M.I. Müller")
    'jorg peter m i muller'
    """
    return _NOT_A_LETTER.sub(" ", fold(printed)).strip() or fold(printed)


def is_group(printed: str) -> bool:
    """Tell a team, collaboration or consortium from a person, by its last word.

    >>> is_group("Kimi Team"), is_group("Terry Teamer")
    (True, False)
    """
    return bool(_GROUP_WORD.search(printed.strip()))
