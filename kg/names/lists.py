"""Read author lists: one printed line, a list of strings, or structured records."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from kg.model import Identifier
from kg.names.cleaning import clean_name, without_footnotes
from kg.names.dividing import divide, divide_item
from kg.names.entry import read_entry
from kg.names.fused import looks_fused
from kg.names.groups import is_affiliation, is_organization
from kg.names.labels import after_author_label, other_label
from kg.names.ordinary import ordinary
from kg.names.plausibility import implausible
from kg.names.printed import NO_AUTHORS, AuthorList, PrintedAuthor, Refusal
from kg.names.suffixes import is_degree, is_generation
from kg.names.truncation import is_truncation, without_truncation
from kg.names.visible import visible

_BARS = re.compile(r"\s*[|｜]\s*|\s+[·•]\s+")
_NEXT_LABEL = re.compile(
    r"[\s,;.|]+(?:published|date|submitted|updated|categor(?:y|ies)|field|subjects?|affiliations?|institutions?|abstract|"
    r"links?|pdf|url|venue|score|code|keywords?|comments?|tl;?dr|journal|日期|时间|发布|机构|单位|类别|分类|领域|关键词|摘要|链接|评分)"
    r"\s*[:：]",
    re.IGNORECASE,
)
_BIBTEX_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def read_author_line(printed: str) -> AuthorList:
    """Read the authors of one printed line, whatever its separators and order of names.

    A line in which half of the parts or more do not look like names is refused as a whole.

    >>> read_author_line("**Authors:** Lee, Ann; Han, Bo").names, read_author_line("作者：Ann Lee、Bo Han 等").truncated
    (('Ann Lee', 'Bo Han'), True)
    >>> read_author_line("Score: 8/10").refused[0].reason
    "labelled 'Score'"
    """
    plain = [ordinary(part.strip()) for part in printed.strip().strip("*_").split(",")]
    if all(plain):
        return AuthorList(tuple(author for author in plain if author))
    text = without_footnotes(visible(printed))
    if not text:
        return NO_AUTHORS
    rest = after_author_label(text)
    if rest is None and len(segments := [part for part in _BARS.split(text) if part]) > 1:
        text, rest = _chosen(segments)
    if rest is not None:
        cut = _NEXT_LABEL.search(rest)
        text = _BARS.split(rest[: cut.start()] if cut else rest)[0] if cut or "|" in rest else rest
        text = _kept_segments(rest) if not cut and "|" in rest else text
    elif (label := other_label(text)) and not is_organization(label) and not _is_person_with_place(text, label):
        return AuthorList(refused=(Refusal(printed, f"labelled {label!r}"),))
    text, truncated = without_truncation(text)
    return _read(divide(text), printed, truncated=truncated)


def read_author_items(items: Sequence[str]) -> AuthorList:
    """Read a list whose elements are one author each; an element is not divided at commas.

    A single element that holds a whole list is read as a line.

    >>> read_author_items(["Lee, Ann", "Bo Han", "III", "et al."]).names
    ('Ann Lee', 'Bo Han III')
    """
    if len(items) == 1 and items[0].count(",") + items[0].count(";") > 0:
        return _read_single(items[0])
    if all(plain := [ordinary(item) for item in items]):
        return AuthorList(tuple(author for author in plain if author))
    parts: list[str] = []
    truncated = False
    for item in items:
        if ordinary(item):
            parts.append(item)
        elif is_truncation(item):
            truncated = True
        elif parts and is_generation(item):
            parts[-1] += f", {item.strip()}"
        elif not (parts and is_degree(item)):
            shorter, cut = without_truncation(item)
            truncated = truncated or cut
            parts += divide_item(shorter)
    return _read(parts, "", truncated=truncated)


def _read_single(item: str) -> AuthorList:
    entries = divide(without_footnotes(visible(item)))
    if len(entries) > 1 and not all(" " in entry.strip() for entry in entries):
        return _read([item], item, truncated=False)
    return read_author_line(item)


@lru_cache(maxsize=1 << 14)
def read_bibtex_authors(printed: str) -> AuthorList:
    r"""Read a BibTeX author field: names joined by ``and``, "Family, Given", "Family, Jr, Given" or "Given Family".

    A name in braces is an organization's.

    >>> read_bibtex_authors(r"Stone, Ilea and Bo Hart and {Open Robotics Lab} and others").names
    ('Ilea Stone', 'Bo Hart', 'Open Robotics Lab')
    """
    lists: list[AuthorList] = []
    parts: list[str] = []
    depth = 0
    for part in _BIBTEX_AND.split(" ".join(printed.split())):
        if depth > 0:
            parts[-1] += f" and {part}"
        else:
            parts.append(part)
        depth = max(0, depth + part.count("{") - part.count("}"))
    truncated = False
    names: list[str] = []
    for part in map(str.strip, parts):
        if is_truncation(part):
            truncated = True
        elif part.startswith("{") and part.endswith("}") and part.find("}") == len(part) - 1:
            lists.append(_read(names, "", truncated=False))
            lists.append(structured_author(literal=part[1:-1], organization=" " in part or is_organization(part[1:-1])))
            names = []
        else:
            shorter, cut = without_truncation(part)
            truncated = truncated or cut
            names.append(shorter)
    lists.append(_read(names, "", truncated=truncated))
    authors = tuple(author for found in lists for author in found.authors)
    return AuthorList(
        authors,
        truncated,
        tuple(refusal for found in lists for refusal in found.refused),
        tuple(name for found in lists for name in found.fused),
    )


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


@lru_cache(maxsize=1 << 18)
def _structured(given: str, family: str, suffix: str) -> AuthorList:
    if not given and family and not suffix:
        return _read([family], family, truncated=False)
    if is_truncation(given) or is_truncation(family):
        return AuthorList(truncated=True)
    printed = " ".join(part for part in (given.strip(), family.strip(), suffix.strip()) if part)
    if plain := ordinary(printed):
        return AuthorList((plain,))
    return _read([printed.replace(",", " ")] if "(" not in printed else [printed], printed, truncated=False)


@lru_cache(maxsize=1 << 16)
def _literal(literal: str, *, organization: bool) -> AuthorList:
    if not organization:
        return read_author_items([literal])
    name = clean_name(visible(literal))
    reason = "" if len(name) <= _MAX_LITERAL else "too long for a name"
    if not name:
        return NO_AUTHORS
    return AuthorList(refused=(Refusal(literal, reason),)) if reason else AuthorList((PrintedAuthor(name),))


_MAX_LITERAL = 300


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read(parts: Iterable[str], line: str, *, truncated: bool) -> AuthorList:
    """Read divided entries; ``line`` is the whole list where it may be refused as a whole."""
    authors: list[PrintedAuthor] = []
    refused: list[Refusal] = []
    count = 0
    for part in parts:
        if plain := ordinary(part):
            authors.append(plain)
            count += 1
            continue
        if is_truncation(part):
            truncated = True
            continue
        shorter, cut = without_truncation(part)
        truncated = truncated or cut
        entry = read_entry(shorter)
        count += bool(entry)
        for found in entry:
            if isinstance(found, Refusal):
                refused.append(found)
            else:
                authors.append(found)
    if line and refused and len(refused) * 2 >= count:
        return AuthorList(refused=(Refusal(line, refused[0].reason),))
    fused = tuple(author.name for author in authors if looks_fused(author.name))
    return AuthorList(tuple(authors), truncated, tuple(refused), fused)


def _chosen(segments: Sequence[str]) -> tuple[str, str | None]:
    """Return the segment labelled for authors, without its label, or all that may hold names."""
    for place, segment in enumerate(segments):
        rest = after_author_label(segment)
        if rest is not None:
            return segment, rest or (segments[place + 1] if place + 1 < len(segments) else "")
    kept = [part for part in segments if not other_label(part)]
    return ", ".join(kept), None


def _kept_segments(rest: str) -> str:
    segments = [part for part in _BARS.split(rest) if part]
    if not segments:
        return ""
    return ", ".join(
        (segments[0], *(part for part in segments[1:] if not other_label(part) and not implausible(clean_name(part))))
    )


def _is_person_with_place(text: str, label: str) -> bool:
    """Return True for "Ann Lee: University of X": a name, and after its colon a place of work."""
    rest = re.split("[:：]", text, maxsplit=1)[1].strip()
    return not implausible(clean_name(label)) and is_affiliation(rest)
