"""Stage ``match concepts``: find the concepts of the whole vocabulary that a paper names.

Hits of the curated vocabulary come from `kg.concepts.stages.tagging`; only added labels are searched for.
The result equals that of one search for the whole vocabulary.
"""

from collections.abc import Callable

import polars as pl

from kg.concepts.stages.changes import LabelChanges
from kg.concepts.stages.frames import by_paper, cleaned_papers, labels_of, style_of, types_of
from kg.concepts.text.acronyms import Definition
from kg.concepts.text.lexical import has_cjk
from kg.concepts.vocabulary.matching import (
    Automaton,
    ChangedIndex,
    filter_hits,
    keep_longest,
    merge_hits,
    vocabulary_index,
)
from kg.concepts.vocabulary.meanings import Acronyms
from kg.frames.columns import frame
from kg.model import ConceptType
from kg.schema import Frames
from kg.settings import ConceptSettings


def match_concepts(settings: ConceptSettings, shared: Frames) -> Callable[[Frames], Frames]:
    """Return the function of this stage; ``shared`` has the labels of both vocabularies and all concepts."""
    curated, known = (labels_of(shared[name]) for name in ("curated_labels", "known_labels"))
    style = style_of(shared["curated_labels"])
    index = vocabulary_index(curated, initials_are_style=style)
    changes = LabelChanges.between(curated, known)
    added = changes.added_index(initials_are_style=style)
    whole = ChangedIndex(index, changes.removed, added)
    latin: dict[str, list[str]] = {}
    for label in known:
        if not has_cjk(label.text):
            latin.setdefault(label.concept, []).append(label.text)
    return _Match(
        whole,
        Automaton(added, with_cues=False),
        Acronyms(whole, latin, settings.acronyms),
        types_of(shared["known_concepts"]),
    )


class _Match:
    """Matches partitions of papers."""

    def __init__(
        self, index: ChangedIndex, automaton: Automaton, acronyms: Acronyms, types: dict[str, ConceptType]
    ) -> None:
        self._index, self._automaton, self._acronyms, self._types = index, automaton, acronyms, types

    def __call__(self, part: Frames) -> Frames:
        hits = {paper: list(zip(*rows[0][:2], strict=True)) for paper, rows in by_paper(part["text_hits"]).items()}
        acronyms = by_paper(part["text_acronyms"])
        named: list[tuple[object, ...]] = []
        for paper, texts in cleaned_papers(part["texts"], part["cleaned_texts"]):
            text = texts.joined
            added, _ = self._automaton.find(text)
            found = merge_hits(hits.get(paper, []), filter_hits(text, added, self._index))
            mentions = keep_longest(text, found, self._index)
            meanings = self._acronyms.meanings(
                text,
                mentions,
                [Definition(*row[:3]) for row in acronyms.get(paper, ()) if not row[3]],
                [(short, end) for short, _, end, without_start in acronyms.get(paper, ()) if without_start],
            )
            for start, end, concept, source in self._acronyms.resolve(text, mentions, meanings):
                named.append((paper, start, end, concept, self._types[concept].value, source))
        return {"concept_mentions": frame("concept_mentions", named), "term_concepts": self._name_candidates(part)}

    def _name_candidates(self, part: Frames) -> pl.DataFrame:
        candidates = part["term_candidates"].select("paper", "number", "label")
        # most labels recur in a part, and most name nothing, a result that the index does not cache
        labels = candidates["label"].unique(maintain_order=True)
        named = {label: found[0] for label in labels.to_list() if len(found := self._index.lookup(label)) == 1}
        rows = [
            (paper, number, concept, self._types[concept].value)
            for paper, number, label in zip(*(column.to_list() for column in candidates), strict=True)
            if (concept := named.get(label)) is not None
        ]
        return frame("term_concepts", rows)
