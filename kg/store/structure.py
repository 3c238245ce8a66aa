"""Find mistakes in the structure of a query that does not parse: brackets, order of clauses, missing dots."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from kg.store.tokens import Slip, Token, TokenKind, closing, text_at

AGGREGATES: Final = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
_BRACED: Final = ("OPTIONAL", "MINUS", "UNION", "EXISTS")
_MODIFIERS: Final = ("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "VALUES")
"""The parts of a query in their order; OFFSET may be before or after LIMIT."""
_NAMES: Final = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}
_QUOTES: Final = frozenset("‘’“”„«»′″")
_INSIDE: Final = ("FILTER", "OPTIONAL", "BIND", "MINUS", "UNION")
"""Clauses of a pattern."""


def structure_slips(body: Sequence[Token]) -> Iterator[Slip]:
    """Yield the mistakes that the tokens of a query, without its declarations, show by themselves."""
    yield from chain(_quotes(body), _balance(body), _clauses(body), _order(body), _select(body))


def prologue_slips(found: Sequence[Token]) -> Iterator[Slip]:
    """Find declarations of prefixes without a colon or angle brackets."""
    for place, token in enumerate(found):
        if token.kind is not TokenKind.WORD or token.text.upper() not in ("PREFIX", "BASE"):
            continue
        name, iri = (place + 1, place + 2) if token.text.upper() == "PREFIX" else (place, place + 1)
        written = text_at(found, name)
        if name > place and not written.endswith(":"):
            yield Slip(token.start, f"a prefix ends with a colon: PREFIX {written.partition(':')[0]}: <namespace>")
        elif iri >= len(found) or found[iri].kind is not TokenKind.IRI:
            yield Slip(
                token.start,
                f"the address is in angle brackets: {' '.join(dict.fromkeys((token.text, written)))} <https://…>",
            )


def _quotes(body: Sequence[Token]) -> Iterator[Slip]:
    for token in body:
        if token.text in _QUOTES:
            yield Slip(token.start, f"text is in straight quotes, \" or ', not in {token.text}")


def _balance(body: Sequence[Token]) -> Iterator[Slip]:
    """Find the first bracket without its partner."""
    if body and not any(token.text == "{" for token in body) and body[0].text.upper() != "DESCRIBE":
        where = next((token for token in body if token.text.upper() == "WHERE"), body[0])
        yield Slip(where.start, f"the pattern of a query is in braces: {body[0].text.upper()} … WHERE {{ … }}")
        return
    opened: list[Token] = []
    for token in body:
        if token.kind is not TokenKind.SIGN:
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                yield Slip(token.start, f"this {token.text} closes nothing: remove it, or add what it closes before")
                return
            last = opened.pop()
            if _CLOSING[last.text] != token.text:
                yield Slip(last.start, f"the {last.text} that begins here is not closed by {_CLOSING[last.text]}")
                return
    if opened:
        end = _CLOSING[opened[-1].text]
        yield Slip(opened[-1].start, f"the {opened[-1].text} that begins here is not closed; add {end}")


def _clauses(body: Sequence[Token]) -> Iterator[Slip]:
    """Find clauses that lack the braces, brackets, numbers or words behind them."""
    for place, token in enumerate(body):
        if token.kind is not TokenKind.WORD:
            if token.text == "=" and text_at(body, place + 1) == "=":
                yield Slip(token.start, "equality is one sign: =")
            elif token.text == "^" and _kind(body, place - 1) is TokenKind.STRING:
                yield Slip(token.start, f"a data type follows two signs: {text_at(body, place - 1)}^^xsd:date")
            elif token.text == "," and text_at(body, place + 1) in ("}", ".", ";"):
                yield Slip(token.start, "nothing follows this comma")
            elif token.text == ";" and place + 1 == len(body):
                yield Slip(token.start, "a query does not end with ;")
            elif date := _unquoted_date(body[place : place + 5]):
                yield Slip(token.start, f'a month or a day is text in quotes: "{date}"')
            continue
        word, after = token.text.upper(), text_at(body, place + 1)
        before = text_at(body, place - 1)
        if word == "SELECT" and (after == "{" or after.upper() == "WHERE"):
            yield Slip(token.start, "SELECT names what it returns: SELECT * for all variables")
        elif word == "NOT" and after == "{":
            yield Slip(token.start, "write NOT EXISTS { … }")
        elif word == "NOT" and after.upper() == "EXISTS" and before in (".", "{", "}", ";"):
            yield Slip(token.start, "NOT EXISTS is the condition of a FILTER: FILTER NOT EXISTS { … }")
        elif word == "VALUES" and after.startswith(("?", "$")) and text_at(body, place + 2) != "{":
            yield Slip(token.start, f"the values are in braces: VALUES {after} {{ … }}")
        elif word == "VALUES" and "," in (t.text for t in body[place : closing(body, _next(body, place, "{"))]):
            yield Slip(token.start, "values are separated by spaces, not by commas")
        elif word == "IN" and after != "(":
            yield Slip(token.start, f"IN is followed by a list in brackets: IN ({after})")
        elif word == "HAVING" and after.startswith(("?", "$")):
            yield Slip(token.start, f"the condition of HAVING is in brackets: HAVING({after} …)")
        elif word == "WHERE" and after != "{":
            yield Slip(token.start, "WHERE is followed by the pattern in braces: WHERE { … }")
        elif word in _BRACED and after != "{":
            yield Slip(token.start, f"{word} needs a pattern in braces: {word} {{ … }}")
        elif word == "UNION" and before != "}":
            yield Slip(token.start, "UNION connects patterns in braces: { … } UNION { … }")
        elif word == "FILTER" and place + 1 < len(body) and body[place + 1].kind in (
            TokenKind.VARIABLE, TokenKind.STRING, TokenKind.NUMBER,
        ):  # fmt: skip
            yield Slip(token.start, f"the condition of a FILTER is in brackets: FILTER({after} …)")
        elif word in _NAMES and after.upper() != "BY":
            yield Slip(token.start, f"write {_NAMES[word]}")
        elif word in ("LIMIT", "OFFSET") and not after.isdigit():
            yield Slip(token.start, f"{word} is followed by a number: {word} 10")
        elif word == "BIND" and after == "(" and "AS" not in _words(body[place : closing(body, place + 1)]):
            yield Slip(token.start, "BIND names its value: BIND(… AS ?name)")
        elif word in AGGREGATES and after.startswith(("?", "$")):
            yield Slip(token.start, f"write what is counted in brackets: ({word}({after}) AS ?n)")


def _unquoted_date(found: Sequence[Token]) -> str:
    """Return a date that was written without quotes, which would be a subtraction; "" for other tokens."""
    written = ""
    for token in found:
        if token.start != found[0].start + len(written) or not (token.text.isdigit() or token.text == "-"):
            break
        written += token.text
    return written if re.fullmatch(r"\d{4}(-\d\d){1,2}", written) else ""


def _order(body: Sequence[Token]) -> Iterator[Slip]:
    """Find modifiers inside the braces of the pattern, and modifiers in another order than SPARQL's."""
    openings: list[int] = []
    reached = 0
    for place, token in enumerate(body):
        word = token.text.upper() if token.kind is TokenKind.WORD else ""
        if token.text == "{":
            openings.append(place)
        elif token.text == "}" and openings:
            openings.pop()
        elif word in ("ORDER", "GROUP", "LIMIT", "HAVING") and openings:
            if text_at(body, openings[-1] + 1).upper() != "SELECT":
                yield Slip(token.start, f"{_NAMES.get(word, word)} is written behind the closing brace of the pattern")
        elif word in _INSIDE and not openings and place:
            yield Slip(token.start, f"{word} is written inside the braces of the pattern")
        elif word in _MODIFIERS and not openings:
            if _MODIFIERS.index(word) < reached:
                later = _MODIFIERS[reached]
                yield Slip(token.start, f"{_NAMES.get(word, word)} is written before {_NAMES.get(later, later)}")
            reached = max(reached, _MODIFIERS.index(word))


def _select(body: Sequence[Token]) -> Iterator[Slip]:
    for place, token in enumerate(body):
        if token.text.upper() in ("DISTINCT", "REDUCED") and text_at(body, place - 1).upper() == "SELECT":
            name = text_at(body, place + 2)
            if text_at(body, place + 1) == "(" and text_at(body, place + 3) == ")":
                yield Slip(
                    token.start,
                    f"{token.text.upper()} is followed by variables without brackets: SELECT DISTINCT {name}",
                )


def _words(body: Sequence[Token]) -> set[str]:
    return {token.text.upper() for token in body if token.kind is TokenKind.WORD}


def _kind(body: Sequence[Token], place: int) -> TokenKind | None:
    return body[place].kind if 0 <= place < len(body) else None


def _next(body: Sequence[Token], place: int, text: str) -> int:
    return next((index for index in range(place, len(body)) if body[index].text == text), len(body))
