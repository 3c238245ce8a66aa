"""Distinguish namesakes among the requested people by a few words below each name."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import polars as pl

from kg.text.readable import shorten
from kg.views.network import Network

MAX_PARTNER: Final = 24
"""Maximum characters of a co-author's name; a longer line would cover the neighbors."""


def distinguish_namesakes(network: Network) -> dict[str, str]:
    """Return a description (category and number of papers) of each requested person whose name another also has.

    The keys are ids. If two namesakes have the same description, a frequent co-author replaces the number of papers.
    People with unique names are left out.
    """
    asked = network.nodes.filter(pl.col("id").is_in(list(network.asked)))
    namesakes = asked.filter(pl.len().over("label") > 1)
    partners = _partners(network)
    found: dict[str, str] = {}
    for _, people in namesakes.group_by("label", maintain_order=True):
        rows = people.rows(named=True)
        usual = Counter(map(_papers, rows))
        for row in rows:
            partner = partners.get(row["id"], "")
            apart = _with(partner) if usual[_papers(row)] > 1 and partner else _papers
            found[row["id"]] = apart(row)
    return found


def _papers(row: Mapping[str, Any]) -> str:
    papers = f"{row['papers']:,} {'paper' if row['papers'] == 1 else 'papers'}"
    return " · ".join(filter(None, (row["group"], papers)))


def _with(partner: str) -> Callable[[Mapping[str, Any]], str]:
    name = shorten(partner, MAX_PARTNER)
    return lambda row: " · ".join(filter(None, (row["group"], f"with {name}")))


def _partners(network: Network) -> dict[str, str]:
    """Return each requested person's closest co-author: the one with the most common papers, then the most active.

    Co-authors of the same name are left out, since they would not distinguish anybody.
    """
    edges = network.edges.select("source", "target", "paper_count", "weight")
    both = pl.concat([edges, edges.rename({"source": "target", "target": "source"}).select(edges.columns)])
    ranked = (
        both.filter(pl.col("source").is_in(list(network.asked)))
        .join(network.nodes.select("id", "label", "papers"), left_on="target", right_on="id")
        .join(network.nodes.select("id", own="label"), left_on="source", right_on="id")
        .filter(pl.col("label") != pl.col("own"))
        .sort("source", "paper_count", "weight", "papers", "target", descending=[False, True, True, True, False])
        .unique("source", keep="first", maintain_order=True)
    )
    return dict(ranked.select("source", "label").iter_rows())
