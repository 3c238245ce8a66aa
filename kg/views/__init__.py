"""Make views: parts of a graph as plain networks, for pictures, for networkx, for export.

`projection` makes them from tables, `algorithms` analyzes them with igraph, `convert` converts them to networkx. Each
kind of view has a separate module; all share `network`, the record, and `selection`, the requested papers and people.
"""

from typing import TYPE_CHECKING, Final

from kg.lazy import export

if TYPE_CHECKING:
    from kg.views.algorithms import centralities, components, shortest_path, with_communities
    from kg.views.answers import named_together
    from kg.views.bipartite import check_drawable
    from kg.views.convert import to_igraph, to_networkx
    from kg.views.network import EDGES, NODES, Network
    from kg.views.projection import project

__all__ = [
    "DEFAULT_TOP",
    "EDGES",
    "NODES",
    "VIEWS",
    "Network",
    "centralities",
    "check_drawable",
    "components",
    "named_together",
    "project",
    "shortest_path",
    "to_igraph",
    "to_networkx",
    "with_communities",
]

VIEWS: Final = ("overview", "papers", "coauthors", "concepts", "categories", "authors-papers", "papers-concepts")
"""Names of the views; `kg.views.projection` makes each."""

DEFAULT_TOP: Final = {view: 20_000 if view == "papers" else 2_000 for view in VIEWS}
"""Default number of nodes of a view. Maps have more, since their dots are read by region, but people one by one."""

MAX_PAPERS_OF_LINES: Final = 300
"""Maximum number of papers for which the views of papers with people or concepts are drawn without a filter. The 1,941
links of 312 papers to concepts can be followed by eye; the 23,691 links of 3,093 papers cannot."""

export(
    __name__,
    {
        "kg.views.algorithms": "centralities components shortest_path with_communities",
        "kg.views.answers": "named_together",
        "kg.views.bipartite": "check_drawable",
        "kg.views.convert": "to_igraph to_networkx",
        "kg.views.network": "EDGES NODES Network",
        "kg.views.projection": "project",
    },
)
