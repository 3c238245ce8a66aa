"""Define the options of an export, in one record from which every format reads its part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.rdf import NamedGraph, Profile
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The options of `kg.writers.write`, where each is explained."""

    settings: Settings
    profile: Profile = "core"
    with_text: bool = False
    graph: NamedGraph | None = None
    view: str = "coauthors"
    top: int | None = None
    positions: bool = True
    previous: Mapping[str, tuple[float, float]] | None = None
    colors: Mapping[str, str] | None = None
    base: str | None = None

    def given(self) -> dict[str, Any]:
        """Return the options that differ from their defaults."""
        fields = type(self).__dataclass_fields__
        return {
            name: value
            for name, field in fields.items()
            if name != "settings" and (value := getattr(self, name)) != field.default
        }
