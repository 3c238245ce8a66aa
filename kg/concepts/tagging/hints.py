"""Make hints of the curated vocabulary for the tagger."""

from collections.abc import Mapping, Sequence
from typing import Final

from kg.concepts.tagging.tagger import Hint
from kg.concepts.vocabulary.matching import ConceptMention
from kg.model import ConceptType

OWN_STYLE: Final = "digest"
"""The style of this project's own annotation; see `kg.concepts.tagging.tagger.Tagger`."""


def hints(mentions: Sequence[ConceptMention], types: Mapping[str, ConceptType]) -> list[Hint]:
    """Return the vocabulary's mentions in a text with their types; ``several`` if types share the label."""
    found = []
    for start, end, concepts in mentions:
        meant = {types[concept].value for concept in concepts}
        found.append((start, end, meant.pop() if len(meant) == 1 else "several"))
    return found
