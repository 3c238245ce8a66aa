"""Encode a scene and its details as the columns and the header of a page.

Rows of nodes are in an order that compresses well: nodes that share papers follow one another, so that the differences
between their papers and positions are small. The column ``order`` ranks names by importance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.layout.rings import count_steps
from kg.render.colors.palette import assign_hues
from kg.render.explorer.columns import Column, Integers, integers, offsets, steps, texts
from kg.render.explorer.groups import NONE, GroupTable
from kg.render.explorer.nodes import id_texts, iri_texts, kind_numbers
from kg.render.newness import NewPapers, find_new_papers
from kg.render.scenes import Scene
from kg.sets.network_kinds import PEOPLE
from kg.views.details import Details

POSITION_STEPS = 60_000
"""Number of steps of positions across a picture. In a picture of 20,000 nodes, a step is a tenth of a radius."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The rows of a page: ``nodes`` and ``edges`` are row numbers of the network in the page's order.

    ``row`` is the page's row of each node of the network. ``papers`` has the number of each paper by key, ``months``
    the number of each month. ``new`` are the papers that glow.
    """

    nodes: Integers
    row: Integers
    edges: Integers
    papers: Mapping[str, int]
    months: Mapping[str, int]
    groups: GroupTable
    new: NewPapers


def number_rows(
    drawn: Scene, details: Details, group_labels: Mapping[str, str], new: NewPapers | None = None
) -> Numbering:
    """Number nodes, edges, papers, months and groups of a page; ``new`` papers glow, by default those of one day."""
    network = drawn.network
    papers = {paper: number for number, paper in enumerate(details.papers["paper"])}
    newest = (
        details.node_papers.with_columns(place=pl.col("paper").replace_strict(papers, return_dtype=pl.UInt32))
        .group_by("id")
        .agg(pl.col("place").min())
    )
    nodes = (
        network.nodes.with_row_index("at")
        .join(newest, on="id", how="left", maintain_order="left")
        .sort("kind", "community", "place", "group", "at", nulls_last=True)["at"]
        .to_numpy()
        .astype(np.int64)
    )
    row = np.empty(len(nodes), dtype=np.int64)
    row[nodes] = np.arange(len(nodes))
    edges = np.lexsort((row[drawn.targets], row[drawn.sources]))
    months = sorted(
        {
            month
            for frame, columns in (
                (network.nodes, ("first_seen", "last_seen")),
                (network.edges, ("first_seen", "last_seen")),
                (details.papers, ("month",)),
            )
            for column in columns
            for month in frame[column].unique()
            if month
        }
    )
    return Numbering(
        nodes,
        row,
        edges,
        papers,
        {month: number for number, month in enumerate(months)},
        _groups(drawn, details, group_labels),
        new or find_new_papers(network, details),
    )


def _groups(drawn: Scene, details: Details, labels: Mapping[str, str]) -> GroupTable:
    """Return the groups of nodes, the largest first, then those of papers, concepts, legends and discs."""
    counted = drawn.network.nodes["group"].value_counts().sort("count", "group", descending=[True, False])
    keys = dict.fromkeys(counted["group"])
    for legend in drawn.legends:
        keys |= dict.fromkeys(group.key for group in legend.groups)
    types = details.concepts["type"].replace("", "untyped")
    for series in (details.papers["category"], types):
        keys |= dict.fromkeys(series.value_counts().sort("count", series.name, descending=[True, False])[series.name])
    keys |= dict.fromkeys(disc.label for disc in drawn.discs)
    return GroupTable(tuple(keys), labels, assign_hues(list(keys), drawn.hues))


def _labels(nodes: pl.DataFrame, details: Details) -> list[str]:
    """Return the labels of nodes; ``""`` for papers labeled with their title, since another column has the titles."""
    titles = {f"paper/{paper}": title for paper, title in details.papers.select("paper", "title").iter_rows()}
    return ["" if titles.get(id_) == label else label for id_, label in nodes.select("id", "label").iter_rows()]


def _fresh(nodes: pl.DataFrame, new: NewPapers) -> list[int]:
    return [int(id_.removeprefix("paper/") in new.papers) for id_ in nodes["id"]]


def node_columns(drawn: Scene, details: Details, numbering: Numbering) -> dict[str, Column]:
    """Return one column per fact about nodes, in the page's order of rows."""
    nodes = drawn.network.nodes[numbering.nodes]
    x, y = drawn.x[numbering.nodes], drawn.y[numbering.nodes]
    step = _position_step(x, y)
    papers = _lists(nodes["id"], details.node_papers, "id", "paper", numbering.papers)
    lengths = np.array([len(found) for found in papers], dtype=np.int64)
    aliases = dict(details.aliases.rows())
    people = nodes["kind"].is_in([kind.value for kind in PEOPLE])
    ids = id_texts(nodes, [details.papers["paper"][found[-1]] if found else "" for found in papers])
    columns = {
        "x": steps(x, step, delta=True),
        "y": steps(y, step, delta=True),
        "radius": steps(drawn.radius[numbering.nodes], 0.1),
        "kind": integers(kind_numbers(nodes["kind"])),
        "fresh": integers(_fresh(nodes, numbering.new)),
        "group": integers(numbering.groups.column(nodes["group"])),
        "community": integers([NONE if number < 0 else number for number in nodes["community"]]),
        "subcommunity": integers([NONE if number < 0 else number for number in nodes["subcommunity"]]),
        "papers": integers(nodes["papers"]),
        "degree": integers(nodes["degree"]),
        "firstMonth": integers(_months(nodes["first_seen"], numbering)),
        "lastMonth": integers(_months(nodes["last_seen"], numbering)),
        "hop": integers(hops(drawn)[numbering.nodes]),
        "order": integers(numbering.row[drawn.priority]),
        "label": texts(_labels(nodes, details)),
        "aliases": texts("\x1f".join(aliases.get(id_, ())) for id_ in nodes["id"]),
        "note": texts(nodes["note"].zip_with(~people, pl.Series([""]))),
        "id": texts(ids),
        "iri": texts(iri_texts(nodes)),
    }
    if len(details.papers):
        columns |= {
            "nodePapersAt": offsets(lengths),
            "nodePapers": integers(np.concatenate([np.array(found, dtype=np.int64) for found in papers]), delta=True),
        }
    if len(details.signed):
        columns |= _signatures(nodes, papers, details)
    return columns


