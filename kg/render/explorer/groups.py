"""Number the groups that color nodes and papers; columns refer to groups by number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from kg.render.colors.palette import Hue
from kg.render.colors.themes import THEMES, ink, paint

NONE = 65535
"""The number for a missing group, month or community."""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Groups in the order of their numbers, with their hues; ``labels`` are words for some of the keys."""

    keys: tuple[str, ...]
    labels: Mapping[str, str]
    hues: Mapping[str, Hue]
    numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {key: number for number, key in enumerate(self.keys)})

    def column(self, values: pl.Series) -> list[int]:
        """Return the number of each group of a column."""
        return [self.numbers.get(value, NONE) for value in values]

    def header(self) -> list[dict[str, Any]]:
        """Return key, label and colors of each group."""
        return [
            {"key": key, "label": _label(key, self.labels)}
            | {theme: paint(self.hues[key], theme) for theme in THEMES}
            | {f"{theme}Ink": ink(self.hues[key], theme) for theme in THEMES}
            for key in self.keys
        ]


def _label(key: str, labels: Mapping[str, str]) -> str:
    words = labels.get(key, "")
    if not key:
        return words or "other"
    return f"{words} ({key})" if words and words != key else key
