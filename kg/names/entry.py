"""Read one entry of an author list: the name, and what is printed with it.

An entry may carry an ORCID, an e-mail address, an affiliation, a degree, footnote marks, "on behalf of" a
collaboration, or the same name in its own script. What is left after these is the name.
"""

import re
from functools import lru_cache
from typing import Final

from kg.identifiers import orcid
from kg.model import Identifier
from kg.names.cleaning import clean_name, without_footnotes
from kg.names.groups import is_affiliation, is_organization
from kg.names.plausibility import implausible
from kg.names.printed import PrintedAuthor, Refusal
from kg.names.scripts import close_up, split_scripts
from kg.names.suffixes import is_degree, is_generation, without_degrees
from kg.names.visible import visible

_PLAIN: Final = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+\.?){1,3}")
_EAST_ASIAN: Final = "\u1100"
_ORCID: Final = re.compile(
    r"[\(\[<{]?\s*(?:orcid(?:\s*id)?|iD)?\s*[:=]?\s*(?:https?://)?(?:www\.)?(?:orcid\.org/)?"
    r"\d{4}[-‐–]\d{4}[-‐–]\d{4}[-‐–]\d{3}[\dXx]\s*[\)\]>}]?",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(
    r"[\(\[<]?\s*(?:e-?mail|contact|mailto)?\s*:?\s*[\w.+{}|-]{1,64}\s?(?:@|\s\(?at\)?\s|\[at\])\s?[\w-]{1,63}(?:\s?(?:\.|\sdot\s)\s?[\w-]{1,63}){1,5}"
    r"\s*[\)\]>]?",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"[\(\[<]?\s*(?:https?://|www\.)[^\s\)\]>]+\s*[\)\]>]?", re.IGNORECASE)
_BEHALF: Final = re.compile(
    r"[\s,(\[–-]*\b(?:on behalf of|representing|in the name of|for(?=\s+(?:the\s+)?[\w\s/&-]{1,80}\b(?:collaborations?|"
    r"team|consortium|group|project|study|investigators|network|initiative|alliance)\b))\s+(?:the\s+)?(?P<group>.+?)"
    r"[\s)\]]*\Z",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\s*[\(（\[]\s*([^()（）\[\]]*(?:\([^()]*\)[^()（）\[\]]*)*)[\)）\]]\s*\Z")
_BRACKETS_INSIDE: Final = re.compile(r"\s*[\(（]\s*([^()（）]*)\s*[\)）]\s*")
_OPEN_BRACKET: Final = re.compile(r"\s*[\(（\[][^()（）\[\]]*\Z")
_ROLE: Final = re.compile(
    r"(?:(?:\*|†|‡)?\s*(?:co-?)?(?:corresponding|equal|joint|first|1st|2nd|second|lead|senior|main|contact|presenting|shared|last)\b.*|"
    r"(?:s?he|they|him|her|them)(?:\s*/\s*\w+)+|authors?|editors?|eds?\.?|ed\.|student(?: author)?|deceased|late|"
    r"contributed equally.*|equal contribution.*|project lead(?:er)?|advisor|supervisor|pi|chair|intern(?:ship)?.*|"
    r"work done.*|\d+|[a-z]|[ivx]+|[*†‡§¶#]+|通讯作者|共同.*|第一作者|同等贡献)[.*]*",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\s+@\s*(?P<where>[^@]+)\Z|\s+(?:[-–—|])\s+(?P<dash>[^-–—|]+)\Z")
_COLLABORATION: Final = re.compile(r"(?P<group>[^:：]{2,120})\s*[:：]\s*(?P<rest>\S.*)", re.DOTALL)
_NICKNAME: Final = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+\.?|[A-ZÀ-Þ]\.")
_AFFILIATION_WORDS: Final = re.compile(r"[a-z]|,|\s.*\s|[A-Z]{2,}")


@lru_cache(maxsize=1 << 18)
def read_entry(printed: str) -> tuple[PrintedAuthor | Refusal, ...]:
    """Read one entry of an author list; none, one, or a collaboration and its speaker.

    An entry that is not a name becomes a `Refusal`; one without a letter is passed over.

    >>> [author.name for author in read_entry("Dr. Bo Han (MIT, Cambridge) <bo@example.org>")]
    ['Bo Han']
    >>> [author.name for author in read_entry("NOVA Collaboration: G. Aab")]
    ['NOVA Collaboration', 'G. Aab']
    """
    if _PLAIN.fullmatch(printed) and (printed.isascii() or max(printed) < _EAST_ASIAN):
        name = without_degrees(clean_name(printed))
        reason = implausible(name)
        return (Refusal(printed, reason),) if reason else (PrintedAuthor(name),)
    text = " ".join(visible(printed).split())
    if not any(map(str.isalpha, text)):
        return ()
    identifiers: list[Identifier] = []
    if any(map(str.isdigit, text)) and (found := _ORCID.search(text)):
        if identifier := orcid(found.group()):
            identifiers.append(identifier)
        text = _ORCID.sub(" ", text)
    if "@" in text or " at " in text or "[at]" in text:
        text = _EMAIL.sub(" ", text)
    if "//" in text or "www." in text:
        text = _URL.sub(" ", text)
    text = without_footnotes(text).strip()
    if match := _COLLABORATION.fullmatch(text):
        if is_organization(match["group"]) and not is_affiliation(match["rest"]):
            return (*_read(match["group"], printed, ()), *_read(match["rest"], printed, tuple(identifiers)))
        if is_affiliation(match["rest"]) and not implausible(clean_name(match["group"])):
            text = f"{match['group']} ({match['rest']})"
    return _read(text, printed, tuple(identifiers))


def _read(text: str, printed: str, identifiers: tuple[Identifier, ...]) -> tuple[PrintedAuthor | Refusal, ...]:
    affiliations: list[str] = []
    if match := _BEHALF.search(text):
        affiliations.append(_tidy_affiliation(match["group"]))
        text = text[: match.start()]
    text, native = split_scripts(_without_brackets(text, affiliations))
    if (match := _AT.search(text)) and (
        match["where"] or (is_affiliation(match["dash"]) and not is_organization(text[: match.start()]))
    ):
        affiliations.append(_tidy_affiliation(match["where"] or match["dash"]))
        text = text[: match.start()]
    text = _turned(text.strip(" ,;"), affiliations)
    name = close_up(without_degrees(clean_name(text)))
    if not name and native:
        name, native = native, ""
    if not name:
        return () if not any(map(str.isalpha, text)) else (Refusal(printed, "no letter"),)
    reason = implausible(name)
    if reason:
        return (Refusal(printed, reason),)
    places = tuple(dict.fromkeys(place for place in affiliations if place))
    return (PrintedAuthor(name, native, identifiers, places),)


def _without_brackets(text: str, affiliations: list[str]) -> str:
    """Take brackets off the end of an entry: marks and roles go, affiliations are kept, nicknames stay in the name."""
    while match := _BRACKET.search(text):
        inside = match[1].strip(" ,;")
        before = text[: match.start()]
        if not before.strip():
            return inside
        if split_scripts(f"{before} {inside}")[1] and not is_organization(inside):
            return f"{before} ({inside})"
        if _NICKNAME.fullmatch(inside) and not is_affiliation(inside):
            return text
        if any(map(str.isalpha, inside)) and not _ROLE.fullmatch(inside) and _AFFILIATION_WORDS.search(inside):
            affiliations.append(_tidy_affiliation(inside))
        text = before
    if _OPEN_BRACKET.search(text) and text.count("(") > text.count(")"):
        text = _OPEN_BRACKET.sub("", text)
    return text


def _turned(text: str, affiliations: list[str]) -> str:
    """Put "Family, Given, Jr." in the order of speech; what follows a full name is an affiliation."""
    if "," not in text:
        return text
    first, *others = (part for part in map(str.strip, text.split(",")) if part)
    if is_organization(first) and (" " in first or is_organization(text)):
        return ", ".join((first, *others))
    generation = next((part.rstrip(".") + "." * part.endswith(".") for part in others if is_generation(part)), "")
    others = [part for part in others if not is_generation(part) and not is_degree(part)]
    given = ""
    if others and not (" " in first and (len(others) > 1 or is_affiliation(others[0]))):
        given = others.pop(0)
    if others:
        affiliations.append(_tidy_affiliation(", ".join(others)))
    return " ".join(filter(None, (given, first, generation)))


def _tidy_affiliation(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.()[]*†‡")
