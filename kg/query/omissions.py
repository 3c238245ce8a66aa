"""List the statements that exports have and the store omits, with a query pattern that finds the same data.

The store omits statements that others determine (docs/decisions/0014-lean-store.md), so a query for them is correct and
finds nothing. Such a query gets one of these hints, and so does one for a class that only its subclasses are stated of.
"""

from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from kg.sets.namespaces import PREFIXES, expand
from kg.store.protocol import Queryable


class Omission(NamedTuple):
    """The pattern to use instead, and a pattern that matches if the store has the statements after all.

    A query that uses a term of ``unless`` gets no hint.
    """

    advice: str
    present: str
    unless: frozenset[str] = frozenset()


def _class(name: str, advice: str) -> tuple[str, Omission]:
    return expand(name), Omission(f"the store does not state the class {name}: {advice}", f"?node a {name}")


def _property(name: str, advice: str) -> tuple[str, Omission]:
    return expand(name), Omission(f"the store has no {name}: {advice}", f"?node {name} ?value")


_PAIRS: Final = Omission(
    "the store has a kg:Coauthorship for pairs with two or more papers; for all pairs ask ?a kg:coAuthor ?b, "
    "and count ?paper dcterms:creator ?a, ?b",
    "?pair kg:jointPaperCount 1",
)
_INTERESTS: Final = Omission(
    "the store has a kg:Interest for concepts that two or more papers of a person are about; for all ask "
    "?person kg:worksOn ?concept",
    "?interest kg:interestPaperCount 1",
    frozenset({expand("kg:worksOn")}),
)
_FROM_SUMMARY: Final = Omission(
    "the store states kg:fromSummary of evaluations only: for claims ask "
    "?claim prov:wasDerivedFrom/kg:machineWritten ?machine",
    "?claim kg:claimedConcept ?concept ; kg:fromSummary ?value",
    frozenset(expand(f"kg:{name}") for name in ("Evaluation", "hasEvaluation", "measuredOn", "measuredWith")),
)

OMISSIONS: Final[dict[str, Omission]] = dict(
    [
        _class("kg:Section", "ask ?section kg:sectionKind ?kind"),
        _class("kg:Evidence", "ask ?decision kg:hasEvidence ?reason"),
        _class("foaf:Person", "ask ?person a kg:Author"),
        _class("foaf:Group", "ask ?group a kg:Group"),
        _class("kg:Term", "kg show lists the salient terms of a paper, and kg export --profile full writes them"),
        *(_property(name, "kg show lists the salient terms of a paper, and kg export --profile full writes them")
          for name in ("kg:hasTerm", "kg:termRank", "kg:salience", "kg:termConcept")),
        _class("foaf:Agent", "ask ?agent foaf:name ?name, or ?agent a kg:Author or kg:Group"),
        _class("kg:Finding", "ask ?finding a kg:Claim or kg:Evaluation"),
        _property("dcterms:language", "kg export --profile full writes it"),
        (expand("kg:fromSummary"), _FROM_SUMMARY),
        *(_property(name, "oa:exact quotes the words, kg concepts explain shows where they are, and "
                    "kg export --profile full writes it")
          for name in ("kg:startOffset", "kg:endOffset")),
        _property("kg:text", "kg show and kg search have the texts, kg export --with-text writes them, and kg build "
                  "--set store.texts=true puts them into the store"),
        *((expand(name), _PAIRS) for name in ("kg:Coauthorship", "kg:partner", "kg:jointPaperCount")),
        *((expand(name), _INTERESTS) for name in ("kg:Interest", "kg:hasInterest", "kg:interestIn")),
    ]
)  # fmt: skip
"""IRI of a class or property -> the pattern to use instead."""


def advice_on(store: Queryable, iri: str, used: AbstractSet[str]) -> str:
    """Return the advice for a term that the store omits, "" for other terms and if the store has it.

    ``used`` are the terms of the whole query.
    """
    omission = OMISSIONS.get(iri)
    if omission is None or omission.unless & used or store.query(f"ASK {{ {omission.present} }}", prefixes=PREFIXES):
        return ""
    return omission.advice
