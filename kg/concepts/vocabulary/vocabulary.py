"""Load the curated vocabulary: any SKOS file is read into records.

A vocabulary in SKOS can be opened, corrected and replaced with other people's tools; see
https://www.w3.org/TR/skos-reference/. This module reads ``skos:prefLabel``, ``altLabel``, ``hiddenLabel``,
``definition``, ``broader`` and ``exactMatch``, and titles and licenses of schemes; the type is the class in the
ontology's namespace (``kg:Task`` …), and any other resource with a label is an untyped concept. ``skos:inScheme`` is
only needed if the file has several schemes.

A *hidden* label is one that several concepts share, or that should be found but not shown. If concepts share
one ("SAM"), a paper must name one of them by another label before the label counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from kg import assets, ids
from kg.errors import InputError
from kg.model import Concept, ConceptScheme, ConceptType
from kg.sets.namespaces import PREFIXES, expand

SHIPPED = "ontology/vocab/concepts.ttl"

_SKOS = PREFIXES["skos"]
_RDF_TYPE = expand("rdf:type")
_LABEL_KINDS = {f"{_SKOS}prefLabel": "preferred", f"{_SKOS}altLabel": "alternative", f"{_SKOS}hiddenLabel": "hidden"}
_LICENSE = expand("dcterms:license")
_TITLES = {expand("dcterms:title"), expand("dc:title"), expand("rdfs:label")}
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
    definitions: set[tuple[str, str]] = field(default_factory=set)
    matches: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    licenses: set[str] = field(default_factory=set)

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
    schemes: set[str] = set()
    for subject, predicate, value in _statements(source):
        if isinstance(value, pyoxigraph.Literal):
            kind = _LABEL_KINDS.get(predicate)
            text = " ".join(value.value.split())
            language = (value.language or "").lower()
            if kind and text:
                entries[subject].labels[kind].add((text, language))
            elif predicate == f"{_SKOS}definition" and text:
                entries[subject].definitions.add((text, language))
            elif predicate in _TITLES and text:
                entries[subject].titles.add(text)
        elif isinstance(value, pyoxigraph.NamedNode):
            if predicate == _RDF_TYPE and value.value in _TYPES:
                entries[subject].types.add(_TYPES[value.value])
            elif predicate == _RDF_TYPE and value.value == f"{_SKOS}ConceptScheme":
                schemes.add(subject)
            elif predicate == f"{_SKOS}broader":
                entries[subject].broader.add(value.value)
            elif predicate == f"{_SKOS}exactMatch":
                entries[subject].matches.add(value.value)
            elif predicate in (f"{_SKOS}inScheme", f"{_SKOS}topConceptOf"):
                entries[subject].schemes.add(value.value)
            elif predicate == f"{_SKOS}hasTopConcept":
                entries[value.value].schemes.add(subject)
            elif predicate == _LICENSE:
                entries[subject].licenses.add(value.value)
    vocabulary = _assemble(entries, schemes)
    if not vocabulary.concepts:
        raise InputError("no concept with a skos:prefLabel in this file; is it a SKOS vocabulary?", str(source))
    return vocabulary


def _scheme(iri: str, entry: _Entry) -> ConceptScheme:
    return ConceptScheme(iri, min(entry.titles, default=""), min(entry.licenses, default=""))


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


def _assemble(entries: dict[str, _Entry], schemes: set[str]) -> Vocabulary:
    """Assign an id to every entry, merge those that share one, and convert IRIs of broader concepts to ids."""
    named = {
        iri: label for iri, entry in sorted(entries.items()) if iri not in schemes and (label := entry.preferred())
    }
    schemes |= {scheme for iri in named for scheme in entries[iri].schemes}
    described = {scheme: _scheme(scheme, entries.get(scheme, _Entry())) for scheme in sorted(schemes)}
    only = schemes if len(schemes) == 1 else set[str]()
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
                definitions=tuple(sorted({text for iri in iris for text in entries[iri].definitions})),
                matches=tuple(sorted({*iris, *(match for iri in iris for match in entries[iri].matches)} - {main})),
                schemes=tuple(
                    described[scheme] for scheme in sorted({s for iri in iris for s in entries[iri].schemes} or only)
                ),
            )
        )
        labels += [Label(concept, text, language) for text, language in sorted(shown)]
        labels += [Label(concept, text, language, hidden=True) for text, language in sorted(hidden)]
    capitals = sum(concept.label[0].isupper() for concept in concepts)
    return Vocabulary(tuple(concepts), tuple(labels), initials_are_style=capitals > 0.9 * len(concepts))
