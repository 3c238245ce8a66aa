"""Papers to tagged spans: the curated vocabulary hints, the sequence model decides.

Only what people wrote in English is tagged, title and abstract: the model has seen nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kg.concepts.matching import Matcher, Mention
from kg.concepts.tagger import Span, Tagger
from kg.concepts.text import Clean, clean
from kg.model import ConceptType, Paper, SectionKind

OWN_STYLE: Final = "digest"
"""The style of this project's own annotation; see `kg.concepts.tagger.Tagger`."""

_BATCH: Final = 1024
"""Papers tagged at once: enough for arrays to pay, few enough to cost little memory."""

Hint = tuple[int, int, str]


def own_words(paper: Paper) -> tuple[Clean, Clean]:
    """Return the title and the English abstract, cleaned; without one, the second is empty."""
    abstract = next((s.text for s in paper.sections if s.kind is SectionKind.ABSTRACT and s.language == "en"), "")
    return clean(paper.title), clean(abstract)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A paper's title and abstract, cleaned, with the spans of each, and the concepts of the vocabulary they name."""

    texts: tuple[str, str]
    spans: tuple[list[Span], list[Span]]
    concepts: frozenset[str]


def tag_papers(
    papers: Sequence[Paper], tagger: Tagger, matcher: Matcher, types: Mapping[str, ConceptType]
) -> Iterator[Tagged]:
    """Yield the papers tagged, in order."""
    rest = iter(papers)
    while batch := list(islice(rest, _BATCH)):
        texts = [text.text for paper in batch for text in own_words(paper)]
        mentions = [matcher.find(text)[0] for text in texts]
        spans = tagger.tag(texts, [hints(found, types) for found in mentions])
        for i in range(0, len(texts), 2):
            named = {m.concepts[0] for found in mentions[i : i + 2] for m in found if len(m.concepts) == 1}
            yield Tagged((texts[i], texts[i + 1]), (spans[i], spans[i + 1]), frozenset(named))


def hints(mentions: Sequence[Mention], types: Mapping[str, ConceptType]) -> list[Hint]:
    """Return what a vocabulary knows in a text, with its type; ``several`` where types share the label."""
    found = []
    for start, end, concepts in mentions:
        meant = {types[concept].value for concept in concepts}
        found.append((start, end, meant.pop() if len(meant) == 1 else "several"))
    return found
