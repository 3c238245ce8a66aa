"""Describe a dump within it: VoID, DCAT and schema.org, with counts from the same mapping that writes it.

Classes have partitions by property, as queries that explore an unknown graph expect (https://www.w3.org/TR/void/).
Counts include the description, so that each of them can be checked by a query over the dump. It has no date:
the same input gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.graphs import GRAPHS, Profile
from kg.rdf.lines import counts_by_graph, statements_per_row
from kg.rdf.mapping import NodeMapping, Predicate, no_rows
from kg.rdf.terms import ValueKind
from kg.rdf.vocabulary import vocabulary_parts
from kg.sets.namespaces import PREFIXES
from kg.sets.verdicts import DecidedBy
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
    'SELECT ?who ?n { ?x kg:partner ?me, ?o ; kg:jointPaperCount ?n . ?me foaf:name "NAME" . ?o foaf:name ?who '
    "FILTER(?o != ?me) } ORDER BY DESC(?n)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Statements by class, predicate and named graph, added up while they are written."""

    classes: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)
    graphs: Counter[str] = field(default_factory=Counter)
    of_class: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Statements by class of their subject and by predicate."""

    def add(self, kind: NodeMapping, frame: pl.DataFrame) -> None:
        """Count all statements of a node kind, of whichever named graph."""
        by_row = [prop for prop in kind.properties if prop.graph is None]
        self.graphs.update(counts_by_graph(frame, by_row) if by_row else {})
        classes = list(_classes(kind, frame))
        for prop in kind.properties:
            per_row = statements_per_row(frame, prop)
            if not (count := int(per_row.sum() or 0)):
                continue
            self.predicates[prop.predicate] += count
            if prop.graph is not None:
                self.graphs[prop.graph] += count
            if prop.predicate == "rdf:type":
                self.classes.update(_class_counts(frame, prop))
            for name, is_of_class in classes:
                of_class = count if is_of_class is None else int(per_row.filter(is_of_class).sum() or 0)
                if of_class:
                    self.of_class[name, prop.predicate] += of_class

    def update(self, other: "Counts") -> None:
        """Add other counts."""
        self.classes.update(other.classes)
        self.predicates.update(other.predicates)
        self.graphs.update(other.graphs)
        self.of_class.update(other.of_class)

    def copy(self) -> "Counts":
        """Return an independent copy of the counts."""
        return Counts(Counter(self.classes), Counter(self.predicates), Counter(self.graphs), Counter(self.of_class))


def describe(counts: Counts, tables: Tables, base: str, profile: Profile, *, with_text: bool) -> list[Prepared]:
    """Return the description of a dump of these tables, given the counts of all statements written so far."""
    example = tables["papers"]["paper"].min()
    example = str(example) if example else None
    own = counts.copy()
    own.update(_vocabulary_counts())
    # the description has statements too, but their number does not depend on its values: a few rounds converge
    whole = own
    while True:
        parts = _description(whole, base, example, _months(tables), profile, with_text=with_text)
        again = own.copy()
        for kind, frame in parts:
            again.add(kind, frame)
        if again == whole:
            return [*parts, *vocabulary_parts()]
        whole = again


@cache
def _vocabulary_counts() -> Counts:
    counts = Counts()
    for kind, frame in vocabulary_parts():
        counts.add(kind, frame)
    return counts


def _class_counts(frame: pl.DataFrame, prop: Predicate) -> dict[str, int]:
    if isinstance(prop.value, tuple):
        return dict.fromkeys(prop.value, frame.height)
    column = frame[prop.value]
    values = column.explode() if isinstance(column.dtype, pl.List) else column
    return dict(values.drop_nulls().value_counts(sort=True).rows())


def _classes(kind: NodeMapping, frame: pl.DataFrame) -> Iterator[tuple[str, pl.Series | None]]:
    """Yield each class of the nodes of a kind, and which rows are of it, None for all."""
    for prop in kind.properties:
        if prop.predicate != "rdf:type":
            continue
        if isinstance(prop.value, tuple):
            yield from ((name, None) for name in prop.value)
            continue
        column = frame[prop.value]
        for name in sorted(_class_counts(frame, prop)):
            is_list = isinstance(column.dtype, pl.List)
            yield name, (column.list.contains(name) if is_list else column == name).fill_null(value=False)


def _months(tables: Tables) -> str | None:
    """Return the months of the papers as an interval of ISO 8601."""
    months = tables["papers"].filter(pl.col("month") != "")["month"].sort().to_list()
    return f"{months[0]}/{months[-1]}" if months else None


def _description(
    counts: Counts, base: str, example: str | None, months: str | None, profile: Profile, *, with_text: bool
) -> list[Prepared]:
    classes, predicates, graphs = counts.classes, counts.predicates, counts.graphs
    class_rows = [(f"dataset/class/{_flat(c)}", c, classes[c]) for c in sorted(classes)]
    of_class = {
        c: [(f"dataset/class/{_flat(c)}/{_flat(p)}", p, counts.of_class[c, p]) for p in sorted(predicates)
            if (c, p) in counts.of_class]
        for c in sorted(classes)
    }  # fmt: skip
    property_rows = [(f"dataset/property/{_flat(p)}", p, predicates[p]) for p in sorted(predicates)]
    graph_rows = [(f"graph/{g}", g, graphs[g]) for g in GRAPHS]
    used = {name.partition(":")[0] for name in (*classes, *predicates)}
    dataset = pl.DataFrame(
        {
            "dataset": ["dataset"],
            "title": ["arXiv knowledge graph"],
            "description": [_description_of(profile, with_text=with_text)],
            "license": [None if with_text else _LICENSE],
            "months": [months],
            "agent": [f"agent/{DecidedBy.PROGRAM.value}"],
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
            "license": pl.String, "months": pl.String, "example": pl.String, "vocabularies": pl.List(pl.String),
            "classes": pl.List(pl.String), "properties": pl.List(pl.String),
        },
    )  # fmt: skip
    return [
        (_DATASET, dataset),
        (_part("graph", None, "void:triples"), _parts(graph_rows, "")),
        (
            _part("class", "void:class", "void:entities", frozenset(classes), partitioned=True),
            _parts(class_rows, "class ").with_columns(
                properties=pl.Series(
                    [[part for part, _, _ in of_class[c]] or None for _, c, _ in class_rows], dtype=pl.List(pl.String)
                )
            ),
        ),
        (
            _part("class property", "void:property", "void:triples", frozenset(predicates), labeled=False),
            _parts([row for rows in of_class.values() for row in rows], ""),
        ),
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


def _part(
    name: str,
    names_it: str | None,
    counts: str,
    names: frozenset[str] = frozenset(),
    *,
    labeled: bool = True,
    partitioned: bool = False,
) -> NodeMapping:
    described_term = [Predicate(names_it, "name", ValueKind.NAME, "about", names=names)] if names_it else []
    properties = [Predicate("void:propertyPartition", "properties", ValueKind.NODE, "about")] if partitioned else []
    label = [Predicate("rdfs:label", "label", graph="about")] if labeled else []
    count = Predicate(counts, "count", ValueKind.INTEGER, "about")
    return NodeMapping(name, no_rows, "part", ValueKind.NODE, (*label, *described_term, count, *properties))


_DATASET = NodeMapping(
    "dataset", no_rows, "dataset", ValueKind.NODE,
    (
        Predicate("rdf:type", ("void:Dataset", "dcat:Dataset", "schema:Dataset"), ValueKind.NAME, "about"),
        Predicate("rdfs:label", "title", graph="about"),
        Predicate("schema:name", "title", graph="about"),
        Predicate("dcterms:description", "description", graph="about"),
        Predicate("schema:description", "description", graph="about"),
        Predicate("dcterms:license", "license", ValueKind.IRI, "about"),
        Predicate("schema:license", "license", ValueKind.IRI, "about"),
        Predicate("dcterms:rights", "rights", graph="about"),
        Predicate("schema:temporalCoverage", "months", graph="about"),
        Predicate("dcterms:conformsTo", "conforms", ValueKind.IRI, "about"),
        Predicate("schema:creator", "agent", ValueKind.NODE, "about"),
        Predicate("skos:note", "hint", graph="about"),
        Predicate("void:triples", "triples", ValueKind.INTEGER, "about"),
        Predicate("void:uriSpace", "space", graph="about"),
        Predicate("void:exampleResource", "example", ValueKind.PAPER, "about"),
        Predicate("void:vocabulary", "vocabularies", ValueKind.IRI, "about"),
        Predicate("void:subset", "graphs", ValueKind.NODE, "about"),
        Predicate("void:classPartition", "classes", ValueKind.NODE, "about"),
        Predicate("void:propertyPartition", "properties", ValueKind.NODE, "about"),
    ),
)  # fmt: skip