def _signatures(nodes: pl.DataFrame, papers: Sequence[list[int]], details: Details) -> dict[str, Column]:
    """Return positions and printed names of people, parallel to the papers of nodes; ``""`` if a name is the label."""
    keys = details.papers["paper"].to_list()
    signed = {(id_, paper): (position, name) for id_, paper, position, name in details.signed.iter_rows()}
    labels = nodes["label"].to_list()
    rows = [
        (label, *signed.get((id_, keys[paper]), (0, "")))
        for id_, label, found in zip(nodes["id"], labels, papers, strict=True)
        for paper in found
    ]
    return {
        "nodePaperPosition": integers([position for _, position, _ in rows]),
        "nodePaperPrinted": texts("" if printed == label else printed for label, _, printed in rows),
    }


def hops(drawn: Scene) -> Integers:
    """Return the steps of each node from the requested people; 255 if no person was requested."""
    network = drawn.network
    asked = np.flatnonzero(network.nodes["id"].is_in(list(network.asked)).to_numpy())
    ends = np.stack([drawn.sources, drawn.targets], axis=1)
    return count_steps(network.nodes.height, ends, asked)


def edge_columns(drawn: Scene, details: Details, numbering: Numbering, *, shared: bool) -> dict[str, Column]:
    """Return one column per fact about edges; with ``shared``, their papers follow from those of both ends."""
    rows = numbering.edges
    edges = drawn.network.edges[rows]
    kinds = {kind: number for number, kind in enumerate(edge_kinds(drawn))}
    columns = {
        "source": integers(numbering.row[drawn.sources[rows]], delta=True),
        "target": integers(numbering.row[drawn.targets[rows]], delta=True),
        "edgeKind": integers([kinds[kind] for kind in edges["kind"]]),
        "width": steps(drawn.width[rows], 0.25),
        "weight": steps(edges["weight"], weight_step(edges["weight"].to_numpy())),
        "edgePaperCount": integers(edges["paper_count"]),
        "edgeFirst": integers(_months(edges["first_seen"], numbering)),
        "edgeLast": integers(_months(edges["last_seen"], numbering)),
        "generated": integers(edges["generated"].cast(pl.UInt8)),
    }
    if len(details.shared):
        columns |= _shared_columns(edges, details)
    if not shared:
        papers = [
            [numbering.papers[paper] for paper in found if paper in numbering.papers] for found in edges["papers"]
        ]
        columns |= {
            "edgePapersAt": offsets([len(found) for found in papers]),
            "edgePapers": integers([paper for found in papers for paper in found], delta=True),
        }
    return columns


