"""Write the words of a picture: how much it shows, how to read it, and why it is empty."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Final

from kg.sets.network_kinds import PEOPLE, EdgeKind, NodeKind
from kg.views.network import Network

_SHADED: Final = {
    NodeKind.AUTHOR: "people who wrote together more often than with others, named after what sets their papers apart",
    NodeKind.PAPER: "papers near in subject",
    NodeKind.CONCEPT: "concepts named together more often than with others",
}

_LINES: Final = {
    EdgeKind.CO_AUTHOR: "wrote a paper together",
    EdgeKind.COOCCURS: "named in the same papers more often than by chance",
}


def count_nodes(network: Network, count: int) -> str:
    """Return the noun for the nodes by their number: ``authors``, ``paper``, or ``nodes`` for mixed kinds."""
    kinds = {NodeKind(kind) for kind in network.nodes["kind"].unique()}
    if kinds == {*PEOPLE}:
        kinds = {NodeKind.AUTHOR}
    if len(kinds) != 1:
        return "node" if count == 1 else "nodes"
    (kind,) = kinds
    return kind.one if count == 1 else kind.many


def describe_shown(network: Network) -> str:
    """Describe how much of the view is drawn.

    This is always "N of M", even if M are shown, so that readers need not guess whether something was left out.
    """
    nodes, edges = network.nodes.height, network.edges.height
    links = "link" if network.edge_total == 1 else "links"
    return (
        f"{nodes:,} of {network.node_total:,} {count_nodes(network, network.node_total)}"
        f" and {edges:,} of {network.edge_total:,} {links} shown"
    )


def explain_empty(network: Network) -> str:
    """Explain why a picture is empty; ``""`` if it is not."""
    if network.nodes.height:
        return ""
    if network.filters:
        return "Nothing matches all of these filters. Remove one, or choose a longer period or more steps."
    return "This graph has nothing to show in such a picture."


def describe_reading(network: Network, *, circles: bool) -> str:
    """Explain how to read the picture, as a caption; with ``circles`` each group of nodes has a labeled circle."""
    if not network.nodes.height:
        return ""
    kinds = set(network.nodes["kind"].to_list())
    if network.name == "papers":
        return (
            "Each mark is a paper, near those that share rare concepts with it; lines join the nearest. "
            "Its color is its region; gray ones are in none."
        )
    marks = "Area of a mark: papers. "
    if len(kinds) > 1 and NodeKind.CONCEPT in kinds:
        marks += _shapes(kinds) + "Lines join papers with their categories, concepts and authors. "
    if links := _links(network):
        marks += f"Lines: {links}. "
    if kinds <= {*PEOPLE, NodeKind.PAPER}:
        marks += "Color: primary category. "
    if kinds == {NodeKind.CATEGORY}:
        marks += "Color: archive. "
    if circles:
        marks += f"Circles: {_groups(kinds)}. "
    elif has_themes(network) and not network.asked:
        most = network.nodes["kind"].value_counts().sort("count", "kind", descending=True)["kind"][0]
        marks += f"Shaded: {_SHADED.get(most, 'groups')}. "
    if network.edges["generated"].any():
        marks += "Dashed: only machine-written summaries support it."
    return marks.strip()


def _groups(kinds: AbstractSet[str]) -> str:
    """Return the meaning of the circles of a picture: what its nodes have in common."""
    if kinds <= {*PEOPLE, NodeKind.PAPER}:
        return "people of one primary category" if kinds <= {*PEOPLE} else "papers of one primary category"
    return "categories of one archive" if kinds == {NodeKind.CATEGORY} else "nodes of one group"


def _shapes(kinds: Collection[str]) -> str:
    """Return the kinds of nodes with their marks (Hexagons: categories, squares: papers)."""
    named = [f"{kind.shape}s: {kind.many}" for kind in reversed(NodeKind) if kind in kinds]
    return f"{', '.join(named).capitalize()}. "


def _links(network: Network) -> str:
    """Return the meaning of the lines of a picture; ``""`` if they have several meanings or there are none."""
    kinds = network.edges["kind"].unique().to_list()
    if len(kinds) != 1:
        return ""
    if network.name == "categories":
        return "papers in both categories" if kinds == [EdgeKind.COOCCURS] else "authors who publish in both categories"
    return _LINES.get(kinds[0], "")


def has_themes(network: Network) -> bool:
    """Return True if communities are known, so that they are shaded."""
    return bool((network.nodes["community"] >= 0).any())
