"""Find the terms of a query and their positions in its triples, as far as its text shows them."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from kg.rdf import PREFIXES, expand
from kg.store.tokens import Token, TokenKind, after_prologue, closing

_TYPE: Final = expand("rdf:type")
_TERMS: Final = frozenset(
    {TokenKind.STRING, TokenKind.IRI, TokenKind.NAME, TokenKind.VARIABLE, TokenKind.BLANK, TokenKind.NUMBER}
)
_BOOLEANS: Final = ("true", "false")
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


def declared_prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes of a query: those known everywhere, and those it declares."""
    prefixes = dict(PREFIXES)
    for place, token in enumerate(found[: after_prologue(list(found))]):
        if token.text.upper() == "PREFIX" and place + 2 < len(found) and found[place + 2].kind is TokenKind.IRI:
            prefixes[found[place + 1].text.partition(":")[0]] = found[place + 2].text[1:-1]
    return prefixes


def term_uses(found: list[Token], prefixes: Mapping[str, str]) -> Iterator[TermUse]:
    """Yield the IRIs and prefixed names of a query's patterns, in its order."""
    body = found[after_prologue(found) :]
    data = _data_blocks(body)
    classes: set[int] = set()
    for place in range(after_template(body), len(body)):
        iri = iri_of(body[place], prefixes)
        before = body[place - 1] if place else None
        if iri is None or local_name(iri) == "" or (before and before.text.upper() in ("^^", "FROM", "NAMED", "GRAPH")):
            continue
        role = Role.UNKNOWN
        if _is_class(body, place, prefixes, classes):
            classes.add(place)
            role = Role.CLASS
        elif place not in data and is_property(body, place):
            role = Role.PROPERTY
        yield TermUse(iri, body[place].text, role)


def iri_of(token: Token, prefixes: Mapping[str, str]) -> str | None:
    """Return the absolute IRI of a token, None if it is not an IRI or a prefixed name."""
    if token.kind is TokenKind.IRI:
        return token.text[1:-1] if ":" in token.text else None
    prefix, _, local = token.text.partition(":")
    if token.kind is not TokenKind.NAME or prefix not in prefixes:
        return None
    return prefixes[prefix] + local.replace("\\", "")


def after_template(body: Sequence[Token]) -> int:
    """Return the position after the template of a CONSTRUCT, whose terms need not exist."""
    if len(body) > 1 and body[0].text.upper() == "CONSTRUCT" and body[1].text == "{":
        return closing(body, 1) + 1
    return 0


def _data_blocks(body: Sequence[Token]) -> set[int]:
    """Return the positions inside the braces of VALUES, where terms have no role."""
    places: set[int] = set()
    for place, token in enumerate(body):
        if token.kind is TokenKind.WORD and token.text.upper() == "VALUES":
            opening = next((i for i in range(place, len(body)) if body[i].text == "{"), len(body))
            places.update(range(opening, closing(body, opening)))
    return places


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
        (before.kind is TokenKind.WORD and before.text == "a") or iri_of(before, prefixes) == _TYPE
    )  # fmt: skip


def is_property(body: Sequence[Token], place: int) -> bool:
    """Return whether a term has a subject before it and an object, or more of a path, after it."""
    if place == 0 or place + 1 == len(body):
        return False
    before, after = body[place - 1], body[place + 1]
    behind = after.kind in _TERMS or after.text in _AFTER_PROPERTY or after.text in _BOOLEANS
    if before.text == "(":
        # brackets of a path, not of a function or a list of expressions
        opener = body[place - 2] if place > 1 else before
        return behind and (opener.kind is TokenKind.VARIABLE or opener.text in _BEFORE_PROPERTY | {"("})
    return behind and (before.kind in _TERMS or before.kind is TokenKind.TAG or before.text in _BEFORE_PROPERTY)


def namespace_of(iri: str) -> str:
    """Return the known namespace of an IRI, or its part up to and including the last ``#`` or ``/``."""
    fitting = [known for known in PREFIXES.values() if iri.startswith(known)]
    return max(fitting, key=len) if fitting else iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def local_name(iri: str) -> str:
    """Return an IRI without its namespace."""
    return iri.removeprefix(namespace_of(iri))
