"""Parse brackets in an entry: drop marks and roles, keep places of work, leave nicknames in the name."""

import re
from typing import Final

from kg.names.groups import is_affiliation, is_organization
from kg.names.scripts import are_two_forms, native_first

_TOKEN: Final = re.compile(r"(?P<open>[(\[【〔])|(?P<close>[)\]】〕])")
_ANY: Final = "()[]【】〔〕"
_ROLE: Final = re.compile(
    r"(?:(?:[*†‡]\s*)?(?:co-?)?(?:corresponding|equal|joint|first|1st|2nd|second|lead|senior|main|contact|presenting|"
    r"shared|last)\b.*|(?:s?he|they|him|her|them)(?:\s*/\s*\w+)+|authors?|editors?|eds?\.?|student(?: author)?|"
    r"deceased|late|posthumous(?:ly)?|contributed equally.*|equal(?:ly)? contribut.*|project lead(?:er)?|advis[oe]r|"
    r"supervisor|pi|chair|intern(?:ship)?.*|work done.*|speaker|presenter|translator|reviewer|née? .*|geb\. .*|\d+|"
    r"[a-z]|[ivx]+|[*†‡§¶#]+|通讯作者|共同.*|第一作者|同等贡献|교신저자|責任著者)[.*]*",
    re.IGNORECASE,
)
_NICKNAME: Final = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+\.?|[A-ZÀ-Þ]\.")
_PLACE_WORDS: Final = re.compile(r"[^\x00-@A-Z]|,|\s.*\s|[A-Z]{2,}")


def split_brackets(text: str) -> tuple[str, str, list[str]]:
    """Divide an entry into its name, the native form in brackets, and the places of work in brackets.

    >>> split_brackets("Di Wu (MIT, Cambridge)"), split_brackets("Minsu (Max) Kim (김민수)")
    (('Di Wu', '', ['MIT, Cambridge']), ('Minsu (Max) Kim', '김민수', []))
    """
    if not any(bracket in text for bracket in _ANY):
        return text, "", []
    outside, inside = _segments(text)
    name = " ".join("".join(outside).split())
    if not any(map(str.isalpha, name)):
        return " ".join(inside[0].split()).strip(_ANY + " ") if inside else "", "", []
    places: list[str] = []
    kept: list[str] = []
    other = ""
    for before, content in zip(outside, inside, strict=False):
        kept.append(before)
        part = " ".join(content.split()).strip(" ,;")
        if not other and not is_organization(part) and are_two_forms(name, part):
            other = part
        elif _NICKNAME.fullmatch(part) and not is_affiliation(part) and not _ROLE.fullmatch(part):
            kept.append(f" ({part}) ")
        elif any(map(str.isalpha, part)) and not _ROLE.fullmatch(part) and _PLACE_WORDS.search(part):
            places.append(tidy_place(part))
    name = " ".join("".join((*kept, outside[-1])).split())
    return (*native_first(name, other), places) if other else (name, "", places)


def tidy_place(text: str) -> str:
    """Return an affiliation without the punctuation around it."""
    return " ".join(text.split()).strip(" ,;:.()[]*†‡")


def _segments(text: str) -> tuple[list[str], list[str]]:
    """Return the text outside brackets and the texts inside the outermost ones; one more outside than inside.

    An unclosed bracket reaches to the end; an unopened one is dropped.
    """
    outside, inside = [""], []
    depth = start = 0
    for match in _TOKEN.finditer(text):
        if depth == 0:
            outside[-1] += text[start : match.start()]
            start = match.end()
        depth += 1 if match["open"] else -min(depth, 1)
        if depth == 0 and match["close"] and start <= match.start():
            inside.append(text[start : match.start()])
            outside.append("")
            start = match.end()
    if depth:
        inside.append(text[start:])
        outside.append("")
    else:
        outside[-1] += text[start:]
    return outside, inside
