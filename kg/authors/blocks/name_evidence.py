"""Measure the evidence of two clusters' names as features."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import Final

from kg.authors.rarity import NameCounts
from kg.authors.spelling.comparison import Agreement, NameRelation
from kg.authors.spelling.order import has_clear_order
from kg.authors.spelling.person_name import Name
from kg.settings.sections.authors import RaritySettings

_VARIANTS: Final = tuple(level for level in Agreement if level is not Agreement.SAME)

NAME_FEATURES: Final = (
    "prior",
    "namesakes",
    "common_name",
    "recurrence",
    "recurrence_variant",
    "variant_caution",
    *(level.name.lower() for level in _VARIANTS),
    "variant_alone",
)
"""Names of the features, in the order of `NameEvidence.row`, then `NameEvidence.alone`."""

_ONE_FORM: Final = frozenset({Agreement.SAME, Agreement.JOINED})
"""Levels at which a name is hardly spelled in two ways: printers add and drop hyphens."""

_MISPRINTS: Final = frozenset({Agreement.MISPRINT, Agreement.SURNAME_MISPRINT})


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """The relation of two clusters' names: the level, and log2 of the namesakes of the common parts.

    ``row`` has the features of names in order, except the last, ``alone``, which is for two forms without other
    evidence from their papers. ``bare_row`` is the row for papers without a common co-author. It differs from ``row``
    for two orders of a name whose words do not show which is the surname: it then has no feature for the level.
    """

    level: Agreement
    namesakes: float
    row: tuple[float, ...]
    alone: float
    bare_row: tuple[float, ...]

    def bits(self, weights: Mapping[str, float], *, supported: bool) -> float:
        """Return the evidence of the names in bits; ``supported``: the papers have a co-author in common."""
        values = (*self.row, 0.0) if supported else (*self.bare_row, self.alone)
        return float(sum(map(mul, (weights[feature] for feature in NAME_FEATURES), values)))


def weigh_names(
    pair: tuple[Name, Name], relation: NameRelation, counts: NameCounts, recurrence: float, settings: RaritySettings
) -> NameEvidence:
    """Measure two names that may be one.

    ``recurrence`` is log2 of how many further authorships one of a rare name has in the corpus.
    """
    # if the two are spelled by different conventions, the one in which the name is more common is used
    level = relation.level
    parts = (None, ()) if level in (Agreement.REVERSED, Agreement.NATIVE) else (relation.first, relation.middle)
    namesakes = max(counts.namesakes(name, *parts) for name in pair)
    namesakes += settings.misprint_bits * (level in _MISPRINTS)
    variant = level not in _ONE_FORM
    row = (
        1.0,
        namesakes,
        max(0.0, namesakes),
        0.0 if variant else recurrence * _commonness(namesakes, settings.rare_bits),
        recurrence * variant,
        float(variant),
        *(float(level is other) for other in _VARIANTS),
    )
    bare = row
    if level is Agreement.REVERSED and not any(has_clear_order(name.printed_words) for name in pair):
        bare = tuple(0.0 if name == "reversed" else value for name, value in zip(NAME_FEATURES, row, strict=False))
    return NameEvidence(level, namesakes, row, (1 - recurrence / settings.max_recurrence) * variant, bare)


def _commonness(namesakes: float, rare: float) -> float:
    """Return 0 for a rare name, which is one person in any corpus, up to 1 for a common one."""
    return min(1.0, max(0.0, 1 - namesakes / rare))
