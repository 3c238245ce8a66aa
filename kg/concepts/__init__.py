"""Text to concepts: what each paper is about, typed, with the characters it was read from.

Two sources meet: a curated SKOS vocabulary, found by one automaton, and the acronyms that a paper defines itself.
What a person has settled wins over both. The seam is three functions; what lies behind them may grow without a change
to their records.
"""

from kg.concepts.decisions import ConceptDecisions, read_decisions
from kg.concepts.extraction import extract
from kg.concepts.vocabulary import Vocabulary, load_vocabulary

__all__ = ["ConceptDecisions", "Vocabulary", "extract", "load_vocabulary", "read_decisions"]
