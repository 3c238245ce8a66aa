"""Notice names that look like two people between whom a separator is missing; what to do is for a person to say."""

import re

from kg.names.groups import is_organization
from kg.names.particles import PARTICLES

_CAMEL = re.compile(r"[^\W\d_][a-zß-öø-ÿ]+[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+")
_CAMEL_TWICE = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ][^ ]* (?:.*[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ])")
_CAMEL_SURNAME = re.compile(r"(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Al|El|O)[A-Z]")
_MAX_WORDS = 5


def looks_fused(name: str) -> bool:
    """Return True for a name that looks like two people between whom a comma is missing.

    >>> looks_fused("JohnSmith MaryJones"), looks_fused("Wil M. P. van der Aalst")
    (True, False)
    """
    spaces = name.count(" ")
    if is_organization(name):
        return False
    if spaces >= _MAX_WORDS:
        words = [word for word in name.split() if word.lower().strip(".'’") not in PARTICLES]
        if len(words) > _MAX_WORDS and sum(len(word.strip(".")) > 1 for word in words) >= _MAX_WORDS:
            return True
    if spaces == 0 or not (_CAMEL_TWICE.search(name) or " and " in name or " & " in name):
        return False
    camels = sum(bool(_CAMEL.fullmatch(word)) and not _CAMEL_SURNAME.match(word) for word in name.split())
    return camels > 1 or " and " in name or " & " in name
