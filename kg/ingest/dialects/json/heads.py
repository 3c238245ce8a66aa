"""Look at the objects at the beginning of a JSON file, whole or not, to recognize its dialect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.ingest.dialects.dialect import Head

_TOKEN: Final = re.compile(rb'"((?:[^"\\]|\\.)*+)"(?:\s*(:)\s*)?|[{}\[\]]', re.DOTALL)
_START: Final = re.compile(rb"[\s\x1e]*[{\[]")
_VALUE_LENGTH: Final = 80
_MAX_OBJECTS: Final = 400
"""Number of objects that are examined; the objects of the first paper come first."""
_MAX_LEVEL: Final = 3
"""Objects around a paper: {"data": {"papers": [{"paper": …}]}}."""


@dataclass(slots=True)
class HeadObject:
    """An object: its key, the objects around it, and the beginning of each value by key."""

    under: str
    level: int
    values: dict[str, bytes] = field(default_factory=dict)

    def has(self, *keys: str) -> bool:
        """Return True if all of these keys are there."""
        return all(key in self.values for key in keys)

    def count(self, *keys: str) -> int:
        """Return the number of these keys that are there."""
        return sum(key in self.values for key in keys)

    def starts(self, key: str, *beginnings: bytes) -> bool:
        """Return True if the value of a key begins in one of these ways."""
        return self.values.get(key, b"").startswith(beginnings)


def outer_objects(head: Head, *, mention: tuple[bytes, ...]) -> Iterator[HeadObject]:
    """Yield the objects that may be a paper or hold one, in order; none for a file that is not JSON.

    Also none if the head does not contain one of the texts in ``mention``, which skips most files quickly.
    """
    if not _START.match(head.data) or not any(text in head.data for text in mention):
        return iter(())
    return (found for found in _objects(head.data) if found.level <= _MAX_LEVEL)


@lru_cache(maxsize=4)
def _objects(data: bytes) -> tuple[HeadObject, ...]:
    found: list[HeadObject] = []
    stack: list[tuple[HeadObject | None, str]] = []  # an open object, None for a list, and the key it is under
    key = ""
    level = 0
    for match in _TOKEN.finditer(data):
        token = data[match.start()]
        if token == ord('"'):
            if match[2] and stack and (inside := stack[-1][0]):
                key = match[1].decode("utf-8", "replace")
                inside.values[key] = data[match.end() : match.end() + _VALUE_LENGTH]
        elif token == ord("{"):
            if len(found) >= _MAX_OBJECTS:
                break
            opened = HeadObject(key, level)
            found.append(opened)
            stack.append((opened, key))
            level += 1
        elif token == ord("["):
            stack.append((None, key))
        elif stack:
            closed, key = stack.pop()
            level -= closed is not None
    return tuple(found)
