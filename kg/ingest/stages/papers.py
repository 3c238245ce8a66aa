"""Merge and clean papers: the stage ``papers``, one paper per unit."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import polars as pl

from kg.ingest.stages import merging
from kg.ingest.stages.authors import printed_authors
from kg.ingest.stages.cleaning import clean_papers, clean_title
from kg.ingest.stages.rows import TEXTS
from kg.ingest.stages.warnings import paper_reports
from kg.schema import FRAMES
from kg.settings import IngestSettings

_READ: Final = (
    "paper", *TEXTS, "withdrawn", "categories", "categories_file", "categories_line", "fused", "authors_file",
    "authors_line", "stars", "updated",
)  # fmt: skip


def merge_papers(
    settings: IngestSettings, _shared: Mapping[str, pl.DataFrame]
) -> Callable[[Mapping[str, pl.DataFrame]], dict[str, pl.DataFrame]]:
    """Return the work of the stage: from all rows in ``linked_rows`` of some papers to the frames of these papers.

    They are ``records``, ``printed_authors``, ``texts``, ``categories``, ``printed_appearances``, ``links`` and
    ``merge_reports``, each sorted by paper.
    """
    return partial(_merge, settings)


def _merge(settings: IngestSettings, part: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    ordered = merging.sort_by_precedence(part["linked_rows"])
    fields = merging.merge_fields(ordered)
    values = fields.select(_READ).rows(named=True)
    cleaned = clean_papers(values, settings)
    records = (
        fields.select("paper", "version", "month", "published", "primary_category", "truncated", raw="title")
        .join(cleaned.pop("fields"), on="paper", how="left", maintain_order="left")
        .join(merging.merge_identifiers(ordered), on="paper", how="left", maintain_order="left")
        .join(merging.merge_references(ordered), on="paper", how="left", maintain_order="left")
        .with_columns(pl.col("references").fill_null([]))
    )
    several = fields.filter(pl.col("titles") > 1)["paper"]
    return {
        "records": records.select(FRAMES["records"].names()),
        "printed_authors": printed_authors(fields),
        "printed_appearances": _appearances(ordered, records, fields),
        **cleaned,
        "merge_reports": paper_reports(values, merging.titles_of(ordered, several), settings),
    }


def _appearances(ordered: pl.DataFrame, records: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """Return the appearances, with title and authors where these differ from the paper's."""
    present = records.select("paper", "raw", present="title").with_columns(names=fields["authors"])
    joined = merging.merge_appearances(ordered).join(present, on="paper", how="left", maintain_order="left")
    changed = joined.filter((pl.col("title") != "") & (pl.col("title") != pl.col("raw")))["title"].unique()
    cleaned = {title: clean_title(title) for title in changed}
    title = pl.col("title").replace_strict(cleaned, default="", return_dtype=pl.String)
    return joined.select(
        "paper", "digest", "section", "rank",
        title=pl.when(title != pl.col("present")).then(title).otherwise(pl.lit("")),
        authors=pl.when(pl.col("printed").ne_missing(pl.col("names"))).then("printed").fill_null([]),
    )  # fmt: skip
