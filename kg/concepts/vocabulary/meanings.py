"""Resolve the names in one paper: its own acronym definitions take precedence over the vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.concepts.text.acronyms import Definition, align, base_form, canonicalize
from kg.concepts.text.lexical import fold_latin, stems
from kg.concepts.vocabulary.matching import ConceptMention, Index
from kg.settings.sections.concepts import AcronymSettings


class ResolvedMention(NamedTuple):
    """A concept named by ``text[start:end]``; ``source`` is ``vocabulary`` or ``acronym``, the start of its rule."""

    start: int
    end: int
    concept: str
    source: str


class Acronyms:
    """Resolves the mentions of a paper with the acronyms that it defines.

    ``index`` looks up a printed text; ``latin_labels`` are the labels of each concept in Latin letters.
    """

    def __init__(self, index: Index, latin_labels: Mapping[str, Sequence[str]], settings: AcronymSettings) -> None:
        self._index, self._latin_labels, self._settings = index, latin_labels, settings

    def meanings(
        self,
        text: str,
        mentions: Sequence[ConceptMention],
        definitions: Sequence[Definition],
        bracketed: Sequence[tuple[str, int]],
    ) -> dict[str, str]:
        """Return the meaning of each short form by the paper's own definitions.

        A Chinese definition (``bracketed``: a short form, and the end of the Chinese before it) counts only if a known
        label ends at the bracket. A short form whose long form is not a known concept means nothing in this paper
        (""), whatever it means elsewhere.
        """
        meanings: dict[str, str] = {}
        for definition in definitions:
            long = text[definition.start : definition.end]
            known = self._index.lookup(long)
            meanings[definition.short] = known[0] if len(known) == 1 else self._same_acronym(definition.short, long)
        if not bracketed:
            return meanings
        by_end = {mention.end: mention for mention in mentions}
        for short, end in bracketed:
            mention = by_end.get(end)
            if mention is None or short in meanings or len(mention.concepts) != 1:
                continue
            if self._abbreviates(short, mention.concepts[0]):
                meanings[short] = mention.concepts[0]
        return meanings

    def _same_acronym(self, short: str, long: str) -> str:
        """Return the concept with this acronym and, except for small words and endings, exactly this long form."""
        known = self._index.lookup(short)
        if len(known) != 1:
            return ""
        sought = stems(canonicalize(long))
        return known[0] if any(stems(other) == sought for other in self._latin_labels.get(known[0], ())) else ""

    def _abbreviates(self, short: str, concept: str) -> bool:
        """Return whether the short form can abbreviate the concept, by its Latin labels."""
        labels = self._latin_labels.get(concept, ())
        return short in labels or any(align(short, label, self._settings, whole=True) for label in labels)

    def resolve(
        self, text: str, mentions: Sequence[ConceptMention], meanings: Mapping[str, str]
    ) -> list[ResolvedMention]:
        """Resolve mentions: definitions take precedence over the vocabulary.

        A label that several concepts share means the one that the paper also names by another label.
        """
        single = {mention.concepts[0] for mention in mentions if len(mention.concepts) == 1}
        named: list[ResolvedMention] = []
        for start, end, concepts in mentions:
            if meanings:
                printed = text[start:end]
                if printed in meanings or base_form(printed) in meanings:
                    continue
            if len(concepts) == 1:
                named.append(ResolvedMention(start, end, concepts[0], "vocabulary"))
            elif len(chosen := single.intersection(concepts)) == 1:
                named.append(ResolvedMention(start, end, min(chosen), "vocabulary"))
        if any(meanings.values()):
            named += _own_mentions(text, meanings)
            named.sort(key=lambda one: (one.start, one.end, one.concept))
        return named


def _own_mentions(text: str, meanings: Mapping[str, str]) -> Iterator[ResolvedMention]:
    """Find the short forms that the paper defines, if their long forms are known."""
    folded = f" {fold_latin(text)}  "
    for short, concept in sorted(meanings.items()):
        if not concept:
            continue
        for start, end in _occurrences(folded, short):
            if base_form(text[start:end]) == short:
                yield ResolvedMention(start, end, concept, "acronym")


def _occurrences(folded: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a label or its plural in "s", as whole words, in a folded text padded by a space."""
    sought = f" {fold_latin(label)}"
    at = folded.find(sought)
    while at >= 0:
        end = at + len(sought)
        if folded.startswith("s ", end):
            end += 1
        if folded.startswith(" ", end):
            yield at, end - 1
        at = folded.find(sought, at + 1)
