"""Distinguish organizations and groups from people by the name alone."""

import re
from functools import lru_cache
from typing import Final

from kg.names.limits import MAX_ENTRY_CHARACTERS
from kg.names.words import organizations as words

_TOKEN: Final = re.compile(r"[^\W_·]+(?:·[^\W_·]+)*")
_PHRASE: Final = re.compile(rf"\b(?:{words.PHRASES})\b", re.IGNORECASE)
_LEGAL_FORM: Final = re.compile(r"\s(?:e\. ?V\.?|eV|S\.p\.A|S\.r\.l|A/S|Co\.,? Ltd|Pty|Pvt\.? Ltd)\.?\Z")
_SITE: Final = re.compile(r"[A-Z0-9][\w-]*\.(?:com|net|org|io|ai|AI)")
_OTHER_AT_END: Final = re.compile(rf"(?:{words.OTHER_SCRIPTS_AT_END})\Z")
_OTHER: Final = re.compile(rf"(?<!\S)(?:{words.OTHER_SCRIPTS})(?!\S)", re.IGNORECASE)
_OTHER_TEAM: Final = re.compile("团队|小组|协作组|合作组|チーム|팀|команда|группа|коллаборац|فريق|تیم|צוות|टीम|ทีม")
_CAMEL: Final = re.compile(
    r"[A-Z]{2,}(?:group|team|lab|net)|[A-Z]?[a-z]+[A-Z][A-Za-z]*\d*|[A-Z][A-Za-z]*-AI|[a-z]?[A-Z]+[a-z]+[A-Z]{2,}|x[A-Z]\w*"
)
_CAMEL_SURNAME: Final = re.compile(
    r"(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Al|El|O|D|Del|Della|Des|Dos|Ben|Abu)[A-Z]"
)
_CAPITALS: Final = re.compile(r"[A-Z][A-Z0-9&.+/-]*[A-Z0-9]")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?)+[A-Z]")
_CODE: Final = re.compile(r"(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[A-Z0-9][A-Za-z0-9.+-]*")
_MARKED_WORD: Final = re.compile(r"[A-Z][a-z]+\d{1,2}")  # "HaoKun Zhu1" has a footnote
_CAPITALS_WITH_SLASH: Final = re.compile(r"[A-Z /]*[A-Z]/[A-Z][A-Z /]*")
_PERSON_WORD: Final = re.compile(r"(?:\A| )[^\W\d_]?[^\W\d_A-Z]+(?: |\Z)")
_PINYIN: Final = (
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|uan|uai|ian|iao|ang|eng|ing|ong|ai|ei|ao|ou|an|en|er|ia|ie|"
    r"iu|in|ua|uo|ui|un|ue|a|o|e|i|u)){1,2}"
)
_ROMAJI: Final = r"(?:(?:ky|gy|sh|ch|ts|ny|hy|ry|[kgsztdnhbpmyrwfj])?[aeiou]n?){2,5}"
_JOINED_NAME: Final = re.compile(
    rf"(?=(?:[A-Z][a-z]+){{1,2}}[A-Z][A-Za-z]+\Z)(?i:{_PINYIN}){{2}}|(?=[A-Z]{{6,}}\Z)(?i:{_PINYIN}){{2}}|"
    rf"(?=\w{{10,}}\Z)(?=[A-Z][a-z]+[A-Z][a-z]+\Z)(?i:{_ROMAJI}){{2}}"
)
"""Chinese and Japanese names printed without a space: ``WeiWenbo``, ``WEIWENBO``, ``KeigoShibata``."""
_MAX_JOINED: Final = 24
"""Letters of a name printed without a space; the pattern above is tried on no longer word."""


def is_organization(name: str) -> bool:
    """Return True for a team, collaboration, institute, company or other group.

    >>> [is_organization(name) for name in ("Kimi Team", "University of Nowhere", "NVIDIA", "OpenAI", "ARC A3")]
    [True, True, True, True, True]
    >>> [is_organization(name) for name in ("Terry Teamer", "Ian McDonald", "JOHN SMITH", "Wei Ai", "Mausim")]
    [False, False, False, False, False]
    """
    return len(name) <= MAX_ENTRY_CHARACTERS and _is_organization(name)


