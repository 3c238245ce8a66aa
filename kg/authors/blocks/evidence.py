"""Weigh the evidence that two clusters are one person, in bits per reason.

The bits add up to log2 of the odds that the two are one person, so 0 is even odds: Fellegi and Sunter's (1969) match
weight, with the name's rarity as the prior. `weights.toml` has the weight of each feature, fitted by logistic
regression to the pairs of clusters that the clustering itself meets on labeled data (``benchmarks/author_weights.py``).
"""

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Final

from kg.authors.blocks.block import BlockInput, SharedItem
from kg.authors.blocks.clustering import Cluster
from kg.authors.blocks.name_evidence import NAME_FEATURES, NameEvidence, weigh_names
from kg.authors.details.facts import AFFILIATION
from kg.authors.rarity import NameCounts
from kg.authors.spelling.characters import same_script
from kg.authors.spelling.comparison import Agreement, Mismatch, NameRelation, compare
from kg.authors.terms import CONCEPT_TERM_PREFIX
from kg.model import FITS_BY_INITIAL, Evidence, EvidenceKind
from kg.settings import AuthorSettings

_COAUTHORS: Final = ("coauthor_rarest", "coauthor_more", "coauthor_initials")
_TERMS: Final = ("terms_cosine", "terms_shared")
_CATEGORIES: Final = ("category_rarest", "category_all", "category_none")
_PAPERS: Final = ("papers", "share")
FEATURES: Final = (*NAME_FEATURES, *_COAUTHORS, *_TERMS, *_CATEGORIES, *_PAPERS)
"""Names of the features, in the order of `features`."""

_KINDS: Final = {
    EvidenceKind.NAME: NAME_FEATURES,
    EvidenceKind.COAUTHORS: _COAUTHORS,
    EvidenceKind.WORDS: _TERMS,
    EvidenceKind.CATEGORIES: _CATEGORIES,
    EvidenceKind.PAPERS: _PAPERS,
}
KINDS: Final = tuple(_KINDS)
"""The kinds of evidence that an explanation shows and an ablation removes."""

_MAX_LISTED: Final = 5
_CERTAIN: Final = 60.0
"""Bits beyond which a probability is 0 or 1 in a double anyway."""

_MAX_LOG: Final = 1023
_LOG: Final = (0.0, *(1 + math.log(n) for n in range(1, _MAX_LOG + 1)))
"""Logarithms of counts: a term on three papers weighs less than three times as much as on one."""


def kind_features(kind: EvidenceKind) -> tuple[str, ...]:
    """Return the features that one of `KINDS` adds up."""
    return _KINDS[kind]


