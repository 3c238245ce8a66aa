"""Split SPARQL text into tokens, for messages about a query.

Splitting is approximate where only a parser can decide, such as ``<`` between two numbers: use it for hints, not to
decide what may run (`kg.query.guard` does that).
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple


class TokenKind(StrEnum):
    """The kinds of tokens; the value is the name of their group in the pattern."""

    STRING = "string"
    """A string, closed or not."""
    IRI = "iri"
    NAME = "name"
    """A prefixed name, or the prefix of a declaration: ``kg:month``, ``kg:``."""
    VARIABLE = "variable"
    BLANK = "blank"
    TAG = "tag"
    """A language tag."""
    NUMBER = "number"
    WORD = "word"
    """A keyword, or a word in its place."""
    SIGN = "sign"


class Token(NamedTuple):
    """A token and its position in the text, from 0."""

    kind: TokenKind
    text: str
    start: int


class Slip(NamedTuple):
    """A mistake: its position in the text, from 0, and the reason."""

    start: int
    reason: str


_TOKEN: Final = re.compile(
    r"""\s++ | \#[^\r\n]*+
      | (?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"{3})? | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?
          | \"(?:[^\"\\\r\n]|\\.)*+\"? | '(?:[^'\\\r\n]|\\.)*+'?)
      | (?P<iri><[^<>\"{}|^`\x00-\x20]*+>)
      | (?P<variable>[?$]\w++)
      | (?P<blank>_:[\w.-]++)
      | (?P<tag>@[A-Za-z-]++)
      | (?P<name>(?:[^\W\d][\w.-]{0,99}+)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*+)
      | (?P<number>(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d++)?)
      | (?P<word>\w++)
      | (?P<sign>\^\^|&&|\|\||[<>!]=|.)""",
    re.VERBOSE | re.DOTALL,
)


def tokens(sparql: str) -> list[Token]:
    """Split a query into tokens, without white space and comments.

    >>> [token.text for token in tokens("SELECT ?s { ?s kg:month '2026-01' . } # all")]
    ['SELECT', '?s', '{', '?s', 'kg:month', "'2026-01'", '.', '}']
    """
    cut: list[Token] = []
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup is None:
            continue
        kind, text, start = TokenKind(found.lastgroup), found[0], found.start()
        bare = text.rstrip(".") if kind in (TokenKind.NAME, TokenKind.BLANK) else text
        cut.append(Token(kind, bare, start))
        # a name does not end with a dot: such a dot ends the triple
        cut += [Token(TokenKind.SIGN, ".", start + place) for place in range(len(bare), len(text))]
    return cut


def after_prologue(found: list[Token]) -> int:
    """Return the index of the first token after the PREFIX and BASE declarations."""
    place = 0
    while place < len(found) and found[place].kind is TokenKind.WORD:
        length = {"PREFIX": 3, "BASE": 2}.get(found[place].text.upper())
        if length is None:
            break
        place += length
    return min(place, len(found))


def text_at(found: Sequence[Token], place: int) -> str:
    """Return the text of the token at an index, ``""`` before the first and after the last."""
    return found[place].text if 0 <= place < len(found) else ""


def closing(found: Sequence[Token], place: int) -> int:
    """Return the index of the bracket that closes the one at ``place``, or the end."""
    opening = text_at(found, place)
    partner = {"(": ")", "{": "}", "[": "]"}.get(opening)
    depth = 0
    for end in range(place, len(found)):
        depth += (found[end].text == opening) - (found[end].text == partner)
        if depth == 0:
            return end
    return len(found)
