"""Extract the words of a text that are compared between papers."""

import re
from typing import Final

from kg.ids import fold

CONCEPT_TERM_PREFIX: Final = "concept/"
"""Prefix of a term that is a concept; words contain no slash."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ASCII_WORD: Final = re.compile(r"[a-z]{3,}")
_STOP: Final = frozenset(
    "and are based but can for from has have how into its not our over such than that the their them then there these"
    " they this those through toward towards two under using via was were what when where which while who why with"
    " within without you your".split()
)


def distinct_words(text: str) -> list[str]:
    """Return the distinct words of a text that are worth comparing, folded, in their order.

    >>> distinct_words("On the Graph-Based Parsing of Müller's graphs")
    ['graph', 'parsing', 'muller', 'graphs']
    """
    found = _ASCII_WORD.findall(text.lower()) if text.isascii() else _WORD.findall(fold(text))
    return [word for word in dict.fromkeys(found) if word not in _STOP]
