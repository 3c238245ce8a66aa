"""Papers to tagged spans: the curated vocabulary hints, the sequence model decides.

Only what people wrote in English is tagged, title and abstract: the model has seen nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from kg.concepts.matching import Matcher
from kg.concepts.tagger import Span, Tagger
from kg.concepts.text import Clean, clean
from kg.model import ConceptType, Paper, SectionKind

OWN_STYLE: Final = "digest"
"""The style of this project's own annotation; see `kg.concepts.tagger.Weights`."""

_BATCH: Final = 1024
"""Papers tagged at once: enough for arrays to pay, few enough to cost little memory."""

Hint = tuple[int, int, str]


def own_words(paper: Paper) -> tuple[Clean, Clean]:
    """Return the title and the English abstract, cleaned; without one, the second is empty."""
    abstract = next((s.text for s in paper.sections if s.kind is SectionKind.ABSTRACT and s.language != "zh"), "")
    return clean(paper.title), clean(abstract)


class PaperTagger:
    """Tags the title and abstract of papers, a batch at a time."""

    def __init__(self, tagger: Tagger, matcher: Matcher, types: Mapping[str, ConceptType]) -> None:
        self._tagger, self._matcher, self._types = tagger, matcher, types

    def tag(self, papers: Sequence[Paper]) -> Iterator[tuple[Paper, tuple[str, str], tuple[list[Span], list[Span]]]]:
        """Yield each paper with its cleaned texts and the spans of each."""
        rest = iter(papers)
        while batch := list(islice(rest, _BATCH)):
            texts = [text.text for paper in batch for text in own_words(paper)]
            spans = self._tagger.tag(texts, [hints(self._matcher, self._types, text) for text in texts])
            for i, paper in enumerate(batch):
                yield paper, (texts[2 * i], texts[2 * i + 1]), (spans[2 * i], spans[2 * i + 1])


def hints(matcher: Matcher, types: Mapping[str, ConceptType], text: str) -> list[Hint]:
    """Return what a vocabulary knows in a text, with its type; ``several`` where types share the label."""
    found = []
    for start, end, concepts in matcher.find(text)[0]:
        meant = {types[concept].value for concept in concepts}
        found.append((start, end, meant.pop() if len(meant) == 1 else "several"))
    return found
