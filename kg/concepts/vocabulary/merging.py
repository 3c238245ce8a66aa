"""Merge vocabularies: concepts with the same IRI or the same id are one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import networkx as nx

from kg.concepts.vocabulary.vocabulary import Label, Vocabulary, load_vocabulary
from kg.model import Concept


def extended_vocabulary(files: Sequence[Path], *, replace: bool = False) -> Vocabulary:
    """Return the shipped vocabulary with the concepts of SKOS files, or only those with ``replace``.

    A concept of one name in a file and in the shipped vocabulary is one, with the facts of both; the file decides on
    its IRI, preferred label and type. Raises InputError as `load_vocabulary` does.
    """
    vocabularies = [*map(load_vocabulary, files), *([] if replace else [load_vocabulary()])]
    if len(vocabularies) == 1:
        return vocabularies[0]
    return reduce(unite_vocabularies, map(_unstyled, vocabularies))


def merge_vocabularies(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """Return both vocabularies as one; a concept in both is taken from the first, found with the labels of both."""
    held = {concept.id for concept in first.concepts}
    added = [concept for concept in second.concepts if concept.id not in held]
    return Vocabulary(
        tuple(sorted((*first.concepts, *added), key=lambda concept: concept.id)),
        (*first.labels, *second.labels),
        first.initials_are_style,
    )


def unite_vocabularies(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """Return both vocabularies as one; a concept in both has the facts of both.

    The first decides on what a concept has once: id, IRI, preferred labels and type. IRIs of the second become matches.
    A link to a broader concept is dropped from the second if it would close a circle.
    """
    second = _renamed(second, {concept.iri: concept.id for concept in first.concepts if concept.iri})
    languages = {(label.concept, label.text): label.language for label in second.labels}
    united = {concept.id: concept for concept in first.concepts}
    for concept in second.concepts:
        own = united.get(concept.id)
        language = languages.get((concept.id, concept.label), "en")
        united[concept.id] = concept if own is None else _united(own, concept, language)
    concepts = _without_circles(united, {one.id: {*one.broader} for one in first.concepts})
    labels = (*first.labels, *second.labels)
    return Vocabulary(tuple(sorted(concepts, key=lambda one: one.id)), labels, first.initials_are_style)


def _united(own: Concept, other: Concept, language: str) -> Concept:
    labels = [label for label in ((other.label, language), *other.labels) if label[0] != own.label]
    return replace(
        own,
        type=own.type or other.type,
        labels=tuple(dict.fromkeys((*own.labels, *labels))),
        broader=tuple(sorted({*own.broader, *other.broader} - {own.id})),
        definitions=tuple(sorted({*own.definitions, *other.definitions})),
        matches=tuple(sorted({*own.matches, other.iri, *other.matches} - {own.iri, ""})),
        schemes=tuple(sorted({*own.schemes, *other.schemes})),
    )


def _without_circles(concepts: Mapping[str, Concept], kept: Mapping[str, set[str]]) -> Iterator[Concept]:
    """Yield the concepts; a circle of broader concepts keeps only the links in ``kept``."""
    graph = nx.DiGraph((one.id, wide) for one in concepts.values() for wide in one.broader)
    circle_of = {id_: circle for circle in nx.strongly_connected_components(graph) for id_ in circle if len(circle) > 1}
    for one in concepts.values():
        circle = circle_of.get(one.id, set())
        broader = tuple(wide for wide in one.broader if wide not in circle or wide in kept.get(one.id, ()))
        yield one if broader == one.broader else replace(one, broader=broader)


def _renamed(vocabulary: Vocabulary, ids_by_iri: Mapping[str, str]) -> Vocabulary:
    """Give the concepts with these IRIs the ids that another vocabulary has for them."""
    became = {one.id: ids_by_iri[one.iri] for one in vocabulary.concepts if ids_by_iri.get(one.iri, one.id) != one.id}
    if not became:
        return vocabulary
    concepts = (
        replace(
            concept,
            id=became.get(concept.id, concept.id),
            broader=tuple(sorted({became.get(wide, wide) for wide in concept.broader})),
        )
        for concept in vocabulary.concepts
    )
    labels = (label._replace(concept=became.get(label.concept, label.concept)) for label in vocabulary.labels)
    return replace(vocabulary, concepts=tuple(concepts), labels=tuple(labels))


def _unstyled(vocabulary: Vocabulary) -> Vocabulary:
    """Write one-word labels that are capitalized as headings ("Robotics") as words of a sentence."""
    if not vocabulary.initials_are_style:
        return vocabulary
    labels = tuple(
        label if " " in label.text or any(c.isupper() for c in label.text[1:]) else _lowered(label)
        for label in vocabulary.labels
    )
    return Vocabulary(vocabulary.concepts, labels)


def _lowered(label: Label) -> Label:
    return Label(label.concept, label.text[:1].lower() + label.text[1:], label.language, label.hidden)
