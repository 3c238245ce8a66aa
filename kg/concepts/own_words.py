"""How a paper relates to what it names in its own words: a linear model over the words around the name.

Multinomial logistic regression, fitted to mentions whose relation a reader has told (``benchmarks/concept_models.py``).
The confidence of a claim is the probability that the model gives; a relation that is not probable enough is not
claimed, and the paper is then simply *about* the concept.
"""

import re
from collections.abc import Iterable
from functools import cache
from math import exp
from typing import Final

from kg.concepts.relation_features import Sentences, features
from kg.concepts.relations import Judgement, Rules
from kg.concepts.weights import Weights, shipped
from kg.model import ConceptType, Relation, SectionKind

REASON: Final = "words"
"""The name of this model in the rule of a claim."""

_DECIMALS: Final = 2
_LIKE: Final = re.compile(r"-(?:style|like|based|inspired|derived|type)\b", re.IGNORECASE)
"""What is made after something, or of it, is another thing: "COCO-style masks" are not COCO, though they use it."""
_REACH: Final = 40
_MEANS: Final = re.compile(
    r"\b(?:via|with|using|by|on|from|through|of|deploying)\s+(?:(?:a|an|the)\s+)?(?:[\w-]+\s+)?$", re.IGNORECASE
)
_ADJECTIVE: Final = re.compile(r"(?:ed|ive|al|ic)$")
_PHRASE_ENDS: Final = re.compile(
    r"(?:\s+(?:method|algorithm|framework|mechanism|strategy|system|approach|model))?"
    r"\s*(?:\([^()]{1,30}\))?\s*(?:[),.;:]|$|\n\n|(?:that|which|for|to|with|where|as|and|using|is|are|of|in)\b)",
    re.IGNORECASE,
)
_SURE_BY_CUE: Final = frozenset({Relation.EVALUATED_ON, Relation.REPORTS})
"""Relations for which a cue is enough: on our own annotation 95 in a hundred are what a reader said."""

_MAKES_SENSE: Final[dict[Relation, frozenset[ConceptType]]] = {
    Relation.EVALUATED_ON: frozenset({ConceptType.DATASET}),
    Relation.REPORTS: frozenset({ConceptType.METRIC}),
    Relation.USES: frozenset(ConceptType) - {ConceptType.FIELD, ConceptType.TASK, ConceptType.METRIC},
    Relation.COMPARES_WITH: frozenset({ConceptType.METHOD, ConceptType.MODEL, ConceptType.SOFTWARE}),
    Relation.PROPOSES: frozenset(ConceptType) - {ConceptType.FIELD},
    Relation.ADDRESSES: frozenset({ConceptType.TASK, ConceptType.FIELD}),
}
"""What a relation may lead to, whatever the words say."""


class OwnWords:
    """Tells relations in one title or abstract, which is ``text[start:end]``.

    Where the model is not sure, a cue beside the name may be: "evaluated on X" is hardly ever something else.
    """

    def __init__(self, rules: Rules, kind: SectionKind, start: int, end: int) -> None:
        self._sentences, self._rules, self._kind = Sentences(rules.text, start, end), rules, kind

    def judge(self, start: int, end: int, type_: ConceptType, *, in_title: bool) -> Judgement:
        """Say how the paper relates to the concept of this type named by ``text[start:end]``.

        ``in_title`` tells that its title names the concept, here or elsewhere.
        """
        settings = self._rules.settings
        relation, probability = self._most_probable(start, end, type_, in_title=in_title)
        another = relation is not Relation.USES and _LIKE.match(self._rules.text, end)
        if another or (relation is Relation.PROPOSES and not _may_be_proposed(self._rules.text, start, end)):
            return Relation.ABOUT, settings.mention_confidence, "mention"
        least = settings.least_proposed if relation is Relation.PROPOSES else settings.least_probability
        if relation is not Relation.ABOUT and probability >= least:
            return relation, probability, REASON
        by_cue = self._rules.judge(self._kind, start, end, type_)
        seconded = by_cue[0] is relation is not Relation.PROPOSES and probability >= settings.least_seconded
        if by_cue[0] in _SURE_BY_CUE or seconded:
            return by_cue
        if self._kind is SectionKind.TITLE:
            return Relation.ABOUT, settings.title_confidence, "title"
        return Relation.ABOUT, settings.mention_confidence, "mention"

    def _most_probable(self, start: int, end: int, type_: ConceptType, *, in_title: bool) -> tuple[Relation, float]:
        scores = [0.0] * len(_labels())
        general, special = _rows(""), _rows(type_.value or "untyped")
        for feature in features(self._sentences, start, end, title=self._kind is SectionKind.TITLE, in_title=in_title):
            for rows in (general, special):
                for label, score in rows.get(feature, ()):
                    scores[label] += score
        return _best(scores, type_)


def _may_be_proposed(text: str, start: int, end: int) -> bool:
    """Tell whether a name can be what is proposed: a noun that ends its phrase, and no means of what is proposed.

    "We propose a semi-supervised, dual-scan network via attention" proposes neither semi-supervised learning nor
    attention.
    """
    means = _MEANS.search(text, max(0, start - _REACH), start)
    adjective = _ADJECTIVE.search(text, start, end)
    return means is None and adjective is None and _PHRASE_ENDS.match(text, end) is not None


def _best(scores: list[float], type_: ConceptType) -> tuple[Relation, float]:
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    total = sum(odds)
    allowed = [
        (odd / total, relation)
        for odd, relation in zip(odds, _labels(), strict=True)
        if type_ in _MAKES_SENSE.get(relation, (type_,))
    ]
    probability, relation = max(allowed)
    return relation, round(probability, _DECIMALS)


@cache
def _labels() -> tuple[Relation, ...]:
    return tuple(Relation(label) for label in shipped("relations").labels)


@cache
def _rows(type_: str) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return the weights of the features that stand for all types, or for one: few labels each, so pairs are kept."""
    weights: Weights = shipped("relations")
    prefix = f"{type_}:" if type_ else ""
    return {
        name[len(prefix) :]: tuple((i, score) for i, score in enumerate(row.tolist()) if score)
        for name, row in weights.rows.items()
        if name.startswith(prefix) and (type_ or not _is_special(name))
    }


def _is_special(name: str) -> bool:
    return name.partition(":")[0] in _TYPES


_TYPES: Final = frozenset({*(t.value for t in ConceptType if t), "untyped"})


def styled(found: Iterable[str], type_: str) -> list[str]:
    """Return features as the model knows them: for all types, and for this one."""
    return [name for feature in found for name in (feature, f"{type_ or 'untyped'}:{feature}")]
