"""Prepare a view of a graph to be shown or saved: the network with the text around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kg import render
from kg.classification import known_classes
from kg.graph.overview import category_panel, overview_facts, overview_panels, theme_panel
from kg.layout import Layout
from kg.render.newness import NewPapers, find_new_papers
from kg.render.write import PAGE_SUFFIXES
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.keys import shown_title
from kg.views import Network
from kg.views.details import Details, gather_details
from kg.views.details.doubts import doubts_between

if TYPE_CHECKING:
    from pyvis.network import Network as Pyvis


@dataclass(frozen=True)
class View:
    """A drawn view. The last line of a notebook cell shows it; `write` saves it as a page or a figure."""

    network: Network
    settings: Settings = field(repr=False)
    tables: Tables = field(repr=False)
    titles: Mapping[str, str] = field(repr=False)
    group_labels: Mapping[str, str] = field(repr=False)
    panels: tuple[render.Panel, ...] = field(default=(), repr=False)
    facts: tuple[tuple[str, str], ...] = ()
    layout: Layout | None = field(default=None, repr=False)
    heading: str = ""
    command: str = ""
    graph: str = "GRAPH"
    new_since: str = ""

    def write(self, path: str | Path, *, theme: str = "auto", renderer: str = "explorer") -> Path:
        """Write the view to ``path``, a page for ``.html``, a figure for ``.svg``, ``.png``, ``.pdf``.

        ``renderer`` draws pages: ``explorer``, or ``pyvis`` for those who build on pages of pyvis.
        """
        if Path(path).suffix.lower() not in PAGE_SUFFIXES:
            regions = (
                [(one.number, one.label) for one in self.details.communities if one.label]
                if self.network.name == "papers"
                else []
            )
            return render.write_picture(
                self.network,
                path,
                theme="light" if theme == "auto" else theme,
                regions=regions,
                doubts=doubts_between(self.tables, self.network) if self.network.asked else (),
                new=self._new if self.network.name == "papers" else None,
                **self._options(),
            )
        if renderer == "pyvis":
            # pages of pyvis have no legend of communities
            themes = theme_panel(self.network, self.settings.pictures) if self.network.name == "concepts" else ()
            words = {"titles": self.titles, "panels": self.panels or themes, "facts": self.facts}
            return render.write_picture(self.network, path, theme=theme, renderer=renderer, **self._options(), **words)
        return render.write_picture(self.network, path, theme=theme, renderer=renderer, **self._explorer_options())

    def pyvis(self, height: str = "750px") -> "Pyvis":
        """Return the view as a network of pyvis that can be edited further; its pages load scripts from the network."""
        return render.pyvis_network(self.network, height=height, **self._options())

    @property
    def shown(self) -> str:
        """The part of the view that is shown: ``2,000 of 20,004 authors …``."""
        return render.describe_shown(self.network)

    @property
    def new(self) -> str:
        """Number of papers that glow and since when: ``214 papers since 2025-12-20``; ``""`` where none can."""
        return self._new.words

    @cached_property
    def _new(self) -> NewPapers:
        return find_new_papers(self.network, self.details, self.new_since)

    @cached_property
    def details(self) -> Details:
        """Papers, other names, doubts and evidence of the nodes and edges."""
        return gather_details(self.tables, self.network, self.settings.pictures, self.graph)

    def _options(self) -> dict[str, Any]:
        return {
            "settings": self.settings,
            "layout": self.layout,
            "group_labels": self.group_labels,
            "heading": self.heading,
        }

    def _explorer_options(self) -> dict[str, Any]:
        return {
            **self._options(),
            "details": self.details,
            "panels": self.panels,
            "facts": self.facts,
            "command": self.command,
            "graph": self.graph,
            "new": self._new,
        }

    @cached_property
    def _picture(self) -> render.Picture:
        return render.picture(self.network, **self._explorer_options())

    def _repr_html_(self) -> str:
        return self._picture._repr_html_()


def draw(
    tables: Tables,
    network: Network,
    settings: Settings,
    layout: Layout | None = None,
    *,
    command: str = "",
    graph: str = "GRAPH",
    new_since: str = "",
) -> View:
    """Add the titles of papers and the lists next to the picture to a view.

    ``command`` makes the view again; ``graph`` names the graph in other commands. On a map, papers from the day
    ``new_since`` on glow.
    """
    ids = pl.concat(
        [
            network.edges["papers"].explode(),
            network.nodes.filter(pl.col("kind") == "paper")["id"].str.strip_prefix("paper/").alias("papers"),
        ]
    ).unique()
    titles = dict(tables["papers"].filter(pl.col("paper").is_in(ids.implode())).select("paper", shown_title()).rows())
    labels = {key.removeprefix("arxiv/"): entry.label for key, entry in known_classes().items() if entry.label}
    overview = network.name == "overview"
    # numbers of the whole graph would be misleading for a part of it
    facts = overview_facts(tables, new_since) if network.name in ("overview", "papers") and not network.filters else ()
    if overview:
        panels = overview_panels(network, titles, settings.pictures)
    elif network.name == "categories":
        panels = category_panel(network, labels, settings.pictures)
    else:
        panels = ()
    return View(
        network,
        settings,
        tables,
        titles,
        labels,
        panels,
        facts,
        layout,
        heading=_heading(network),
        command=command,
        graph=graph,
        new_since=new_since,
    )


def _heading(network: Network) -> str:
    """Return the names of the requested people of a view, ``""`` if there are none."""
    asked = network.nodes.filter(pl.col("id").is_in(list(network.asked)))
    names = " · ".join(asked["label"].unique(maintain_order=True))
    return names if len(asked) < 2 else f"{names}: {len(asked)} people"  # noqa: PLR2004 - a single person has no namesake
