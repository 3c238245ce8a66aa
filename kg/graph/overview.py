"""What stands beside the overview's picture: its categories, concepts, papers and people, as lists."""

import polars as pl

from kg.ids import paper_iri
from kg.render import Entry, Panel
from kg.tables import Tables
from kg.views import Network

MOST_ENTRIES = 12


def overview_facts(tables: Tables) -> tuple[tuple[str, str], ...]:
    """Return the numbers under the heading, each with its word."""
    papers, days = tables["papers"], tables["digests"]
    counted = [
        (papers.height, "paper", "papers"),
        (tables["authors"].height, "author", "authors"),
        (tables["concepts"].filter(pl.col("paper_count") > 0).height, "concept", "concepts"),
        (days.height, "digest", "digests"),
    ]
    return tuple((f"{number:,}", one if number == 1 else more) for number, one, more in counted)


def overview_panels(network: Network, titles: dict[str, str]) -> tuple[Panel, ...]:
    """Return the lists of an overview, each line a node of the picture that a click selects.

    People stand in the order of their names: who connects two papers is worth knowing, who has most is not asked.
    """
    nodes = network.nodes
    most = nodes.sort("papers", "label", descending=[True, False])

    def entries(frame: pl.DataFrame, *, counted: bool) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                titles.get(row["id"].removeprefix("paper/"), row["label"]),
                count=row["papers"] if counted else None,
                node=row["id"],
                href=paper_iri(row["id"].removeprefix("paper/")) if row["kind"] == "paper" else "",
                note="" if row["kind"] == "paper" else row["note"],
                group=row["group"],
            )
            for row in frame.head(MOST_ENTRIES).iter_rows(named=True)
        )

    def of(kind: str) -> pl.DataFrame:
        return most.filter(pl.col("kind") == kind)

    papers = of("paper").sort("degree", "last_seen", "id", descending=[True, True, False])
    people = nodes.filter(pl.col("kind").is_in(["author", "group"])).sort("label")
    panels = (
        Panel("Categories", entries(of("category"), counted=True), "papers of each, by primary category"),
        Panel("Concepts", entries(of("concept"), counted=True), "what sets the categories apart; papers about each"),
        Panel("Papers", entries(papers, counted=False), "those that join most of the concepts shown"),
        Panel("People", entries(people, counted=False), "who signed two of the papers shown, by name"),
    )
    return tuple(panel for panel in panels if panel.entries)
