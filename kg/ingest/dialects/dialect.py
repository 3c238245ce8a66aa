"""Define a dialect: one way in which files list papers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from kg.ingest.content import Stream
from kg.ingest.dialects.descriptions import FormatDescription
from kg.ingest.notes import Notes
from kg.ingest.row import Row, TableOfContents
from kg.report_codes import Argument, Report, ReportCode
from kg.settings import IngestSettings


class EntryError(ValueError):
    """Reason why one entry of a file cannot be read; the entry becomes a reject with this code and these arguments."""

    def __init__(self, code: ReportCode, *arguments: Argument) -> None:
        self.code, self.arguments = code, arguments
        super().__init__(code, *arguments)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, by which its dialect is recognized.

    ``data`` are up to 64 kB of unpacked UTF-8 without byte order mark, ``suffix`` is the lower-case suffix of the file
    name without a compression suffix (``.md``), empty for standard input.
    """

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class FileContext:
    """The context of a file for its dialect: name for reports, settings, notes."""

    name: str
    settings: IngestSettings
    notes: Notes = field(default_factory=Notes)

    def report(self, line: int, code: ReportCode, *arguments: Argument) -> Report:
        """Return a report on a line of the file."""
        return Report(code, self.name, line, arguments)

    def reject(self, line: int, error: EntryError) -> Report:
        """Return the report of one entry that cannot be read."""
        return Report(error.code, self.name, line, error.arguments)


Rows = Iterator[Row | Report | TableOfContents]


class PlacedEntry(Protocol):
    """An entry that knows the line where it begins."""

    @property
    def line(self) -> int:
        """The line where the entry begins, from 1."""
        ...


_Entry = TypeVar("_Entry", bound=PlacedEntry)


@dataclass(frozen=True, slots=True)
class DamagedEntry:
    """An entry that cannot be parsed: the line where it begins, and why."""

    line: int
    error: EntryError


def convert_entries(
    entries: Iterable[_Entry | DamagedEntry], convert: Callable[[_Entry], Row], reading: FileContext
) -> Iterator[Row | Report]:
    """Yield the row of each entry, or a reject where it is damaged or refused."""
    for entry in entries:
        if isinstance(entry, DamagedEntry):
            yield reading.reject(entry.line, entry.error)
        else:
            yield convert_entry(entry, convert, reading)


def convert_entry(entry: _Entry, convert: Callable[[_Entry], Row], reading: FileContext) -> Row | Report:
    """Return the row of an entry, or a reject where ``convert`` refuses it."""
    try:
        return convert(entry)
    except EntryError as error:
        return reading.reject(entry.line, error)


def require_title(title: str) -> str:
    """Return a title. Raises EntryError for an empty one."""
    if not title:
        raise EntryError(ReportCode.NO_TITLE)
    return title


def check_author_count(count: int, settings: IngestSettings) -> None:
    """Raise EntryError if an entry has more authors than any paper."""
    if count > settings.max_authors:
        raise EntryError(ReportCode.TOO_MANY_AUTHORS, settings.max_authors)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way in which files list papers: a format with its reader.

    ``matches`` recognizes a file by its head; ``rows`` yields a row or a reject for every entry, reading the stream
    once, and adds warnings to ``reading.notes``.
    """

    description: FormatDescription
    matches: Callable[[Head], bool]
    rows: Callable[[Stream, FileContext], Rows]

    @property
    def name(self) -> str:
        """The name of the format."""
        return self.description.name

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The usual suffixes of file names."""
        return self.description.suffixes

    @property
    def example(self) -> str:
        """A smallest complete entry."""
        return self.description.example

    @property
    def daily(self) -> bool:
        """True if files of the format are kept per day."""
        return self.description.daily
