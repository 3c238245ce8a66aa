"""Find the part of a printed line that names authors: after their label, in their column, before the next label."""

import re
from collections.abc import Sequence
from typing import Final

from kg.names.cleaning import clean_name
from kg.names.entries.attached import without_addresses
from kg.names.entries.speakers import at_colon
from kg.names.groups import is_affiliation, is_organization
from kg.names.labels import after_author_label, other_label
from kg.names.plausibility import find_implausible, looks_like_fact
from kg.names.words.author_labels import NEXT

_BAR: Final = re.compile(r"\s?[|｜]\s?|\s[·•]\s|\n")
_DASH: Final = re.compile(r"\s[-–—]\s")
_NEXT_LABEL: Final = re.compile(rf"(?:\A|(?<=[\s,;.|*_]))(?:{NEXT})[\s*_]?[:：]", re.IGNORECASE)
_HEADING: Final = re.compile(r"#{1,6}\s")


def author_part(text: str) -> tuple[str, str]:
    """Return the part of a line that names authors, or the reason why there is none; the other is empty.

    ``text`` is visible text without runs of spaces.

    >>> author_part("2026-01-05 | Authors: Ann Lee, Bo Han | Venue: ICX")
    ('Ann Lee, Bo Han', '')
    >>> author_part("2026-01-05 | Ann Lee, Bo Han"), author_part("Score: 8/10")
    (('Ann Lee, Bo Han', ''), ('', "labeled 'Score'"))
    """
    rest = after_author_label(text)
    if rest is None and "\n" not in text:
        rest, text = _chosen(text)
    if rest is not None:
        return _before_next_label(rest), ""
    if _HEADING.match(text):
        return "", "a heading"
    label = other_label(text)
    if label and not (is_organization(label) and not find_implausible(label)) and not _is_person_with_place(text):
        return "", f"labeled {label!r}"
    return text, ""


def _columns(text: str) -> list[str]:
    return [column for column in map(str.strip, _BAR.split(text)) if column]


def _chosen(text: str) -> tuple[str | None, str]:
    """Return the text after a label for authors in one of the columns, or else the columns that may contain names."""
    columns = _columns(text)
    if len(columns) < 2:  # noqa: PLR2004 - columns
        columns = [column for column in map(str.strip, _DASH.split(text)) if column]
        return None, _others_left_out(columns, text)
    for column, following in zip(columns, (*columns[1:], ""), strict=True):
        rest = after_author_label(column)
        if rest is not None:
            return rest or following, ""
    return None, _others_left_out(columns, text)


def _others_left_out(columns: Sequence[str], text: str) -> str:
    """Return the columns that may hold names, without dates, categories and the like.

    Return ``text`` unchanged if this would keep all columns or none.
    """
    kept = [column for column in columns if not (other_label(column) or looks_like_fact(without_addresses(column)[0]))]
    return ", ".join(kept) if 0 < len(kept) < len(columns) else text


def _before_next_label(rest: str) -> str:
    """Return the text before the next label; without one, the first column and the others that may be names."""
    match = _NEXT_LABEL.search(rest)
    if match:
        return (_columns(rest[: match.start()]) or [""])[0].strip(" ,;.|*_")
    if "|" not in rest and "｜" not in rest:
        return rest
    first, *others = _columns(rest) or [""]
    return ", ".join(
        (first, *(part for part in others if not other_label(part) and not find_implausible(clean_name(part))))
    )


def _is_person_with_place(text: str) -> bool:
    """Return True for "Ann Lee: University of X": a name, and after its colon a place of work."""
    name, place = at_colon(text)
    return " " in name and not find_implausible(clean_name(name)) and is_affiliation(place)
