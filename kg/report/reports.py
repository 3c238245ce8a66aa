"""Make reports and feeds of a graph from its tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import UsageError
from kg.render.write import PAGE_SUFFIXES
from kg.report.document import Document, fold_section
from kg.report.finding.difference import Difference
from kg.report.finding.news import find_news
from kg.report.finding.regrouping import correspond, regroupings
from kg.report.finding.window import Window, choose_window, days_with_papers
from kg.report.forms.atom import FeedPlace, atom_feed
from kg.report.forms.markdown import report_markdown
from kg.report.forms.page import report_page
from kg.report.forms.plain import report_text
from kg.report.names import SpanNames
from kg.report.news_values import news_values
from kg.report.regrouped import REGROUPED, regrouping_entry
from kg.report.what_changed import difference_document
from kg.report.whats_new import news_document
from kg.settings import Settings
from kg.settings.config import describe_settings
from kg.tables import Tables

MARKDOWN_SUFFIXES: Final = (".md", ".markdown")
TEXT: Final = (".txt",)
_DAILY_SECTIONS: Final = ("rising", "papers", "meetings")
"""Sections in an entry of a feed; the others are only on the page."""


def check_suffix(path: Path) -> None:
    """Raise UsageError for a file without the suffix of a report."""
    if path.suffix.lower() not in (*PAGE_SUFFIXES, *MARKDOWN_SUFFIXES, *TEXT):
        raise UsageError(f'no report of the kind "{path.suffix}": end the name {path.name} in .html, .md or .txt')


def report_on(
    tables: Tables,
    settings: Settings,
    *,
    since: str | None = None,
    graph: str = "GRAPH",
    everything: bool = False,
    with_text: bool = False,
    old: Tables | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> Document:
    """Return the report on what is new in a graph since a day (`kg.report.finding.window.choose_window`).

    ``graph`` names the graph in commands, ``everything`` removes the limits of length, ``with_text`` adds abstracts.
    ``old`` are the tables of an older graph; merges and splits of people since then are reported. ``links`` are words
    and addresses of other pages.
    """
    news = find_news(tables, choose_window(tables, since), settings)
    names = SpanNames(tables, settings.report, with_text=with_text)
    regrouped = None
    if old is not None:
        found = regroupings(correspond(old, tables))
        shown = len(found) if everything else settings.report.max_entries
        entries = [regrouping_entry(one, SpanNames(old, settings.report), names) for one in found]
        regrouped = fold_section("regrouped", "Merges and splits of people", (REGROUPED,), entries, len(found), shown)
    return news_document(news, names, settings, graph=graph, everything=everything, regrouped=regrouped, links=links)


def news_on(
    tables: Tables, settings: Settings, *, since: str | None = None, old: Tables | None = None
) -> dict[str, Any]:
    """Return what is new in a graph since a day as plain values; ``old`` are the tables of an older graph."""
    news = find_news(tables, choose_window(tables, since), settings)
    return news_values(news, None if old is None else regroupings(correspond(old, tables)))


def report_difference(
    old: Tables,
    new: Tables,
    settings: tuple[Settings, Settings],
    *,
    found: Difference,
    graphs: tuple[str, str] = ("OLD", "NEW"),
    everything: bool = False,
) -> Document:
    """Return the report on the difference ``found`` between two graphs, old and new, with their settings."""
    limits = settings[1].report
    before, after = (describe_settings(one) for one in settings)
    other = [f"{name} {before[name]['value']} → {after[name]['value']}" for name in after
             if before[name]["value"] != after[name]["value"]]  # fmt: skip
    names = SpanNames(old, limits), SpanNames(new, limits)
    return difference_document(found, names, limits, graphs=graphs, settings=other, everything=everything)


def render_report(document: Document, path: Path, *, feed: str = "") -> str:
    """Return a report in the format of a file's suffix; a page names its ``feed``."""
    check_suffix(path)
    suffix = path.suffix.lower()
    if suffix in PAGE_SUFFIXES:
        return report_page(document, feed=feed)
    return report_text(document) + "\n" if suffix in TEXT else report_markdown(document)


def feed_on(
    tables: Tables, settings: Settings, *, place: FeedPlace, graph: str = "GRAPH", with_text: bool = False
) -> str:
    """Return an Atom feed of the newest days with new papers, each compared with all days before it."""
    window = choose_window(tables)
    names = SpanNames(tables, settings.report, with_text=with_text)
    made = []
    for day in days_with_papers(tables)[: -settings.report.max_feed_entries - 1 : -1]:
        news = find_news(tables, Window(day, day, window.first), settings, communities=False)
        made.append((day, news_document(news, names, settings, graph=graph, kept=_DAILY_SECTIONS)))
    return atom_feed(f"What is new in {graph}", made, place=place, updated=window.until)
