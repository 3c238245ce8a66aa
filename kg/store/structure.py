"""Find mistakes in the structure of a query that does not parse: brackets, order of clauses, missing dots."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from kg.store.tokens import Slip, Token, TokenKind, after_prologue, closing, text_at, tokens

AGGREGATES: Final = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
_BRACED: Final = ("OPTIONAL", "MINUS", "UNION", "EXISTS")
_MODIFIERS: Final = ("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "VALUES")
"""The parts of a query in their order; OFFSET may be before or after LIMIT."""
_NAMES: Final = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}
_QUOTES: Final = frozenset("‘’“”„«»′″")
_TERMS: Final = frozenset(
    {TokenKind.STRING, TokenKind.IRI, TokenKind.NAME, TokenKind.VARIABLE, TokenKind.BLANK, TokenKind.NUMBER}
)
_PATH_SIGNS: Final = frozenset("/|^*+?!()")
_WORDS_OF_TERMS: Final = ("a", "true", "false")
_TRIPLE: Final = 3


def structure_slips(body: Sequence[Token]) -> Iterator[Slip]:
    """Yield the mistakes that the tokens of a query, without its declarations, show by themselves."""
    yield from chain(_quotes(body), _balance(body), _clauses(body), _order(body), _select(body))


def find_break(sparql: str, place: int) -> Slip | None:
    """Return what is missing at the position where a parser stopped; None if that is not certain."""
    found = tokens(sparql)
    at = next((index for index, token in enumerate(found) if token.start + len(token.text) > place), len(found))
    before = found[at - 1] if at else None
    start = found[at].start if at < len(found) else len(sparql.rstrip())
    if before is None:
        return None
    round_depth = _depth(found[:at], "(")
    if at < len(found) and found[at].kind in _TERMS and _is_term(before):
        named = found[at].text
        if round_depth:
            return Slip(start, f"a comma or an operator is missing before {named}")
        if _depth(found[:at], "{"):
            return Slip(start, f"a dot is missing before {named}, or ; if what follows has the same subject")
        return None
    terms = _terms_since_dot(found[:at])
    if (
        not round_depth
        and len(terms) == _TRIPLE - 1
        and _depth(found[:at], "{")
        and text_at(found, at) in ("}", ".", ";")
    ):
        return Slip(
            terms[0].start,
            f"{terms[0].text} {terms[1].text} is not a triple, which has subject, property and object; "
            "to say more of the subject before, end its triple with ; instead of a dot",
        )
    return None


def find_ungrouped(sparql: str) -> Slip | None:
    """Return the first selected variable that a query with aggregates does not group by."""
    found = tokens(sparql)
    body = found[after_prologue(found) :]
    opening = next((place for place, token in enumerate(body) if token.text == "{"), len(body))
    selected = [token for place, token in _outside(body[:opening]) if token.kind is TokenKind.VARIABLE]
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
            elif date := _unquoted_date(body[place : place + 5]):
                yield Slip(token.start, f'a month or a day is text in quotes: "{date}"')
            continue
        word, after = token.text.upper(), text_at(body, place + 1)
        if word == "WHERE" and after != "{":
            yield Slip(token.start, "WHERE is followed by the pattern in braces: WHERE { … }")
        elif word in _BRACED and after != "{":
            yield Slip(token.start, f"{word} needs a pattern in braces: {word} {{ … }}")
        elif word == "UNION" and text_at(body, place - 1) != "}":
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


def _terms_since_dot(found: Sequence[Token]) -> list[Token]:
    """Return the terms behind the last dot or brace; a path counts as its last property."""
    terms: list[Token] = []
    for token in reversed(found):
        if token.text in (".", "{", "}", ";", ","):
            return terms[::-1] if token.text in (".", "{", "}") else []
        if token.kind is TokenKind.SIGN and token.text in _PATH_SIGNS:
            return []
        if not _is_term(token):
            return []
        terms.append(token)
    return []


def _is_term(token: Token) -> bool:
    return (
        token.kind in _TERMS or token.kind is TokenKind.TAG or token.text in _WORDS_OF_TERMS or token.text in ("]", ")")
    )


def _depth(found: Sequence[Token], bracket: str) -> int:
    return sum((token.text == bracket) - (token.text == _CLOSING[bracket]) for token in found)


def _outside(body: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens outside round brackets."""
    depth = 0
    for place, token in enumerate(body):
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            yield place, token


def _words(body: Sequence[Token]) -> set[str]:
    return {token.text.upper() for token in body if token.kind is TokenKind.WORD}
