"""Give hints on a valid query: terms that occur in no triple, with similar known terms.

A query with a misspelled property is a correct query with an empty answer, so the engine reports nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.query.omissions import advice_on
from kg.query.vocabulary import CLOSED, VocabularyTerms, known_terms, ontology_terms
from kg.rdf import PREFIXES, expand
from kg.store.protocol import Queryable
from kg.store.tokens import Token, TokenKind, after_prologue, tokens

MIN_LIKENESS: Final = 65.0
"""rapidfuzz ratio (0-100) from which a local name is suggested for another: "nmae" and "name" have 75."""
MIN_NAMESPACE_LIKENESS: Final = 85.0
"""The same for namespaces: http for https, a slash for a hash."""
MAX_OFFERED_TERMS: Final = 3
MAX_LISTED_TERMS: Final = 8
"""Maximum number of terms of a namespace that are listed if none is similar."""

_TYPE: Final = expand("rdf:type")
_TERMS: Final = frozenset(
    {TokenKind.STRING, TokenKind.IRI, TokenKind.NAME, TokenKind.VARIABLE, TokenKind.BLANK, TokenKind.NUMBER}
)
_BEFORE_PROPERTY: Final = frozenset(";[/|^!])")
_AFTER_PROPERTY: Final = frozenset("/|*+?)[")


class Role(Enum):
    """The position of a term in a triple, as far as the query shows it."""

    PROPERTY = auto()
    CLASS = auto()
    UNKNOWN = auto()


class TermUse(NamedTuple):
    """A term of a query, as written there."""

    iri: str
    written: str
    role: Role


def term_hints(store: Queryable, sparql: str) -> list[str]:
    """Return one hint per query term that occurs nowhere in the store, or not for all nodes of its kind.

    A term that a triple contains, or that the ontology defines for its position, is not reported unless the store
    omits it (`kg.query.omissions`).
    """
    found = tokens(sparql)
    prefixes = _declared(found)
    hints: dict[str, None] = {}
    uses = list(_uses(found, prefixes))
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
        near = [iri for iri in sorted(here) if _local(iri).casefold() == _local(use.iri).casefold()]
        return f"{use.written} is a {what}, but is used as a {other} here.{_offer(near, use, prefixes)}"
    namespace = _namespace(use.iri)
    closed = namespace in CLOSED.values()
    meant = None if closed else _near_namespace(namespace)
    if (not closed and meant is None) or _occurs(store, use.iri):
        return ""
    if meant is not None:
        return f"this graph contains no triple with {use.written}. Did you mean the namespace <{meant}>?"
    return f"this graph contains no triple with {use.written}.{_offer(_near(use.iri, sorted(here)), use, prefixes)}"


def _of_role(terms: VocabularyTerms, role: Role) -> frozenset[str]:
    """Return the terms that can have a role."""
    if role is Role.PROPERTY:
        return terms.properties
    return terms.classes if role is Role.CLASS else terms.properties | terms.classes


def _offer(near: Sequence[str], use: TermUse, prefixes: Mapping[str, str]) -> str:
    if near:
        return f" Did you mean {' or '.join(_written(iri, use, prefixes) for iri in near)}?"
    terms = known_terms()
    used = sorted(iri for iri in terms.properties | terms.classes if _namespace(iri) == _namespace(use.iri))
    if 0 < len(used) <= MAX_LISTED_TERMS:
        return f" Terms of this vocabulary in the graph: {', '.join(_written(iri, use, prefixes) for iri in used)}."
    return ""


def _written(iri: str, use: TermUse, prefixes: Mapping[str, str]) -> str:
    """Write an IRI as the query would."""
    if use.written.startswith("<"):
        return f"<{iri}>"
    known = {namespace: prefix for prefix, namespace in (PREFIXES | dict(prefixes)).items()}
    namespace = _namespace(iri)
    return f"{known[namespace]}:{iri.removeprefix(namespace)}" if namespace in known else f"<{iri}>"


def _near(iri: str, candidates: Sequence[str]) -> list[str]:
    """Return the candidates with a local name similar to that of ``iri``, first the ones in its namespace."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an unknown term needs it

    local = _local(iri).casefold()
    likeness = {other: fuzz.ratio(local, _local(other).casefold()) for other in candidates}
    near = [other for other in candidates if likeness[other] >= MIN_LIKENESS]
    near.sort(key=lambda other: (_namespace(other) != _namespace(iri), -likeness[other], other))
    same = [other for other in near if _local(other).casefold() == local]
    return (same or near)[:MAX_OFFERED_TERMS]


