"""Make reports and feeds of a graph: from tables and a day to text."""

from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.report.atom import Place, atom_feed
from kg.report.document import Document
from kg.report.markdown import report_markdown
from kg.report.names import Names
from kg.report.news import find_news
from kg.report.page import report_page
from kg.report.whats_new import news_document
from kg.report.window import Window, choose_window, days_with_papers
from kg.settings import Settings
from kg.tables import Tables

PAGES: Final = (".html", ".htm")
MARKDOWN: Final = (".md", ".markdown")
_OF_A_DAY: Final = ("rising", "papers", "meetings")
"""Sections in an entry of a feed; the others are for who opens the page."""


def check_suffix(path: Path) -> None:
    """Raise UsageError for a file whose suffix is not that of a report."""
    if path.suffix.lower() not in (*PAGES, *MARKDOWN):
        raise UsageError(f'no report of the kind "{path.suffix}": end the name {path.name} in .html or .md')


def report_on(
    tables: Tables,
    settings: Settings,
    *,
    since: str | None = None,
    graph: str = "GRAPH",
    everything: bool = False,
    with_text: bool = False,
) -> Document:
    """Return the report on what is new in a graph since a day (`kg.report.window.choose_window`).

    ``graph`` names the graph in commands, ``everything`` lifts the limits of length, ``with_text`` adds abstracts.
    """
    news = find_news(tables, choose_window(tables, since), settings)
    names = Names(tables, settings.report, with_text=with_text)
    return news_document(news, names, settings.report, graph=graph, everything=everything)


def render_report(document: Document, path: Path, *, feed: str = "") -> str:
    """Return a report in the format of a file's suffix; a page names its ``feed``."""
    check_suffix(path)
    return report_page(document, feed=feed) if path.suffix.lower() in PAGES else report_markdown(document)


def feed_on(
    tables: Tables,
    settings: Settings,
    *,
    place: Place,
    since: str | None = None,
    graph: str = "GRAPH",
    with_text: bool = False,
) -> str:
    """Return an Atom feed of the days with new papers since a day, each compared with all days before it."""
    window = choose_window(tables, since)
    names = Names(tables, settings.report, with_text=with_text)
    days = [day for day in days_with_papers(tables) if window.since <= day <= window.until]
    made = []
    for day in sorted(days, reverse=True)[: settings.report.max_feed_entries]:
        news = find_news(tables, Window(day, day, window.first), settings, communities=False)
        made.append((day, news_document(news, names, settings.report, graph=graph, kept=_OF_A_DAY)))
    return atom_feed("What is new", made, place=place, updated=window.until)
