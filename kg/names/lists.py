"""Read author lists: one printed line, a list of strings, a BibTeX field, or structured records."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from kg.model import Identifier
from kg.names.cleaning import clean_name, without_footnotes
from kg.names.entries.turning import initials_first
from kg.names.groups import is_organization
from kg.names.labels import with_pictures_as_labels
from kg.names.limits import MAX_CACHED_CHARACTERS
from kg.names.lines.author_part import author_part
from kg.names.lines.collecting import collect_entries, holds_a_list, parts_of_item
from kg.names.lines.dividing import divide_entries
from kg.names.lines.outside import split_outside
from kg.names.lines.truncation import is_truncation, without_truncation
from kg.names.lines.wrapping import insert_commas, unwrap_list
from kg.names.ordinary import read_ordinary
from kg.names.plausibility import find_implausible
from kg.names.printed import NO_AUTHORS, AuthorList, PrintedAuthor, Refusal, combine
from kg.names.suffixes import is_degree, is_generation
from kg.names.surface.visible import visible_text

_SPACES: Final = re.compile(r" {3,}|[ \t]*\t[ \t]*")
_QUOTED_LIST: Final = re.compile(r"\s*\[\s*(?:\"[^\"]*\"|'[^']*')\s*(?:,\s*(?:\"[^\"]*\"|'[^']*')\s*)*\]\s*")
_LEFT_OVER: Final = frozenset({"and", "&", "et", "al", "und"})
"""Pattern of the elements of a list that was divided at spaces."""
_QUOTED_ITEM: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def read_author_line(printed: str) -> AuthorList:
    """Parse the authors of one printed line, with any separators and order of names.

    A line in which half of the parts or more do not look like names is refused as a whole.

    >>> read_author_line("**Authors:** Lee, Ann; Han, Bo").names, read_author_line("作者：Ann Lee、Bo Han 等").truncated
    (('Ann Lee', 'Bo Han'), True)
    >>> read_author_line("Score: 8/10").refused[0].reason
    "labeled 'Score'"
    """
    return _kept_line(printed) if len(printed) <= MAX_CACHED_CHARACTERS else _read_line(printed)


def read_author_items(items: Sequence[str]) -> AuthorList:
    """Read a list whose elements are one author each; an element is not divided at commas.

    A single element that holds a whole list is read as a line.

    >>> read_author_items(["Lee, Ann", "Bo Han", "III", "et al."]).names
    ('Ann Lee', 'Bo Han III')
    """
    if all(plain := [read_ordinary(item) for item in items]):
        return AuthorList(initials_first([author for author in plain if author]))
    if len(items) == 1 and holds_a_list(items[0]):
        return read_author_line(items[0])
    parts: list[str] = []
    truncated = marked = False
    for item in items:
        if item.strip(" .").casefold() in _LEFT_OVER:
            truncated = truncated or item.strip(" .").casefold() == "al"
        elif read_ordinary(item):
            parts.append(item)
            marked = False
        elif parts and is_generation(item):
            parts[-1] += "" if marked else f", {item.strip()}"
            marked = True
        elif not (parts and is_degree(item)):
            found, cut = parts_of_item(item)
            parts += found
            truncated = truncated or cut
            marked = False
    return collect_entries(parts, truncated=truncated)


def read_bibtex_authors(printed: str) -> AuthorList:
    r"""Read a BibTeX author field: names joined by ``and``, "Family, Given", "Family, Jr, Given" or "Given Family".

    A name in braces is an organization's.

    >>> read_bibtex_authors(r"Stone, Ilea and Bo Hart and {Open Robotics Lab} and others").names
    ('Ilea Stone', 'Bo Hart', 'Open Robotics Lab')
    """
    return _kept_field(printed) if len(printed) <= MAX_CACHED_CHARACTERS else _read_field(printed)


def structured_author(
    given: str = "",
    family: str = "",
    suffix: str = "",
    *,
    literal: str = "",
    identifiers: Iterable[Identifier | None] = (),
    affiliations: Iterable[str] = (),
    organization: bool = False,
) -> AuthorList:
    """Read one author given in parts; ``literal`` is a whole name or the name of an organization.

    >>> structured_author("Hal", "Dumé", "III").names, structured_author(literal="Open Lab", organization=True).names
    (('Hal Dumé III',), ('Open Lab',))
    """
    known = tuple(identifier for identifier in identifiers if identifier is not None)
    places = tuple(dict.fromkeys(place for place in map(_one_line, affiliations) if place))
    found = _structured(given, family, suffix) if family or given else _literal(literal, organization=organization)
    if not known and not places and not organization:
        return found
    return msgspec.structs.replace(
        found,
        authors=tuple(
            PrintedAuthor(
                author.name,
                author.native,
                tuple(dict.fromkeys((*author.identifiers, *known))),
                tuple(dict.fromkeys((*author.affiliations, *places))),
                author.organization or organization,
            )
            for author in found.authors
        ),
    )


def _read_line(printed: str) -> AuthorList:
    plain = [read_ordinary(part.strip()) for part in printed.strip().strip("*_").split(",")]
    if all(plain):
        return AuthorList(initials_first([author for author in plain if author]))
    if _QUOTED_LIST.fullmatch(printed):
        return read_author_items([first or second for first, second in _QUOTED_ITEM.findall(printed)])
    text = without_footnotes(_SPACES.sub("\t", visible_text(with_pictures_as_labels(insert_commas(printed)))))
    part, reason = author_part(text)
    if reason:
        return AuthorList(refused=(Refusal(printed, reason),))
    if is_truncation(part):
        return AuthorList(truncated=True)
    part, truncated = without_truncation(unwrap_list(part))
    return collect_entries(divide_entries(part), printed, truncated=truncated)


_kept_line = lru_cache(maxsize=1 << 14)(_read_line)


def _read_field(printed: str) -> AuthorList:
    parts = split_outside(" ".join(printed.split()), r"(?i:(?<=\s)and(?=\s))")
    lists = [_bibtex_name(part) for part in parts]
    found = combine(lists) if lists else NO_AUTHORS
    return msgspec.structs.replace(found, authors=initials_first(found.authors))


_kept_field = lru_cache(maxsize=1 << 14)(_read_field)


def _bibtex_name(part: str) -> AuthorList:
    if is_truncation(part):
        return AuthorList(truncated=True)
    if part.startswith("{") and part.endswith("}") and part.find("}") == len(part) - 1:
        return structured_author(literal=part[1:-1], organization=" " in part or is_organization(part[1:-1]))
    shorter, truncated = without_truncation(part)
    return collect_entries([shorter], truncated=truncated)


def _structured(given: str, family: str, suffix: str) -> AuthorList:
    if not given and family and not suffix:
        return collect_entries([family], family)
    if is_truncation(given) or is_truncation(family):
        return AuthorList(truncated=True)
    printed = " ".join(part for part in (given.strip(), family.strip(), suffix.strip()) if part)
    if plain := read_ordinary(printed):
        return AuthorList((plain,))
    return collect_entries([printed.replace(",", " ")] if "(" not in printed else [printed], printed)


def _literal(literal: str, *, organization: bool) -> AuthorList:
    if not organization:
        return read_author_items([literal])
    name = clean_name(visible_text(literal))
    if not name:
        return NO_AUTHORS
    reason = find_implausible(name, organization=True) or ("one letter" if len(name) == 1 else "")
    return AuthorList(refused=(Refusal(literal, reason),)) if reason else AuthorList((PrintedAuthor(name),))


def _one_line(text: str) -> str:
    return " ".join(text.split())
