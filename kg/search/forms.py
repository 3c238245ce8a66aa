"""Forms of a name for lookup, the same for names in a graph and for user input."""

import re
from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Final, NamedTuple

from kg.ids import fold
from kg.search.text import folded_name

PLAIN_NAME: Final = r"^[A-Z][a-z]+ [A-Z][a-z]+$"
"""Names whose general form is simply their lower case: a given name and a surname."""

_PLAIN: Final = re.compile(PLAIN_NAME)
_MARKS: Final = re.compile(r"[-_]")
_INITIALS_FIRST: Final = re.compile(r"(?P<initials>[A-Z]{2,3}) (?P<surname>\S.*)")
_INITIALS_LAST: Final = re.compile(r"(?P<surname>.*\S) (?P<initials>[A-Z]{1,3})")
_SIGNS: Final = frozenset("+#*@")


class Form(IntEnum):
    """A form of a name in the index; the index stores its number.

    ``FOLDED`` ignores case, accents and spaces. ``GENERAL`` ignores how surface forms of one name differ: plural,
    hyphens and British spelling for a concept; dots, hyphens, particles and generation for a person. ``INITIALS`` is
    the first initial and the surname of a person.
    """

    FOLDED = 0
    GENERAL = 1
    INITIALS = 2


class MatchedBy(Enum):
    """The way user input was matched; the value is a confidence between 0 and 1 that only serves to sort matches."""

    ID = 1.0
    """An id, an IRI, or an identifier of a registry."""
    NAME = 0.95
    """A name or label, ignoring case and accents; also ``Family, Given``."""
    FORM = 0.9
    """Another form of a name or label: plural, hyphens, dots, particles."""
    FAMILY_FIRST = 0.7
    """The words of a person's name with the surname first and no comma."""
    INITIALS = 0.5
    """Initials and a surname: many people may have them."""


class Reading(NamedTuple):
    """Keys to look up among the names of one kind, in this ``form`` or a lower form."""

    form: Form
    keys: tuple[str, ...]


def general_form(kind: str, name: str) -> str:
    """Return the form `Form.GENERAL` of a name, ``""`` if it has none.

    >>> general_form("concept", "Pre-trained Models"), general_form("concept", "LLMs"), general_form("concept", "模型")
    ('pretrainedmodel', 'llm', '')
    >>> general_form("author", "Jean-Pierre M. van der Berg Jr."), general_form("category", "CS_cl")
    ('jeanpierrem berg', 'cs.cl')
    """
    if kind == "concept":
        from kg.concepts.text.lexical import singular, small_key  # noqa: PLC0415 - not needed for exact matches

        folded = fold(name)
        # signs distinguish C from C++ and C#
        return small_key(singular(folded)) if folded.isascii() and _SIGNS.isdisjoint(folded) else ""
    if kind == "category":
        return _MARKS.sub(".", fold(name))
    if _PLAIN.match(name):
        return name.lower()
    from kg.authors.spelling.person_name import parse_name  # noqa: PLC0415 - as above

    parsed = parse_name(name)
    return f"{parsed.letters} {parsed.surname}".strip()


def read_typed(text: str, kind: str, by: MatchedBy) -> Reading:
    """Return the lookup keys of user input read in one of the ways; no keys if it cannot be read so."""
    texts = [text, *given_first(text)] if kind == "author" else [text]
    if by is MatchedBy.NAME:
        return Reading(Form.FOLDED, _keys(map(folded_name, texts)))
    if by is MatchedBy.FORM:
        return Reading(Form.GENERAL, _keys(general_form(kind, one) for one in texts))
    if kind != "author" or by is MatchedBy.ID:
        return Reading(Form.FOLDED, ())
    from kg.authors.spelling.person_name import parse_name, turn_name  # noqa: PLC0415 - as above

    if by is MatchedBy.INITIALS:
        name = parse_name(spell_initials(texts[-1]))
        is_short = bool(name.given) and name.given[0].is_initial
        return Reading(Form.INITIALS, _keys([f"{name.initial} {name.surname}"] if is_short else []))
    name = parse_name(text)
    # a comma marks the surname, and initials are never a surname
    if len(texts) > 1 or not name.given or name.given[0].is_initial:
        return Reading(Form.GENERAL, ())
    other = turn_name(name)
    return Reading(Form.GENERAL, _keys([f"{other.letters} {other.surname}"]))


def given_first(text: str) -> list[str]:
    """Return ``Family, Given`` as ``Given Family``; an empty list for other text.

    >>> given_first("van der Berg, J. M."), given_first("Smith, John, Jr."), given_first("Bo Han")
    (['J. M. van der Berg'], ['John Smith Jr.'], [])
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3) or not all(parts):
        return []
    family, given, *generation = parts
    return [" ".join([given, family, *generation])]


def spell_initials(text: str) -> str:
    """Return a name with run-together initials separated by dots, given name first.

    >>> spell_initials("JA Smith"), spell_initials("Smith JA"), spell_initials("Bo Han")
    ('J. A. Smith', 'J. A. Smith', 'Bo Han')
    """
    if match := _INITIALS_FIRST.fullmatch(text) or _INITIALS_LAST.fullmatch(text):
        return " ".join([*(f"{letter}." for letter in match["initials"]), match["surname"]])
    return text


def admits_initials(typed: str, name: str) -> bool:
    """Return whether the typed text may abbreviate a name: every initial begins a given name, in order.

    >>> [admits_initials("J. A. Smith", name) for name in ("John A. Smith", "John Smith", "James B. Smith")]
    [True, False, False]
    """
    from kg.authors.spelling.person_name import parse_name  # noqa: PLC0415 - as above

    wanted = parse_name(spell_initials((given_first(typed) or [typed])[0])).given
    given = parse_name(name).given
    if all(unit.is_initial for unit in wanted):
        # "J. P." abbreviates "Jean-Pierre", too
        return "".join(unit.initials for unit in given).startswith("".join(unit.initials for unit in wanted))
    return len(wanted) <= len(given) and all(
        unit.initials.startswith(short.initials) if short.is_initial else unit.letters == short.letters
        for short, unit in zip(wanted, given, strict=False)
    )


def _keys(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in found if key))
