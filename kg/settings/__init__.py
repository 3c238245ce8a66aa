"""Define every number that shapes a graph, with its reason and source; one module per part of the program.

Settings travel with the graph: the manifest contains those it was built with.
"""

from kg.settings.sections.audit import AuditSettings
from kg.settings.sections.authors import AuthorSettings
from kg.settings.sections.concepts import ConceptSettings
from kg.settings.sections.graph import DerivedSettings, GraphSettings
from kg.settings.sections.ingest import IngestSettings, LanguageSettings
from kg.settings.sections.layout import LayoutSettings
from kg.settings.sections.pictures import PageSettings, PictureSettings
from kg.settings.sections.report import ReportSettings
from kg.settings.sections.search import SearchSettings
from kg.settings.sections.store import StoreSettings
from kg.settings.sections.views import OverviewSettings, ViewSettings
from kg.settings.settings import Settings

__all__ = [
    "AuditSettings",
    "AuthorSettings",
    "ConceptSettings",
    "DerivedSettings",
    "GraphSettings",
    "IngestSettings",
    "LanguageSettings",
    "LayoutSettings",
    "OverviewSettings",
    "PageSettings",
    "PictureSettings",
    "ReportSettings",
    "SearchSettings",
    "Settings",
    "StoreSettings",
    "ViewSettings",
]
