"""Give hints on a valid query: terms that occur in no triple, with similar known terms.

A query with a misspelled property is a correct query with an empty answer, so the engine reports nothing.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import pyoxigraph as ox

from kg.query.omissions import OMISSIONS, advice_on
from kg.query.uses import Role, TermUse, declared_prefixes, local_name, namespace_of, term_uses
from kg.query.vocabulary import CLOSED, VocabularyTerms, is_published, known_terms, ontology_terms
from kg.rdf import PREFIXES
from kg.store.protocol import Queryable
from kg.store.tokens import tokens

MIN_LIKENESS: Final = 65.0
"""rapidfuzz ratio (0-100) from which a local name is suggested for another: "nmae" and "name" have 75."""
MIN_NAMESPACE_LIKENESS: Final = 85.0
"""The same for namespaces: http for https, a slash for a hash."""
MAX_OFFERED_TERMS: Final = 3
MAX_LISTED_TERMS: Final = 8
"""Maximum number of terms of a namespace that are listed if none is similar."""


def term_hints(store: Queryable, sparql: str) -> list[str]:
    """Return one hint per query term that occurs nowhere in the store, or not for all nodes of its kind.

    A term that a triple contains, or that the ontology defines for its position, is not reported unless the store
    omits it (`kg.query.omissions`).
    """
    found = tokens(sparql)
    prefixes = declared_prefixes(found)
    hints: dict[str, None] = {}
    uses = list(term_uses(found, prefixes))
    used = {use.iri for use in uses}
    for use in uses:
        if hint := _hint(store, use, prefixes, used):
            hints[hint] = None
    return list(hints)


def _hint(store: Queryable, use: TermUse, prefixes: Mapping[str, str], used: AbstractSet[str]) -> str:
    if use.iri in _of_role(ontology_terms(), use.role):
        return advice_on(store, use.iri, used)
    terms = known_terms()
    here = _of_role(terms, use.role)
    if use.iri in here:
        return advice_on(store, use.iri, used)
    if use.iri in terms.properties | terms.classes:
        what, other = ("property", "class") if use.iri in terms.properties else ("class", "property")
        near = [iri for iri in sorted(here) if local_name(iri).casefold() == local_name(use.iri).casefold()]
        return f"{use.written} is a {what}, but is used as a {other} here.{_offer(near, use, prefixes)}"
    namespace = namespace_of(use.iri)
    closed = namespace in CLOSED.values()
    meant = None if closed else _near_namespace(namespace)
    if (not closed and meant is None) or _occurs(store, use.iri):
        return ""
    if meant is not None:
        return f"this graph contains no triple with {use.written}. Did you mean the namespace <{meant}>?"
    lacking = f"this graph contains no triple with {use.written}."
    own = namespace == PREFIXES["kg"]
    published = False if own else is_published(use.iri)
    if published:
        # a real term is not a misspelling of a similar one
        same = [iri for iri in sorted(here) if local_name(iri).casefold() == local_name(use.iri).casefold()]
        has = f" It has {' and '.join(_written(iri, use, prefixes) for iri in same)}."
        return lacking + (has if same else _offer([], use, prefixes))
    candidates = [iri for iri in sorted(here) if published is False or namespace_of(iri) == namespace]
    return lacking + _offer(_near(use.iri, candidates), use, prefixes)


def absence_hints(store: Queryable, sparql: str) -> list[str]:
    """Return one hint per property and class of the vocabularies that this graph does not use, for an empty answer.

    `term_hints` reports the terms that no graph has.
    """
    found = tokens(sparql)
    known = ontology_terms()
    uses = [use for use in term_uses(found, declared_prefixes(found)) if use.role is not Role.UNKNOWN]
    lacking = dict.fromkeys(
        use.written
        for use in uses
        if use.iri in _of_role(known, use.role) and use.iri not in OMISSIONS and not _has_role(store, use)
    )
    return [f"this graph contains no triple with {written}" for written in lacking]


def _of_role(terms: VocabularyTerms, role: Role) -> frozenset[str]:
    """Return the terms that can have a role."""
    if role is Role.PROPERTY:
        return terms.properties
    return terms.classes if role is Role.CLASS else terms.properties | terms.classes


def _offer(near: Sequence[str], use: TermUse, prefixes: Mapping[str, str]) -> str:
    if near:
        return f" Did you mean {' or '.join(_written(iri, use, prefixes) for iri in near)}?"
    terms = known_terms()
    used = sorted(iri for iri in terms.properties | terms.classes if namespace_of(iri) == namespace_of(use.iri))
    if 0 < len(used) <= MAX_LISTED_TERMS:
        return f" Terms of this vocabulary in the graph: {', '.join(_written(iri, use, prefixes) for iri in used)}."
    return ""


def _written(iri: str, use: TermUse, prefixes: Mapping[str, str]) -> str:
    """Write an IRI as the query would."""
    if use.written.startswith("<"):
        return f"<{iri}>"
    known = {namespace: prefix for prefix, namespace in (PREFIXES | dict(prefixes)).items()}
    namespace = namespace_of(iri)
    return f"{known[namespace]}:{iri.removeprefix(namespace)}" if namespace in known else f"<{iri}>"


def _near(iri: str, candidates: Sequence[str]) -> list[str]:
    """Return the candidates with a local name similar to that of ``iri``, first the ones in its namespace."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an unknown term needs it

    local = local_name(iri).casefold()
    likeness = {other: fuzz.ratio(local, local_name(other).casefold()) for other in candidates}
    near = [other for other in candidates if likeness[other] >= MIN_LIKENESS]
    near.sort(key=lambda other: (namespace_of(other) != namespace_of(iri), -likeness[other], other))
    same = [other for other in near if local_name(other).casefold() == local]
    return (same or near)[:MAX_OFFERED_TERMS]


def _near_namespace(namespace: str) -> str | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    likeness = {known: fuzz.ratio(namespace, known) for known in PREFIXES.values()}
    nearest = max(likeness, key=lambda known: (likeness[known], known))
    return nearest if nearest != namespace and likeness[nearest] >= MIN_NAMESPACE_LIKENESS else None


def _has_role(store: Queryable, use: TermUse) -> bool:
    pattern = f"?s <{use.iri}> ?o" if use.role is Role.PROPERTY else f"?s a <{use.iri}>"
    return bool(store.query(f"ASK {{ {pattern} }}"))


def _occurs(store: Queryable, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return True
    return bool(store.query(f"ASK {{ {{ ?s {node} ?o }} UNION {{ ?s ?p {node} }} UNION {{ {node} ?p ?o }} }}"))
