"""Encode the authors of papers as columns, from which a page writes bibliographies."""

import numpy as np
import polars as pl

from kg.render.explorer.columns import Column, integers, offsets, texts
from kg.render.explorer.payload import Numbering
from kg.render.scenes import Scene
from kg.views.details import Details

GENERATION = 128
"""Added to the number of words of a family name if a word for the generation (Jr., III) follows it."""


def author_columns(drawn: Scene, details: Details, numbering: Numbering) -> dict[str, Column]:
    """Return the authors of each paper as numbers: rows of nodes, then of people who are not nodes.

    A column has the names of people who are not nodes. ``authorFamily`` is the number of words at the end of each
    author's name that are the family name.
    """
    if details.papers.is_empty():
        return {}
    nodes = drawn.network.nodes["id"]
    labels = dict(zip(nodes, drawn.network.nodes["label"], strict=True))
    known = details.authors.with_columns(
        node=(pl.lit("author/") + pl.col("author")).replace_strict(
            dict(zip(nodes, numbering.row.tolist(), strict=True)), default=None, return_dtype=pl.Int64
        ),
        family=pl.col("family_words") + GENERATION * pl.col("generation").cast(pl.Int32),
    )
    known = known.with_columns(
        node=pl.when(("author/" + pl.col("author")).replace_strict(labels, default=None) == pl.col("name")).then("node")
    )
    others = known.filter(pl.col("node").is_null()).with_row_index("place", offset=len(nodes))
    numbers = dict(known.filter(pl.col("node").is_not_null()).select("author", "node").iter_rows())
    numbers |= dict(others.select("author", "place").iter_rows())
    family = np.zeros(len(nodes), dtype=np.int64)
    for row, words in known.filter(pl.col("node").is_not_null()).select("node", "family").iter_rows():
        family[row] = words
    listed = details.paper_authors.group_by("paper", maintain_order=True).agg("author")
    signed = dict(listed.iter_rows())
    lists = [signed.get(paper, []) for paper in numbering.papers]
    return {
        "paperAuthorsAt": offsets([len(found) for found in lists]),
        "paperAuthors": integers([numbers[author] for found in lists for author in found], delta=True),
        "authorName": texts(others["name"]),
        "authorFamily": integers(np.concatenate([family, others["family"].to_numpy()])),
    }
