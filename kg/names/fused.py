"""Detect names that look like two people without a separator; a person decides what to do."""

import re
from typing import Final

from kg.names.groups import is_organization
from kg.names.limits import MAX_ORGANIZATION_CHARACTERS
from kg.names.words.particles import without_particles

_CAMEL: Final = re.compile(r"[^\W\d_][a-zß-öø-ÿ]+[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+")
_CAMEL_TWICE: Final = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ][^ ]* (?:.*[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ])")
_CAMEL_SURNAME: Final = re.compile(r"(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Al|El|O)[A-Z]")
_MAX_WORDS: Final = 5
"""Maximum number of words, without particles, of one person's name."""


def looks_fused(name: str) -> bool:
    """Return True for a name that looks like two people without a comma.

    >>> looks_fused("JohnSmith MaryJones"), looks_fused("Wil M. P. van der Aalst")
    (True, False)
    """
    spaces = name.count(" ")
    if spaces == 0 or len(name) > MAX_ORGANIZATION_CHARACTERS:
        return False
    joined = " and " in name or " & " in name
    if spaces < _MAX_WORDS and not joined and not _CAMEL_TWICE.search(name):
        return False
    return not is_organization(name) and (joined or _has_many_words(name) or _has_camels(name))


def _has_many_words(name: str) -> bool:
    words = without_particles(name)
    return len(words) > _MAX_WORDS and sum(len(word.strip(".")) > 1 for word in words) >= _MAX_WORDS


def _has_camels(name: str) -> bool:
    """Return True for two words that are each two names: "JohnSmith MaryJones"."""
    return sum(bool(_CAMEL.fullmatch(word)) and not _CAMEL_SURNAME.match(word) for word in name.split()) > 1
