"""Convert values of any type to the type that a field needs."""

import ast
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

import msgspec

from kg.ingest.dates import make_day, parse_day
from kg.ingest.notes import Notes
from kg.report_codes import ReportCode

_TEXT_KEYS: Final = (
    "term",
    "code",
    "text",
    "value",
    "#text",
    "_",
    "name",
    "display_name",
    "label",
    "tag",
    "id",
    "href",
    "url",
)
_MILLISECONDS_FROM: Final = 10**11
"""A timestamp from here on counts milliseconds: as seconds it would be in the year 5138."""
_FIRST_TIMESTAMP: Final = 10**8
"""Seconds since 1970 below which a number is not a time: March 1973, long before arXiv."""
_MAX_NUMBER_LENGTH: Final = 20
_MAX_PACKED: Final = 100_000
"""Characters of a list inside of a string; the list of authors of the largest collaborations has fewer."""
MAX_COUNT: Final = 2**63 - 1
"""The largest count that tables hold."""


@lru_cache(maxsize=1 << 12)
def plain_key(key: str) -> str:
    """Return a key without case, underscores, hyphens, dots and spaces.

    >>> plain_key("arXiv_ID"), plain_key("journal-ref"), plain_key("publishedAt")
    ('arxivid', 'journalref', 'publishedat')
    """
    return "".join(filter(str.isalnum, key.casefold())) or key


Synonyms = Mapping[str, tuple[str, int]]
"""By `plain_key`: the field that a key holds, and its place among the keys that can hold it; the smallest is best."""


def synonyms(names: Mapping[str, str]) -> Synonyms:
    """Return the fields of a format from the plain keys of each, in words, the best first."""
    return {
        prefix + key: (field, place)
        for prefix in ("arxiv", "")  # feeds have "arxiv_comment", "arxiv:comment"
        for field, keys in names.items()
        for place, key in enumerate(keys.split())
    }


class ObjectFields:
    """The fields of one object, whatever their keys.

    A key that is not in ``known`` is reported with ``prefix``, unless it is in ``ignored`` or has no value.
    """

    __slots__ = ("_found", "line", "notes")

    def __init__(
        self,
        values: Mapping[str, object],
        known: Synonyms,
        notes: Notes,
        line: int,
        *,
        ignored: frozenset[str] = frozenset(),
        prefix: str = "",
    ) -> None:
        self.notes, self.line = notes, line
        self._found: dict[str, list[tuple[int, str, object]]] = {}
        for key, value in values.items():
            if is_empty(value):
                continue
            plain = plain_key(key)
            field = known.get(plain)
            if field is not None:
                self._found.setdefault(field[0], []).append((field[1], key, value))
            elif plain not in ignored:
                notes.unknown_keys(((prefix + key, value),), line)
        for found in self._found.values():
            if len(found) > 1:
                found.sort(key=_place)

    def value(self, field: str) -> object:
        """Return the best value of a field, None without one."""
        found = self._found.get(field)
        return found[0][2] if found else None

    def values(self, field: str) -> list[object]:
        """Return all values of a field, the best first."""
        return [value for _, _, value in self._found.get(field, ())]

    def text(self, field: str) -> str:
        """Return the first text of a field, stripped; empty without one."""
        for _, key, value in self._found.get(field, ()):
            if text := text_of(value):
                return text
            self.report_type(key, value)
        return ""

    def texts(self, field: str) -> list[str]:
        """Return the strings that a field holds, alone or in lists or objects, in order."""
        texts: list[str] = []
        for _, key, value in self._found.get(field, ()):
            strings = list(texts_of(unpack_value(value)))
            if not strings:
                self.report_type(key, value)
            texts += strings
        return texts

    def day(self, field: str) -> date | None:
        """Return the first whole day of a field."""
        return next((day for _, _, value in self._found.get(field, ()) if (day := day_of(value))), None)

    def count(self, field: str) -> int | None:
        """Return the first count of a field; one beyond 64 bits becomes the largest count."""
        for _, key, value in self._found.get(field, ()):
            number = count_of(value)
            if number is None:
                self.report_type(key, value)
            elif number > MAX_COUNT:
                self.notes.remark(ReportCode.COUNT_TOO_LARGE, value, self.line, key, MAX_COUNT)
                return MAX_COUNT
            else:
                return number
        return None

    def flag(self, field: str) -> bool:
        """Return True if a value of a field is true."""
        return any(
            value is True or value == 1 or str(value).strip().lower() in {"true", "yes"} for value in self.values(field)
        )

    def report(self, field: str, value: object = None) -> None:
        """Note that a field, or a part of it, is of a type that cannot be used."""
        for _, key, whole in self._found.get(field, ())[:1]:
            self.report_type(key, whole if value is None else value)

    def report_type(self, key: str, value: object) -> None:
        """Note that a value is of a type that cannot be used."""
        self.notes.remark(ReportCode.UNEXPECTED_TYPE, value, self.line, key)

    def report_unused(self, field: str) -> None:
        """Note that the values of a field do not have the type that its name suggests."""
        self.notes.unknown_keys(((key, value) for _, key, value in self._found.get(field, ())), self.line)


