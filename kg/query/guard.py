"""Refuse queries that call other servers (SERVICE) or nest so deeply that the engine's stack overflows.

Oxigraph sends HTTP requests for SERVICE and pyoxigraph has no switch for it, so the query text is checked. Oxigraph's
parser has no separate step that splits text into tokens; it reads ``<`` as the start of an IRI or as *less than* by
context, ``SERVICEex:a`` as a keyword if no prefix has this name, and so on. Therefore every possible tokenization is
followed at once, and a query is refused if SERVICE, a name and ``{`` follow each other in any of them outside strings,
IRIs, comments and variables. Few harmless queries are refused; a query that passes cannot call a server.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from typing import Final

from kg.errors import QueryError

MAX_DEPTH: Final = 500
"""Maximum depth of nested brackets. Oxigraph's parser overflows its stack, ending the process, at 2,000 to 3,000."""

_IRI: Final = re.compile(r"<[^<>\"{}|^`\x00-\x20]*+>")
_STRING: Final = re.compile(
    r"""\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
      | \"(?:[^\"\\\r\n]|\\.)*+\" | '(?:[^'\\\r\n]|\\.)*+'""",
    re.VERBOSE | re.DOTALL,
)
_VARIABLE: Final = re.compile(r"[?$]\w++")
_NAME: Final = re.compile(r"(?:\\.|[^\s{}()<>\"'#])++")
_SPACE: Final = re.compile(r"[ \t\r\n\f]*+")
_LINE_END: Final = re.compile(r"[\r\n]")
_SPECIAL: Final = re.compile(r"[#\"'?$\\<]|service", re.IGNORECASE)
_BRACKET: Final = re.compile(r"[](){}[]")
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(sparql: str) -> None:
    """Raise QueryError for a query that is not allowed to run."""
    _check_depth(sparql)
    # \u0053 means S anywhere in SPARQL 1.1 (section 19.2), in Oxigraph only in strings and IRIs; both are checked
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
        if depth > MAX_DEPTH:
            raise QueryError(f"the query nests more than {MAX_DEPTH} brackets; nest it less deeply")


def _service(text: str) -> int | None:
    """Return where a SERVICE clause begins in any tokenization of the text."""
    if "service" not in text.lower():
        return None
    marks = _Marks(text)
    waiting, seen = [0], {0}
    while waiting:
        special = _SPECIAL.search(text, waiting.pop())
        if special is None:
            continue
        place = special.start()
        sign = special[0][0]
        if sign in "sS" and marks.clause(special.end()):
            return place
        for way in marks.ways(sign, place, special.end()):
            if way not in seen:
                seen.add(way)
                waiting.append(way)
    return None


class _Marks:
    """A text with the ends of its lines and names, computed once, so that long texts take linear time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [*(end.start() for end in _LINE_END.finditer(text)), len(text)]
        names = [name.span() for name in _NAME.finditer(text)]
        self.starts, self.ends = [start for start, _ in names], [end for _, end in names]

    def ways(self, sign: str, place: int, after: int) -> list[int]:
        """Return the positions where reading may continue after the special sign at ``place``; none if it cannot."""
        if sign == "<":
            iri = _IRI.match(self.text, place)
            return [place + 1, iri.end()] if iri else [place + 1]
        if sign == "#":
            return [self.line_end(place)]
        if sign in "\"'":
            string = _STRING.match(self.text, place)
            return [string.end()] if string else []
        if sign in "?$":
            variable = _VARIABLE.match(self.text, place)
            return [variable.end() if variable else place + 1]
        # the keyword itself, or a backslash and the escaped sign of a prefixed name
        return [after if sign != "\\" else place + 2]

    def clause(self, place: int) -> bool:
        """Return whether the keyword begins a clause: optional SILENT, a name and an opening brace follow."""
        place = self.gap(place)
        if self.text[place : place + 6].lower() == "silent" and self.brace_after_name(self.gap(place + 6)):
            return True
        return self.brace_after_name(place)

    def brace_after_name(self, place: int) -> bool:
        iri = _IRI.match(self.text, place)
        end = iri.end() if iri else self.name_end(place)
        return end > place and self.text.startswith("{", self.gap(end))

    def gap(self, place: int) -> int:
        """Return the end of white space and comments."""
        while True:
            space = _SPACE.match(self.text, place)
            place = space.end() if space else place
            if not self.text.startswith("#", place):
                return place
            place = self.line_end(place)

    def line_end(self, place: int) -> int:
        return self.lines[bisect_left(self.lines, place)]

    def name_end(self, place: int) -> int:
        index = bisect_right(self.starts, place) - 1
        return max(place, self.ends[index]) if index >= 0 else place


def _unescape(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode else escape[0]
