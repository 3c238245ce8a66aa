"""State the vocabulary and the named questions in every graph and dump, so that a graph explains itself.

The vocabulary is ``ontology/core.ttl``. Each named question is an executable example in terms of SHACL
(https://www.w3.org/TR/shacl-sparql/ and https://sparql.wiki/ call it ``sh:SPARQLExecutable``), with the prefixes that
the vocabulary declares.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import polars as pl
import pyoxigraph as ox

from kg import assets
from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.mapping import NodeMapping, Predicate, no_rows
from kg.rdf.questions import questions
from kg.rdf.terms import ValueKind
from kg.sets.namespaces import PREFIXES, abbreviate, expand

VOCABULARY: Final = ONTOLOGY_PREFIX.removesuffix("#")
"""IRI of the vocabulary."""

_ROOT: Final = VOCABULARY.removesuffix("ontology")
_LITERALS: Final = {expand("xsd:date"): ValueKind.DATE, expand("xsd:string"): ValueKind.STRING}
_Column = tuple[str, ValueKind]


@cache
def vocabulary_parts() -> tuple[tuple[NodeMapping, pl.DataFrame], ...]:
    """Return the vocabulary, its declared prefixes and the named questions as node mappings with their rows."""
    terms: dict[str, dict[_Column, list[object]]] = defaultdict(lambda: defaultdict(list))
    whole: dict[str, dict[_Column, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=assets.path("ontology/core.ttl"), format=ox.RdfFormat.TURTLE):
        subject, predicate = _iri(quad.subject), abbreviate(quad.predicate.value)
        name = abbreviate(subject)
        kind, value = _typed_value(quad.object)
        column = (predicate, kind)
        (whole[subject] if name == subject else terms[name])[column].append(value)
    whole[VOCABULARY]["sh:declare", ValueKind.IRI] += [_prefix_iri(prefix) for prefix in PREFIXES]
    return (
        _part("vocabulary", ValueKind.IRI, whole.items()),
        _part("prefix", ValueKind.IRI, _prefix_declarations()),
        _part("term", ValueKind.NAME, terms.items()),
        _part("question", ValueKind.IRI, _questions()),
    )


def _prefix_declarations() -> Iterator[tuple[str, dict[_Column, list[object]]]]:
    for prefix, namespace in PREFIXES.items():
        yield (
            _prefix_iri(prefix),
            {
                ("rdf:type", ValueKind.NAME): ["sh:PrefixDeclaration"],
                ("rdfs:label", ValueKind.STRING): [f"prefix {prefix}"],
                ("sh:prefix", ValueKind.STRING): [prefix],
                ("sh:namespace", ValueKind.ANY_URI): [namespace],
            },
        )


def _questions() -> Iterator[tuple[str, dict[_Column, list[object]]]]:
    for name, question in questions().items():
        yield (
            f"{_ROOT}question/{name}",
            {
                ("rdf:type", ValueKind.NAME): ["sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"],
                ("rdfs:label", ValueKind.STRING): [question.title],
                ("rdfs:comment", ValueKind.STRING): [question.description],
                ("sh:prefixes", ValueKind.IRI): [VOCABULARY],
                ("sh:select", ValueKind.STRING): [question.query],
            },
        )


def _part(
    name: str, subject_kind: ValueKind, nodes: Iterable[tuple[str, dict[_Column, list[object]]]]
) -> tuple[NodeMapping, pl.DataFrame]:
    """Return a mapping whose columns are the predicates of these nodes, in the order in which they first occur."""
    rows = list(nodes)
    columns = list(dict.fromkeys(column for _, properties in rows for column in properties))
    data = {"subject": pl.Series([subject for subject, _ in rows], dtype=pl.String)}
    predicates = []
    for number, (predicate, kind) in enumerate(columns):
        values = [properties.get((predicate, kind)) for _, properties in rows]
        data[f"p{number}"] = pl.Series(values, dtype=pl.List(_DTYPES.get(kind, pl.String())))
        names = frozenset(str(v) for some in values for v in some or ()) if kind is ValueKind.NAME else frozenset()
        predicates.append(Predicate(predicate, f"p{number}", kind, "about", names=names))
    return NodeMapping(name, no_rows, "subject", subject_kind, tuple(predicates)), pl.DataFrame(data)


_DTYPES: Final[dict[ValueKind, pl.DataType]] = {
    ValueKind.TAGGED: pl.Struct({"text": pl.String, "language": pl.String}),
    ValueKind.DATE: pl.Date(),
}


def _typed_value(term: object) -> tuple[ValueKind, object]:
    if not isinstance(term, ox.Literal):
        iri = _iri(term)
        name = abbreviate(iri)
        return (ValueKind.IRI, iri) if name == iri else (ValueKind.NAME, name)
    if term.language:
        return ValueKind.TAGGED, {"text": term.value, "language": term.language}
    kind = _LITERALS[term.datatype.value]
    return kind, pl.Series([term.value]).str.to_date()[0] if kind is ValueKind.DATE else term.value


def _iri(term: object) -> str:
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"the vocabulary has a node without an IRI: {term}")
    return term.value


def _prefix_iri(prefix: str) -> str:
    return f"{_ROOT}prefix/{prefix}"
