"""Count accepted and rejected rows of one file, and collect its reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.ingest.content import ContentError
from kg.ingest.row import Row, TableOfContents
from kg.report_codes import Argument, Level, Report, ReportCode

_MAX_COUNT: Final = 2**31 - 1
"""Largest announced number of entries that is kept; a larger one is clamped and reported."""


@dataclass(slots=True)
class Tally:
    """Numbers of accepted and rejected rows of one file, and its reports.

    ``undated`` counts rows without a date; ``empty`` marks a file without content, ``daily`` a format
    that is kept per day; ``announced`` is the total of the table of contents.
    """

    file: str
    format: str = ""
    accepted: int = 0
    rejected: int = 0
    undated: int = 0
    empty: bool = False
    daily: bool = False
    announced: int | None = None
    reports: list[Report] = field(default_factory=list)
    _last_line: int = 0

    @property
    def total(self) -> int:
        """Number of rows found, accepted or rejected."""
        return self.accepted + self.rejected

    def rows(self, items: Iterable[Row | Report | TableOfContents]) -> Iterator[Row]:
        """Pass rows on and keep reports. An error while a file is read counts as one rejected row."""
        try:
            for item in items:
                if isinstance(item, Row):
                    self.accepted += 1
                    self.undated += item.published is None
                    self._last_line = item.line
                    yield item
                elif isinstance(item, TableOfContents):
                    self.announced = min(sum(item.totals.values()), _MAX_COUNT)
                else:
                    self.report(item)
        except ContentError as error:
            self.report(Report(error.code, self.file, self._last_line + 1, error.arguments))

    def report_file(self, code: ReportCode, *arguments: Argument) -> None:
        """Report something about the file as a whole."""
        self.report(Report(code, self.file, 0, arguments))

    def report(self, report: Report) -> None:
        """Keep a report; a reject counts as a row."""
        if report.level is Level.REJECT:
            self.rejected += 1
            self._last_line = max(self._last_line, report.line)
        self.reports.append(report)

    def check(self, undated: ReportCode | None, ambiguous_day: str) -> None:
        """Report a file that is empty, or differs from its announced totals.

        ``undated`` is the report for a file without a day, ``ambiguous_day`` the text that may be two days.
        """
        if self.announced is not None and self.announced != self.total:
            self.report_file(ReportCode.ANNOUNCED_TOTAL, self.announced, self.total)
        elif self.empty:
            self.report_file(ReportCode.EMPTY_FILE)
        elif not self.total and not self.format:
            self.report_file(ReportCode.UNKNOWN_FORMAT)
        elif not self.total:
            self.report_file(ReportCode.NO_ENTRY, self.format)
        if self.undated and self.daily and undated:
            self.report_file(undated, *([ambiguous_day] if ambiguous_day else []))
