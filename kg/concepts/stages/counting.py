"""Stage ``count terms``: counts of papers over the corpus, for terms and their types, forms and acronyms."""

import polars as pl

from kg.frames.reference import reference_papers
from kg.schema import FRAMES, Frames


def count_terms(frames: Frames) -> Frames:
    """Count the papers of each term, type, surface form and acronym; ``records`` marks the reference papers."""
    used, acronyms = frames["used_terms"], frames["used_acronyms"]
    reference = pl.col("paper").is_in(reference_papers(frames["records"]).implode())
    return {
        "term_counts": _counted(
            "term_counts",
            used.lazy()
            .group_by("key")
            .agg(
                papers=pl.col("occurs").sum(),
                reference_papers=(pl.col("occurs") & reference).sum(),
                own=pl.col("own").sum(),
            ),
        ),
        "term_types": _papers("term_types", used.lazy().filter(pl.col("type") != "")),
        "term_labels": _papers("term_labels", used.lazy().filter(pl.col("label") != "")),
        "term_acronyms": _papers("term_acronyms", acronyms.lazy()),
    }


def _papers(name: str, rows: pl.LazyFrame) -> pl.DataFrame:
    """Count the rows, one per paper, of each value of the columns of this frame."""
    return _counted(name, rows.group_by(*FRAMES[name].names()[:-1]).agg(papers=pl.len()))


def _counted(name: str, counts: pl.LazyFrame) -> pl.DataFrame:
    schema = FRAMES[name]
    columns = [pl.col(column).cast(dtype) for column, dtype in schema.items()]
    return counts.select(columns).sort(*schema.names()[:2]).collect()