def is_team(name: str) -> bool:
    """Return True for an organization that signs papers as a group, unlike a place of work.

    >>> is_team("Kimi Team"), is_team("Stanford University")
    (True, False)
    """
    return not words.TEAM.isdisjoint(_TOKEN.findall(name.lower())) or _OTHER_TEAM.search(name) is not None


def is_site(name: str) -> bool:
    """Return True for a company that is called by its address, such as "Booking.com".

    >>> is_site("Booking.com"), is_site("example.com")
    (True, False)
    """
    return _SITE.fullmatch(name) is not None


def is_affiliation(text: str) -> bool:
    """Return True for a place of work: an organization, or an acronym such as "MIT" or "ETH Zurich"."""
    first = text.split(",", maxsplit=1)[0].strip()
    start = first.split(maxsplit=1)
    return bool(start) and (
        is_organization(text)
        or is_organization(first)
        or (_CAPITALS.fullmatch(start[0]) is not None and not _INITIALS.fullmatch(start[0]))
    )


def is_legal_form(part: str) -> bool:
    """Return True for "Inc." and the like, which belong to the company before them.

    >>> is_legal_form("Inc."), is_legal_form("Incera")
    (True, False)
    """
    return part.strip(" .").lower() in words.LEGAL_FORMS


@lru_cache(maxsize=1 << 17)
def _is_organization(name: str) -> bool:
    name = name.strip()
    lower = name.lower()
    tokens = lower.split() if name.replace(" ", "").isalpha() else _TOKEN.findall(lower)
    if not words.ANYWHERE.isdisjoint(tokens):
        return True
    if not name.isascii() and _is_organization_elsewhere(name):
        return True
    if " " not in name or not tokens:
        return _is_single(name)
    if _is_compound(tokens[0]) or _is_compound(tokens[-1]) or _LEGAL_FORM.search(name):
        return True
    if not words.ORGANIZATION_WORDS.isdisjoint(tokens) and _has_word_in_place(name, tokens):
        return True
    if _PERSON_WORD.search(name):
        return False
    return _is_code(name.split()) or _CAPITALS_WITH_SLASH.fullmatch(name) is not None


def _has_word_in_place(name: str, tokens: list[str]) -> bool:
    """Return True for words that make an organization at the beginning, at the end, or together."""
    last = name.rsplit(" ", maxsplit=1)[1].strip("\"'.,)")
    return (
        tokens[0] in words.AT_START
        or tokens[0] in words.LEADING_COMPANIES
        or last.lower() in words.AT_END
        or last in words.AT_END_CAPITALIZED
        or _PHRASE.search(name) is not None
    )


def _is_organization_elsewhere(name: str) -> bool:
    """Return True for an organization named in another script than Latin."""
    return (
        _OTHER_AT_END.search(name) is not None
        or _OTHER.search(name) is not None
        or name.startswith(words.THAI_AT_START)
    )


def _is_compound(token: str) -> bool:
    return token.endswith(words.COMPOUNDS) and token not in words.COMPOUNDS


def _is_single(word: str) -> bool:
    """Return True for one word that is an acronym, a brand in camel case, a site or a known company."""
    bare = word.strip("\"'.,()")
    if bare.lower() in words.COMPANIES or _is_compound(bare.lower()) or _SITE.fullmatch(bare):
        return True
    if len(bare) <= _MAX_JOINED and _JOINED_NAME.fullmatch(bare):
        return False
    if (_CAPITALS.fullmatch(bare) and not _INITIALS.fullmatch(bare)) or _CODE.fullmatch(bare):
        return True
    return _CAMEL.fullmatch(bare) is not None and not _CAMEL_SURNAME.match(bare)


def _is_code(parts: list[str]) -> bool:
    """Return True for "ARC A3" or "Qwen 2.5": codes, and no word of a person's name."""
    coded = any(
        any(map(str.isdigit, part)) and _CODE.fullmatch(part) and not _MARKED_WORD.fullmatch(part) for part in parts
    )
    return coded and all(_CODE.fullmatch(part) or _CAPITALS.fullmatch(part) or _CAMEL.fullmatch(part) for part in parts)
