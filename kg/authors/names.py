"""What a printed name says: its comparable form, its parts, whether it is a group's."""

import re

from kg.ids import fold

_NOT_A_LETTER = re.compile(r"[\W_]+")
_GROUP_WORD = re.compile(
    r"\b(?:team|collaborations?|consortium|working group|study group|research group|task force|initiative"
    r"|community|committee|investigators|network|alliance|project)$",
    re.IGNORECASE,
)


def name_key(printed: str) -> str:
    """Reduce a printed name to the form that exact comparison uses.

    Case, accents, dots and hyphens do not count; order and initials do.

    >>> name_key("Jörg-Peter M.I. Müller")
    'jorg peter m i muller'
    """
    return _NOT_A_LETTER.sub(" ", fold(printed)).strip() or fold(printed)


def is_group(printed: str) -> bool:
    """Tell a team, collaboration or consortium from a person, by its last word.

    >>> is_group("Kimi Team"), is_group("Terry Teamer")
    (True, False)
    """
    return bool(_GROUP_WORD.search(printed.strip()))


def block(key: str) -> tuple[str, str]:
    """Return first initial and last word of a name key; only names that share both are compared."""
    first, _, _ = key.partition(" ")
    return first[:1], key.rpartition(" ")[2]
