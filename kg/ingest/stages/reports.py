"""Rejects under ``strict``."""

import polars as pl

from kg.errors import RejectedRow
from kg.model import Level


def refuse_rejects(reading_reports: pl.DataFrame) -> None:
    """Raise RejectedRow at the first reject, in the order of file names and of rows."""
    rejects = reading_reports.filter(pl.col("level") == Level.REJECT.value)
    for _, file, line, reason in rejects.sort("file", maintain_order=True).head(1).iter_rows():
        raise RejectedRow(reason, file, line)
