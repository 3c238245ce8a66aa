"""Give hints on a query with an empty answer: values that have another type than those of the graph.

``"2026-01"^^xsd:gYearMonth`` where months are text, a label without its language tag, text where a node is needed: such
queries are valid, and the engine finds nothing. The types are those of the graph's own values, not a list.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import pyoxigraph as ox

from kg.query.constraints import Constraint, find_constraints
from kg.query.uses import namespace_of
from kg.rdf import PREFIXES, expand
from kg.store.protocol import Queryable
from kg.store.result import RdfTerm, Result, ResultKind

MAX_EXAMINED: Final = 100_000
"""Values of a property that are compared with that of the query; more would take longer than most queries."""
MAX_LISTED: Final = 1_000
"""Distinct values among which a similar one is looked for: closed sets such as months and kinds have fewer."""
MIN_LIKENESS: Final = 80.0
"""rapidfuzz ratio (0-100) from which a value is suggested for another: "2026-1" and "2026-01" have 92."""
MAX_OFFERED: Final = 3
_MAX_SHOWN: Final = 60

_XSD: Final = PREFIXES["xsd"]
_NUMBERS: Final = frozenset(
    _XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)
_CLASSES: Final = {"node": "nodes", "text": "text", "number": "numbers", "tagged": "text with a language"}
_LANGUAGES: Final = ("en", "zh")
_NAMING: Final = ("rdfs:label", "foaf:name", "dcterms:title", "skos:prefLabel", "dcterms:identifier", "skos:notation")
"""Properties that name a node, the most usual first."""


def is_empty(result: Result) -> bool:
    """Return whether an answer contains nothing: no row, no, or one row of zeros, as counts have."""
    if result.kind is not ResultKind.SOLUTIONS:
        return not result
    rows = result.rows()
    first, second = next(rows, None), next(rows, None)
    return first is None or (second is None and all(_is_nothing(term) for term in first))


def value_hints(store: Queryable, sparql: str) -> list[str]:
    """Return one hint per value of a query that no triple can have at its place; for queries with an empty answer."""
    hints: dict[str, None] = {}
    for constraint in find_constraints(sparql):
        if hint := _hint(store, constraint):
            hints[hint] = None
    return list(hints)


def _hint(store: Queryable, constraint: Constraint) -> str:
    prop = f"<{constraint.predicate}>"
    values = _column(store, f"SELECT DISTINCT ?o {{ {_some(prop)} }}")
    if not values:
        return ""
    kinds = {_kind(term) for term in values}
    if constraint.function:
        such = _shown(_first(values))
        return (
            f"{constraint.function} needs a date, but values of {constraint.written} are text such as {such}. Compare "
            f'texts, as in FILTER({constraint.variable} >= {such}) or STRSTARTS({constraint.variable}, "2026")'
            if kinds <= {"text", "tagged"}
            else ""
        )
    term = constraint.term
    if term is None:
        return ""
    if constraint.is_order:
        return "" if _kind(term) in kinds else _mismatch(constraint, values)
    if store.query(f"ASK {{ ?s {prop} {term} }}"):
        return ""
    if isinstance(term, ox.NamedNode):
        return "" if "node" in kinds else _mismatch(constraint, values)
    text = str(ox.Literal(term.value))
    if twins := _column(store, f"SELECT DISTINCT ?o {{ {_some(prop)} FILTER(isLiteral(?o) && {_same('?o', text)}) }}"):
        return _offer(constraint, sorted(map(_shown, twins)))
    if kinds == {"node"}:
        return _named(store, constraint, values, text)
    if _kind(term) not in kinds:
        return _mismatch(constraint, values)
    near = _near(term.value, values) if _kind(term) in ("text", "tagged") and len(values) < MAX_LISTED else []
    return _offer(constraint, near) if near else ""


def _named(store: Queryable, constraint: Constraint, values: Sequence[RdfTerm], text: str) -> str:
    """Return the hint for text where a node is needed: by which property the node has this text."""
    if (node := _prefixed(text)) and node in values:
        return f"values of {constraint.written} are nodes, not text. Did you mean {_shown(node)} without quotes?"
    # by the literals themselves, which the store has in an index; comparing all names takes several times as long
    literals = " ".join((text, *(f"{text}@{language}" for language in _LANGUAGES)))
    found = store.query(
        f"SELECT DISTINCT ?property ?text {{ VALUES ?text {{ {literals} }} ?o ?property ?text "
        f"FILTER EXISTS {{ ?s <{constraint.predicate}> ?o }} }}"
    )
    ways = [(p, t) for p, t in found if isinstance(p, ox.NamedNode) and isinstance(t, ox.Literal)]
    if ways:
        prop, label = min(ways, key=lambda way: (_rank(way[0]), str(way[1])))
        meant = f"{constraint.written}/{_shown(prop)} {_shown(label)}"
        return f"values of {constraint.written} are nodes, not text. Did you mean {meant}?"
    node = next(value for value in values if isinstance(value, ox.NamedNode))
    naming = sorted(_column(store, f"SELECT DISTINCT ?p {{ {node} ?p ?o FILTER(isLiteral(?o)) }}"), key=_rank)
    named = bool(naming) and _rank(naming[0])[0] < len(_NAMING)
    way = f"; their text is at {constraint.written}/{_shown(naming[0])}" if named else ""
    return f"values of {constraint.written} are nodes such as {_shown(node)}, not text{way}"


def _mismatch(constraint: Constraint, values: Sequence[RdfTerm]) -> str:
    first = _first(values)
    return (
        f"{_shown(constraint.term)} has another type than the values of {constraint.written}, which are "
        f"{_CLASSES.get(_kind(first), 'values')} such as {_shown(first)}"
    )


def _offer(constraint: Constraint, offered: Sequence[str]) -> str:
    meant = " or ".join(offered[:MAX_OFFERED])
    return f"no {constraint.written} is {_shown(constraint.term)}. Did you mean {meant}?"


def _near(text: str, values: Sequence[RdfTerm]) -> list[str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only an empty answer needs it

    shown = {value.value: _shown(value) for value in values if isinstance(value, ox.Literal)}
    found = process.extract(text, sorted(shown), scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS, limit=MAX_OFFERED)
    return [shown[name] for name, _, _ in found]


def _some(prop: str) -> str:
    return f"{{ SELECT ?o {{ ?s {prop} ?o }} LIMIT {MAX_EXAMINED} }}"


def _same(variable: str, text: str) -> str:
    return f"LCASE(STR({variable})) = LCASE({text})"


def _column(store: Queryable, sparql: str) -> list[RdfTerm]:
    return [term for (term,) in store.query(f"{sparql} LIMIT {MAX_LISTED}") if term is not None]


def _kind(term: RdfTerm | None) -> str:
    """Return the class of values that can be equal to a term; terms of two classes never are."""
    if not isinstance(term, ox.Literal):
        return "node"
    if term.language:
        return "tagged"
    datatype = term.datatype.value
    if datatype in _NUMBERS:
        return "number"
    return "text" if datatype == _XSD + "string" else datatype


def _first(values: Sequence[RdfTerm]) -> RdfTerm:
    return min(values, key=str)


def _is_nothing(term: RdfTerm | None) -> bool:
    if term is None:
        return True
    with suppress(ValueError):
        return isinstance(term, ox.Literal) and _kind(term) == "number" and float(term.value) == 0
    return False


def _rank(prop: RdfTerm) -> tuple[int, str]:
    order = [expand(name) for name in _NAMING]
    iri = prop.value if isinstance(prop, ox.NamedNode) else ""
    return (order.index(iri) if iri in order else len(order), iri)


def _prefixed(text: str) -> ox.NamedNode | None:
    """Return the IRI of a prefixed name that was put in quotes."""
    prefix, colon, local = text.strip('"').partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local) if colon and prefix in PREFIXES and local.isalnum() else None


def _shown(term: RdfTerm | None) -> str:
    """Write a term as a query would, cut if it is long; texts of digests may contain anything."""
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    quoted = str(ox.Literal(term.value if len(term.value) <= _MAX_SHOWN else term.value[: _MAX_SHOWN - 1] + "…"))
    plain = "".join(c if c.isprintable() else " " for c in quoted)
    if term.language:
        return f"{plain}@{term.language}"
    if _kind(term) in ("number", "text") or term.datatype.value == _XSD + "boolean":
        return plain if _kind(term) == "text" else term.value
    return f"{plain}^^{_short(term.datatype.value)}"


def _short(iri: str) -> str:
    namespace = namespace_of(iri)
    prefix = next((prefix for prefix, known in PREFIXES.items() if known == namespace), None)
    return f"{prefix}:{iri.removeprefix(namespace)}" if prefix else f"<{iri}>"
