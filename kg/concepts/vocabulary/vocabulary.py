"""Load the curated vocabulary: any SKOS file is read into records.

A vocabulary in SKOS can be opened, corrected and replaced with other people's tools; see
https://www.w3.org/TR/skos-reference/. This module reads ``skos:prefLabel``, ``altLabel``, ``hiddenLabel`` and
``broader``; the type is the class in the ontology's namespace (``kg:Task`` …), and any other resource with a
label is an untyped concept. ``skos:inScheme`` is not needed: the file is the scheme.

A *hidden* label is one that several concepts share, or that should be found but not shown. If concepts share
one ("SAM"), a paper must name one of them by another label before the label counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from kg import assets, ids
from kg.errors import InputError
from kg.model import Concept, ConceptType
from kg.sets.namespaces import PREFIXES, expand

SHIPPED = "ontology/vocab/concepts.ttl"

_SKOS = PREFIXES["skos"]
_RDF_TYPE = expand("rdf:type")
_LABEL_KINDS = {f"{_SKOS}prefLabel": "preferred", f"{_SKOS}altLabel": "alternative", f"{_SKOS}hiddenLabel": "hidden"}
_TYPES = {f"{ids.ONTOLOGY_PREFIX}{t.value.title()}": t for t in ConceptType if t}


class Label(NamedTuple):
    """A label of a concept; ``language`` is a BCP 47 tag, ``""`` if the file has none."""

    concept: str
    text: str
    language: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts by id, and every label to search for, sorted.

    ``initials_are_style`` is true if the labels are written like headings ("Machine learning"): then a capital
    at the start of a label does not determine the spelling in a text. ``refused`` are labels that a person has
    rejected as names of concepts.
    """

    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    initials_are_style: bool = False
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    """The statements about one resource, while they are read."""

    types: set[ConceptType] = field(default_factory=set)
    labels: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    broader: set[str] = field(default_factory=set)

    def preferred(self) -> tuple[str, str] | None:
        """Return the preferred label: English, else untagged, else of the first language that has one."""
        choices = self.labels["preferred"] or self.labels["alternative"]
        order = {"en": 0, "": 1}
        return min(choices, key=lambda label: (order.get(label[1].split("-")[0], 2), label[1], label[0]), default=None)


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """Read a SKOS file, in Turtle or another RDF syntax given by its suffix; the shipped one by default.

    A concept's id is the slug of its preferred label, English if there is one, so concepts of several files
    that share a label are one. Raises InputError if the file cannot be read as RDF or has no label.
    """
    source = path or assets.path(SHIPPED)
    entries: dict[str, _Entry] = defaultdict(_Entry)
    for subject, predicate, value in _statements(source):
        if isinstance(value, pyoxigraph.Literal):
            kind = _LABEL_KINDS.get(predicate)
            text = " ".join(value.value.split())
            if kind and text:
                entries[subject].labels[kind].add((text, (value.language or "").lower()))
        elif isinstance(value, pyoxigraph.NamedNode):
            if predicate == _RDF_TYPE and value.value in _TYPES:
                entries[subject].types.add(_TYPES[value.value])
            elif predicate == f"{_SKOS}broader":
                entries[subject].broader.add(value.value)
    vocabulary = _assemble(entries)
    if not vocabulary.concepts:
        raise InputError("no concept with a skos:prefLabel in this file; is it a SKOS vocabulary?", str(source))
    return vocabulary


def extended_vocabulary(files: Sequence[Path], *, replace: bool = False) -> Vocabulary:
    """Return the shipped vocabulary with the concepts of SKOS files, or only those with ``replace``.

    If a file and the shipped vocabulary have a concept of one name, the file takes precedence. Raises InputError as
    `load_vocabulary` does.
    """
    vocabularies = [*map(load_vocabulary, files), *([] if replace else [load_vocabulary()])]
    if len(vocabularies) == 1:
        return vocabularies[0]
    return reduce(merge_vocabularies, map(_unstyled, vocabularies))


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


def merge_vocabularies(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """Return both vocabularies as one; a concept in both is taken from the first, with the labels of both.

    Concepts are one if they have the same IRI or the same id.
    """
    second = _renamed(second, {concept.iri: concept.id for concept in first.concepts if concept.iri})
    held = {concept.id for concept in first.concepts}
    added = [concept for concept in second.concepts if concept.id not in held]
    return Vocabulary(
        tuple(sorted((*first.concepts, *added), key=lambda concept: concept.id)),
        (*first.labels, *second.labels),
        first.initials_are_style,
    )


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


def _statements(source: Path) -> Iterable[tuple[str, str, object]]:
    """Yield subject, predicate and object term of each triple about a named resource."""
    suffix = source.suffix.removeprefix(".")
    syntax = pyoxigraph.RdfFormat.from_extension(suffix)
    if syntax is None:
        raise InputError(f"'.{suffix}' is not a known RDF syntax; use .ttl, .nt, .rdf or .jsonld", str(source))
    try:
        for quad in pyoxigraph.parse(path=source, format=syntax):
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                yield quad.subject.value, quad.predicate.value, quad.object
    except SyntaxError as error:
        raise InputError(f"not valid RDF: {error.msg}", str(source), error.lineno or 0) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", str(source)) from error


def _assemble(entries: dict[str, _Entry]) -> Vocabulary:
    """Assign an id to every entry, merge those that share one, and convert IRIs of broader concepts to ids."""
    named = {iri: label for iri, entry in sorted(entries.items()) if (label := entry.preferred())}
    id_of = {iri: ids.slug(text) for iri, (text, _) in named.items()}
    members: dict[str, list[str]] = defaultdict(list)
    for iri, concept in id_of.items():
        members[concept].append(iri)
    concepts: list[Concept] = []
    labels: list[Label] = []
    for concept, iris in sorted(members.items()):
        main = min(iris, key=lambda iri: (named[iri], iri))
        preferred = named[main]
        types = {t for iri in iris for t in entries[iri].types}
        shown = {label for iri in iris for kind in ("preferred", "alternative") for label in entries[iri].labels[kind]}
        first = {label for iri in iris for label in entries[iri].labels["preferred"]} - {preferred}
        hidden = {label for iri in iris for label in entries[iri].labels["hidden"]} - shown
        broader = {id_of[wide] for iri in iris for wide in entries[iri].broader if wide in id_of} - {concept}
        concepts.append(
            Concept(
                id=concept,
                type=types.pop() if len(types) == 1 else ConceptType.UNTYPED,
                label=preferred[0],
                labels=(*sorted(first), *sorted(shown - first - {preferred})),
                broader=tuple(sorted(broader)),
                curated=True,
                iri=main,
            )
        )
        labels += [Label(concept, text, language) for text, language in sorted(shown)]
        labels += [Label(concept, text, language, hidden=True) for text, language in sorted(hidden)]
    capitals = sum(concept.label[0].isupper() for concept in concepts)
    return Vocabulary(tuple(concepts), tuple(labels), initials_are_style=capitals > 0.9 * len(concepts))
