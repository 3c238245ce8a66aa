"""Describe the communities of a network: characteristic concepts, data sets, rising concepts, people and papers."""

from collections.abc import Collection, Sequence
from typing import Final

import polars as pl

from kg.model import ConceptType
from kg.sets.network_kinds import PEOPLE
from kg.settings import PageSettings, PictureSettings
from kg.tables import Tables
from kg.text.readable import shorten
from kg.views.details.record import Community
from kg.views.network import Network

MAX_LISTED_MEMBERS: Final = 12
"""Maximum number of concepts, people and papers listed per community, so that a list fits without scrolling."""

MIN_LIFT: Final = 2.0
"""Minimum ratio to the expected frequency of a concept that names a community."""

MIN_SHARE: Final = 0.04
"""Minimum share of a community's papers with a concept that names it; low, since people write on many subjects."""

RECENT_SHARE: Final = 1 / 3
"""Share of the months that are recent; a concept has risen if it is in a larger share of the recent papers."""


def describe_communities(
    tables: Tables, network: Network, behind: pl.DataFrame, settings: PictureSettings, *, fine: bool = False
) -> tuple[Community, ...]:
    """Return the communities of a minimum size, the largest first; with ``fine`` those of column ``subcommunity``.

    ``behind`` are the papers of nodes (`kg.views.details.papers.node_papers`). A paper belongs to the community of most
    of its nodes. A community of people is named after its member with the most papers and the concepts that distinguish
    its papers, since a person's name does not state a subject. A community of concepts is named after the members with
    the most neighbors in it, and any other after the concepts that distinguish its papers. Metrics come last, since
    many subjects use the same ones.
    """
    column = "subcommunity" if fine else "community"
    nodes = network.nodes.select("id", "kind", "label", "group", "papers", community=column).filter(
        pl.col("community") >= 0
    )
    sizes = nodes["community"].value_counts().filter(pl.col("count") >= settings.min_theme)
    large = sizes.sort("count", "community", descending=[True, False]).head(
        settings.page.max_subcommunities if fine else settings.page.max_communities
    )
    if large.is_empty():
        return ()
    home = (
        behind.join(nodes.select("id", "community"), on="id")
        .group_by("paper", "community")
        .len()
        .sort("paper", "len", "community", descending=[False, True, False])
        .unique("paper", keep="first", maintain_order=True)
        .join(tables["papers"].select("paper", "month"), on="paper", how="left")
    )
    about = (
        tables["topics"]
        .filter(pl.col("relation") == "about", ~pl.col("generated"))
        .join(home, on="paper")
        .join(tables["concepts"].select("concept", "label", "type"), on="concept")
    )
    prominent = _prominent(about, home.height)
    risen = _risen(about, home)
    within = _within(network, nodes)
    signed = _signed(tables, home) if nodes["kind"].eq("paper").any() else None
    described: list[Community] = []
    taken: set[str] = set()
    for number in large["community"].to_list():
        members = nodes.filter(pl.col("community") == number)
        mine = prominent.filter(pl.col("community") == number)
        metrics_last = mine.sort(pl.col("type") == ConceptType.METRIC.value, maintain_order=True)
        names = metrics_last["label"].head(MAX_LISTED_MEMBERS).to_list()
        if members["kind"].eq("concept").all():
            best = members.join(within, on="id", how="left").sort(
                pl.col("group") == ConceptType.METRIC.value,
                "within", "papers", "label",
                descending=[False, True, True, False], nulls_last=True,
            )  # fmt: skip
            names = best["label"].head(MAX_LISTED_MEMBERS).to_list()
        people = members.filter(pl.col("kind").is_in([kind.value for kind in PEOPLE])).sort(
            "papers", "id", descending=[True, False]
        )
        if signed is not None:
            people = signed.filter(pl.col("community") == number)
        short = label = _name(names, settings.page, taken) or _around(members, settings.page)
        taken.update(label.split(", "))
        if names and people.height and signed is None:
            label = f"{people['label'][0]}: {short}"
        described.append(
            Community(
                number,
                label,
                short,
                tuple(members["id"]),
                tuple(names),
                tuple(mine.filter(pl.col("type") == ConceptType.DATASET.value)["label"].head(MAX_LISTED_MEMBERS)),
                tuple(risen.filter(pl.col("community") == number)["label"].head(MAX_LISTED_MEMBERS)),
                tuple(people.head(MAX_LISTED_MEMBERS).sort("label")["id"]),
                tuple(
                    home.filter(pl.col("community") == number)
                    .sort("month", "paper", descending=True)["paper"]
                    .head(MAX_LISTED_MEMBERS)
                ),
            )
        )
    return tuple(described)


