"""Describe a dump within it: VoID, with counts from the same mapping that writes it.

Counts include the description, so that each of them can be checked by a query over the dump. It has no date:
the same input gives the same bytes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.graphs import GRAPHS, Profile
from kg.rdf.lines import count_statements, counts_by_graph
from kg.rdf.mapping import NodeMapping, Predicate
from kg.rdf.terms import ValueKind
from kg.sets.namespaces import PREFIXES
from kg.tables import Tables

Prepared = tuple[NodeMapping, pl.DataFrame]

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_RIGHTS = (
    "Titles, names and categories are arXiv metadata, available under CC0; the statements that arxiv-kg derives from "
    "them are available under the same terms. Rights in abstracts and summaries are their authors'; "
)
_WITHOUT_TEXT = "this dump does not contain them."
_WITH_TEXT = "this dump contains them, so ask for permission before you redistribute it."
_HINT = (
    'SELECT ?who ?n { ?x kg:member ?me, ?o ; kg:paperCount ?n . ?me foaf:name "NAME" . ?o foaf:name ?who '
    "FILTER(?o != ?me) } ORDER BY DESC(?n)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Statements by class, predicate and named graph, added up while they are written."""

    classes: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)
    graphs: Counter[str] = field(default_factory=Counter)

    def add(self, kind: NodeMapping, frame: pl.DataFrame) -> None:
        """Count all statements of a node kind, of whichever named graph."""
        by_row = [prop for prop in kind.properties if prop.graph is None]
        self.graphs.update(counts_by_graph(frame, by_row) if by_row else {})
        for prop in kind.properties:
            if not (count := count_statements(frame, prop)):
                continue
            self.predicates[prop.predicate] += count
            if prop.graph is not None:
                self.graphs[prop.graph] += count
            if prop.predicate == "rdf:type":
                self.classes.update(_class_counts(frame, prop))

    def copy(self) -> "Counts":
        """Return an independent copy of the counts."""
        return Counts(Counter(self.classes), Counter(self.predicates), Counter(self.graphs))


def describe(counts: Counts, tables: Tables, base: str, profile: Profile, *, with_text: bool) -> list[Prepared]:
    """Return the description of a dump of these tables, given the counts of all statements written so far."""
    example = tables["papers"]["paper"].min()
    example = str(example) if example else None
    # the description has statements too, but their number does not depend on its values: a few rounds converge
    whole = counts
    while True:
        parts = _description(whole, base, example, profile, with_text=with_text)
        again = counts.copy()
        for kind, frame in parts:
            again.add(kind, frame)
        if again == whole:
            return parts
        whole = again


def _class_counts(frame: pl.DataFrame, prop: Predicate) -> dict[str, int]:
    if isinstance(prop.value, tuple):
        return dict.fromkeys(prop.value, frame.height)
    return dict(frame[prop.value].drop_nulls().value_counts(sort=True).rows())


def _description(
    counts: Counts, base: str, example: str | None, profile: Profile, *, with_text: bool
) -> list[Prepared]:
    classes, predicates, graphs = counts.classes, counts.predicates, counts.graphs
    class_rows = [(f"dataset/class/{_flat(c)}", c, classes[c]) for c in sorted(classes)]
    property_rows = [(f"dataset/property/{_flat(p)}", p, predicates[p]) for p in sorted(predicates)]
    graph_rows = [(f"graph/{g}", g, graphs[g]) for g in GRAPHS]
    used = {name.partition(":")[0] for name in (*classes, *predicates)}
    dataset = pl.DataFrame(
        {
            "dataset": ["dataset"],
            "title": ["arXiv knowledge graph"],
            "description": [_description_of(profile, with_text=with_text)],
            "license": [None if with_text else _LICENSE],
            "rights": [_RIGHTS + (_WITH_TEXT if with_text else _WITHOUT_TEXT)],
            "hint": [f"With the prefixes of this file, the co-authors of a person are: {_HINT}"],
            "conforms": [ONTOLOGY_PREFIX.removesuffix("#")],
            "vocabularies": [sorted(PREFIXES[prefix] for prefix in used) or None],
            "space": [base],
            "example": [example],
            "triples": [sum(predicates.values())],
            "graphs": [[path for path, _, _ in graph_rows]],
            "classes": [[path for path, _, _ in class_rows] or None],
            "properties": [[path for path, _, _ in property_rows] or None],
        },
        schema_overrides={
            "license": pl.String, "example": pl.String, "vocabularies": pl.List(pl.String),
            "classes": pl.List(pl.String), "properties": pl.List(pl.String),
        },
    )  # fmt: skip
    return [
        (_DATASET, dataset),
        (_part("graph", None, "void:triples"), _parts(graph_rows, "")),
        (_part("class", "void:class", "void:entities", frozenset(classes)), _parts(class_rows, "class ")),
        (_part("property", "void:property", "void:triples", frozenset(predicates)), _parts(property_rows, "property ")),
    ]


def _description_of(profile: Profile, *, with_text: bool) -> str:
    texts = "with" if with_text else "without"
    return (
        f"Papers, people and concepts from digests of arXiv: the {profile} profile, {texts} abstracts and summaries. "
        "Made by arxiv-kg."
    )


def _flat(name: str) -> str:
    return name.replace(":", "/")


def _parts(rows: Sequence[tuple[str, str, int]], label: str) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema={"part": pl.String, "name": pl.String, "count": pl.Int64}, orient="row")
    return frame.with_columns(label=pl.concat_str([pl.lit(label), "name"]))


def _no_rows(_: Tables) -> pl.DataFrame:
    raise NotImplementedError  # a description is made from counts, not from tables


def _part(name: str, names_it: str | None, counts: str, names: frozenset[str] = frozenset()) -> NodeMapping:
    described_term = [Predicate(names_it, "name", ValueKind.NAME, names=names)] if names_it else []
    label = Predicate("rdfs:label", "label")
    return NodeMapping(
        name, _no_rows, "part", ValueKind.NODE, (label, *described_term, Predicate(counts, "count", ValueKind.INTEGER))
    )  # fmt: skip


_DATASET = NodeMapping(
    "dataset", _no_rows, "dataset", ValueKind.NODE,
    (
        Predicate("rdf:type", ("void:Dataset",), ValueKind.NAME),
        Predicate("rdfs:label", "title"),
        Predicate("dcterms:title", "title"),
        Predicate("dcterms:description", "description"),
        Predicate("dcterms:license", "license", ValueKind.IRI),
        Predicate("dcterms:rights", "rights"),
        Predicate("dcterms:conformsTo", "conforms", ValueKind.IRI),
        Predicate("rdfs:comment", "hint"),
        Predicate("void:triples", "triples", ValueKind.INTEGER),
        Predicate("void:uriSpace", "space"),
        Predicate("void:exampleResource", "example", ValueKind.PAPER),
        Predicate("void:vocabulary", "vocabularies", ValueKind.IRI),
        Predicate("void:subset", "graphs", ValueKind.NODE),
        Predicate("void:classPartition", "classes", ValueKind.NODE),
        Predicate("void:propertyPartition", "properties", ValueKind.NODE),
    ),
)  # fmt: skip
