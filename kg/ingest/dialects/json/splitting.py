"""Cut damaged JSON into its objects, so that one damaged object costs one object.

A single pass over strings and brackets, linear in the size of the text whatever it holds. An object ends at the brace
that closes it. One that is never closed ends where the next one evidently begins: at a brace where an object can only
hold a key, or at a line that begins like the line on which the object began.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(rb'"(?:[^"\\\n\r]|\\[^\n\r])*+"?|[{}\[\]\n]')
_LINE_WITH_OBJECT: Final = re.compile(rb"[ \t]*(?=\{)")
_FLAT: Final = re.compile(rb'\{[ \t]*\r?\n([ \t]*)"')
_PUNCTUATION: Final = b"[]{});, \t\r\n\x1e\xef\xbb\xbf"
_OPEN_OBJECT, _OPEN_LIST, _CLOSE_OBJECT, _CLOSE_LIST, _NEWLINE, _QUOTE = b'{[}]\n"'


class Piece(NamedTuple):
    """An object of a text, or the text between two; ``start`` is its offset, ``closed`` is True if it has an end."""

    start: int
    data: bytes
    closed: bool


def split_objects(data: bytes, start: int = 0, *, stop_at_end_of_list: bool = False) -> Iterator[Piece]:
    """Yield the outermost objects of a text from ``start`` on, and any text between them except punctuation.

    With ``stop_at_end_of_list`` a closing bracket outside of any object ends the text.
    """
    stack = bytearray()
    begin = behind = start
    indent = -1  # indent of the line on which the object began; -1 if the line has other text before it
    flat = False
    line_start = data.rfind(b"\n", 0, start) + 1
    for match in _TOKEN.finditer(data, start):
        at, kind = match.start(), data[match.start()]
        if kind == _NEWLINE:
            line_start = match.end()
            if not stack or indent < 0 or flat:
                continue
            here = _LINE_WITH_OBJECT.match(data, line_start)
            if here is None or here.end() - line_start != indent:
                continue
            yield Piece(begin, data[begin:at], closed=False)
            stack.clear()
            behind = at
        elif kind == _OPEN_OBJECT:
            if stack and stack[-1] == _OPEN_OBJECT and _before(data, begin, at) != b":":
                yield Piece(begin, data[begin:at], closed=False)
                stack.clear()
                behind = at
            if not stack:
                if rest := data[behind:at].strip(_PUNCTUATION):
                    yield Piece(data.index(rest, behind), rest, closed=True)
                begin = at
                indent = at - line_start if not data[line_start:at].strip(b" \t") else -1
                shape = _FLAT.match(data, at)
                flat = bool(shape and len(shape[1]) == indent)
            stack.append(_OPEN_OBJECT)
        elif kind == _OPEN_LIST:
            if stack:
                stack.append(_OPEN_LIST)
        elif kind == _CLOSE_OBJECT and stack:
            while stack.pop() != _OPEN_OBJECT:
                pass
            if not stack:
                behind = match.end()
                yield Piece(begin, data[begin:behind], closed=True)
        elif kind == _CLOSE_LIST:
            if not stack:
                if stop_at_end_of_list:
                    return
            elif stack[-1] == _OPEN_LIST:
                stack.pop()
            elif _OPEN_LIST in stack:
                del stack[stack.rindex(_OPEN_LIST) :]
            else:
                yield Piece(begin, data[begin:at], closed=False)
                stack.clear()
                behind = at
    if stack:
        yield Piece(begin, data[begin:], closed=False)
    elif rest := data[behind:].strip(_PUNCTUATION):
        yield Piece(data.index(rest, behind), rest, closed=True)


def _before(data: bytes, begin: int, at: int) -> bytes:
    """Return the last byte before ``at`` that is not white space."""
    while at > begin and data[at - 1] in b" \t\r\n":
        at -= 1
    return data[at - 1 : at]
