"""All settings of one build."""

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from kg.errors import UsageError
from kg.ids import DEFAULT_BASE
from kg.settings.authors import AuthorSettings
from kg.settings.concepts import ConceptSettings
from kg.settings.graph import GraphSettings
from kg.settings.ingest import IngestSettings
from kg.settings.store import StoreSettings
from kg.settings.views import LayoutSettings, ViewSettings

_BASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one build."""

    base: str = DEFAULT_BASE
    ingest: IngestSettings = field(default_factory=IngestSettings)
    authors: AuthorSettings = field(default_factory=AuthorSettings)
    concepts: ConceptSettings = field(default_factory=ConceptSettings)
    graph: GraphSettings = field(default_factory=GraphSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    layout: LayoutSettings = field(default_factory=LayoutSettings)
    views: ViewSettings = field(default_factory=ViewSettings)

    def with_base(self, base: str) -> "Settings":
        """Return these settings with another base IRI; one without a final ``/`` or ``#`` gets a ``/``.

        Raises UsageError when it is no absolute IRI of plain characters.
        """
        if not _BASE.fullmatch(base):
            raise UsageError(f'"{base}" cannot be a base IRI; give one such as https://example.org/id/')
        return replace(self, base=base if base[-1] in "/#" else base + "/")

    def with_named_graphs(self) -> "Settings":
        """Return these settings with a store that tells the named graphs apart."""
        return replace(self, store=StoreSettings(named_graphs=True))

    def as_dict(self) -> dict[str, object]:
        """Return nested plain values, for the manifest."""
        return asdict(self)
