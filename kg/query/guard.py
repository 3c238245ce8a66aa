"""What a query may not do: call other servers (SERVICE), or nest so deeply that the engine's stack ends.

Oxigraph sends HTTP requests for SERVICE and pyoxigraph has no switch for it, so the query text has to tell. Its
parser has no separate step that cuts text into words, and takes ``<`` as the begin of an IRI or as *less than* by what
fits, ``SERVICEex:a`` as a keyword when no prefix is called so, and so on. Here therefore every way of cutting the text
is followed at once, and a query is refused when SERVICE, a name and ``{`` follow each other in any of them outside
strings, IRIs, comments and variables. What is refused beyond need is a curiosity; what is let through cannot call.
"""

import re
import sys
from typing import Final

from kg.errors import QueryError

DEEPEST: Final = 500
"""Brackets open at one place. Oxigraph's parser ends its process by stack overflow between 2,000 and 3,000."""

_GAP: Final = r"(?:[ \t\r\n\f]|#[^\r\n]*+)*+"
_IRI: Final = r"<[^<>\"{}|^`\x00-\x20]*+>"
_CLAUSE: Final = re.compile(
    rf"service{_GAP}(?:silent)?{_GAP}(?:{_IRI}|[?$]?(?:\\.|[^\s{{}}()<>\"'#])+){_GAP}\{{", re.IGNORECASE
)
_SKIPPED: Final = re.compile(
    r"""#[^\r\n]*+                                                # a comment
      | \"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"                  # strings, long ones first
      | '''(?:[^'\\]|\\.|'(?!''))*+'''
      | \"(?:[^\"\\\r\n]|\\.)*+\" | '(?:[^'\\\r\n]|\\.)*+'
      | [?$]\w++                                                  # a variable
      | \\.                                                       # an escaped sign of a prefixed name
    """,
    re.VERBOSE | re.DOTALL,
)
_SPECIAL: Final = re.compile(r"[#\"'?$\\<]|service", re.IGNORECASE)
_AN_IRI: Final = re.compile(_IRI)
_BRACKET: Final = re.compile(r"[](){}[]")
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(sparql: str) -> None:
    """Raise QueryError for a query that may not run."""
    _check_depth(sparql)
    # SPARQL 1.1, section 19.2, has \u0053 mean S anywhere, Oxigraph in strings and IRIs only; both are looked at
    for text in dict.fromkeys((sparql, _ESCAPED.sub(_unescape, sparql))):
        place = _service(text)
        if place is not None:
            line = text.count("\n", 0, place) + 1
            column = place - text.rfind("\n", 0, place)
            raise QueryError(
                f"line {line}, column {column}: SERVICE is refused, since a query must not call other servers; "
                "ask that endpoint itself, or load its data"
            )


def _check_depth(sparql: str) -> None:
    depth = 0
    for sign in _BRACKET.finditer(sparql):
        depth += 1 if sign[0] in "({[" else -1
        if depth > DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets are open at one place; write the query flatter")


def _service(text: str) -> int | None:
    """Return where a SERVICE clause begins in some reading of the text."""
    if "service" not in text.lower():
        return None
    waiting, seen = [0], {0}
    while waiting:
        special = _SPECIAL.search(text, waiting.pop())
        if special is None:
            continue
        place = special.start()
        if special[0] == "<":
            iri = _AN_IRI.match(text, place)
            ways = [place + 1, *([iri.end()] if iri else [])]
        elif special[0][0] in "sS":
            if _CLAUSE.match(text, place):
                return place
            ways = [special.end()]
        elif skipped := _SKIPPED.match(text, place):
            ways = [skipped.end()]
        else:
            # a lone ? or $ of a path goes on; a string that never ends parses in no reading
            ways = [place + 1] if special[0] in "?$" else []
        for way in ways:
            if way not in seen:
                seen.add(way)
                waiting.append(way)
    return None


def _unescape(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode else escape[0]
