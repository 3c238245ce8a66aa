"""Make legends: the meanings of the colors and marks of a picture, with counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from kg.render.words import count_nodes
from kg.sets.network_kinds import PEOPLE, NodeKind
from kg.views.network import Network


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One entry of the legend: ``key`` selects the color, ``label`` is its text, ``size`` counts its nodes or papers.

    ``kinds`` are the kinds of nodes that it describes; the mark has the shape of the first. With ``every``, it
    describes all nodes of these kinds, whatever their colors.
    """

    key: str
    label: str
    size: int
    kinds: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Legend:
    """One list of the legend; ``unit`` is what its numbers count."""

    title: str
    unit: str
    groups: tuple[LegendEntry, ...]


def legends(network: Network, labels: Mapping[str, str]) -> tuple[Legend, ...]:
    """Return the lists of the legend, each with one meaning of color.

    Categories color papers and people, types color concepts; if both are in one picture, each has its own list. If
    papers and people share colors, a last list explains their shapes. ``labels`` are words for groups.
    """
    nodes = network.nodes
    categories, concepts = (nodes.filter(pl.col("kind") == kind) for kind in ("category", "concept"))
    rest = nodes.filter(~pl.col("kind").is_in(["category", "concept"]))
    kinds = tuple(rest["kind"].unique().sort())
    several = "paper" in kinds and len(kinds) > 1
    found = []
    if network.name == "categories":
        found.append(Legend("Categories by archive", "categories", _groups(categories, labels, ("category",))))
    elif categories.height:
        # each category is one group, so its papers are counted instead
        groups = _groups(categories, labels, ("category", *kinds), pl.col("papers").sum())
        found.append(Legend("Papers by category", "papers", groups))
    elif rest.height:
        unit = "papers and people" if several else _people_or_papers(network, rest)
        groups = _groups(rest, labels, ("author", *kinds) if several else kinds)
        found.append(Legend(f"{unit.capitalize()} by primary category", unit, groups))
    if concepts.height:
        found.append(Legend("Concepts by type", "concepts", _groups(concepts, labels, ("concept",))))
    if several or (categories.height and kinds):
        found.append(_shapes(rest))
    return tuple(found)


def _people_or_papers(network: Network, rest: pl.DataFrame) -> str:
    return count_nodes(replace(network, nodes=rest), 2)


def _groups(
    nodes: pl.DataFrame, labels: Mapping[str, str], kinds: tuple[str, ...], size: pl.Expr | None = None
) -> tuple[LegendEntry, ...]:
    counts = nodes.group_by("group").agg(n=pl.len() if size is None else size)
    return tuple(
        LegendEntry(key, labels.get(key, key) if key else labels.get("", "other"), count, kinds)
        for key, count in counts.sort("n", "group", descending=[True, False]).iter_rows()
    )


def _shapes(nodes: pl.DataFrame) -> Legend:
    """List the kinds that share the colors of categories."""
    counted = [(kind, nodes.filter(pl.col("kind") == kind).height) for kind in (NodeKind.PAPER, *PEOPLE)]
    return Legend(
        "Papers and people",
        "nodes",
        tuple(LegendEntry("", NodeKind(kind).many.capitalize(), n, (kind,), every=True) for kind, n in counted if n),
    )
