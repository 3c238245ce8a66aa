"""Find given names that are variants of each other, read from ``nicknames.txt`` next to this module."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Return, for a given name in folded letters, the names it may be printed as.

    >>> "bill" in nicknames()["william"], "william" in nicknames()["bill"]
    (True, True)
    """
    found: dict[str, set[str]] = defaultdict(set)
    text = files("kg.authors.spelling").joinpath("nicknames.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            formal, *short = line.split()
            for name in short:
                found[formal].add(name)
                found[name].add(formal)
    return {name: frozenset(others) for name, others in found.items()}
