"""Every number that shapes a graph, with its reason and source; one module per part of the program.

Settings travel with the graph: the manifest contains those it was built with.
"""

from kg.settings.authors import AuthorSettings
from kg.settings.checks import AuditSettings, CheckSettings
from kg.settings.concepts import ConceptSettings
from kg.settings.graph import DerivedSettings, GraphSettings
from kg.settings.ingest import IngestSettings, LanguageSettings
from kg.settings.layout import LayoutSettings
from kg.settings.pictures import PageSettings, PictureSettings
from kg.settings.report import ReportSettings
from kg.settings.search import SearchSettings
from kg.settings.settings import Settings
from kg.settings.store import StoreSettings
from kg.settings.views import OverviewSettings, ViewSettings

__all__ = [
    "AuditSettings",
    "AuthorSettings",
    "CheckSettings",
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