def _place(entry: tuple[int, str, object]) -> int:
    return entry[0]


def is_empty(value: object) -> bool:
    """Return True for null, an empty or blank text, an empty list or object."""
    return value is None or (isinstance(value, str | list | dict) and not value) or value == " "


def text_of(value: object) -> str:
    """Return the text of a string or number, of a list of them, or of an object that wraps one; else empty."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next((found for key in _TEXT_KEYS if isinstance(found := value.get(key), str) and found.strip()), "")
    if isinstance(value, list):
        return "\n".join(filter(None, map(text_of, value)))
    return ""


def texts_of(value: object) -> Iterator[str]:
    """Yield the strings of a value: the value itself, those of a list, and the name of each object."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list):
                yield from (found for part in item if (found := text_of(part)))
            elif found := text_of(item):
                yield found
    elif found := text_of(value):
        yield found


def unpack_value(value: object) -> object:
    """Return the list or object that a string holds as JSON or as Python prints it; any other value as it is.

    Tables keep lists so: a column of ``['cs.CL', 'cs.LG']``.
    """
    if not isinstance(value, str) or len(value) > _MAX_PACKED:
        return value
    text = value.strip()
    if (text[:1], text[-1:]) not in {("[", "]"), ("{", "}")}:
        return value
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return value


def objects_of(value: object) -> list[dict[str, object]]:
    """Return the objects of a list; nothing for any other value."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def object_of(value: object) -> dict[str, object]:
    """Return a value that is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def day_of(value: object) -> date | None:
    """Return the day of a date text, a timestamp in seconds or milliseconds, or a list ``[year, month, day]``."""
    if isinstance(value, str):
        text = value.strip()
        if len(text) == 8 and text.isascii() and text.isdigit():  # noqa: PLR2004 - 20260115
            return make_day(text[:4], text[4:6], text[6:])
        return parse_day(text)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
        if not math.isfinite(seconds) or seconds < _FIRST_TIMESTAMP or seconds > _MILLISECONDS_FROM:
            return None
        return parse_day(datetime.fromtimestamp(seconds, UTC).date().isoformat())
    if isinstance(value, list) and len(value) >= 3 and all(isinstance(part, int) for part in value[:3]):  # noqa: PLR2004
        return make_day(*(str(part) for part in value[:3]))
    return None


def count_of(value: object) -> int | None:
    """Return a number of things from zero up, printed as a number or in digits with separators."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value >= 0 else None
    if isinstance(value, str):
        digits = value.strip().replace(",", "").removesuffix(".0")
        known = digits.isascii() and digits.isdigit() and len(digits) <= _MAX_NUMBER_LENGTH
        return int(digits) if known else None
    return value if isinstance(value, int) and value >= 0 else None
