"""Read the authors of a value: a line, a list of names, of objects, or of lists as arXiv's ``authors_parsed``."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kg.identifiers import orcid
from kg.ingest.dialects.fields.values import is_empty, plain_key, text_of, texts_of
from kg.model import Identifier
from kg.names.groups import is_organization
from kg.names.lists import read_author_items, read_author_line, structured_author
from kg.names.printed import NO_AUTHORS, AuthorList, combine
from kg.text.latex import decode_name_latex

_FAMILY: Final = ("family", "last", "lastname", "surname", "familyname", "keyname")
_GIVEN: Final = ("given", "first", "firstname", "givenname", "givennames", "forename", "forenames")
_MIDDLE: Final = ("middle", "middlename", "middlenames")
_LITERAL: Final = (
    "literal", "name", "fullname", "displayname", "authorname", "rawauthorname", "creatorname", "text", "value",
    "author", "person",
)  # fmt: skip
_PLACES: Final = (
    "affiliation", "affiliations", "institution", "institutions", "rawaffiliationstrings", "rawaffiliationstring",
    "organization", "organisation", "org",
)  # fmt: skip
_OTHER_ROLES: Final = frozenset({"editor", "translator", "seriesEditor", "reviewedAuthor", "bookAuthor"})
"""Roles of Zotero's creators besides author."""
_PARTICLES: Final = ("droppingparticle", "nondroppingparticle")
_PLACE_NAMES: Final = (
    "name",
    "display_name",
    "displayName",
    "institution",
    "affiliation",
    "label",
    "value",
    "text",
    "laboratory",
)
_KINDS: Final = ("type", "kind", "nametype")
_NOTE: Final = re.compile(r"\s*\([^()]*\)")
_SPACED_HYPHEN: Final = re.compile(r"(?<=\w\.) -(?=\w)")

_BEHALF: Final = re.compile(r"\A(?:on behalf of|representing|for)\s+(?:the\s+)?", re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"[,;:()\[\]]|\sand\s|\s&\s")
_GROUP_HINTS: Final = ("et al", "et. al", "others", "ollaborat", "onsorti", "team", "group", "project", "network")
"""Lower-case marks of a line that names a group or is shortened."""

TypeReporter = Callable[[object], None]
Identify = Callable[[Mapping[str, object]], Iterator[Identifier | None]]


def parse_authors(value: object, report: TypeReporter) -> AuthorList:
    """Read the authors of a value of any shape; ``report`` is called with each part of another type."""
    if isinstance(value, str):
        return read_author_line(value)
    if isinstance(value, dict):
        return _read_object(value, report)
    if not isinstance(value, list):
        if value is not None:
            report(value)
        return NO_AUTHORS
    if not value:
        return NO_AUTHORS
    if all(isinstance(item, str) for item in value):
        return read_author_items(value)
    found: list[AuthorList] = []
    names: list[str] = []  # strings between other entries, read together: "Jr." belongs to the one before it
    for item in value:
        if isinstance(item, str):
            names.append(item)
            continue
        if names:
            found.append(read_author_items(names))
            names = []
        if isinstance(item, dict):
            if text_of(item.get("creatorType")) not in _OTHER_ROLES:
                found.append(author_of(item, report))
        elif isinstance(item, list):
            found.append(read_parsed_author(item))
        elif isinstance(item, bool):
            report(item)
        elif item is not None:  # a number has no letter, so it is not a name
            found.append(read_author_items([str(item)]))
    if names:
        found.append(read_author_items(names))
    return combine(found)


def count_authors(authors: object) -> int:
    """Return the largest number of authors that a line can have by its separators, or the length of a list."""
    if isinstance(authors, str):
        return authors.count(",") + authors.count(";") + 1
    return len(authors) if isinstance(authors, list | tuple | dict) else 0


