"""Detect romanized Chinese, Korean and Vietnamese names, which are compared by rules of their own.

In these languages, names that differ in one letter are different names (``Jun``, ``Jin``), millions of people share a
few surnames, and given names consist of a few hundred syllables. A name's rarity and its possible misspellings can only
be judged within such a convention. The convention describes the spelling of a name, not the person.
"""

from enum import Enum

from kg.authors.spelling.person_name import Name
from kg.authors.spelling.syllables import KOREAN_SURNAMES, PINYIN_SYLLABLES, VIETNAMESE_SURNAMES, is_pinyin


class Writing(Enum):
    """The convention a name is written in."""

    PINYIN = "pinyin"
    KOREAN = "korean"
    VIETNAMESE = "vietnamese"
    OTHER = "other"


def writing(name: Name) -> Writing:
    """Return the convention of a name; initials fit any convention, so a name with initials has that of its surname.

    >>> from kg.authors.spelling.person_name import parse_name
    >>> [writing(parse_name(n)).value for n in ("Yang Liu", "Minjoon Lee", "Ada Byron", "Y. Liu")]
    ['pinyin', 'korean', 'other', 'pinyin']
    """
    if not name.given:
        return Writing.OTHER
    spelt = name.first if name.given[0].is_initial else name.letters
    fits_pinyin = name.surname in PINYIN_SYLLABLES and (name.given[0].is_initial or is_pinyin(spelt))
    if fits_pinyin:
        return Writing.PINYIN
    if name.surname in KOREAN_SURNAMES:
        return Writing.KOREAN
    return Writing.VIETNAMESE if name.surname in VIETNAMESE_SURNAMES else Writing.OTHER
