"""Names to IRIs: what somebody calls a person, concept, category or paper, looked up among the labels of a store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from kg.classification import canonical_category
from kg.errors import UnknownName
from kg.identifiers import paper_keys
from kg.ids import CATEGORY_PREFIX, category_iri, fold, paper_iri
from kg.rdf import PREFIXES
from kg.store import Store

MIN_SIMILARITY: Final = 70.0
"""rapidfuzz ratio (0-100) from which a label is offered as what was meant."""
MAX_OFFERED: Final = 5

_LABELS: Final = {
    "person": ("foaf:name", "skos:altLabel"),
    "concept": ("rdfs:label", "skos:prefLabel", "skos:altLabel"),
    "category": ("skos:notation", "rdfs:label"),
}
_CLASSES: Final = {"person": ("kg:Author", "kg:Group"), "concept": ("kg:Concept",), "category": ("kg:Category",)}
_TAGS: Final = (None, "en", "zh")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name led to; several nodes when several bear it."""

    kind: str
    name: str
    nodes: tuple[ox.NamedNode, ...]

    @property
    def note(self) -> str:
        """Say that the name is ambiguous, or nothing."""
        if len(self.nodes) < 2:  # noqa: PLR2004 - one is not ambiguous
            return ""
        ids = ", ".join(node.value for node in self.nodes)
        return f'{len(self.nodes)} {_PLURALS[self.kind]} are called "{self.name}", and all are meant; give one of {ids}'


_PLURALS: Final = {"person": "people", "concept": "concepts", "category": "categories", "paper": "papers"}


def resolve(store: Store, kind: str, name: str, *, base: str) -> Named:
    """Return the nodes of one kind that a name, id or IRI means; a topic is a category or, failing that, a concept.

    A label has to be equal but for case, accents and spaces. Raises UnknownName with near matches.
    """
    name = name.encode(errors="replace").decode().strip()
    if kind == "topic":
        try:
            return resolve(store, "category", name, base=base)
        except UnknownName as no_category:
            try:
                return resolve(store, "concept", name, base=base)
            except UnknownName as no_concept:
                near = [*no_category.near, *no_concept.near][:MAX_OFFERED]
                raise UnknownName("category or concept", name, near) from None
    if kind == "paper":
        return _paper(store, name)
    nodes = _by_iri(store, kind, name, base) or _by_literal(store, kind, name) or _by_folded(store, kind, name)
    return Named(kind, name, tuple(nodes))


def _paper(store: Store, name: str) -> Named:
    for key in paper_keys(name):
        node = ox.NamedNode(paper_iri(key))
        having = f"{{ BIND({node} AS ?p) ?p a kg:Paper }} UNION {{ ?p schema:sameAs {node} ; a kg:Paper }}"
        rows = store.query(f"SELECT DISTINCT ?p {{ {having} }}", prefixes=PREFIXES).rows()
        found = sorted((row[0] for row in rows if isinstance(row[0], ox.NamedNode)), key=str)
        if found:
            return Named("paper", name, tuple(found))
    raise UnknownName("paper", name, (), "Give an arXiv id such as 2601.00123, or a DOI such as 10.1000/182.")


def _by_iri(store: Store, kind: str, name: str, base: str) -> list[ox.NamedNode]:
    """Take the name for an IRI, or for what stands behind the base in one: ``author/bo-han/2601.00123``."""
    folder = {"person": "author/", "concept": "concept/"}.get(kind)
    written = [name, base + name] + ([base + folder + name] if folder else [_category_iri(name)])
    candidates = []
    for iri in written:
        try:
            candidates.append(ox.NamedNode(iri))
        except ValueError:
            continue
    if not candidates:
        return []
    listed = " ".join(map(str, candidates))
    return _of_kind(store, kind, f"VALUES ?node {{ {listed} }}")


def _category_iri(name: str) -> str:
    """Return the IRI of the category of arXiv that has the code or IRI ``name``, or had it."""
    code = name.removeprefix(CATEGORY_PREFIX).removeprefix("category/").removeprefix("arxiv/")
    return category_iri("arxiv", canonical_category(unquote(code)))


def _by_literal(store: Store, kind: str, name: str) -> list[ox.NamedNode]:
    # each alternative is one look-up in an index; alternatives inside a pattern would be tried on every label there is
    spellings = sorted({name, name.lower(), name.upper(), name.title(), name.capitalize()})
    literals = [ox.Literal(s, language=tag) if tag else ox.Literal(s) for s in spellings for tag in _TAGS]
    return _of_kind(
        store, kind, " UNION ".join(f"{{ ?node {p} {literal} }}" for p in _LABELS[kind] for literal in literals)
    )


def _of_kind(store: Store, kind: str, pattern: str) -> list[ox.NamedNode]:
    classes = " UNION ".join(f"{{ ?node a {c} }}" for c in _CLASSES[kind])
    rows = store.query(f"SELECT DISTINCT ?node {{ {pattern} FILTER EXISTS {{ {classes} }} }}", prefixes=PREFIXES).rows()
    return sorted((node for (node,) in rows if isinstance(node, ox.NamedNode)), key=str)


def _by_folded(store: Store, kind: str, name: str) -> list[ox.NamedNode]:
    """Compare with every label of the kind; only names that are not written exactly come here."""
    labels: dict[str, str] = {}
    found: set[ox.NamedNode] = set()
    wanted = fold(name)
    for class_ in _CLASSES[kind]:
        for predicate in _LABELS[kind]:
            rows = store.query(f"SELECT ?node ?label {{ ?node a {class_} ; {predicate} ?label }}", prefixes=PREFIXES)
            for node, label in rows:
                if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal):
                    folded = fold(label.value)
                    if folded == wanted:
                        found.add(node)
                    labels[folded] = min(label.value, labels.get(folded, label.value))
    if not found:
        raise UnknownName(kind, name, _near(wanted, labels))
    return sorted(found, key=str)


def _near(wanted: str, labels: dict[str, str]) -> Sequence[str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that the graph lacks needs it

    likest = process.extract(
        wanted, sorted(labels), scorer=fuzz.ratio, limit=MAX_OFFERED, score_cutoff=MIN_SIMILARITY
    )  # fmt: skip
    return [labels[folded] for folded, _, _ in likest]
