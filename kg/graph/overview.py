"""Make the lists next to a picture: concepts, papers and people of the overview, themes of the concepts."""

from collections.abc import Mapping

import polars as pl

from kg.ids import paper_iri
from kg.render import Panel, PanelEntry
from kg.sets.network_kinds import PEOPLE, EdgeKind, NodeKind
from kg.settings import PictureSettings
from kg.tables import Tables
from kg.tables.keys import is_since, shown_day
from kg.views import Network


def overview_facts(tables: Tables, new_since: str = "") -> tuple[tuple[str, str], ...]:
    """Return the numbers under the heading with their nouns: counts, the days, and new papers.

    New papers are those of the newest day of a paper, or from the day ``new_since`` on (`is_since`).
    """
    papers, days = tables["papers"], tables["digests"]
    counted = [
        (papers.height, "paper", "papers"),
        (tables["authors"].height, "author", "authors"),
        (tables["concepts"].filter(pl.col("paper_count") > 0).height, "concept", "concepts"),
        (days.height, "digest", "digests"),
    ]
    facts = [(f"{number:,}", one if number == 1 else more) for number, one, more in counted]
    dates = days["date"].drop_nulls().sort()
    if len(dates):
        first, newest = dates[0], dates[-1]
        facts.append((f"{first} – {newest}" if first != newest else f"{newest}", "days" if first != newest else "day"))
    seen = papers.select("month", day=shown_day())
    dated = seen.filter(pl.col("day") != "")["day"].sort()
    if new_since:
        facts.append((f"{seen.filter(is_since(new_since)).height:,}", f"new since {new_since}"))
    elif dated.n_unique() > 1:
        facts.append((f"{(dated == dated[-1]).sum():,}", f"new on {dated[-1]}"))
    return tuple(facts)


def overview_panels(network: Network, titles: dict[str, str], settings: PictureSettings) -> tuple[Panel, ...]:
    """Return the lists of an overview; a click on a line selects its node in the picture.

    People are in the order of their names: the lists show who connects papers, and are not a ranking.
    """
    nodes = network.nodes
    most = nodes.sort("papers", "label", descending=[True, False])

    def entries(frame: pl.DataFrame, *, counted: bool) -> tuple[PanelEntry, ...]:
        return tuple(
            PanelEntry(
                titles.get(row["id"].removeprefix("paper/"), row["label"]),
                count=row["papers"] if counted else None,
                node=row["id"],
                href=paper_iri(row["id"].removeprefix("paper/")) if row["kind"] == "paper" else "",
                note=row["note"] if row["kind"] in PEOPLE else "",
                group=row["group"],
                kind=row["kind"],
            )
            for row in frame.head(settings.max_entries).iter_rows(named=True)
        )

    def of(kind: str) -> pl.DataFrame:
        return most.filter(pl.col("kind") == kind)

    papers = of("paper").sort("degree", "last_seen", "id", descending=[True, True, False])
    people = nodes.filter(pl.col("kind").is_in(["author", "group"])).sort("label")
    signed = network.edges.filter(pl.col("kind") == EdgeKind.CREATOR.value)["source"].value_counts()
    which = "two of the papers shown" if (signed["count"] > 1).all() else "the papers shown"
    panels = (
        Panel("Concepts", entries(of("concept"), counted=True), "what sets the categories apart; papers about each"),
        Panel("Papers", entries(papers, counted=False), "those that join most of the concepts shown"),
        Panel("People", entries(people, counted=False), f"who signed {which}, by name"),
    )
    return tuple(panel for panel in panels if panel.entries)


def category_panel(network: Network, names: Mapping[str, str], settings: PictureSettings) -> tuple[Panel, ...]:
    """Return the categories of a picture as a list, largest first; ``names`` are their titles by code."""
    most = network.nodes.sort("papers", "label", descending=[True, False]).head(settings.max_entries)
    entries = tuple(
        PanelEntry(label, count=papers, node=id_, note=names.get(label, ""), group=group, kind=NodeKind.CATEGORY.value)
        for id_, label, papers, group in most.select("id", "label", "papers", "group").iter_rows()
    )
    return (Panel("Categories", entries, "papers of each"),) if entries else ()


def theme_panel(network: Network, settings: PictureSettings) -> tuple[Panel, ...]:
    """Return the communities of a network as a list, each named after the nodes with the most neighbors within it."""
    known = network.nodes.filter(pl.col("community") >= 0)
    number = dict(known.select("id", "community").iter_rows())
    within: dict[str, int] = dict.fromkeys(number, 0)
    for source, target in network.edges.select("source", "target").iter_rows():
        if number.get(source, -1) == number.get(target, -2):
            within[source] += 1
            within[target] += 1
    ranked = known.with_columns(within=pl.col("id").replace_strict(within, return_dtype=pl.Int32)).sort(
        "within", "papers", "label", descending=[True, True, False]
    )
    entries = []
    for community in sorted(set(number.values())):
        members = ranked.filter(pl.col("community") == community)
        if members.height >= settings.min_theme:
            names = ", ".join(members["label"].head(settings.theme_names))
            entries.append(PanelEntry(names, count=members.height, node=members["id"][0], community=community))
    if not entries:
        return ()
    return (Panel("Themes", tuple(entries), "concepts that are named together, by the best connected of each"),)
