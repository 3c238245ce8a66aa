"""What speaks for two clusters of mentions being one person, in bits, each reason apart.

The bits add up to log2 of the odds that the two are one person, so 0 is even odds: Fellegi and Sunter's (1969) match
weight, with the name's rarity as the prior. `weights.toml` holds how much each feature counts; it was fitted by
logistic regression to the pairs of clusters that the clustering itself meets on labelled data
(``benchmarks/author_weights.py``).
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Final

from kg.authors.clustering import Cluster
from kg.authors.comparison import Level, Relation, Unlike, compare
from kg.authors.corpus import MOST_RECURRENCE, RARE, Corpus
from kg.authors.details.facts import AFFILIATION
from kg.authors.spelling.characters import same_script
from kg.authors.spelling.order import has_clear_order
from kg.model import Evidence

_VARIANTS: Final = tuple(level for level in Level if level is not Level.SAME)

_NAME: Final = (
    "prior",
    "namesakes",
    "common_name",
    "recurrence",
    "recurrence_variant",
    "variant_caution",
    *(level.name.lower() for level in _VARIANTS),
    "variant_alone",
)
_COAUTHORS: Final = ("coauthor_rarest", "coauthor_more", "coauthor_initials")
_TERMS: Final = ("terms_cosine", "terms_shared")
_CATEGORIES: Final = ("category_rarest", "category_all", "category_none")
_PAPERS: Final = ("papers", "share")
FEATURES: Final = (*_NAME, *_COAUTHORS, *_TERMS, *_CATEGORIES, *_PAPERS)
"""What is looked at, in the order of `features`."""

_KINDS: Final = {"name": _NAME, "co-authors": _COAUTHORS, "words": _TERMS, "categories": _CATEGORIES, "papers": _PAPERS}
KINDS: Final = tuple(_KINDS)
"""The kinds of evidence that an explanation shows and an ablation removes."""

IDENTIFIERS: Final = "identifiers"
"""The rule of evidence from identifiers that registries assign by program; it counts by settings, not by a fit."""

_ONE_FORM: Final = frozenset({Level.SAME, Level.JOINED})
"""Levels at which a name is hardly spelt in two ways: printers add and drop hyphens."""

_MISPRINTS: Final = frozenset({Level.MISPRINT, Level.SURNAME_MISPRINT})
_ONE_LETTER: Final = 4.0
"""log2 of the names one letter away from a name: what two such forms agree on is borne by all of those people."""

_KINDRED: Final = 0.1
"""Cosine of two sets of terms from which papers are about something alike: one or two words of a title."""

_MOST_LISTED: Final = 5
_CERTAIN: Final = 60.0
"""Bits beyond which a probability is 0 or 1 in a double anyway."""

_MOST_LOG: Final = 1023
_LOG: Final = (0.0, *(1 + math.log(n) for n in range(1, _MOST_LOG + 1)))
"""Logarithmic counts: a term on three papers does not count three times."""


def kind_features(kind: str) -> tuple[str, ...]:
    """Return the features that one of `KINDS` adds up."""
    return _KINDS[kind]


@cache
def default_weights() -> Mapping[str, float]:
    """Return the weights that come with the program, in bits by feature."""
    text = files("kg.authors").joinpath("weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["bits"]
    return {feature: float(table[feature]) for feature in FEATURES}


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """How the names of two clusters relate: the level and the log2 namesakes of what they agree on.

    ``row`` are the features of names in their order, without the last: what two forms are worth ``alone``, when nothing
    on their papers speaks for one person. ``bare_row`` is the row of two orders of a name that no co-author supports:
    the same where the words show which of them is the surname, else without what the level is worth.
    """

    level: Level
    namesakes: float
    row: tuple[float, ...]
    alone: float
    bare_row: tuple[float, ...]


class Judge:
    """Weighs pairs of clusters of one corpus."""

    def __init__(self, corpus: Corpus, weights: Mapping[str, float] | None = None) -> None:
        self.corpus = corpus
        self.weights = dict(weights or default_weights())
        self._row = tuple(self.weights[feature] for feature in FEATURES)
        self._related: dict[tuple[str, str], NameEvidence | Unlike] = {}

    def score(self, one: Cluster, other: Cluster) -> float | None:
        """Return the bits for one person, None where a cannot-link or unlike names forbid it."""
        if one.must_not_meet(other):
            return None
        found = self.features(one, other)
        if found is None:
            return None
        bits: float = sum(map(mul, self._row, found))
        return bits + self._account_bits(one, other) if one.accounts and other.accounts else bits

    def _account_bits(self, one: Cluster, other: Cluster) -> float:
        """Return what identifiers say that registries assign by program: equal ones for, different ones against."""
        same, different = self.corpus.account_bits
        if one.accounts & other.accounts:
            return same
        registries = [{key.partition(":")[0] for key in cluster.accounts} for cluster in (one, other)]
        return different if registries[0] & registries[1] else 0.0

    def names(self, one: Cluster, other: Cluster) -> NameEvidence | None:
        """Return how the names of two clusters relate; None if any two conflict or none relate.

        Of several relations the one that agrees on the rarest name counts. Names in their own script have the last
        word: where one is the same, others are two ways to write it in Latin letters, and two are two people.
        """
        natives = self.natives(one, other) if one.natives and other.natives else None
        if natives is Unlike.CONFLICT:
            return None
        best: NameEvidence | None = None
        for form in one.forms:
            for another in other.forms:
                found = self._related.get((form, another)) or self._relate(form, another)
                if found is Unlike.CONFLICT:
                    if natives is Level.SAME:
                        continue
                    return None
                if isinstance(found, NameEvidence) and (best is None or found.namesakes < best.namesakes):
                    best = found
        return best

    def natives(self, one: Cluster, other: Cluster) -> Level | Unlike | None:
        """Return how the names of two clusters in their own script relate, None where their scripts differ."""
        names = self.corpus.names
        pairs = [(names[a], names[b]) for a in one.natives for b in other.natives]
        if any(isinstance(compare(a, b), Relation) for a, b in pairs):
            return Level.SAME
        return Unlike.CONFLICT if any(same_script(a.surname, b.surname) for a, b in pairs) else None

    def _relate(self, form: str, another: str) -> NameEvidence | Unlike:
        names = self.corpus.names
        side_by_side = (min(form, another), max(form, another)) in self.corpus.natives
        found = Relation(Level.NATIVE, None) if side_by_side else compare(names[form], names[another])
        if isinstance(found, Relation):
            # the two may be spelt by two conventions: then the one in which the name is commoner counts
            namesakes = self.corpus.counts.namesakes
            whole = found.level in (Level.REVERSED, Level.NATIVE)
            parts = (None, ()) if whole else (found.first, found.middle)
            agreed = max(namesakes(names[printed], *parts) for printed in (form, another))
            agreed += _ONE_LETTER * (found.level in _MISPRINTS)
            clear = any(has_clear_order(names[printed].printed_words) for printed in (form, another))
            result: NameEvidence | Unlike = self._measured(found.level, agreed, ordered=clear)
        else:
            result = found
        self._related[form, another] = result
        return result

    def _measured(self, level: Level, namesakes: float, *, ordered: bool) -> NameEvidence:
        recurrence, variant = self.corpus.recurrence, level not in _ONE_FORM
        row = (
            1.0,
            namesakes,
            max(0.0, namesakes),
            0.0 if variant else recurrence * _commonness(namesakes),
            recurrence * variant,
            float(variant),
            *(float(level is other) for other in _VARIANTS),
        )
        bare = row
        if level is Level.REVERSED and not ordered:
            bare = tuple(0.0 if name == "reversed" else value for name, value in zip(_NAME, row, strict=False))
        return NameEvidence(level, namesakes, row, (1 - recurrence / MOST_RECURRENCE) * variant, bare)

    def features(self, one: Cluster, other: Cluster) -> tuple[float, ...] | None:
        """Measure everything in `FEATURES`; None where the names cannot be one."""
        names = self.names(one, other)
        if names is None:
            return None
        coauthors, terms = self._coauthors(one, other), self._terms(one, other)
        alone = names.alone and terms[0] < _KINDRED and not any(coauthors) and not one.accounts & other.accounts
        mentions = len(one.mentions), len(other.mentions)
        borne = sum([len(self.corpus.mentions_of[form]) for form in one.forms.keys() | other.forms.keys()])
        return (
            *(names.row if any(coauthors) else names.bare_row),
            names.alone if alone else 0.0,
            *coauthors,
            *terms,
            *self._categories(one, other),
            math.log2(mentions[0] * mentions[1]),
            max(mentions) / borne,
        )

    def _coauthors(self, one: Cluster, other: Cluster) -> tuple[float, ...]:
        shared = one.coauthors.keys() & other.coauthors.keys()
        if not shared:
            return (0.0, 0.0, float(self._initials_meet(one, other)))
        bits = self.corpus.coauthor_bits
        counted = [bits[form] * min(one.coauthors[form], other.coauthors[form]) for form in shared]
        rarest = max(counted)
        return (rarest, math.log2(math.fsum(counted) / rarest), 0.0)

    def _initials_meet(self, one: Cluster, other: Cluster) -> bool:
        """Tell whether a co-author printed with an initial in one fits a co-author of the other."""
        for short, full in ((one.abbreviated, other.coauthors), (other.abbreviated, one.coauthors)):
            if short and any(
                (name.surname, name.initial) in short for name in map(self.corpus.names.get, full) if name
            ):
                return True
        return False

    def _terms(self, one: Cluster, other: Cluster) -> tuple[float, float]:
        small, large = (one, other) if len(one.terms) <= len(other.terms) else (other, one)
        bits, counts = self.corpus.term_bits, large.terms
        shared = [term for term in small.terms if term in counts]
        if not shared:
            return (0.0, 0.0)
        # sorted, as a sum of floats depends on its order, and the order of a set on the hash seed
        shared.sort()
        cosine = together = 0.0
        for term in shared:
            n, m, weight = small.terms[term], counts[term], bits[term]
            together += weight * n * m
            cosine += weight * weight * _LOG[min(n, _MOST_LOG)] * _LOG[min(m, _MOST_LOG)]
        length = one.term_length(bits) * other.term_length(bits)
        return (cosine / length if length else 0.0, together / (len(one.mentions) * len(other.mentions)))

    def _categories(self, one: Cluster, other: Cluster) -> tuple[float, float, float]:
        bits, papers = self.corpus.category_bits, len(one.mentions) * len(other.mentions)
        shared = sorted(one.categories.keys() & other.categories.keys())
        if not shared:
            known = bool(one.categories) and bool(other.categories)
            return (0.0, 0.0, self.corpus.category_share if known else 0.0)
        total = sum(bits[code] * math.sqrt(one.categories[code] * other.categories[code] / papers) for code in shared)
        return (max(bits[code] for code in shared), total, 0.0)

    def explain(self, one: Cluster, other: Cluster) -> tuple[Evidence, ...]:
        """Return the bits of each kind of evidence, and what it saw; empty where the names cannot be one."""
        found, names = self.features(one, other), self.names(one, other)
        if found is None or names is None:
            return ()
        weighed = dict(zip(FEATURES, map(mul, self._row, found), strict=True))
        seen = {
            "name": f"{self._level(one, other, names)}; {_people(names.namesakes)}",
            "co-authors": self._named_coauthors(one, other),
            "words": _listed(self._shared_terms(one, other), "none shared"),
            "categories": _listed(sorted(one.categories.keys() & other.categories.keys()), "none shared"),
            "papers": f"{len(one.mentions)} and {len(other.mentions)}",
        }
        evidence = [
            Evidence(kind, seen[kind], round(sum(weighed[feature] for feature in features), 2))
            for kind, features in _KINDS.items()
        ]
        bits = self._account_bits(one, other)
        if bits:
            value = _listed(sorted(one.accounts & other.accounts), "different in one registry")
            evidence.append(Evidence(IDENTIFIERS, value, bits))
        return tuple(evidence)

    def _level(self, one: Cluster, other: Cluster, names: NameEvidence) -> str:
        """Say how the names agree, and of names in two scripts which paper prints both."""
        if names.level is not Level.NATIVE:
            return str(names.level.value)
        natives = self.corpus.natives
        pairs = ((min(a, b), max(a, b)) for a in one.forms for b in other.forms)
        paper = min(natives[pair] for pair in pairs if pair in natives)
        return f"{names.level.value} on {paper}"

    def _named_coauthors(self, one: Cluster, other: Cluster) -> str:
        bits, names = self.corpus.coauthor_bits, self.corpus.names
        shared = sorted(one.coauthors.keys() & other.coauthors.keys(), key=lambda form: (-bits[form], form))
        if not shared and self._initials_meet(one, other):
            return "one fits by its initial"
        return _listed([names[form].printed for form in shared], "none shared")

    def _shared_terms(self, one: Cluster, other: Cluster) -> list[str]:
        bits = self.corpus.term_bits
        shared = sorted(one.terms.keys() & other.terms.keys(), key=lambda term: (-bits[term], term))
        return [term.removeprefix("concept/").removeprefix(AFFILIATION).replace("-", " ") for term in shared]


def _commonness(namesakes: float) -> float:
    """Return 0 for a name that hardly anybody bears, which is one person in any corpus, up to 1 for a common one."""
    return min(1.0, max(0.0, 1 - namesakes / RARE))


def _listed(items: list[str], empty: str) -> str:
    more = f" and {len(items) - _MOST_LISTED} more" if len(items) > _MOST_LISTED else ""
    return ", ".join(items[:_MOST_LISTED]) + more if items else empty


def _people(namesakes: float) -> str:
    """Say a rarity in words: people in 100,000 who share what the names agree on."""
    people = 2.0**namesakes
    return f"about {people:.2g} people in 100,000 share it" if people >= 0.01 else "hardly anybody shares it"  # noqa: PLR2004


def confidence(bits: float) -> float:
    """Turn bits into a probability.

    >>> confidence(0.0), round(confidence(3.0), 2)
    (0.5, 0.89)
    """
    return 1.0 / (1.0 + math.exp2(-max(-_CERTAIN, min(_CERTAIN, bits))))
