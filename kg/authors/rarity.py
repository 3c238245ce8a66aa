"""Estimate how many people share a name: the prior of every decision.

"Yang Liu" is a hundred people and "Hannaneh Hajishirzi" is one, which only the parts of the names show. The share of
people with a name is estimated as the share of its surname times the share of its given name, both among names written
in the same convention (`romanization`). Shares come from `name_parts.tsv`, which counts distinct names in several
corpora, and from the names of the input; so a common name is recognized even in one day's digest.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final, TypeVar

import msgspec

from kg.authors.spelling.characters import same_script
from kg.authors.spelling.parts import part_counts
from kg.authors.spelling.person_name import GivenName, Name
from kg.authors.spelling.romanization import Writing, writing
from kg.frames.reference import steady
from kg.names.scripts import is_east_asian
from kg.settings.sections.authors import RaritySettings

Key = TypeVar("Key")

REFERENCE_PEOPLE: Final = 100_000
"""Size of the population in which namesakes are counted."""

_SHORT_NAME: Final = 2
"""Length of a Chinese name with a given name of one sign."""


class PartNameCount(msgspec.Struct, frozen=True, gc=False):
    """A convention (`Writing`), the letters of a part of a name, and how many distinct names have it."""

    way: str
    letters: str
    count: float


class PartCounts(msgspec.Struct, frozen=True, gc=False):
    """Counts of the parts of some names, which their rarity depends on; parts that no name has are left out.

    ``names`` has the number of names written in each convention (with empty letters), ``total`` is their sum.
    """

    total: float
    names: tuple[PartNameCount, ...]
    surnames: tuple[PartNameCount, ...]
    given: tuple[PartNameCount, ...]
    initials: tuple[PartNameCount, ...]


class NameCounts:
    """Counts of name parts among distinct names, and the expected number of namesakes.

    Counts are rounded (`kg.frames.reference.steady`), so a few more names change the rarity of few others.
    """

    def __init__(
        self, names: Iterable[Name], settings: RaritySettings | None = None, *, parts: PartCounts | None = None
    ) -> None:
        """Count the parts of distinct names, and add ``parts`` (an `excerpt`) or by default the program's table."""
        self.settings = settings or RaritySettings()
        self._names: dict[str, float] = {}
        self._surnames: dict[tuple[str, str], float] = {}
        self._given: dict[tuple[str, str], float] = {}
        self._initials: dict[tuple[str, str], float] = {}
        self._memo: dict[tuple[Writing, str, GivenName | None, tuple[GivenName, ...]], float] = {}
        if parts is None:
            self._add_table()
        else:
            self._names.update((part.way, part.count) for part in parts.names)
            for counts, found in (
                (self._surnames, parts.surnames), (self._given, parts.given), (self._initials, parts.initials)
            ):  # fmt: skip
                counts.update(((part.way, part.letters), part.count) for part in found)
        for name in names:
            if name.given:
                way = writing(name).value
                _add(self._names, way)
                _add(self._surnames, (way, name.surname))
                if not name.given[0].is_initial:
                    _add(self._given, (way, name.first))
                    _add(self._initials, (way, name.initial))
        self._total = parts.total if parts else steady(sum(self._names.values())) or 1.0

    def _add_table(self) -> None:
        for kind, way, letters, count in part_counts():
            if kind == "name":
                _add(self._names, way, count)
            elif kind == "surname":
                _add(self._surnames, (way, letters), count)
            else:
                _add(self._given, (way, letters), count)
                _add(self._initials, (way, letters[:1]), count)

    def excerpt(self, names: Iterable[Name]) -> PartCounts:
        """Return the counts that `namesakes` needs for these names, and for the parts that any two of them share."""
        names = tuple(names)
        ways = sorted({writing(name).value for name in names})
        units = {unit for name in names for unit in name.given}
        surnames = sorted({name.surname for name in names})
        spelt = sorted({unit.letters for unit in units if not unit.is_initial})
        first = sorted({unit.letters[:1] for unit in units if unit.is_initial})
        return PartCounts(
            self._total,
            tuple(PartNameCount(way, "", steady(self._names[way])) for way in ways if way in self._names),
            _chosen(self._surnames, ways, surnames),
            _chosen(self._given, ways, spelt),
            _chosen(self._initials, ways, first),
        )

    def namesakes(self, name: Name, first: GivenName | None = None, middle: tuple[GivenName, ...] = ()) -> float:
        """Return log2 of the number of people in `REFERENCE_PEOPLE` with the surname of a name and these given names.

        Without ``first`` these are the given names of the name itself. For two forms of a name, ``first`` and
        ``middle`` are the given names that both agree on.
        """
        if first is None and name.given:
            first, middle = name.given[0], name.given[1:]
        key = (writing(name), name.surname, first, middle)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = self._namesakes(name, first, middle)
        return known

    def _namesakes(self, name: Name, first: GivenName | None, middle: tuple[GivenName, ...]) -> float:
        way = writing(name).value
        if first is None and is_east_asian(name.surname):
            return self._in_signs(name.surname)
        surname = (steady(self._surnames.get((way, name.surname), 0.0)) + self.settings.unseen_names) / self._total
        if first is None:
            return math.log2(REFERENCE_PEOPLE * self.settings.mononym_share * surname)
        share = surname * self._share(way, first)
        for unit in middle:
            share *= min(1.0, max(self.settings.min_middle_share, self._share(way, unit)))
        return math.log2(REFERENCE_PEOPLE * share)

    def _share(self, way: str, unit: GivenName) -> float:
        names = steady(self._names.get(way) or 1.0)
        if unit.is_initial:
            joined = self.settings.second_initial_share ** (len(unit.letters) > 1)
            return (steady(self._initials.get((way, unit.letters[:1]), 0.0)) + 1) / names * joined
        return (steady(self._given.get((way, unit.letters), 0.0)) + self.settings.unseen_names) / names

    def _in_signs(self, name: str) -> float:
        """Estimate `namesakes` of a name in Han characters or Hangul from its length, since no table has counts."""
        short = len(name) <= _SHORT_NAME
        chinese = self.settings.short_chinese_bits if short else self.settings.chinese_bits
        return max(chinese, self.settings.hangul_bits) if same_script(name, "김") else chinese


def _add(counts: dict[Key, float], key: Key, more: float = 1.0) -> None:
    counts[key] = counts.get(key, 0.0) + more


def _chosen(
    counts: Mapping[tuple[str, str], float], ways: Iterable[str], letters: Iterable[str]
) -> tuple[PartNameCount, ...]:
    parts = product(ways, letters)
    return tuple(PartNameCount(way, part, steady(count)) for way, part in parts if (count := counts.get((way, part))))