def _near_namespace(namespace: str) -> str | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    likeness = {known: fuzz.ratio(namespace, known) for known in PREFIXES.values()}
    nearest = max(likeness, key=lambda known: (likeness[known], known))
    return nearest if nearest != namespace and likeness[nearest] >= MIN_NAMESPACE_LIKENESS else None


def _occurs(store: Queryable, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return True
    return bool(store.query(f"ASK {{ {{ ?s {node} ?o }} UNION {{ ?s ?p {node} }} UNION {{ {node} ?p ?o }} }}"))


def _namespace(iri: str) -> str:
    """Return the known namespace of an IRI, or its part up to and including the last ``#`` or ``/``."""
    fitting = [known for known in PREFIXES.values() if iri.startswith(known)]
    return max(fitting, key=len) if fitting else iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _local(iri: str) -> str:
    return iri.removeprefix(_namespace(iri))


# -- which terms a query uses, and where -----------------------------------------------------------------------


def _declared(found: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes of a query: those known everywhere, and those it declares."""
    prefixes = dict(PREFIXES)
    for place, token in enumerate(found[: after_prologue(list(found))]):
        if token.text.upper() == "PREFIX" and place + 2 < len(found) and found[place + 2].kind is TokenKind.IRI:
            prefixes[found[place + 1].text.partition(":")[0]] = found[place + 2].text[1:-1]
    return prefixes


def _uses(found: list[Token], prefixes: Mapping[str, str]) -> Iterator[TermUse]:
    body = found[after_prologue(found) :]
    data = _data_blocks(body)
    classes: set[int] = set()
    for place in range(_after_template(body), len(body)):
        iri = _iri(body[place], prefixes)
        before = body[place - 1] if place else None
        if iri is None or _local(iri) == "" or (before and before.text.upper() in ("^^", "FROM", "NAMED", "GRAPH")):
            continue
        role = Role.UNKNOWN
        if _is_class(body, place, prefixes, classes):
            classes.add(place)
            role = Role.CLASS
        elif place not in data and _is_property(body, place):
            role = Role.PROPERTY
        yield TermUse(iri, body[place].text, role)


def _iri(token: Token, prefixes: Mapping[str, str]) -> str | None:
    """Return the absolute IRI of a token, None if it is not an IRI or a prefixed name."""
    if token.kind is TokenKind.IRI:
        return token.text[1:-1] if ":" in token.text else None
    prefix, _, local = token.text.partition(":")
    if token.kind is not TokenKind.NAME or prefix not in prefixes:
        return None
    return prefixes[prefix] + local.replace("\\", "")


def _after_template(body: Sequence[Token]) -> int:
    """Return the position after the template of a CONSTRUCT, whose terms need not exist."""
    if len(body) > 1 and body[0].text.upper() == "CONSTRUCT" and body[1].text == "{":
        return _closing(body, 1) + 1
    return 0


def _data_blocks(body: Sequence[Token]) -> set[int]:
    """Return the positions inside the braces of VALUES, where terms have no role."""
    places: set[int] = set()
    for place, token in enumerate(body):
        if token.kind is TokenKind.WORD and token.text.upper() == "VALUES":
            opening = next((i for i in range(place, len(body)) if body[i].text == "{"), len(body))
            places.update(range(opening, _closing(body, opening)))
    return places


def _closing(body: Sequence[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(body)):
        depth += (body[place].text == "{") - (body[place].text == "}")
        if depth == 0:
            return place
    return len(body)


def _is_class(body: Sequence[Token], place: int, prefixes: Mapping[str, str], classes: set[int]) -> bool:
    """Return whether a term is an object of ``a`` or rdf:type."""
    if place == 0:
        return False
    before = body[place - 1]
    if before.text == "," and place - 2 in classes:
        return True
    # the object belongs to the last property of a path, unless ^a reverses it
    turned = place > 1 and body[place - 2].text == "^"
    return not turned and (
        (before.kind is TokenKind.WORD and before.text == "a") or _iri(before, prefixes) == _TYPE
    )  # fmt: skip


def _is_property(body: Sequence[Token], place: int) -> bool:
    """Return whether a term has a subject before it and an object, or more of a path, after it."""
    if place == 0 or place + 1 == len(body):
        return False
    before, after = body[place - 1], body[place + 1]
    behind = after.kind in _TERMS or after.text in _AFTER_PROPERTY
    if before.text == "(":
        # brackets of a path, not of a function or a list of expressions
        opener = body[place - 2] if place > 1 else before
        return behind and (opener.kind is TokenKind.VARIABLE or opener.text in _BEFORE_PROPERTY | {"("})
    return behind and (before.kind in _TERMS or before.kind is TokenKind.TAG or before.text in _BEFORE_PROPERTY)
