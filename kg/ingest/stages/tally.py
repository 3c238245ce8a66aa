"""Count accepted and rejected rows of one file, and collect its reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.errors import InputError
from kg.ingest.row import Row, TableOfContents
from kg.model import Level, Report

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
        except InputError as error:
            self.reject(self._last_line + 1, f"{error}; rows after this line were not read")

    def reject(self, line: int, reason: str) -> None:
        """Count and report a lost row."""
        self.report(Report(Level.REJECT, self.file, line, reason))

    def warn(self, reason: str) -> None:
        """Report something about the file as a whole."""
        self.reports.append(Report(Level.WARNING, self.file, 0, reason))

    def report(self, report: Report) -> None:
        """Keep a report; a reject counts as a row."""
        if report.level is Level.REJECT:
            self.rejected += 1
            self._last_line = max(self._last_line, report.line)
        self.reports.append(report)

    def check(self, undated: str) -> None:
        """Report a file that is empty, or differs from its announced totals; ``undated`` is why it has no day."""
        if self.announced not in (None, self.total):
            self.warn(f"the table of contents announces {self.announced:,} entries, {self.total:,} were found")
        elif self.empty:
            self.warn("the file is empty")
        elif not self.total and not self.format:
            self.warn("left out: not a list of papers in any known format; `kg formats` shows one entry of each")
        elif not self.total:
            self.warn(f"no entry was found in this file, which was read as {self.format}")
        if self.undated and self.daily and undated:
            self.warn(undated)
