"""Reports as frames."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec
import polars as pl

from kg.report_codes import Argument, Report, ReportCode
from kg.schema import SCHEMAS


def report_frame(reports: Iterable[Report]) -> pl.DataFrame:
    """Return reports as rows of the table ``reports``, in their order."""
    from kg.frames.columns import frame  # noqa: PLC0415 - needs NumPy, which commands that list reports do without

    return frame("reports", map(report_row, reports))


def report_row(report: Report) -> tuple[str, str, int, str, str]:
    """Return a report as a row of the table ``reports``."""
    code = report.code
    values = {parameter: _storable(value) for parameter, value in report.named_arguments.items()}
    return code.level.value, report.file, report.line, code.value, encode_arguments(values)


def encode_arguments(values: dict[str, Any]) -> str:
    """Return arguments as a cell of the column ``arguments``."""
    return msgspec.json.encode(values).decode()


def reports_of(frame: pl.DataFrame) -> tuple[Report, ...]:
    """Return the rows of a report frame as records."""
    rows = frame.select(SCHEMAS["reports"].names()).iter_rows()
    return tuple(
        Report(ReportCode(code), file, line, tuple(map(_argument, msgspec.json.decode(arguments).values())))
        for _, file, line, code, arguments in rows
    )


def _storable(value: Argument) -> Argument:
    """Return a value as UTF-8 can hold it: escape sequences in a file may make halves of characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value if isinstance(value, int) else cast("Argument", tuple(map(_storable, value)))


def _argument(value: Any) -> Argument:
    made: Argument = tuple(value) if isinstance(value, list) else value
    return made
