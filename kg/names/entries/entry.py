"""Parse one entry of an author list: the name, and the details printed with it.

An entry may carry an ORCID, an e-mail address, an affiliation, a degree, footnote marks, "on behalf of" a
collaboration, or the same name in its own script. The rest is the name.
"""

import re
from functools import lru_cache
from typing import Final

from kg.model import Identifier
from kg.names.cleaning import clean_name, without_footnotes
from kg.names.entries.attached import without_addresses
from kg.names.entries.brackets import split_brackets, tidy_place
from kg.names.entries.speakers import at_colon, without_behalf
from kg.names.entries.turning import turn_entry
from kg.names.groups import is_affiliation, is_organization
from kg.names.limits import MAX_ENTRY_CHARACTERS
from kg.names.plausibility import find_implausible
from kg.names.printed import PrintedAuthor, Refusal
from kg.names.scripts import close_up, split_scripts
from kg.names.suffixes import without_degrees
from kg.names.surface.visible import visible_text
from kg.text.latex import decode_name_latex

EntryReading = tuple[PrintedAuthor | Refusal, ...]

_PLAIN: Final = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+\.?){1,3}")
_EAST_ASIAN: Final = "\u1100"
_AT: Final = re.compile(r" @ ?(?P<where>[^@]+)\Z| [-–—|] (?P<dash>[^-–—|]+)\Z")


def read_entry(printed: str) -> EntryReading:
    """Parse one entry of an author list into no author, one author, or a collaboration and its speaker.

    An entry that is not a name becomes a `Refusal`; one without a letter is ignored.

    >>> [author.name for author in read_entry("Dr. Bo Han (MIT, Cambridge) <bo@example.org>")]
    ['Bo Han']
    >>> [author.name for author in read_entry("NOVA Collaboration: G. Aab")]
    ['NOVA Collaboration', 'G. Aab']
    """
    if len(printed) > MAX_ENTRY_CHARACTERS:
        return (Refusal(printed, "too long for a name"),)
    return _read_entry(printed)


@lru_cache(maxsize=1 << 18)
def _read_entry(printed: str) -> EntryReading:
    if _PLAIN.fullmatch(printed) and (printed.isascii() or max(printed) < _EAST_ASIAN):
        return _named(without_degrees(clean_name(printed)), printed)
    text, identifiers = without_addresses(" ".join(visible_text(printed).split()))
    if not any(map(str.isalpha, text)):
        return ()
    text = without_footnotes(text).strip()
    if "\\" in text or "{" in text:
        text = decode_name_latex(text)
    before, behind = at_colon(text)
    if behind and is_organization(before) and not is_affiliation(behind):
        return (*_with_places(before, printed, ()), *_with_places(behind, printed, identifiers))
    if behind and " " in before and is_affiliation(behind) and not find_implausible(clean_name(before)):
        return _with_places(before, printed, identifiers, behind)
    if text.endswith((":", "：")) and " " not in text and not is_organization(before):
        return (Refusal(printed, "a label"),)
    return _with_places(text, printed, identifiers)


def _with_places(text: str, printed: str, identifiers: tuple[Identifier, ...], place: str = "") -> EntryReading:
    """Read an entry without identifiers: name, native form, and the places and groups its author belongs to."""
    text, group = without_behalf(text)
    text, native, inside = split_brackets(text)
    text, behind = _without_place(text)
    text, turned_off = turn_entry(text.strip(" ,;"))
    if not native:
        text, native = split_scripts(text)
    name = close_up(without_degrees(clean_name(text)))
    places = dict.fromkeys(filter(None, (group, tidy_place(place), *inside, behind, *turned_off)))
    return _named(name, printed, native, identifiers, tuple(places))


def _named(
    name: str,
    printed: str,
    native: str = "",
    identifiers: tuple[Identifier, ...] = (),
    places: tuple[str, ...] = (),
) -> EntryReading:
    if not name and native:
        name, native = native, ""
    if not name:
        return ()
    reason = find_implausible(name)
    return (Refusal(printed, reason),) if reason else (PrintedAuthor(name, native, identifiers, places),)


def _without_place(text: str) -> tuple[str, str]:
    """Divide "Ann Lee @ MIT" or "Ann Lee – ETH Zurich" into the name and the place."""
    match = _AT.search(text)
    if match is None:
        return text, ""
    if match["where"] or (is_affiliation(match["dash"]) and not is_organization(text[: match.start()])):
        return text[: match.start()], tidy_place(match["where"] or match["dash"])
    return text, ""
