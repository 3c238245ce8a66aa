"""Convert between frames and the values that stages work with."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from kg.concepts.text.clean_text import AlignedText, clean_text
from kg.concepts.text.paper_texts import CleanedText, PaperTexts
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.frames.columns import frame
from kg.model import Concept, ConceptScheme, ConceptType, SectionKind
from kg.schema import FrameName

_KINDS = {kind.value: kind for kind in SectionKind}


def papers_with_texts(texts: pl.DataFrame) -> Iterator[tuple[str, PaperTexts, list[str]]]:
    """Clean the texts of frame ``texts``; yield each paper with them and with the original texts."""
    for paper, rows in _by_paper(texts):
        originals = [text for _, _, _, text in rows]
        yield (
            paper,
            PaperTexts([CleanedText(_KINDS[kind], language, clean_text(text)) for _, kind, language, text in rows]),
            originals,
        )


def cleaned_papers(texts: pl.DataFrame, cleaned: pl.DataFrame) -> Iterator[tuple[str, PaperTexts]]:
    """Yield each paper of frame ``texts`` with its texts as cleaned by `papers_with_texts`."""
    changed = {(paper, kind): AlignedText(*rest) for paper, kind, *rest in _rows(cleaned)}
    for paper, rows in _by_paper(texts):
        yield (
            paper,
            PaperTexts(
                [
                    CleanedText(_KINDS[kind], language, changed.get((paper, kind)) or AlignedText(text))
                    for _, kind, language, text in rows
                ]
            ),
        )


def _by_paper(texts: pl.DataFrame) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    for paper, rows in groupby(_rows(texts), key=itemgetter(0)):
        yield paper, list(rows)


def _rows(rows: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_list() for column in rows), strict=True)


def by_paper(rows: pl.DataFrame) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of a frame by paper, its first column, without that column."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for paper, *rest in _rows(rows):
        found.setdefault(paper, []).append(tuple(rest))
    return found


def concepts_frame(name: FrameName, concepts: Iterable[Concept]) -> pl.DataFrame:
    """Return concepts as a frame."""
    rows = [
        (
            concept.id,
            concept.type.value,
            concept.label,
            concept.labels,
            concept.broader,
            concept.curated,
            concept.votes,
            concept.iri,
            concept.definitions,
            concept.matches,
            concept.schemes,
        )
        for concept in concepts
    ]
    return frame(name, rows)


def labels_frame(name: FrameName, vocabulary: Vocabulary) -> pl.DataFrame:
    """Return the labels of a vocabulary as a frame."""
    style = vocabulary.initials_are_style
    return frame(
        name, [(label.concept, label.text, label.language, label.hidden, style) for label in vocabulary.labels]
    )


def vocabulary_of(concepts: pl.DataFrame, labels: pl.DataFrame) -> Vocabulary:
    """Return the vocabulary in two frames."""
    return Vocabulary(concepts_of(concepts), labels_of(labels), style_of(labels))


def concepts_of(concepts: pl.DataFrame) -> tuple[Concept, ...]:
    """Return the concepts of a frame."""
    return tuple(
        Concept(
            id_,
            ConceptType(type_),
            label,
            tuple((one["text"], one["language"]) for one in labels),
            tuple(broader),
            curated,
            tuple((one["type"], one["papers"]) for one in votes),
            iri,
            tuple((one["text"], one["language"]) for one in definitions),
            tuple(matches),
            tuple(ConceptScheme(**one) for one in schemes),
        )
        for id_, type_, label, labels, broader, curated, votes, iri, definitions, matches, schemes in _rows(concepts)
    )


def types_of(concepts: pl.DataFrame) -> dict[str, ConceptType]:
    """Return the type of each concept of a frame."""
    known = {type_.value: type_ for type_ in ConceptType}
    return {id_: known[type_] for id_, type_ in _rows(concepts.select("concept", "type"))}


def labels_of(labels: pl.DataFrame) -> tuple[Label, ...]:
    """Return the labels of a frame."""
    return tuple(map(Label._make, _rows(labels.select("concept", "text", "language", "hidden"))))


def style_of(labels: pl.DataFrame) -> bool:
    """Return whether the labels of a frame are capitalized like headings."""
    return bool(labels["initials_are_style"].any())
