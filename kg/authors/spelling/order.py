"""Decide which word of a name is the surname, by counts of surnames and given names."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kg.authors.spelling.parts import given_count, surname_count
from kg.authors.spelling.syllables import KOREAN_SURNAMES, PINYIN_SYLLABLES, VIETNAMESE_SURNAMES, is_pinyin

MIN_CLEAR_BITS: Final = 4.0
"""Minimum bits for a clear order of a name: odds of sixteen to one."""

_UNSEEN: Final = 0.5
"""Count of names for a part that the table lacks (Jeffreys prior)."""

_VIETNAMESE_MIDDLE: Final = frozenset({"thi", "van"})
_MIDDLE_BITS: Final = 4.0
"""Bits of a Vietnamese middle name after a surname, or before a given name: "Tran Thi Mai", "Thi Mai Tran"."""

_PLAUSIBLE: Final = 5.0
"""Count of names for two or more syllables of Pinyin, which are a given name even if the table lacks it."""


@lru_cache(maxsize=1 << 17)
def order_bits(words: tuple[str, ...]) -> float:
    """Return log2 of the odds that the last of some folded words is the surname, and not the first.

    Positive for a name printed given name first, negative for one printed surname first, near 0 where either may be.
    Initials give no evidence.

    >>> [round(order_bits(tuple(name.split()))) for name in ("zhonghua wei", "wei zhonghua", "zhou yu", "janos szabo")]
    [5, -5, -3, 5]
    """
    if len(words) < 2 or min(len(words[0]), len(words[-1])) < 2:  # noqa: PLR2004 - two words, no initials
        return 0.0
    given_first = _surname(words[-1]) * _given(words[:-1])
    family_first = _surname(words[0]) * _given(words[1:])
    return math.log2(given_first / family_first) + _middle_bits(words)


def has_clear_order(words: tuple[str, ...]) -> bool:
    """Return True if the words show which of them is the surname; beside initials, it is the only full word.

    >>> has_clear_order(("wei", "zhonghua")), has_clear_order(("k", "j", "joseph")), has_clear_order(("zhou", "yu"))
    (True, True, False)
    """
    return sum(len(word) > 1 for word in words) == 1 < len(words) or abs(order_bits(words)) >= MIN_CLEAR_BITS


def _middle_bits(words: Sequence[str]) -> float:
    first, second, last = words[0], words[1], words[-1]
    if len(words) == 2:  # noqa: PLR2004 - no middle name
        return 0.0
    if first in VIETNAMESE_SURNAMES and second in _VIETNAMESE_MIDDLE:
        return -_MIDDLE_BITS
    return _MIDDLE_BITS if first in _VIETNAMESE_MIDDLE and last in VIETNAMESE_SURNAMES else 0.0


def is_known_surname(letters: str) -> bool:
    """Return True for a surname that the table or a convention knows.

    >>> is_known_surname("xu"), is_known_surname("jq")
    (True, False)
    """
    return bool(surname_count(letters)) or letters in KOREAN_SURNAMES or letters in VIETNAMESE_SURNAMES


def _surname(word: str) -> float:
    return surname_count(word) + _UNSEEN


def _given(words: Sequence[str]) -> float:
    joined = "".join(words)
    counted = given_count(joined) if len(words) == 1 else max(given_count(words[0]), given_count(joined))
    if counted + _UNSEEN >= _PLAUSIBLE:
        return counted + _UNSEEN
    # "Ouyang" is two syllables and a surname
    syllables = joined not in PINYIN_SYLLABLES and not surname_count(joined) and is_pinyin(joined)
    return _PLAUSIBLE if syllables else counted + _UNSEEN
