"""How many people may share a name: the prior of every decision.

"Yang Liu" is a hundred people and "Hannaneh Hajishirzi" is one, and nothing but the parts of the names says so. The
share of people of a name is the share of its surname times the share of its given name among names written in the same
convention (`romanization`), as if the two were independent within it. Shares come from `name_parts.tsv`, counts of
distinct names in several corpora, joined with the names at hand; so a digest of one day knows a common name too.
"""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.authors.names import Given, Name
from kg.authors.romanization import Writing, writing
from kg.authors.spelling.characters import same_script
from kg.authors.spelling.parts import part_counts
from kg.names.scripts import is_east_asian

PEOPLE: Final = 100_000
"""Namesakes are counted among so many people."""

_UNSEEN: Final = 0.3
"""Names counted for a part that no table has: Jeffreys' half less a little, as most unseen parts are rare."""

_LEAST_MIDDLE: Final = 0.02
"""Share assumed of a second given name at the least; initials and middle names go missing too often to count more."""

_SECOND_INITIAL: Final = 0.06
"""Share assumed of the second letter of joined initials such as ``J.-P.``."""

_MONONYMS: Final = 0.003
"""Share of people printed with one word only, among 115,000 distinct names of three corpora."""

_SHORT_NAME: Final = 2
"""Signs of a name with one sign for the given name. With a surname that 2 % bear, as they do on average in China, and
some 300 signs for given names, 7 people in 100,000 have such a name; with two given signs it is one in 400,000."""

_HANGUL_NAMESAKES: Final = 2.0
"""log2 of namesakes of a Korean name: half of the people have one of five surnames, and given names follow fashions."""

_STEP: Final = 0.25
"""Bits to which rarity is rounded, so that a few new papers change no block they do not touch."""


class NameCounts:
    """Counts of name parts among distinct names, and the namesakes they lead to expect."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._surnames: Counter[tuple[Writing, str]] = Counter()
        self._given: Counter[tuple[Writing, str]] = Counter()
        self._initials: Counter[tuple[Writing, str]] = Counter()
        self._names: Counter[Writing] = Counter()
        self._memo: dict[tuple[Writing, str, Given | None, tuple[Given, ...]], float] = {}
        for kind, convention, letters, count in part_counts():
            part = Writing(convention)
            if kind == "name":
                self._names[part] += count
            elif kind == "surname":
                self._surnames[part, letters] += count
            else:
                self._given[part, letters] += count
                self._initials[part, letters[:1]] += count
        for name in names:
            if name.given:
                way = writing(name)
                self._names[way] += 1
                self._surnames[way, name.surname] += 1
                if not name.given[0].is_initial:
                    self._given[way, name.first] += 1
                    self._initials[way, name.initial] += 1
        self._total = sum(self._names.values()) or 1

    def namesakes(self, name: Name, first: Given | None = None, middle: tuple[Given, ...] = ()) -> float:
        """Return log2 of the people in `PEOPLE` who bear the surname of a name and these given names.

        Without ``first`` it is the whole name as printed. Where two forms of a name agree on the first name only, their
        namesakes are those who share that much.
        """
        if first is None and name.given:
            first, middle = name.given[0], name.given[1:]
        key = (writing(name), name.surname, first, middle)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = round(self._namesakes(name, first, middle) / _STEP) * _STEP
        return known

    def _namesakes(self, name: Name, first: Given | None, middle: tuple[Given, ...]) -> float:
        way = writing(name)
        if first is None and is_east_asian(name.surname):
            return _in_signs(name.surname)
        surname = (self._surnames[way, name.surname] + _UNSEEN) / self._total
        if first is None:
            return math.log2(PEOPLE * _MONONYMS * surname)
        share = surname * self._share(way, first)
        for unit in middle:
            share *= min(1.0, max(_LEAST_MIDDLE, self._share(way, unit)))
        return math.log2(PEOPLE * share)

    def _share(self, way: Writing, unit: Given) -> float:
        names = self._names[way] or 1
        if unit.is_initial:
            return (self._initials[way, unit.letters[:1]] + 1) / names * _SECOND_INITIAL ** (len(unit.letters) > 1)
        return (self._given[way, unit.letters] + _UNSEEN) / names


def _in_signs(name: str) -> float:
    """Return `NameCounts.namesakes` of a name in Han characters or Hangul, which no table counts, by its length."""
    chinese = 2.5 if len(name) <= _SHORT_NAME else -2.0
    return max(chinese, _HANGUL_NAMESAKES) if same_script(name, "김") else chinese
