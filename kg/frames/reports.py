"""Reports as frames."""

from collections.abc import Iterable

import polars as pl

from kg.frames.columns import frame
from kg.model import Level, Report
from kg.schema import SCHEMAS


def report_frame(reports: Iterable[Report]) -> pl.DataFrame:
    """Return reports as rows of the table ``reports``, in their order."""
    return frame("reports", [(r.level.value, r.file, r.line, r.reason) for r in reports])


def reports_of(frame: pl.DataFrame) -> tuple[Report, ...]:
    """Return the rows of a report frame as records."""
    rows = frame.select(SCHEMAS["reports"].names()).iter_rows()
    return tuple(Report(Level(level), file, line, reason) for level, file, line, reason in rows)
