"""Explain where a parser stopped: a missing dot, comma or object, or a variable missing from GROUP BY."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.store.structure import AGGREGATES
from kg.store.tokens import Slip, Token, TokenKind, after_prologue, closing, tokens

_TERMS: Final = frozenset(
    {TokenKind.STRING, TokenKind.IRI, TokenKind.NAME, TokenKind.VARIABLE, TokenKind.BLANK, TokenKind.NUMBER}
)
_LITERALS: Final = (TokenKind.STRING, TokenKind.NUMBER)
_RESOURCES: Final = (TokenKind.NAME, TokenKind.IRI)
_CLOSED_BY: Final = {"{": "}", "(": ")"}
_WORDS_OF_TERMS: Final = ("a", "true", "false", "]", ")")
_NEEDED: Final = {".": 3, "{": 3, "}": 3, ";": 2}
"""Number of terms that a triple needs after the sign that begins or continues it."""


def find_stop(sparql: str, place: int) -> Slip | None:
    """Return what is missing at the position where a parser stopped; None if that is not certain."""
    found = tokens(sparql)
    at = next((index for index, token in enumerate(found) if token.start + len(token.text) > place), len(found))
    if not at or at == len(found):
        return None
    token, before = found[at], found[at - 1]
    if _depth(found[:at], "("):
        missing = token.kind in _TERMS and _is_term(before)
        return Slip(token.start, f"a comma or an operator is missing before {token.text}") if missing else None
    if not _depth(found[:at], "{"):
        return None
    if token.kind in _TERMS and _is_term(before):
        path = [one.kind in _RESOURCES for one in found[at - 2 : at]] == [True, True]
        if token.kind in _LITERALS and path:
            names = f"{found[at - 2].text}/{before.text}"
            return Slip(before.start, f"properties of a path are separated by /: {names}")
        return Slip(token.start, f"a dot is missing before {token.text}, or ; if what follows has the same subject")
    return _incomplete(found[:at]) if token.text in _NEEDED else None


def _incomplete(found: Sequence[Token]) -> Slip | None:
    """Return the slip of a triple that ends too early behind these tokens."""
    terms: list[Token] = []
    for token in reversed(found):
        if token.text in _NEEDED:
            words = " ".join(one.text for one in terms[::-1])
            if not terms or len(terms) >= _NEEDED[token.text]:
                return None
            if token.text == ";":
                return Slip(terms[-1].start, f"{words} has no value; a property is followed by its object")
            return Slip(
                terms[-1].start,
                f"{words} is not a triple, which has subject, property and object; to say more of the subject before, "
                "end its triple with ; instead of a dot",
            )
        if not _is_term(token) or token.text in ("]", ")"):
            return None
        terms.append(token)
    return None


def find_ungrouped(sparql: str) -> Slip | None:
    """Return the first selected variable that a query with aggregates does not group by."""
    found = tokens(sparql)
    body = found[after_prologue(found) :]
    opening = next((place for place, token in enumerate(body) if token.text == "{"), len(body))
    selected = [token for token in _outside(body[:opening]) if token.kind is TokenKind.VARIABLE]
    rest = body[closing(body, opening) + 1 :] if opening < len(body) else []
    grouping = next((place for place, token in enumerate(rest) if token.text.upper() == "GROUP"), len(rest))
    grouped = set()
    for token in rest[grouping:]:
        if token.text.upper() in ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"):
            break
        grouped.add(token.text)
    if not grouped and not any(token.text.upper() in AGGREGATES for token in (*body[:opening], *rest)):
        return None
    lacking = [token for token in selected if token.text not in grouped]
    if not lacking:
        return None
    names = " ".join(dict.fromkeys(token.text for token in lacking))
    what = f"add it to GROUP BY: {names}" if grouped else f"add GROUP BY {names} behind the pattern"
    return Slip(lacking[0].start, f"{lacking[0].text} is neither in an aggregate nor in GROUP BY; {what}")


def _outside(body: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens outside round brackets."""
    depth = 0
    for token in body:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            yield token


def _is_term(token: Token) -> bool:
    return token.kind in _TERMS or token.kind is TokenKind.TAG or token.text in _WORDS_OF_TERMS


def _depth(found: Sequence[Token], bracket: str) -> int:
    return sum((token.text == bracket) - (token.text == _CLOSED_BY[bracket]) for token in found)
