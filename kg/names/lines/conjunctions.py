"""Recognize words for *and* between the last two names of a list, in the languages of author lists."""

import re
from typing import Final

from kg.names.groups import is_organization
from kg.names.plausibility import find_implausible, looks_like_topic
from kg.names.words.particles import without_particles

AND: Final = re.compile(
    r"\s(?:and|AND|And(?=\s[A-Z]\S*\s)|&|(?<!\bvon )und|et(?! al\b)|sowie|και|та|și|és|và|और|এবং|and/or|plus|×)\s"
    r"|\s?(?:&|和|与|與|及|暨)\s|(?<=[^\x00-\x7f])(?:和|与|與)(?=[^\x00-\x7f])|(?<=[가-힣])(?:와|과)\s|\s및\s"
)
_WEAK: Final = re.compile(r"\s(?:y|e|og|och|en|i|ja|ve|dan|oraz|a|in|и|і|й|و|și|at|na|eta)\s")
"""Words that also join the two surnames of one person ("Ramón y Cajal"): they divide full names only."""
_LEADING: Final = re.compile(r"\A(?:(?:and|&|und|et|y|e|和|与|及)\s+)+")
_FULL_STOP: Final = re.compile(r"(?<=[a-zß-öø-ÿ]{3})\.\s(?=[A-ZÀ-Þ]\S+\s[A-ZÀ-Þ])")
_INSTITUTION: Final = re.compile(
    r"cent(?:re|er)|institut|department|society|laborator|college|school|faculty|ministry|university of|academy of|"
    r"gesellschaft|ministerium|ministère|ministerio|université d|universidad d",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r" (?:collaborations|teams|groups|consortia|projects|experiments)\Z", re.IGNORECASE)
_SUFFIXES: Final = frozenset({"neto", "filho", "junior", "júnior", "sobrinho"})


def without_leading_and(part: str) -> str:
    """Remove the "and" that a list entry begins with.

    >>> without_leading_and("and Bo Han"), without_leading_and("Andy Han")
    ('Bo Han', 'Andy Han')
    """
    return _LEADING.sub("", part)


def divide_at_and(part: str) -> list[str]:
    """Divide a part of a list at "and", "&" and similar words, unless inside the name of an organization.

    >>> divide_at_and("Ann Lee and Bo Han"), divide_at_and("Centre for Maps and Charts")
    (['Ann Lee', 'Bo Han'], ['Centre for Maps and Charts'])
    >>> divide_at_and("Ana Ruiz y Juan Gil"), divide_at_and("Santiago Ramón y Cajal")
    (['Ana Ruiz', 'Juan Gil'], ['Santiago Ramón y Cajal'])
    """
    stopped = [piece.strip() for piece in _FULL_STOP.split(part)]
    if len(stopped) > 1 and all(len(piece.split()) > 1 and piece.split()[-1][0].isupper() for piece in stopped):
        return [entry for piece in stopped for entry in _divided(piece)]
    return _divided(part)


def _divided(part: str) -> list[str]:
    part = without_leading_and(part)
    pieces = [piece for piece in map(str.strip, AND.split(part)) if piece]
    if len(pieces) > 1 and (_is_one_organization(part, pieces) or any(len(piece) == 1 for piece in pieces)):
        return [part]
    return [name for piece in pieces for name in _full_names(without_leading_and(piece))]


def _full_names(part: str) -> list[str]:
    """Divide at words that also join two surnames, if there are full names on both sides."""
    pieces = [piece.strip() for piece in _WEAK.split(part)]
    return pieces if len(pieces) > 1 and all(map(_is_full_name, pieces)) else [part]


def _is_one_organization(part: str, pieces: list[str]) -> bool:
    """Return True for "Ministry of Health and Welfare" and "Science and Technology Agency", not for two authors."""
    if not is_organization(part):
        return False
    if _PLURAL.search(part) and is_organization(pieces[0]):
        return True
    if _INSTITUTION.match(part):
        return not is_organization(pieces[-1]) or "of" not in pieces[0].split()
    first, last = pieces[0], pieces[-1]
    if is_organization(last) and not is_organization(first):
        return " " not in first or looks_like_topic(first) or bool(find_implausible(first))
    return is_organization(first) and not is_organization(last) and (" " not in last or bool(find_implausible(last)))


def _is_full_name(piece: str) -> bool:
    words = [word for word in without_particles(piece) if word[0].isalpha() and word.casefold() not in _SUFFIXES]
    return (
        len(words) > 1
        and not words[0][0].islower()
        and not words[-1][0].islower()
        and not is_organization(piece)
        and not find_implausible(piece)
    )
