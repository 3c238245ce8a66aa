"""Divide a printed author list into entries, whatever separates them.

Separators are, in this order: line breaks, numbers, semicolons, bars, dots and tabs, ``and`` between "Family, Given"
pairs, commas, ``and`` or ``&`` inside a comma's part, spaces between Chinese names. Nothing inside brackets divides.
"""

import re
from collections.abc import Sequence
from typing import Final

from kg.names.cleaning import is_footnote
from kg.names.entries.speakers import speaks_for, without_behalf
from kg.names.groups import is_affiliation, is_legal_form, is_organization, is_team
from kg.names.lines.conjunctions import AND, divide_at_and, without_leading_and
from kg.names.lines.outside import split_outside
from kg.names.lines.pairs import family_and_given, is_family_first, pair_parts
from kg.names.scripts import east_asian_list
from kg.names.suffixes import is_degree_behind, is_generation

_WIDE: Final = str.maketrans(
    {"，": ",", "、": ",", "；": ";", "﹐": ",", "﹔": ";", "،": ",", "؛": ";", "､": ",", "＆": "&"}
)
_SPACES: Final = re.compile(r"[^\S\n]+")
_OTHER: Final = re.compile(r"\s?[|｜]\s?|\s[·•∙∥/+◦]\s|\s?\t\s?")
_SLASH: Final = re.compile(r"\s?/\s?|\s[–—-]\s")
_BULLET: Final = re.compile(r"\A\s*(?:[-*+•·▪◦>–]|\(?\d{1,4}[.)])\s+")
_NUMBERED: Final = re.compile(r"(?:\A|(?<=[\s,;]))[\(\[]?\d{1,4}[.)\]]\s+(?=[^\W\d])")
_SUBUNIT: Final = re.compile(
    r"(?:.*\b)?(?:department|institute?|school|faculty|division|cent(?:er|re)|laboratory|lab|college|dept\.?|section|"
    r"fakultät|fachbereich|departamento|département|facultad) (?:of|for|für|de|d[’'])",
    re.IGNORECASE,
)
_MAX_GROUPS: Final = 4
"""Maximum number of groups that one author speaks for."""
_MAX_NAME_WORDS: Final = 3
"""Maximum number of single words separated by tabs that are one name."""
_WRAPPED: Final = (",", ";", "&", " and", "、", "，", "；")


def divide_entries(text: str) -> list[str]:
    """Return the entries of an author list, each as printed; "Family, Given" stays one entry.

    >>> divide_entries("Ilea Stone, Lou Theron and Bo Hart"), divide_entries("Stone, Ilea and Theron, Lou")
    (['Ilea Stone', 'Lou Theron', 'Bo Hart'], ['Stone, Ilea', 'Theron, Lou'])
    >>> divide_entries("Moss, Rita; Dumé, Hal, III"), divide_entries("Ann Lee (MIT, Cambridge), Bo Han, Jr.")
    (['Moss, Rita', 'Dumé, Hal, III'], ['Ann Lee (MIT, Cambridge)', 'Bo Han, Jr.'])
    """
    text = _SPACES.sub(_one_space, text.translate(_WIDE)).strip()
    return [entry for line in _lines(text) for entry in _divide_line(line)]


def divide_item(item: str) -> list[str]:
    """Return the entries of one element of a list, nearly always one entry; commas inside it do not divide.

    >>> divide_item("Lee, Ann"), divide_item("Ann Lee; Bo Han"), divide_item("Ann Lee and Bo Han")
    (['Lee, Ann'], ['Ann Lee', 'Bo Han'], ['Ann Lee', 'Bo Han'])
    """
    item = " ".join(item.translate(_WIDE).split()).strip(" ,;")
    parts = split_outside(item, ";") if ";" in item else [item]
    return [entry for part in parts for entry in (divide_at_and(part) if "," not in part else [part])]


def _one_space(spaces: re.Match[str]) -> str:
    """Return a tab for a run of spaces that separates columns, else one space."""
    return "\t" if "\t" in spaces.group() or len(spaces.group()) > 2 else " "  # noqa: PLR2004


