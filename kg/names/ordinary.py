"""Recognize the entries that need no further parsing: nine in ten of all printed names.

For a name of two to five plain Latin words, initials or particles, without any word that other modules look for, the
full parser returns the same; a test compares both.
"""

import re
from functools import lru_cache
from typing import Final

from kg.names import plausibility, suffixes
from kg.names.printed import PrintedAuthor
from kg.names.words import organizations

_LATIN: Final = tuple(filter(str.isalpha, map(chr, range(0x41, 0x180))))
_LOWER: Final = "".join(letter for letter in _LATIN if letter.islower())
_UPPER: Final = "".join(letter for letter in _LATIN if letter.isupper())
_WORD: Final = rf"[{_UPPER}][{_LOWER}]+(?:[-'’][{_UPPER}{_LOWER}][{_LOWER}]+)?"
_INITIALS: Final = rf"[{_UPPER}]\.(?:-?[{_UPPER}]\.)*"
_PARTICLE: Final = "van|der|de|den|von|la|del|di|da|dos|le|el|al|bin|ben|ter|ten|du|dal|della"
_COMPOUND: Final = "|".join(organizations.COMPOUNDS)
_NO_COMPOUND: Final = "".join(f"(?<!{end})" for end in organizations.COMPOUNDS)
_ORDINARY: Final = re.compile(
    rf"(?![{_UPPER}][{_LOWER}]*(?:{_COMPOUND})\b)(?:{_WORD}|{_INITIALS})"
    rf"(?: {_INITIALS}| {_WORD}| (?:{_PARTICLE})(?= )){{0,3}} (?:{_WORD}{_NO_COMPOUND}|(?<!\. )[{_UPPER}]\.)"
)
_SPECIAL: Final = (
    organizations.ORGANIZATION_WORDS
    | plausibility.IMPLAUSIBLE_WORDS
    | suffixes.SUFFIX_WORDS
    | {"al", "others", "more", "orcid", "et", "vi"}
)


@lru_cache(maxsize=1 << 18)
def read_ordinary(printed: str) -> PrintedAuthor | None:
    """Return the author of an entry that is only an ordinary name, or None if it needs the full parser.

    >>> read_ordinary("Ann B. Lee"), read_ordinary("Kimi Team") is None, read_ordinary("Ann Lee1") is None
    (PrintedAuthor(name='Ann B. Lee', native='', identifiers=(), affiliations=(), organization=False), True, True)
    """
    if _ORDINARY.fullmatch(printed) is None or not _SPECIAL.isdisjoint(printed.lower().split()):
        return None
    return PrintedAuthor(printed)