def _shared_columns(edges: pl.DataFrame, details: Details) -> dict[str, Column]:
    """Return the shared features of an edge's papers as numbers; each feature has a label and a number of papers."""
    things = details.shared.select("label", "papers").unique().sort("papers", "label", descending=[True, False])
    numbers = {thing: number for number, thing in enumerate(things.iter_rows())}
    found: dict[tuple[str, str], list[int]] = {}
    for source, target, label, papers in details.shared.iter_rows():
        found.setdefault((source, target), []).append(numbers[label, papers])
    lists = [found.get(ends, []) for ends in edges.select("source", "target").iter_rows()]
    return {
        "edgeSharedAt": offsets([len(shared) for shared in lists]),
        "edgeShared": integers([thing for shared in lists for thing in shared]),
        "sharedLabel": texts(things["label"]),
        "sharedPapers": integers(things["papers"]),
    }


def paper_columns(details: Details, numbering: Numbering, *, pairs_omitted: bool) -> dict[str, Column]:
    """Return one column per fact about papers and about the concepts that they name."""
    papers, concepts = details.papers, details.concepts
    named = {concept: number for number, concept in enumerate(concepts["concept"])}
    about = _lists(papers["paper"], details.paper_concepts, "paper", "concept", named)
    columns = {
        "paperId": texts(papers["paper"]),
        "paperTitle": texts(papers["title"]),
        "paperMonth": integers(_months(papers["month"], numbering)),
        "paperDay": texts(papers["day"]),
        "paperGroup": integers(numbering.groups.column(papers["category"])),
        "paperConceptsAt": offsets([len(found) for found in about]),
        "paperConcepts": integers([concept for found in about for concept in found]),
        "conceptLabel": texts(concepts["label"]),
        "conceptAliases": texts("\x1f".join(labels) for labels in concepts["aliases"]),
        "conceptType": integers(numbering.groups.column(concepts["type"].replace("", "untyped"))),
    }
    if len(details.signed):
        columns["paperSize"] = integers(papers["author_count"])
    if pairs_omitted:
        columns["pairsOmitted"] = integers(papers["pairs_omitted"].cast(pl.UInt8))
    return columns


def evidence_columns(drawn: Scene, details: Details, numbering: Numbering) -> dict[str, Column]:
    """Return one column per fact about the passages of edges, by edge; empty if there are none."""
    row = np.empty(len(numbering.edges), dtype=np.int64)
    row[numbering.edges] = np.arange(len(numbering.edges))
    edges = {
        ends: int(row[number]) for number, ends in enumerate(drawn.network.edges.select("source", "target").iter_rows())
    }
    known = details.evidence.filter(pl.col("paper").is_in(list(numbering.papers)))
    if known.is_empty():
        return {}
    ends = known.select("source", "target").iter_rows()
    found = known.with_columns(edge=pl.Series([edges[pair] for pair in ends])).sort("edge", maintain_order=True)
    return {
        "evidenceEdge": integers(found["edge"], delta=True),
        "evidencePaper": integers([numbering.papers[paper] for paper in found["paper"]]),
        "evidenceRelation": texts(found["relation"]),
        "evidenceSection": texts(found["section"]),
        "evidenceRule": texts(found["rule"]),
        "evidenceConfidence": steps(found["confidence"], 0.01),
        "evidenceGenerated": integers(found["generated"].cast(pl.UInt8)),
        "evidenceSentence": texts(found["sentence"]),
        "evidenceStart": integers(found["start"]),
        "evidenceEnd": integers(found["end"]),
    }


def edge_kinds(drawn: Scene) -> list[str]:
    """Return the kinds of edges, the most frequent first."""
    counted = drawn.network.edges["kind"].value_counts().sort("count", "kind", descending=[True, False])
    return counted["kind"].to_list()


def weight_step(weights: npt.NDArray[np.float64]) -> float:
    """Return the step of weights: a thousandth, or more if the largest weight would not fit into two bytes."""
    return float(10.0 ** max(-3, np.ceil(np.log10(max(weights.max(initial=0.0), 1e-9) / 65_000))))


def _position_step(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    across = max((float(np.ptp(axis)) for axis in (x, y)), default=0.0) if len(x) else 0.0
    return max(0.01, float(np.ceil(across / POSITION_STEPS * 100)) / 100)


def _months(months: pl.Series, numbering: Numbering) -> list[int]:
    return [numbering.months.get(month, NONE) for month in months]


def _lists(
    keys: pl.Series, pairs: pl.DataFrame, key: str, value: str, numbers: Mapping[str, int]
) -> Sequence[list[int]]:
    """Return the numbers of the values of each key, ascending."""
    found: dict[str, list[int]] = {}
    for one, other in pairs.select(key, value).iter_rows():
        if other in numbers:
            found.setdefault(one, []).append(numbers[other])
    return [sorted(found.get(one, ())) for one in keys]
