"""Find details next to the name in an entry: ORCID iDs, e-mail addresses, web addresses, handles."""

import re
from typing import Final

from kg.identifiers import orcid
from kg.model import Identifier

_ORCID: Final = re.compile(
    r"(?:\\orcid\w{0,10}\{|[(\[<{])?(?:\borcid(?: ?id)?\b|\biD\b)? ?[:=]? ?(?:https?://)?(?:www\.)?(?:orcid\.org/)?"
    r"(?<!\d)\d{4}[-‐–]?\d{4}[-‐–]?\d{4}[-‐–]?\d{3}[\dXx](?![\dXx]) ?[)\]>}]?",
    re.IGNORECASE,
)
_HOST: Final = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_LABEL: Final = r"[a-z0-9-]{1,63}"  # a part of a host's name
_EMAIL: Final = re.compile(
    r"[(\[<{]?\b(?:e-?mail|contact|mailto)\b ?:? ?|"
    r"[(\[<]? ?(?:\{[^{}@]{1,200}\}|[\w.+|-]{1,64})"
    rf"(?: ?(?:@|\(at\)|\[at\]) ?{_HOST}| at {_LABEL}(?:\.{_LABEL}| dot {_LABEL}){{1,5}}) ?[)\]>]?",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?:\A|(?<=[\s(]))@[\w.-]{1,40}(?=[\s),]|\Z)")
_URL: Final = re.compile(r"[(\[<]? ?(?:https?://|www\.)[^\s)\]>]+ ?[)\]>]?", re.IGNORECASE)
_EMPTY: Final = re.compile(r"[(\[<{][\s,;:]*[)\]>}]")


def without_addresses(text: str) -> tuple[str, tuple[Identifier, ...]]:
    """Remove identifiers and addresses from an entry; return the remaining text and the valid identifiers.

    ``text`` has single spaces only. An ORCID iD with a wrong check digit is removed without being kept.

    >>> text, found = without_addresses("Ann Lee (0000-0002-1825-0097) <ann@x.example>")
    >>> text, found[0].value
    ('Ann Lee', '0000-0002-1825-0097')
    """
    identifiers: tuple[Identifier, ...] = ()
    before = text
    if any(map(str.isdigit, text)):
        found = (orcid(match.group()) for match in _ORCID.finditer(text))
        identifiers = tuple(dict.fromkeys(identifier for identifier in found if identifier))
        text = _ORCID.sub(" ", text)
    if "@" in text or " at " in text or "at]" in text or "(at)" in text or "mail" in text.lower():
        text = _HANDLE.sub(" ", _EMAIL.sub(" ", text))
    if "//" in text or "www." in text:
        text = _URL.sub(" ", text)
    return (" ".join(_EMPTY.sub(" ", text).split()) if text != before else text), identifiers
