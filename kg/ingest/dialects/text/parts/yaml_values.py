"""Read the mapping of a YAML front matter, valid or not, into texts, lists and mappings.

Every scalar stays the printed text: as a number, ``2601.20010`` would lose its last digit, and a date would change its
form. Aliases are refused, so that nothing can expand, and nesting is bounded; tags are never resolved. If the whole is
not valid YAML (``title: a: b``), each key is read separately, and an invalid value is read as plain text.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_DEPTH: Final = 12
"""Levels of lists and mappings; authors with affiliations have 4."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_KEY: Final = re.compile(
    r"(?P<quote>[\"']?)(?P<key>[^\s#:：'\"\[\]{},&*!|>%@`-][^:：\n]{0,80}?)(?P=quote)[ \t]*[:：](?=\s|\Z|(?<=：))"
)
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<text>.*)")
_BETWEEN: Final = re.compile(r"[,，]\s*")


class _NotYamlError(ValueError):
    """A text that is not the YAML of a front matter."""


def read_mapping(text: str) -> tuple[dict[str, object], str]:
    r"""Return the mapping and the first line that is not valid YAML, empty if all is.

    >>> read_mapping("title: a: b\narxiv: 2601.20010\nauthors: [Ann Lee, Bo Han]")
    ({'title': 'a: b', 'arxiv': '2601.20010', 'authors': ['Ann Lee', 'Bo Han']}, 'title: a: b')
    """
    try:
        return _load(text), ""
    except (_NotYamlError, yaml.YAMLError):
        pass
    values: dict[str, object] = {}
    wrong = ""
    for key, value, lines in _items(text):
        try:
            found: object = _load("\n".join(lines)).get(key, "")
        except (_NotYamlError, yaml.YAMLError):
            found = _plain(value, lines[1:])
            wrong = wrong or lines[0]
        if found or key not in values:
            values[key] = found
    return values, wrong or next(iter(text.strip().splitlines()), "")


def _load(text: str) -> dict[str, object]:
    events = iter(yaml.parse(text, _LOADER))
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            found = _node(event, events, 0)
            for rest in events:
                if isinstance(rest, yaml.DocumentStartEvent):
                    raise _NotYamlError("more than one document")
            return found if isinstance(found, dict) else {}
        if isinstance(event, yaml.NodeEvent):
            raise _NotYamlError("not a mapping")
    return {}


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    """Return the value that begins with an event. If a key occurs twice, its last non-empty value is used."""
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in _NULLS else event.value
    if depth >= _MAX_DEPTH:
        raise _NotYamlError("nested too deeply")
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[object] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, depth + 1))
        return items
    if not isinstance(event, yaml.MappingStartEvent):
        raise _NotYamlError("an alias")
    values: dict[str, object] = {}
    while not isinstance(item := next(events), yaml.MappingEndEvent):
        key = _node(item, events, depth + 1)
        value = _node(next(events), events, depth + 1)
        if isinstance(key, str) and (value or key not in values):
            values[key] = value
    return values


def _items(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each key at the beginning of a line with the rest of that line, and all lines up to the next key."""
    key, value, lines = "", "", list[str]()
    for line in text.splitlines():
        if match := _KEY.match(line):
            if lines:
                yield key, value, lines
            key, value, lines = match["key"], line[match.end() :], [line]
        elif lines:
            lines.append(line)
    if lines:
        yield key, value, lines


def _plain(value: str, following: list[str]) -> object:
    """Return a value that is not valid YAML as text, or as a list of texts."""
    items = [match["text"] for line in following if (match := _ITEM.match(line))]
    if items and not value.strip():
        return [_unquoted(item) for item in items]
    text = " ".join([value.strip(), *map(str.strip, following)]).strip()
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        return [_unquoted(item) for item in _BETWEEN.split(text[1:-1]) if item.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] in "\"'" and text.endswith(text[0]):
        return text[1:-1]
    return text.lstrip("\"'|>").strip() if text[:1] in {'"', "'", "|", ">"} else text
