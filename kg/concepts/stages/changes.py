"""Compare the whole vocabulary with the curated one."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.concepts.vocabulary.matching import ChangedIndex, VocabularyIndex
from kg.concepts.vocabulary.vocabulary import Label


@dataclass(frozen=True, slots=True)
class LabelChanges:
    """Labels that decisions removed from the curated vocabulary, and labels that were learned or decided."""

    removed: frozenset[Label]
    added: tuple[Label, ...]

    @classmethod
    def between(cls, curated: Sequence[Label], known: Sequence[Label]) -> "LabelChanges":
        """Compare the labels of two vocabularies."""
        before, now = frozenset(curated), frozenset(known)
        return cls(before - now, tuple(label for label in known if label not in before))

    def index(self, curated: VocabularyIndex, *, initials_are_style: bool) -> ChangedIndex:
        """Return the index with the changes applied."""
        return ChangedIndex(curated, self.removed, self.added_index(initials_are_style=initials_are_style))

    def added_index(self, *, initials_are_style: bool) -> VocabularyIndex:
        """Return the index of only the added labels."""
        return VocabularyIndex(self.added, initials_are_style=initials_are_style)
