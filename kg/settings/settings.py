"""Define all settings of one build."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from kg.errors import UsageError
from kg.ids import DEFAULT_BASE
from kg.settings.sections.audit import AuditSettings
from kg.settings.sections.authors import AuthorSettings
from kg.settings.sections.concepts import ConceptSettings
from kg.settings.sections.graph import GraphSettings
from kg.settings.sections.ingest import IngestSettings
from kg.settings.sections.layout import LayoutSettings
from kg.settings.sections.pictures import PictureSettings
from kg.settings.sections.report import ReportSettings
from kg.settings.sections.search import SearchSettings
from kg.settings.sections.store import StoreSettings
from kg.settings.sections.views import ViewSettings
from kg.settings.values import check_values, flatten, replace_values, setting_type, setting_types

_BASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one graph. Raises UsageError when a value has another type than its field or is out of range."""

    base: str = DEFAULT_BASE
    """Base IRI of authors and concepts."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    authors: AuthorSettings = field(default_factory=AuthorSettings)
    concepts: ConceptSettings = field(default_factory=ConceptSettings)
    graph: GraphSettings = field(default_factory=GraphSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    layout: LayoutSettings = field(default_factory=LayoutSettings)
    views: ViewSettings = field(default_factory=ViewSettings)
    pictures: PictureSettings = field(default_factory=PictureSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)

    def __post_init__(self) -> None:
        check_values(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Settings":
        """Restore settings from the result of `as_dict`.

        Raises UsageError when a setting is unknown or missing, has another type, or is out of range.
        """
        given, types = dict(flatten(values)), setting_types(cls)
        for name in given:
            setting_type(types, name)
        missing = [name for name in types if name not in given]
        if missing:
            raise UsageError(f"{', '.join(missing)}: missing among the settings")
        return cls().with_values(given)

    def with_values(self, values: Mapping[str, Any]) -> "Settings":
        """Return these settings with other values, as nested mappings or by names with dots.

        Raises UnknownName, offering near names, and UsageError for a value of another type or out of range.

        >>> Settings().with_values({"authors.merge_bits": 2}).authors.merge_bits
        2.0
        """
        changed = replace_values(self, values)
        return changed if changed.base == self.base else changed.with_base(changed.base)

    def with_base(self, base: str) -> "Settings":
        """Return these settings with another base IRI; one without a final ``/`` or ``#`` gets a ``/``.

        Raises UsageError when it is not an absolute IRI of plain characters.
        """
        if not _BASE.fullmatch(base) or not base.isprintable():
            raise UsageError(f'"{base}" cannot be a base IRI; give one such as https://example.org/id/')
        return replace(self, base=base if base[-1] in "/#" else base + "/")

    def with_named_graphs(self) -> "Settings":
        """Return these settings with a store that distinguishes the named graphs."""
        return self.with_values({"store.named_graphs": True})

    def as_dict(self) -> dict[str, object]:
        """Return nested plain values, for the manifest."""
        return asdict(self)
