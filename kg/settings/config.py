"""Read and write settings as a TOML file, with the same nested names.

The text that `write_toml` returns is a file that `read_toml` reads.
"""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from kg.errors import InputError, UsageError
from kg.settings.reasons import setting_reasons
from kg.settings.settings import Settings
from kg.settings.values import Value, get_value, parse_assignments, setting_types

_WIDTH: Final = 100
"""Maximum characters of a line of comments."""


def read_settings(config: Path | None = None, assignments: Sequence[str] = ()) -> Settings:
    """Return the default settings with those of a TOML file, and with ``NAME=VALUE`` texts that override the file.

    Raises UsageError for an unknown setting or a bad value, InputError when the file cannot be read.
    """
    settings = Settings() if config is None else read_toml(config)
    return settings.with_values(parse_assignments(Settings, assignments))


def read_toml(path: Path) -> Settings:
    """Return the default settings with those of a TOML file.

    Raises InputError, naming the file, when it cannot be read, holds an unknown setting or a bad value.
    """
    try:
        values: dict[str, Any] = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot read the settings: {error.strerror}", str(path)) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, numbers too long, nesting too deep
        raise InputError(f"not a TOML file: {error}", str(path)) from error
    try:
        return Settings().with_values(values)
    except UsageError as error:
        raise InputError(str(error), str(path)) from error


def write_toml(settings: Settings) -> str:
    """Return every setting as TOML, with its reason and, where it differs, its default as comments."""
    sections: dict[str, list[str]] = {}
    for name, described in describe_settings(settings).items():
        section, _, last = name.rpartition(".")
        value, default, reason = described["value"], described["default"], str(described["reason"])
        differs = f"  # default: {_toml(default)}" if value != default else ""
        lines = [*(f"# {line}" for line in wrap(reason, _WIDTH)), f"{last} = {_toml(value)}{differs}"]
        sections.setdefault(section, [f"[{section}]"] if section else []).append("\n".join(lines))
    return "\n\n".join("\n\n".join(parts) for parts in sections.values())


def describe_settings(settings: Settings) -> dict[str, dict[str, Value]]:
    """Return ``value``, ``default`` and ``reason`` of every setting by its name."""
    reasons, defaults = setting_reasons(Settings), Settings()
    return {
        name: {"value": get_value(settings, name), "default": get_value(defaults, name), "reason": reasons[name]}
        for name in setting_types(Settings)
    }


def changed_settings(settings: Settings) -> dict[str, tuple[Value, Value]]:
    """Return the settings that differ from the defaults: their value and the default."""
    both = {name: (found["value"], found["default"]) for name, found in describe_settings(settings).items()}
    return {name: (value, default) for name, (value, default) in both.items() if value != default}


def _toml(value: Value) -> str:
    return json.dumps(value) if isinstance(value, str | bool) else repr(value)
