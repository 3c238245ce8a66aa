"""Read bytes in one dialect, and check the result for arbitrary bytes."""

import io
import re
from collections.abc import Callable

import pytest

from kg.errors import InputError
from kg.ingest.dialects.dialect import Dialect, FileContext
from kg.ingest.row import Row
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
SMALL = IngestSettings(max_row_bytes=3000, max_document_bytes=6000, max_markup_bytes=1000, max_authors=50)


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes in one dialect; return the rows and all reports, including those at the end of the file."""

    def of(
        dialect: Dialect, data: bytes, name: str = "a.txt", settings: IngestSettings | None = None
    ) -> tuple[list[Row], list[Report]]:
        reading = FileContext(name, settings or IngestSettings())
        rows: list[Row] = []
        reports: list[Report] = []
        for item in dialect.rows(io.BufferedReader(io.BytesIO(data)), reading):  # type: ignore[arg-type]
            if isinstance(item, Row):
                rows.append(item)
            elif isinstance(item, Report):
                reports.append(item)
        return rows, [*reports, *reading.notes.reports(name, reading.settings)]

    return of


@pytest.fixture(scope="session")
def check(read: Read) -> Callable[[Dialect, bytes], None]:
    """Read arbitrary bytes; check that the result is only rows and reports, and that these can be stored."""

    def of(dialect: Dialect, data: bytes) -> None:
        try:
            rows, reports = read(dialect, data, settings=SMALL)
        except InputError:
            return
        for row in rows:
            assert row.title
            assert row.id
            assert row.line > 0
            assert re.fullmatch(r"(\d{4}-\d\d)?", row.month)
            assert row.id in [identifier.key for identifier in row.identifiers]
            texts = [row.title, row.abstract, row.comment, row.journal, row.code_url, row.section, *row.categories]
            "".join([*texts, *row.authors.names]).encode()
        for report in reports:
            assert describe_report(report)
            assert report.line >= 0
            describe_report(report).encode()
            assert report.level in {Level.REJECT, Level.WARNING}

    return of
