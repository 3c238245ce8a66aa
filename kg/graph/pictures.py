"""A view of a graph, ready to be shown or kept: the network with the words that stand around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from kg import render
from kg.classification import known_classes
from kg.graph.overview import overview_facts, overview_panels, theme_panel
from kg.layout import Layout
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.keys import shown_title
from kg.views import Network


@dataclass(frozen=True)
class View:
    """A drawn view. The last line of a notebook cell shows it; `write` keeps it as a page or a figure."""

    network: Network
    settings: Settings = field(repr=False)
    titles: Mapping[str, str] = field(repr=False)
    group_labels: Mapping[str, str] = field(repr=False)
    panels: tuple[render.Panel, ...] = field(default=(), repr=False)
    facts: tuple[tuple[str, str], ...] = ()
    layout: Layout | None = field(default=None, repr=False)

    def write(self, path: str | Path, *, theme: str = "auto") -> Path:
        """Write the view to ``path``, a page for ``.html``, a figure for ``.svg``, ``.png``, ``.pdf``."""
        if Path(path).suffix.lower() in {".html", ".htm"}:
            return render.write(self.network, path, theme=theme, **self._page_options())
        return render.write(self.network, path, theme="light" if theme == "auto" else theme, **self._options())

    @property
    def shown(self) -> str:
        """How much of the view is shown: ``2,000 of 20,004 authors …``."""
        return render.shown(self.network)

    def _options(self) -> dict[str, Any]:
        return {"settings": self.settings, "layout": self.layout, "group_labels": self.group_labels}

    def _page_options(self) -> dict[str, Any]:
        return {**self._options(), "titles": self.titles, "panels": self.panels, "facts": self.facts}

    @cached_property
    def _picture(self) -> render.Picture:
        return render.picture(self.network, **self._page_options())

    def _repr_html_(self) -> str:
        return self._picture._repr_html_()


def draw(tables: Tables, network: Network, settings: Settings, layout: Layout | None = None) -> View:
    """Give a view the titles of its papers and the lists that stand beside it, where it has some."""
    ids = pl.concat(
        [
            network.edges["papers"].explode(),
            network.nodes.filter(pl.col("kind") == "paper")["id"].str.strip_prefix("paper/").alias("papers"),
        ]
    ).unique()
    titles = dict(tables["papers"].filter(pl.col("paper").is_in(ids.implode())).select("paper", shown_title()).rows())
    labels = {key.removeprefix("arxiv/"): entry.label for key, entry in known_classes().items() if entry.label}
    if network.name != "overview":
        return View(network, settings, titles, labels, theme_panel(network, settings.pictures), layout=layout)
    # numbers of the whole graph beside a part of it would mislead
    facts = () if network.filters else overview_facts(tables)
    panels = overview_panels(network, titles, settings.pictures)
    return View(network, settings, titles, labels, panels, facts, layout)
