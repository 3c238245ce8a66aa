"""Decide how a paper relates to a concept named in its own words: a linear model over the words around the name.

Multinomial logistic regression, fitted to mentions that a reader labeled (``benchmarks/concept_models.py``).
The confidence of a claim is the model's probability; a relation that is not probable enough is not claimed, and the
paper is then simply *about* the concept.
"""

import re
from typing import Final

from kg.concepts.relations.relation_model import Guess
from kg.concepts.relations.relations import Judgement, Rules
from kg.model import ConceptType, Relation, SectionKind

REASON: Final = "words"
"""Name of this model in the rule of a claim."""

_LIKE: Final = re.compile(r"-(?:style|like|based|inspired|derived|type)\b", re.IGNORECASE)
"""Endings that make a name a modifier of something else: "COCO-style masks" are not COCO, though they use it."""
_LOOK_BEHIND: Final = 40
"""Number of characters before a name that can contain a preposition, an article and a word."""
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
"""Relations for which a cue is enough: 95 % of them agree with our own annotation."""


def decide(rules: Rules, kind: SectionKind, span: tuple[int, int], type_: ConceptType, guess: Guess) -> Judgement:
    """Return the paper's relation to the concept of this type at ``span`` of the text, given the model's guess.

    If the model is uncertain, a cue next to the name may decide: "evaluated on X" is rarely anything else.
    """
    settings, (start, end) = rules.settings, span
    relation, probability = guess
    another = relation is not Relation.USES and _LIKE.match(rules.text, end)
    if another or (relation is Relation.PROPOSES and not _may_be_proposed(rules.text, start, end)):
        return Relation.ABOUT, settings.mention_confidence, "mention"
    least = settings.min_proposed if relation is Relation.PROPOSES else settings.min_probability
    if relation is not Relation.ABOUT and probability >= least:
        return relation, probability, REASON
    by_cue = rules.judge(kind, start, end, type_)
    seconded = by_cue[0] is relation is not Relation.PROPOSES and probability >= settings.min_seconded
    if by_cue[0] in _SURE_BY_CUE or seconded:
        return by_cue
    if kind is SectionKind.TITLE:
        return Relation.ABOUT, settings.title_confidence, "title"
    return Relation.ABOUT, settings.mention_confidence, "mention"


def _may_be_proposed(text: str, start: int, end: int) -> bool:
    """Return whether a name can be what is proposed: it ends its phrase, and is not a means of the proposal.

    "We propose a semi-supervised, dual-scan network via attention" proposes neither semi-supervised learning nor
    attention.
    """
    means = _MEANS.search(text, max(0, start - _LOOK_BEHIND), start)
    adjective = _ADJECTIVE.search(text, start, end)
    return means is None and adjective is None and _PHRASE_ENDS.match(text, end) is not None
