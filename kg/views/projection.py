"""Project tables to a network, by the name of the view."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Literal

from kg.errors import UnknownName, UsageError
from kg.settings import Settings
from kg.tables import Tables
from kg.text.near import near_names
from kg.views import DEFAULT_TOP, VIEWS
from kg.views.bipartite import authors_papers, papers_concepts
from kg.views.categories import categories
from kg.views.coauthors import coauthors
from kg.views.concepts import concepts
from kg.views.network import Network
from kg.views.overview import overview
from kg.views.papers import papers
from kg.views.selection import Selection, select

_VIEWS: Final[Mapping[str, Callable[[Tables, Selection, int | None, Settings], Network]]] = {
    "overview": overview,
    "papers": papers,
    "coauthors": coauthors,
    "authors-papers": authors_papers,
    "papers-concepts": papers_concepts,
    "concepts": concepts,
    "categories": categories,
}


def project(
    tables: Tables,
    view: str,
    *,
    settings: Settings,
    top: int | Literal["default"] | None = "default",
    author: str | None = None,
    hops: int = 1,
    category: str | None = None,
    concept: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_weight: float | None = None,
    withdrawn: bool = True,
) -> Network:
    """Make one of the `VIEWS` of a graph, by the settings it was built with.

    ``top`` is the maximum number of nodes (None: all; "default": `DEFAULT_TOP`). ``author`` (name, id or IRI) selects
    the people within ``hops`` steps of co-authorship or, in views without people, the papers of the people within one
    step less. ``category`` selects papers listed there, primary or not; ``concept`` papers about it; ``since`` and
    ``until`` are months, both included (a day means its month). ``min_weight`` removes weaker edges if edges have
    weights. Without ``withdrawn``, withdrawn papers are left out.

    Raises `UnknownName`, with near matches, for an unknown view, person, concept or category, and `UsageError` for
    contradictory arguments.
    """
    if view not in _VIEWS:
        raise UnknownName("view", view, near_names(view, VIEWS), f"There are {', '.join(VIEWS)}.")
    if top == "default":
        top = DEFAULT_TOP[view]
    if top is not None and top < 1:
        raise UsageError(f"a view of {top} nodes shows nothing; give 1 or more, or nothing for all")
    selection = select(
        tables,
        base=settings.base,
        author=author,
        hops=hops,
        category=category,
        concept=concept,
        since=since,
        until=until,
        min_weight=min_weight,
        withdrawn=withdrawn,
    )
    network = _VIEWS[view](tables, selection, top, settings)
    if not selection.authors:
        return network
    nodes = set(network.nodes["id"].to_list())
    asked = tuple(id_ for author in selection.authors if (id_ := f"author/{author}") in nodes)
    return replace(network, asked=asked, hops=selection.hops)
