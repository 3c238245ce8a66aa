"""Find the values that a query requires of properties: objects of triples, and comparisons of their variables."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.query.uses import after_template, declared_prefixes, iri_of, is_property
from kg.rdf import expand
from kg.store.tokens import Token, TokenKind, after_prologue, text_at, tokens

_TYPE: Final = expand("rdf:type")
_ORDER: Final = ("<", ">", "<=", ">=")
_OPERATORS: Final = ("=", *_ORDER)
_DATE_PARTS: Final = ("YEAR", "MONTH", "DAY")


class Constraint(NamedTuple):
    """A value that a property has to have. ``written`` is the property as the query writes it.

    ``is_order`` is True for a comparison by order. ``function`` is a function of dates applied to ``variable``; it
    has no ``term``.
    """

    predicate: str
    written: str
    term: ox.Literal | ox.NamedNode | None
    is_order: bool = False
    function: str = ""
    variable: str = ""


class _Value(NamedTuple):
    """A literal or an IRI of a query, and the position after it."""

    term: ox.Literal | ox.NamedNode
    end: int


def find_constraints(sparql: str) -> Iterator[Constraint]:
    """Yield the constraints of a query, in its order.

    A variable that several properties bind is left out, since one of them may match.
    """
    found = tokens(sparql)
    prefixes = declared_prefixes(found)
    body = found[after_prologue(found) :]
    bound: dict[str, set[tuple[str, str]]] = {}
    for place in range(after_template(body), len(body)):
        prop = _property(body, place, prefixes)
        if prop is None:
            continue
        following = body[place + 1]
        if following.kind is TokenKind.VARIABLE:
            bound.setdefault(following.text[1:], set()).add((prop, _written(body[place])))
            continue
        end = place + 1
        while value := _value(body, end, prefixes):
            yield Constraint(prop, _written(body[place]), value.term)
            end = value.end + 1
            if text_at(body, value.end) != ",":
                break
    single = {name: next(iter(props)) for name, props in bound.items() if len(props) == 1}
    for place, token in enumerate(body):
        if token.kind is TokenKind.VARIABLE and token.text[1:] in single:
            for operator, term in _comparisons(body, place, prefixes):
                yield Constraint(*single[token.text[1:]], term, operator in _ORDER)
            if (function := text_at(body, place - 2).upper()) in _DATE_PARTS and text_at(body, place - 1) == "(":
                yield Constraint(*single[token.text[1:]], None, function=function, variable=token.text)


def _property(body: Sequence[Token], place: int, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI of the property at a position, if the object of a triple follows it."""
    if place + 1 >= len(body) or text_at(body, place - 1) in ("^", "!"):
        return None
    if body[place].kind is TokenKind.WORD and body[place].text == "a":
        return _TYPE
    return iri_of(body[place], prefixes) if is_property(body, place) else None


def _written(token: Token) -> str:
    return "rdf:type" if token.kind is TokenKind.WORD else token.text


def _comparisons(
    body: Sequence[Token], place: int, prefixes: Mapping[str, str]
) -> Iterator[tuple[str, ox.Literal | ox.NamedNode]]:
    """Yield the values that the variable at a position is compared with, each with the operator."""
    operator = text_at(body, place + 1).upper()
    if operator in _OPERATORS and (value := _value(body, place + 2, prefixes)):
        yield operator, value.term
    if operator == "IN" and text_at(body, place + 2) == "(":
        yield from (("IN", value.term) for value in _list(body, place + 3, prefixes))
    if text_at(body, place - 1).upper() == "VALUES" and operator == "{":
        yield from (("IN", value.term) for value in _list(body, place + 2, prefixes))
    if text_at(body, place - 1) in _OPERATORS:
        # the value ends where the operator begins; a literal has at most three tokens
        for start in range(max(place - 4, 0), place - 1):
            value = _value(body, start, prefixes)
            if value and value.end == place - 1:
                yield text_at(body, place - 1), value.term
                return


def _list(body: Sequence[Token], place: int, prefixes: Mapping[str, str]) -> Iterator[_Value]:
    while value := _value(body, place, prefixes):
        yield value
        place = value.end + (text_at(body, value.end) == ",")


def _value(body: Sequence[Token], place: int, prefixes: Mapping[str, str]) -> _Value | None:
    """Return the literal or IRI that begins at a position."""
    if place >= len(body):
        return None
    token, end = body[place], place + 1
    if token.kind in (TokenKind.IRI, TokenKind.NAME):
        iri = iri_of(token, prefixes)
        return _Value(ox.NamedNode(iri), end) if iri else None
    written = token.text
    if token.kind is TokenKind.STRING:
        if end < len(body) and body[end].kind is TokenKind.TAG:
            written, end = written + body[end].text, end + 1
        elif text_at(body, end) == "^^" and end + 1 < len(body) and (datatype := iri_of(body[end + 1], prefixes)):
            written, end = f"{written}^^<{datatype}>", end + 2
    elif token.kind is not TokenKind.NUMBER and token.text not in ("true", "false"):
        return None
    with suppress(SyntaxError, ValueError):
        for quad in ox.parse(f"<x:s> <x:p> {written} .", format=ox.RdfFormat.TURTLE):
            if isinstance(quad.object, ox.Literal):
                return _Value(quad.object, end)
    return None
