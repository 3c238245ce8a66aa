"""Find the known names that are most similar to an unknown one, to suggest them in an error."""

from collections.abc import Iterable, Mapping
from typing import Final

from kg.ids import fold

MAX_NEAR_NAMES: Final = 5
MIN_SIMILARITY: Final = 70.0
"""Minimum rapidfuzz ratio (0-100) of a suggestion: two letters of seven may differ. With a lower one, a graph of some
thousand names has five suggestions for any word."""


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Return the few known names that are most similar to ``name``, the nearest first.

    >>> near_names("coauthor", ["concepts", "coauthors"])
    ['coauthors']
    """
    by_fold: dict[str, str] = {}
    for text in sorted(known):
        by_fold.setdefault(fold(text), text)
    return nearest(fold(name), by_fold)


def nearest(folded: str, names: Mapping[str, str]) -> list[str]:
    """Return `near_names` of a folded name among names by their folded form."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed for an unknown name

    keys = list(names)
    found = process.extract(folded, keys, scorer=fuzz.ratio, limit=None, score_cutoff=MIN_SIMILARITY)
    best = sorted(found, key=lambda match: (-match[1], match[0]))[:MAX_NEAR_NAMES]
    return [names[key] for key, _, _ in best]