def _lines(text: str) -> list[str]:
    """Return the lines of a text if each is an entry; join them into one if they only wrap a list."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if len(lines) < 2:  # noqa: PLR2004
        return lines
    if all(map(_BULLET.match, lines)):
        return [_BULLET.sub("", line) for line in lines]
    goes_on = any(line.endswith(_WRAPPED) for line in lines[:-1])
    pieces = [split_outside(line, "[,;]") for line in lines]
    if not goes_on and (all(len(piece) == 1 for piece in pieces) or all(map(_is_turned_line, pieces, lines))):
        return lines
    return [" ".join(lines)]


def _is_turned_line(pieces: Sequence[str], line: str) -> bool:
    return len(pieces) == 1 or (bool(pieces) and " " not in pieces[0] and is_family_first(line))


def _divide_line(text: str) -> list[str]:
    numbered = [part for part in _NUMBERED.split(text) if part.strip()] if _NUMBERED.match(text) else []
    if len(numbered) > 1:
        return [entry for part in numbered for entry in _divide_plain(part.rstrip(" ,;\t"))]
    return _divide_plain(text)


def _divide_plain(text: str) -> list[str]:
    """Divide a line without numbers at the strongest separator it has."""
    semicolons = split_outside(text, ";")
    if len(semicolons) > 1:
        return _semicolon_list(semicolons)
    others = [part for part in map(str.strip, _OTHER.split(text)) if part]
    if "," in text or len(others) < 2 or _is_spaced_name(text, others):  # noqa: PLR2004
        return _divide_words(" ".join(text.split()))
    return [entry for part in others for entry in _divide_words(part)]


def _is_spaced_name(text: str, parts: Sequence[str]) -> bool:
    """Return True for single words set apart by tabs: one name, not mononyms."""
    return len(parts) <= _MAX_NAME_WORDS and text.replace("\t", "").isalpha()


def _divide_words(text: str) -> list[str]:
    """Divide at commas and words."""
    if "," not in text:
        slashed = [part for part in _SLASH.split(text) if part]
        if len(slashed) > 1 and all(_looks_like_person(part) for part in slashed):
            return slashed
        return [entry for part in east_asian_list(text) for entry in divide_at_and(part)]
    families = [part.strip(" ,") for part in AND.split(text)]
    halves = [family_and_given(part) for part in families]
    if len(families) > 1 and all(halves) and any(map(is_family_first, families)):
        return families
    return _comma_list(text)


def _semicolon_list(parts: Sequence[str]) -> list[str]:
    """Divide the parts between semicolons further, unless each part is "Family, Given" or a name with its place."""
    parts = [without_leading_and(part) for part in parts]
    if all(family_and_given(part) for part in parts):
        return list(parts)
    return [entry for part in parts for entry in _semicolon_part(part)]


def _semicolon_part(part: str) -> list[str]:
    pieces = split_outside(part, ",")
    if len(pieces) == 1:
        return divide_at_and(part)
    families = [half.strip(" ,") for half in AND.split(part)]
    if len(families) > 1 and all(map(is_family_first, families)):
        return families
    if is_family_first(part) or any(is_affiliation(piece) for piece in pieces[1:]):
        return [part]
    return _comma_list(part)


def _comma_list(text: str) -> list[str]:
    entries = _gathered(split_outside(text, ","))
    tight = ", " not in text
    if not tight and (found := pair_parts(entries)):
        return found
    return [entry for part in _with_places(entries) for entry in divide_at_and(part)]


def _gathered(pieces: Sequence[str]) -> list[str]:
    """Join pieces that are not entries to the entry before them: degrees, footnote marks, groups, larger institutes."""
    entries: list[list[str]] = []
    joined = 0  # pieces that belong to the entry before in any case
    for index, piece in enumerate(pieces):
        group = without_behalf(piece)[1]
        belongs = entries and (
            joined
            or speaks_for(piece)
            or is_generation(piece)
            or is_degree_behind(entries[-1][0], piece)
            or is_legal_form(piece)
            or _is_larger(entries[-1][-1], piece)
        )
        if belongs:
            entries[-1].append(piece)
        elif not entries or not is_footnote(piece):
            entries.append([piece])
        joined = (
            _named_after(pieces[index + 1 : index + 1 + _MAX_GROUPS]) if group and not is_team(group) else joined - 1
        )
        joined = max(0, joined)
    return [", ".join(entry) for entry in entries]


def _named_after(pieces: Sequence[str]) -> int:
    """Return how many pieces still name groups, as in "on behalf of the A, B and C Collaborations"."""
    return next((count for count, piece in enumerate(pieces, 1) if is_team(piece)), 0)


def _is_larger(before: str, piece: str) -> bool:
    """Return True for the second half of "Institute of Software, Chinese Academy"."""
    return _SUBUNIT.match(before) is not None and is_organization(piece) and not is_team(piece)


def _with_places(entries: list[str]) -> list[str]:
    """Combine people with their places, if all entries alternate: "Ann Lee", "MIT", "Bo Han", "ETH Zurich"."""
    people, places = entries[0::2], entries[1::2]
    alternate = len(places) > 1 and len(people) == len(places)
    if alternate and all(map(_looks_like_person, people)) and all(is_affiliation(p) and not is_team(p) for p in places):
        return [f"{person}, {place}" for person, place in zip(people, places, strict=True)]
    return entries


def _looks_like_person(entry: str) -> bool:
    return " " in entry and not is_affiliation(entry)
