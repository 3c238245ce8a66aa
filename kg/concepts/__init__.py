"""Text to concepts: what each paper is about, typed, with the characters it was read from.

A curated SKOS vocabulary and what the papers themselves call things meet; what a person has settled wins over both.
`stages` are the parts of a build that do it, `extraction` carries them out in one process.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.concepts.decisions.decisions import ConceptDecisions, read_concept_decisions
    from kg.concepts.extraction import extract
    from kg.concepts.vocabulary.vocabulary import Vocabulary, extended_vocabulary, load_vocabulary

__all__ = [
    "ConceptDecisions",
    "Vocabulary",
    "extended_vocabulary",
    "extract",
    "load_vocabulary",
    "read_concept_decisions",
]

export(
    __name__,
    {
        "kg.concepts.decisions.decisions": "ConceptDecisions read_concept_decisions",
        "kg.concepts.extraction": "extract",
        "kg.concepts.vocabulary.vocabulary": "Vocabulary extended_vocabulary load_vocabulary",
    },
)
