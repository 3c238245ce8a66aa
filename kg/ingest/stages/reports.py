"""Reports as frames."""

from collections.abc import Iterable

import polars as pl

from kg.errors import RejectedRow
from kg.ingest.stages.columns import frame_of
from kg.model import Level, Report
from kg.schema import SCHEMAS


def report_frame(reports: Iterable[Report]) -> pl.DataFrame:
    """Return reports as rows of the table ``reports``, in their order."""
    return frame_of(SCHEMAS["reports"], [(r.level.value, r.file, r.line, r.reason) for r in reports])


def reports_of(frame: pl.DataFrame) -> tuple[Report, ...]:
    """Return the rows of a report frame as records."""
    rows = frame.select(SCHEMAS["reports"].names()).iter_rows()
    return tuple(Report(Level(level), file, line, reason) for level, file, line, reason in rows)


def refuse_rejects(reading_reports: pl.DataFrame) -> None:
    """Raise RejectedRow at the first reject, in the order of file names and of rows."""
    rejects = reading_reports.filter(pl.col("level") == Level.REJECT.value)
    for _, file, line, reason in rejects.sort("file", maintain_order=True).head(1).iter_rows():
        raise RejectedRow(reason, file, line)
