"""Constraints that link authorships or keep them apart regardless of evidence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.authors.blocks.block import CannotLinkSide
from kg.authors.decisions.settle import DecisionConstraints


@dataclass(frozen=True, slots=True)
class Constraints:
    """Constraints by authorship, which is given by its place in the corpus.

    ``group`` has the authorships that decisions link to it, ``marks`` the sides of ``different`` lines that it is on,
    and ``known`` the authorships with a common ORCID iD.
    """

    group: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    marks: Mapping[int, frozenset[CannotLinkSide]] = field(default_factory=dict)
    known: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, settlement: DecisionConstraints, known: Mapping[int, tuple[int, ...]] | None = None) -> "Constraints":
        """Return the constraints of a settlement; ``known`` are the authorships that an ORCID iD links."""
        marks: dict[int, set[CannotLinkSide]] = defaultdict(set)
        for number, apart in enumerate(settlement.apart):
            for side, mentions in ((False, apart.one), (True, apart.other)):
                for mention in mentions:
                    marks[mention].add((number, side))
        group = {mention: together for together in settlement.together for mention in together}
        return cls(group, {mention: frozenset(found) for mention, found in marks.items()}, known or {})

    def marks_of(self, mention: int) -> frozenset[CannotLinkSide]:
        """Return the sides that an authorship, or any authorship linked to it, is on."""
        if not self.marks:
            return frozenset()
        tied = self.group.get(mention, (mention,))
        return frozenset(mark for other in tied for mark in self.marks.get(other, ()))
