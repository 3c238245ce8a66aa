"""Find concepts in text: the typed concepts of each paper, with the characters they were read from.

A curated SKOS vocabulary is combined with terms that the papers themselves use; decisions of people take precedence
over both. `stages` are the parts of a build that do this, `extraction` runs them in one process.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.concepts.decisions.decisions import ConceptDecisions, read_concept_decisions
    from kg.concepts.extraction import extract
    from kg.concepts.vocabulary.merging import extended_vocabulary
    from kg.concepts.vocabulary.vocabulary import Vocabulary, load_vocabulary

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
        "kg.concepts.vocabulary.merging": "extended_vocabulary",
        "kg.concepts.vocabulary.vocabulary": "Vocabulary load_vocabulary",
    },
)
