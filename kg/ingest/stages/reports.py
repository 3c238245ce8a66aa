"""Rejects under ``strict``."""

import polars as pl

from kg.errors import RejectedRow
from kg.report_codes import Level
from kg.wording.reports import report_message


def refuse_rejects(reading_reports: pl.DataFrame) -> None:
    """Raise RejectedRow at the first reject, in the order of file names and of rows."""
    rejects = reading_reports.filter(pl.col("level") == Level.REJECT.value)
    for _, file, line, code, arguments in rejects.sort("file", maintain_order=True).head(1).iter_rows():
        raise RejectedRow(report_message(code, arguments), file, line)