@cache
def default_weights() -> Mapping[str, float]:
    """Return the weights that come with the program, in bits by feature."""
    text = files("kg.authors.blocks").joinpath("weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["bits"]
    return {feature: float(table[feature]) for feature in FEATURES}


_NO_COAUTHORS: Final = (0.0, 0.0, 0.0)
_NO_TERMS: Final = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Agreement:
    """The relation of two forms, and the bits of its ``row`` and its ``bare_row`` (see `NameEvidence`)."""

    names: NameEvidence
    supported: float
    bare: float


class PairWeigher:
    """Weigher of pairs of clusters of one block; ``weights`` are bits by feature, those of the program if not given."""

    def __init__(self, block: BlockInput, settings: AuthorSettings, weights: Mapping[str, float] | None = None) -> None:
        self.block, self.settings = block, settings
        self.names = [name.parse() for name in block.names]
        self.weights = weights or default_weights()
        self._row = tuple(self.weights[feature] for feature in FEATURES)
        self._paired = self._row[len(NAME_FEATURES) - 1 :]
        self._counts = NameCounts((), settings.rarity, parts=block.counts)
        self._natives = {(pair.one, pair.other): pair.paper for pair in block.natives}
        self._related: dict[tuple[int, int], _Agreement | Mismatch] = {}
        self._bearers = Counter(mention.name for mention in block.mentions)
        self._term_bits = [item.bits for item in block.terms]
        self._alike_cosine = settings.terms.alike_cosine

    def score(self, one: Cluster, other: Cluster) -> float | None:
        """Return the bits for being one person, None if a cannot-link or unlike names forbid it.

        This is the sum of `features` times weights, in the order of the features; zeros are skipped.
        """
        if one.must_not_meet(other):
            return None
        agreed = self._agree(one, other)
        if agreed is None:
            return None
        alone, rarest, more, initials, cosine, together, first, every, none, papers, share = self._paired
        coauthors, terms = self._coauthors(one, other), self._terms(one, other)
        if coauthors is not _NO_COAUTHORS:
            bits = agreed.supported + rarest * coauthors[0] + more * coauthors[1] + initials * coauthors[2]
        elif terms[0] >= self._alike_cosine or (one.accounts and not one.accounts.isdisjoint(other.accounts)):
            bits = agreed.bare
        else:
            bits = agreed.bare + alone * agreed.names.alone
        if terms is not _NO_TERMS:
            bits = bits + cosine * terms[0] + together * terms[1]
        categories = self._categories(one, other)
        bits = bits + first * categories[0] + every * categories[1] + none * categories[2]
        count, others = len(one.mentions), len(other.mentions)
        larger = max(count, others)
        bits = bits + papers * math.log2(count * others) + share * (larger / self._borne(one, other))
        return bits + self._account_bits(one, other) if one.accounts and other.accounts else bits

    def _borne(self, one: Cluster, other: Cluster) -> int:
        """Return the number of authorships that have a form of either cluster."""
        bearers = self._bearers
        if len(one.forms) == 1 and one.forms.keys() == other.forms.keys():
            return bearers[next(iter(one.forms))]
        return sum([bearers[form] for form in one.forms.keys() | other.forms.keys()])

    def _account_bits(self, one: Cluster, other: Cluster) -> float:
        """Return the evidence of identifiers that registries assign by program: positive for equal ones."""
        if one.accounts & other.accounts:
            return self.settings.same_account_bits
        registries = [{key.partition(":")[0] for key in cluster.accounts} for cluster in (one, other)]
        return self.settings.other_account_bits if registries[0] & registries[1] else 0.0

    def agreement(self, one: Cluster, other: Cluster) -> NameEvidence | None:
        """Return how the names of two clusters relate; None if any two conflict or none relate.

        If there are several relations, the one that agrees on the rarest name is used. Names in their own script take
        precedence: equal ones are one name however it is written in Latin letters, and different ones are two people.
        """
        agreed = self._agree(one, other)
        return agreed.names if agreed else None

    def _agree(self, one: Cluster, other: Cluster) -> _Agreement | None:
        natives = self.natives(one, other) if one.natives and other.natives else None
        if natives is Mismatch.CONFLICT:
            return None
        best: _Agreement | None = None
        if natives is None and len(one.forms) == len(other.forms) == 1:
            pair = next(iter(one.forms)), next(iter(other.forms))
            related = self._related.get(pair) or self._relate(*pair)
            return related if isinstance(related, _Agreement) else None
        for form in one.forms:
            for another in other.forms:
                found = self._related.get((form, another)) or self._relate(form, another)
                if found is Mismatch.CONFLICT:
                    if natives is Agreement.SAME:
                        continue
                    return None
                if isinstance(found, _Agreement) and (best is None or found.names.namesakes < best.names.namesakes):
                    best = found
        return best

    def natives(self, one: Cluster, other: Cluster) -> Agreement | Mismatch | None:
        """Return how the names of two clusters in their own script relate, None if their scripts differ."""
        names = self.names
        pairs = [(names[a], names[b]) for a in one.natives for b in other.natives]
        if any(isinstance(compare(a, b, self.settings.spelling), NameRelation) for a, b in pairs):
            return Agreement.SAME
        return Mismatch.CONFLICT if any(same_script(a.surname, b.surname) for a, b in pairs) else None

    def _relate(self, form: int, another: int) -> _Agreement | Mismatch:
        pair = self.names[form], self.names[another]
        side_by_side = (min(form, another), max(form, another)) in self._natives
        found = NameRelation(Agreement.NATIVE, None) if side_by_side else compare(*pair, self.settings.spelling)
        result: _Agreement | Mismatch
        if isinstance(found, NameRelation):
            names = weigh_names(pair, found, self._counts, self.block.recurrence, self.settings.rarity)
            bits = (float(sum(map(mul, self._row, row))) for row in (names.row, names.bare_row))
            result = _Agreement(names, *bits)
        else:
            result = found
        self._related[form, another] = result
        return result

    def features(self, one: Cluster, other: Cluster) -> tuple[float, ...] | None:
        """Measure everything in `FEATURES`; None if the names cannot be one."""
        names = self.agreement(one, other)
        if names is None:
            return None
        coauthors, terms = self._coauthors(one, other), self._terms(one, other)
        supported = coauthors is not _NO_COAUTHORS
        alike = supported or terms[0] >= self.settings.terms.alike_cosine or one.accounts & other.accounts
        mentions = len(one.mentions), len(other.mentions)
        return (
            *(names.row if supported else names.bare_row),
            0.0 if alike else names.alone,
            *coauthors,
            *terms,
            *self._categories(one, other),
            math.log2(mentions[0] * mentions[1]),
            max(mentions) / self._borne(one, other),
        )

    def _coauthors(self, one: Cluster, other: Cluster) -> tuple[float, float, float]:
        if one.coauthors.keys().isdisjoint(other.coauthors):
            meet = (one.abbreviated or other.abbreviated) and _initials_meet(one, other)
            return (0.0, 0.0, 1.0) if meet else _NO_COAUTHORS
        items = self.block.coauthors
        shared = one.coauthors.keys() & other.coauthors.keys()
        counted = [items[form].bits * min(one.coauthors[form], other.coauthors[form]) for form in shared]
        rarest = max(counted)
        return (rarest, math.log2(math.fsum(counted) / rarest), 0.0)

    def _terms(self, one: Cluster, other: Cluster) -> tuple[float, float]:
        if one.terms.keys().isdisjoint(other.terms):
            return _NO_TERMS
        small, large = (one, other) if len(one.terms) <= len(other.terms) else (other, one)
        counts, more, bits = small.terms, large.terms, self._term_bits
        cosine = together = 0.0
        # sorted, as a sum of floats depends on its order
        for term in sorted(counts.keys() & more.keys()):
            n, m, weight = counts[term], more[term], bits[term]
            together += weight * n * m
            cosine += weight * weight * _LOG[min(n, _MAX_LOG)] * _LOG[min(m, _MAX_LOG)]
        items = self.block.terms
        length = one.term_length(items) * other.term_length(items)
        return (cosine / length if length else 0.0, together / (len(one.mentions) * len(other.mentions)))

    def _categories(self, one: Cluster, other: Cluster) -> tuple[float, float, float]:
        if one.categories.keys().isdisjoint(other.categories):
            known = one.categorized and other.categorized
            return (0.0, 0.0, self.block.category_share if known else 0.0)
        items, papers = self.block.categories, len(one.mentions) * len(other.mentions)
        rarest = total = 0.0
        for code in sorted(one.categories.keys() & other.categories.keys()):
            bits = items[code].bits
            rarest = max(rarest, bits)
            total += bits * math.sqrt(one.categories[code] * other.categories[code] / papers)
        return (rarest, total, 0.0)

    def explain(self, one: Cluster, other: Cluster) -> tuple[Evidence, ...]:
        """Return the bits and the values of each kind of evidence; empty if the names cannot be one."""
        found, names = self.features(one, other), self.agreement(one, other)
        if found is None or names is None:
            return ()
        weighed = dict(zip(FEATURES, map(mul, self._row, found), strict=True))
        codes = sorted(one.categories.keys() & other.categories.keys())
        seen = {
            EvidenceKind.NAME: (names.level.value, _people(names.namesakes), self._native_paper(one, other, names)),
            EvidenceKind.COAUTHORS: self._named_coauthors(one, other),
            EvidenceKind.WORDS: [_shown(item.text) for item in _rarest(self.block.terms, one.terms, other.terms)],
            EvidenceKind.CATEGORIES: [self.block.categories[code].text for code in codes],
            EvidenceKind.PAPERS: (str(len(one.mentions)), str(len(other.mentions))),
        }
        evidence = [
            _evidence(kind, seen[kind], round(sum(weighed[feature] for feature in features), 2))
            for kind, features in _KINDS.items()
        ]
        bits = self._account_bits(one, other)
        if bits:
            evidence.append(_evidence(EvidenceKind.IDENTIFIERS, sorted(one.accounts & other.accounts), bits))
        return tuple(evidence)

    def _native_paper(self, one: Cluster, other: Cluster, names: NameEvidence) -> str:
        """Return the paper that prints two names in both scripts, "" for names in one script."""
        if names.level is not Agreement.NATIVE:
            return ""
        pairs = ((min(a, b), max(a, b)) for a in one.forms for b in other.forms)
        return min(self._natives[pair] for pair in pairs if pair in self._natives)

    def _named_coauthors(self, one: Cluster, other: Cluster) -> list[str]:
        shared = _rarest(self.block.coauthors, one.coauthors, other.coauthors)
        if not shared and _initials_meet(one, other):
            return [FITS_BY_INITIAL]
        return [item.text for item in shared]


def _initials_meet(one: Cluster, other: Cluster) -> bool:
    """Return True if a co-author printed with an initial in one fits a co-author of the other."""
    return not (one.abbreviated.isdisjoint(other.fitting) and other.abbreviated.isdisjoint(one.fitting))


def _rarest(items: Sequence[SharedItem], one: Mapping[int, float], other: Mapping[int, float]) -> list[SharedItem]:
    """Return the items that two clusters share, the rarest first."""
    return [items[place] for place in sorted(one.keys() & other.keys(), key=lambda place: (-items[place].bits, place))]


def _shown(term: str) -> str:
    return term.removeprefix(CONCEPT_TERM_PREFIX).removeprefix(AFFILIATION).replace("-", " ")


def _evidence(kind: EvidenceKind, values: Sequence[str], bits: float) -> Evidence:
    return Evidence(kind.value, tuple(values[:_MAX_LISTED]), bits, max(len(values) - _MAX_LISTED, 0))


def _people(namesakes: float) -> str:
    """Return how many people in 100,000 have the common parts of the names, to two digits; "0" for less than 0.01."""
    people = 2.0**namesakes
    return f"{people:.2g}" if people >= 0.01 else "0"  # noqa: PLR2004


def confidence(bits: float) -> float:
    """Convert bits to a probability.

    >>> confidence(0.0), round(confidence(3.0), 2)
    (0.5, 0.89)
    """
    return 1.0 / (1.0 + math.exp2(-max(-_CERTAIN, min(_CERTAIN, bits))))
