"""Read lists of papers: find the files, read each in its dialect, merge the rows, make the papers."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.errors import InputError, RejectedRow, UsageError
from kg.ingest.content import BOM, Content
from kg.ingest.dialects.dialect import Dialect, Head, Reading
from kg.ingest.dialects.registry import detect, dialect
from kg.ingest.files import InputFile, find_files
from kg.ingest.merge import Merger, Place
from kg.ingest.papers import Context, make_paper
from kg.ingest.row import Row, TableOfContents
from kg.memory import resting_collector
from kg.model import Corpus, Level, Paper, Report, Source
from kg.settings import IngestSettings

_SETTINGS = IngestSettings()
_HEAD = 1 << 16
_MAX_COUNT = 2**31 - 1
"""Largest announced number of entries that is kept; a larger one is clamped and reported."""


def read(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    form: str | None = None,
    settings: IngestSettings = _SETTINGS,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Read files, folders, globs and ``-`` (standard input) into papers.

    Each file is read in the dialect that recognizes it, or in the one named by ``form``. A digest's day is in its file
    or folder name, else it is ``day``, else it has none and counts as oldest. The result does not depend on the order
    of the inputs nor on where they are. Rows that cannot be read are reported with file, line and reason, and
    ``rows == accepted + rejected`` holds for every source; with ``strict`` the first of them raises RejectedRow.
    ``progress`` is called with the number of files done and of all files.

    Raises InputError where an input does not exist, cannot be opened, or holds nothing to read, and UnknownName for
    the name of a format that does not exist.
    """
    forced = dialect(form) if form else None
    with resting_collector():
        return _read(inputs, _Options(day, forced, settings, strict=strict), progress)


def fingerprint(inputs: Sequence[str | Path]) -> str:
    """Return a hash of the names and contents of what `read` would read, to tell whether it was read before.

    Raises UsageError for standard input and pipes, which can be read only once.
    """
    files, _ = find_files(inputs)
    digest = hashlib.sha256()
    for file in files:
        if file.path is None or not file.path.is_file():
            name = "standard input" if file.path is None else file.name
            raise UsageError(f"{name} can be read only once: build a graph of it with `kg build`, then open that")
        digest.update(f"{file.name}\n{file.day}\n".encode())
        with file.path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Options:
    """How all files of one call are read."""

    day: date | None
    forced: Dialect | None
    settings: IngestSettings
    strict: bool


def _read(inputs: Sequence[str | Path], options: _Options, progress: Callable[[int, int], None] | None) -> Corpus:
    files, reports = find_files(inputs)
    merger = Merger()
    sources: list[Source] = []
    for number, file in enumerate(files):
        tally = _Tally(file.name, options.strict)
        file_day = file.day or options.day
        place = Place(file.name, number, file_day.isoformat() if file_day else file.stem, file_day)
        sources.append(_read_file(file, place, merger, tally, options))
        reports += tally.reports
        if progress:
            progress(number + 1, len(files))
    links = merger.link()
    digests = merger.digests()
    context = Context(
        {digest.id: digest.date for digest in digests}, [file.name for file in files], options.settings, links.paper_of
    )
    reports += [
        Report(Level.WARNING, "", 0, f"{key} is given for several arXiv papers, so it was not used to join papers")
        for key in links.ambiguous
    ]
    papers: list[Paper] = []
    for id_, draft in merger.drafts():
        paper, warnings = make_paper(id_, draft, context)
        papers.append(paper)
        reports += warnings
    reports.sort(key=lambda r: (r.file, r.line, r.level, r.reason))
    return Corpus(tuple(papers), digests, tuple(sources), tuple(reports))


@dataclass(slots=True)
class _Tally:
    """What became of one file's rows."""

    file: str
    strict: bool
    format: str = ""
    accepted: int = 0
    rejected: int = 0
    last_line: int = 0
    undated: int = 0
    empty: bool = False
    daily: bool = False
    announced: int | None = None
    reports: list[Report] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Rows found, whatever became of them."""
        return self.accepted + self.rejected

    def source(self, sha256: str) -> Source:
        """Return the record of the file."""
        return Source(self.file, sha256, self.format, self.total, self.accepted, self.rejected, self.announced)

    def rows(self, items: Iterable[Row | Report | TableOfContents]) -> Iterator[Row]:
        """Pass rows on and keep the rest. What breaks off a file in its middle counts as one rejected row."""
        try:
            for item in items:
                if isinstance(item, Row):
                    self.accepted += 1
                    self.undated += item.published is None
                    self.last_line = item.line
                    yield item
                elif isinstance(item, TableOfContents):
                    self.announced = min(sum(item.totals.values()), _MAX_COUNT)
                else:
                    self.report(item)
        except InputError as error:
            if isinstance(error, RejectedRow):
                raise
            self.reject(self.last_line + 1, f"{error}; rows after this line were not read")

    def reject(self, line: int, reason: str) -> None:
        """Count and report a lost row."""
        self.report(Report(Level.REJECT, self.file, line, reason))

    def warn(self, reason: str) -> None:
        """Report something about the file as a whole."""
        self.report(Report(Level.WARNING, self.file, 0, reason))

    def report(self, report: Report) -> None:
        """Keep a report; under ``strict`` a reject raises."""
        if report.level is Level.REJECT:
            if self.strict:
                raise RejectedRow(report.reason, report.file, report.line)
            self.rejected += 1
            self.last_line = max(self.last_line, report.line)
        self.reports.append(report)


def _read_file(file: InputFile, place: Place, merger: Merger, tally: _Tally, options: _Options) -> Source:
    if file.error:
        tally.reject(0, file.error)
        return tally.source("")
    try:
        content = Content(file, options.settings.largest_file)
    except OSError as error:
        if file.given:
            raise InputError(f"cannot be opened: {error.strerror}", str(file.path)) from error
        tally.reject(0, f"cannot be opened: {error.strerror}")
        return tally.source("")
    reading = Reading(file.name, options.settings)
    try:
        merger.add_file(place, tally.rows(_items(content, file, tally, reading, options.forced)))
        sha256 = content.sha256()
    finally:
        content.close()
    for report in reading.notes.reports(file.name):
        tally.report(report)
    _check_totals(tally, place, file)
    return tally.source(sha256)


def _check_totals(tally: _Tally, place: Place, file: InputFile) -> None:
    if tally.announced not in (None, tally.total):
        tally.warn(f"the table of contents announces {tally.announced:,} entries, {tally.total:,} were found")
    elif tally.empty:
        tally.warn("the file is empty")
    elif not tally.total and not tally.format:
        tally.warn("left out: not a list of papers in any known format; `kg formats` shows one entry of each")
    elif not tally.total:
        tally.warn(f"no entry was found in this file, which was read as {tally.format}")
    if tally.undated and tally.daily and place.day is None and file.undated:
        tally.warn(file.undated)


def _items(
    content: Content, file: InputFile, tally: _Tally, reading: Reading, forced: Dialect | None
) -> Iterator[Row | Report | TableOfContents]:
    """Yield what the dialect of the file yields; nothing where no dialect recognizes it."""
    stream = content.stream
    start = stream.peek(_HEAD)
    if start.startswith(BOM):
        stream.read(len(BOM))
        start = start.removeprefix(BOM)
    tally.empty = not start
    head = Head(start[:_HEAD], file.suffix)
    found = forced or detect(head)
    if found is None:
        return
    tally.daily = found.daily
    tally.format = f"{found.name}+{content.packing}" if content.packing else found.name
    yield from found.rows(stream, reading)
