"""Check and change settings by name, such as ``authors.merge_bits``.

Every function works on the dataclass fields, so a new field is a new setting.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints

from kg.errors import UnknownName, UsageError
from kg.settings.ranges import Range

Value = bool | int | float | str
_Section = TypeVar("_Section")

_NOUNS: Final = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
_TEXTS: Final = {"true": True, "false": False}
_MIN_SIMILARITY: Final = 0.75
"""Minimum similarity (difflib) of a name suggested for an unknown one: a typing error has .9."""
_MAX_OFFERED: Final = 3
_MAX_INTEGER: Final = 2**63 - 1
"""Largest whole number of a setting: that of a signed integer of 64 bits."""


@dataclass(frozen=True, slots=True)
class SettingType:
    """The type of one setting and its range, which only a number has."""

    name: str
    type: type
    range: Range

    def check(self, value: object) -> Value:
        """Return a value in the setting's type; raise UsageError when it has another type or is out of range."""
        if type(value) is int and abs(value) > _MAX_INTEGER:
            raise UsageError(f"{self.name} is {_NOUNS[self.type]}{self.range}, not one of so many digits")
        if self.type is float and type(value) is int:
            value = float(value)
        if type(value) is not self.type or (isinstance(value, int | float) and value not in self.range):
            raise self._error(value)
        return value  # type: ignore[return-value]

    def parse(self, text: str) -> Value:
        """Parse the value of a setting from text, such as a command-line option; raise UsageError as `check`."""
        try:
            return self.check(_TEXTS[text.strip().lower()] if self.type is bool else self.type(text.strip()))
        except (KeyError, ValueError):
            raise self._error(text) from None

    def _error(self, value: object) -> UsageError:
        shown = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else value
        return UsageError(f"{self.name} is {_NOUNS[self.type]}{self.range}, not {shown}")


def setting_types(settings: Any) -> Mapping[str, SettingType]:
    """Return every setting of a dataclass, a type, by its name; settings of sections have names with dots."""
    return _all_types(settings)


@cache
def _all_types(settings: Any) -> Mapping[str, SettingType]:
    return {found.name: found for found in _types(settings, "")}


def _types(section: type, prefix: str) -> Iterator[SettingType]:
    for name, hint in get_type_hints(section, include_extras=True).items():
        if is_dataclass(hint):
            yield from _types(hint, f"{prefix}{name}.")  # type: ignore[arg-type]
            continue
        plain, *ranges = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        if plain not in _NOUNS:
            raise TypeError(f"{prefix}{name}: a setting is a bool, int, float or str, not {plain}")
        yield SettingType(prefix + name, plain, *(ranges or [Range(0) if plain is int else Range()]))


def flatten(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield name and value of each setting of nested mappings; names with dots may be used as well."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def get_value(settings: object, name: str) -> Value:
    """Return the value of one setting."""
    for part in name.split("."):
        settings = getattr(settings, part)
    return settings  # type: ignore[return-value]


def check_values(settings: object) -> None:
    """Raise UsageError at the first setting whose value has another type than its field or is out of range."""
    for name, setting in setting_types(type(settings)).items():
        setting.check(get_value(settings, name))


def replace_values(settings: _Section, values: Mapping[str, Any]) -> _Section:
    """Return settings with other values, given as nested mappings or by names with dots.

    Raises UnknownName, offering near names, and UsageError for a value of another type or out of range.
    """
    types = setting_types(type(settings))
    tree: dict[str, Any] = {}
    for name, value in flatten(values):
        *sections, last = name.split(".")
        branch = tree
        for section in sections:
            branch = branch.setdefault(section, {})
        branch[last] = setting_type(types, name).check(value)
    replaced: _Section = _replaced(settings, tree)
    return replaced


def _replaced(section: Any, tree: Mapping[str, Any]) -> Any:
    return replace(
        section,
        **{
            name: _replaced(getattr(section, name), value) if isinstance(value, dict) else value
            for name, value in tree.items()
        },
    )


def parse_assignments(settings: type, assignments: Sequence[str]) -> dict[str, Value]:
    """Return the values of ``NAME=VALUE`` texts by name; of two for one setting the later counts.

    Raises UsageError as `replace_values`, and for a text without ``=``.
    """
    values = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise UsageError(f'not a setting with its value: "{assignment}". Write it as authors.merge_bits=2')
        values[name.strip()] = setting_type(setting_types(settings), name.strip()).parse(text)
    return values


def setting_type(types: Mapping[str, SettingType], name: str) -> SettingType:
    """Return the type of a setting; raise UnknownName, with similar names, for an unknown setting."""
    if name in types:
        return types[name]
    members = [known for known in types if known.startswith(f"{name}.")]
    if members:
        raise UsageError(f"{name} is a section of settings; name one of its settings, such as {members[0]}")
    raise UnknownName("setting", name, _near(types, name), "`kg settings` lists all.")


def _near(types: Mapping[str, SettingType], name: str) -> list[str]:
    """Return similar names, the nearest first, compared as a whole or without their section."""
    typed = name.replace("-", "_").lower()
    last = typed.rpartition(".")[2]
    same = [known for known in types if known == typed or known.rpartition(".")[2] == last]
    if same or (near := difflib.get_close_matches(typed, list(types), _MAX_OFFERED, _MIN_SIMILARITY)):
        return same or near
    ends = dict.fromkeys(known.rpartition(".")[2] for known in types)
    close = difflib.get_close_matches(last, list(ends), _MAX_OFFERED, _MIN_SIMILARITY)
    return [known for known in types if known.rpartition(".")[2] in close][:_MAX_OFFERED]
