"""Compute the facts about a graph that its manifest contains."""

import polars as pl

from kg.model import AuthorKind, ConceptType, Summary
from kg.report_codes import Level
from kg.sets.verdicts import Verdict
from kg.tables.files import Tables


def summarize(tables: Tables) -> Summary:
    """Count what `kg info` shows, and choose the examples of the commands that it suggests."""
    levels = dict(tables["reports"].group_by("level").len().iter_rows())
    authors = tables["authors"].select("name", "kind", "paper_count", "coauthor_count")
    connected = authors.filter(pl.col("paper_count") > 1, pl.col("coauthor_count") > 0).sort("name")
    frequent = (
        tables["concepts"]
        .filter(pl.col("type").is_in([ConceptType.TASK, ConceptType.METHOD]), pl.col("paper_count") > 0)
        .sort("paper_count", "label", descending=[True, False])
    )
    return Summary(
        days=tuple(day.isoformat() for day in tables["digests"]["date"].drop_nulls().sort()),
        groups=authors.filter(pl.col("kind") == AuthorKind.GROUP).height,
        possibly_same=tables["decisions"].filter(pl.col("verdict") == Verdict.POSSIBLY_SAME.value).height,
        rejects=levels.get(Level.REJECT, 0),
        warnings=levels.get(Level.WARNING, 0),
        example_author=connected["name"][0] if connected.height else "",
        example_concept=frequent["label"][0] if frequent.height else "",
    )