def author_of(author: Mapping[str, object], report: TypeReporter, identify: Identify | None = None) -> AuthorList:
    """Read one author object: name in parts or whole, ORCID, affiliations."""
    fields: dict[str, object] = {}
    for key, value in author.items():
        if not is_empty(value):
            fields.setdefault(plain_key(key), value)
    family, given = _first(fields, _FAMILY), _first(fields, _GIVEN)
    literal = ""
    if family or given:
        particles = " ".join(filter(None, (text_of(fields.get(key)) for key in _PARTICLES)))
        family = f"{particles}{'' if particles.endswith(('’', chr(39), '-')) else ' '}{family}" if particles else family
        middle = " ".join(text for key in _MIDDLE for text in texts_of(fields.get(key)))
        given = f"{given} {middle}" if middle else given
    else:
        inner = next((fields[key] for key in _LITERAL if isinstance(fields.get(key), dict | list)), None)
        literal = _first(fields, _LITERAL) if inner is None else ""
        if isinstance(inner, dict):  # a name or person in a nested object, next to other facts
            others = {key: value for key, value in author.items() if value is not inner}
            return author_of({**others, **inner}, report, identify)
        if inner is not None:
            return parse_authors(inner, report)
    if not (family or given or literal):
        report(author)
        return NO_AUTHORS
    known = [orcid(text) for key in ("orcid", "orcidid") if (text := text_of(fields.get(key)))]
    return structured_author(
        given,
        family,
        text_of(fields.get("suffix")),
        literal=literal,
        identifiers=[*known, *(identify(author) if identify else ())],
        affiliations=list(places_of(*(fields.get(key) for key in _PLACES))),
        organization=any("organi" in text_of(fields.get(key)).lower() for key in _KINDS),
    )


def read_parsed_author(entry: Sequence[object]) -> AuthorList:
    """Read one entry of arXiv's ``authors_parsed``: family name, given names, suffix, affiliations.

    arXiv's parser puts a space after each period of initials ("C. -P."), and takes "B. Abbot et al." for a name.
    """
    texts = [text_of(part) for part in entry]
    family, given, suffix = (*texts[:3], "", "", "")[:3]
    if "(" in given:  # a note that belongs after the name
        given = _NOTE.sub("", given)
    if family in {"al", "al."} and given.endswith(" et"):
        return read_author_items([f"{given} {family}"])
    if "\\" in given or "\\" in family:
        given, family = decode_name_latex(given), decode_name_latex(family)
    return structured_author(
        _SPACED_HYPHEN.sub("-", given),
        family,
        suffix,
        affiliations=[_BEHALF.sub("", text) for text in texts[3:] if text],
    )


def read_parsed_authors(parsed: Sequence[object], printed: str) -> AuthorList:
    """Read arXiv's ``authors_parsed`` together with the printed line that it was made from, which may be empty.

    The people are those of ``authors_parsed``: the line has their affiliations in between. Groups are added from the
    line, which arXiv's parser cuts at hyphens and loses after a name, and so is the mark that the list is shortened.
    """
    found = combine(read_parsed_author(entry) for entry in parsed if isinstance(entry, list))
    return with_groups(found, printed)


def with_groups(found: AuthorList, printed: str) -> AuthorList:
    """Add the groups that a printed line names, and whether it is shortened, to the people of ``authors_parsed``."""
    lower = printed.lower()
    for hint in _GROUP_HINTS:  # a plain loop: this runs for every paper of the snapshot
        if hint in lower:
            break
    else:
        return found
    parts = [part.strip() for part in _BETWEEN_PARTS.split(printed)]
    hinted = [part for part in parts if any(hint in part.lower() for hint in _GROUP_HINTS)]
    line = read_author_items([part for part in hinted if not _BEHALF.match(part)])
    groups = [author for author in line.authors if is_organization(author.name)]
    people = [author for author in found.authors if not any(group.name.endswith(author.name) for group in groups)]
    is_first = next(filter(None, parts), "") in hinted
    return AuthorList(
        (*groups, *people) if is_first else (*people, *groups),
        found.truncated or line.truncated,
        found.refused,
        found.fused,
    )


def places_of(*values: object) -> Iterator[str]:
    """Yield the names of affiliations: strings, objects, or lists of them."""
    for value in values:
        if isinstance(value, str):
            if value.strip():
                yield value
        elif isinstance(value, list):
            yield from places_of(*value)
        elif isinstance(value, dict):
            named = next((value[key] for key in _PLACE_NAMES if not is_empty(value.get(key))), None)
            yield from places_of(named)


def _read_object(value: Mapping[str, object], report: TypeReporter) -> AuthorList:
    """Read an object in place of a list: a single author, or lists under one key."""
    fields = {plain_key(key): part for key, part in value.items()}
    if any(isinstance(fields.get(key), list) for key in ("author", "name", "authors", "names")):
        inner = next(fields[key] for key in ("author", "name", "authors", "names") if isinstance(fields.get(key), list))
        return parse_authors(inner, report)
    if value and all(key.isdigit() for key in value):  # a list that a data frame wrote as an object
        return parse_authors(list(value.values()), report)
    return author_of(value, report)


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := text_of(fields.get(name)))), "")