def _prominent(about: pl.DataFrame, papers: int) -> pl.DataFrame:
    """Return ``community, label, type, score`` of the concepts that distinguish communities, the highest score first.

    The score is F0.5 of a concept as a test for the community (van Rijsbergen 1979). Precision, the share of its papers
    that are in the community, weighs twice as much as recall, the share of the community's papers that have the
    concept. By this measure, "large reasoning model" can name a community better than "large language model", which
    more of the papers name.
    """
    sizes = about.group_by("community").agg(n_community=pl.col("paper").n_unique())
    total = about.group_by("concept").agg(n_concept=pl.len())
    return (
        about.group_by("community", "concept", "label", "type")
        .len("n")
        .join(sizes, on="community")
        .join(total, on="concept")
        .with_columns(expected=pl.col("n_concept") * pl.col("n_community") / max(papers, 1))
        .with_columns(score=(1.25 * pl.col("n") / (pl.col("n_concept") + 0.25 * pl.col("n_community"))).round(6))
        .filter(pl.col("n") > 1, pl.col("n") > pl.col("expected"), pl.col("n") >= MIN_SHARE * pl.col("n_community"))
        .with_columns(apart=pl.col("n") >= MIN_LIFT * pl.col("expected"))
        .sort("community", "apart", "score", "label", "concept", descending=[False, True, True, False, False])
        .unique(["community", "label"], keep="first", maintain_order=True)
    )


def _risen(about: pl.DataFrame, home: pl.DataFrame) -> pl.DataFrame:
    """Return ``community, label`` of the concepts with a larger share of the recent papers than of earlier ones."""
    months: Sequence[str] = sorted(month for month in home["month"].drop_nulls().unique() if month)
    if len(months) < 2:  # noqa: PLR2004 - nothing rises within one month
        return about.select("community", "label").clear()
    start = months[-max(1, round(len(months) * RECENT_SHARE))]
    recent = pl.col("month") >= start
    sizes = home.group_by("community").agg(recent_papers=recent.sum(), earlier_papers=(~recent).sum())
    return (
        about.group_by("community", "concept", "label")
        .agg(now=recent.sum(), before=(~recent).sum())
        .join(sizes, on="community")
        .with_columns(
            expected=(pl.col("before") + 1) * (pl.col("recent_papers") + 1) / (pl.col("earlier_papers") + 1),
        )
        .with_columns(score=(pl.col("now") * ((pl.col("now") + 1) / (pl.col("expected") + 1)).log()).round(6))
        .filter(pl.col("now") >= 3, pl.col("now") > pl.col("expected"))  # noqa: PLR2004 - fewer are chance
        .sort("community", "score", "label", "concept", descending=[False, True, False, False])
        .select("community", "label")
    )


def _name(names: Sequence[str], settings: PageSettings, taken: Collection[str]) -> str:
    """Return the first concepts that do not name a larger community, as many as are short enough for a label."""
    free = [name for name in names if name not in taken] or list(names)
    label = free[0] if free else ""
    for name in free[1 : settings.community_concepts]:
        if len(label) + len(name) + 2 <= settings.max_community_label:
            label = f"{label}, {name}"
    return label


def _around(members: pl.DataFrame, settings: PageSettings) -> str:
    """Return the name of a community whose papers share no concept: the name of its member with the most papers."""
    first = members.sort("papers", "label", "id", descending=[True, False, False])["label"][0]
    return shorten(f"around {first}", settings.max_community_label)


def _signed(tables: Tables, home: pl.DataFrame) -> pl.DataFrame:
    """Return ``community, id, label`` of the people with the most papers in each community; ``id`` is the name too."""
    return (
        tables["authorships"]
        .select("author", "paper")
        .unique()
        .join(home, on="paper")
        .group_by("community", "author")
        .len("papers")
        .join(tables["authors"].select("author", label="name"), on="author")
        .filter(pl.col("papers") > 1)
        .sort("community", "papers", "author", descending=[False, True, False])
        .select("community", "label", id="label")
    )


def _within(network: Network, nodes: pl.DataFrame) -> pl.DataFrame:
    """Return ``id, within``: the number of neighbors of each node in its own community."""
    member = nodes.select("id", "community")
    inside = (
        network.edges.select("source", "target")
        .join(member.rename({"id": "source", "community": "a"}), on="source")
        .join(member.rename({"id": "target", "community": "b"}), on="target")
        .filter(pl.col("a") == pl.col("b"))
    )
    ends = pl.concat([inside.select(id="source"), inside.select(id="target")])
    return ends.group_by("id").len("within")
