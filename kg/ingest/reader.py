"""Read digests: find the files, read each in its form, merge the rows, make the papers."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.errors import InputError, RejectedRow, UsageError
from kg.ingest.content import BOM, Content
from kg.ingest.files import InputFile, find_files
from kg.ingest.formats import Format, detect
from kg.ingest.jsonl import read_json_document, read_json_lines
from kg.ingest.markdown import read_markdown
from kg.ingest.merge import Merger, Place
from kg.ingest.papers import make_paper
from kg.ingest.row import Row, TableOfContents
from kg.memory import resting_collector
from kg.model import Corpus, Level, Paper, Report, Source
from kg.settings import IngestSettings

_SETTINGS = IngestSettings()
_HEAD = 4096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_READERS = {
    Format.MARKDOWN: read_markdown,
    Format.JSON_LINES: read_json_lines,
    Format.JSON: read_json_document,
}


def read(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    settings: IngestSettings = _SETTINGS,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Read files, folders, globs and ``-`` (standard input) into papers.

    A digest's day stands in its file name, else it is ``day``, else it has none and counts as oldest. The result
    does not depend on the order of the inputs nor on where they lie. Rows that cannot be read are reported with
    file, line and reason, and ``rows == accepted + rejected`` holds for every source; with ``strict`` the first of
    them raises RejectedRow. ``progress`` is called with the number of files done and of all files.

    Raises InputError where an input does not exist, cannot be opened, or holds nothing to read.
    """
    with resting_collector():
        return _read(inputs, day, strict, settings, progress)


def fingerprint(inputs: Sequence[str | Path]) -> str:
    """Return a hash of the names and contents of what `read` would read, to tell whether it was read before.

    Standard input has none that could be taken twice: UsageError.
    """
    files, _ = find_files(inputs)
    digest = hashlib.sha256()
    for file in files:
        if file.path is None:
            raise UsageError("standard input can be read only once: build a graph of it, then open that")
        digest.update(f"{file.name}\n".encode())
        with file.path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _read(
    inputs: Sequence[str | Path],
    day: date | None,
    strict: bool,
    settings: IngestSettings,
    progress: Callable[[int, int], None] | None,
) -> Corpus:
    files, reports = find_files(inputs)
    merger = Merger()
    sources: list[Source] = []
    for number, file in enumerate(files):
        tally = _Tally(file.name, strict)
        file_day = file.day or day
        place = Place(file.name, number, file_day.isoformat() if file_day else file.stem, file_day)
        sources.append(_read_file(file, place, merger, tally, settings))
        reports += tally.reports
        if progress:
            progress(number + 1, len(files))
    digests = merger.digests()
    days = {digest.id: digest.date for digest in digests}
    names = [file.name for file in files]
    papers: list[Paper] = []
    for id_, draft in merger.drafts():
        paper, warnings = make_paper(id_, draft, days, names, settings)
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
    announced: int | None = None
    reports: list[Report] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Rows found, whatever became of them."""
        return self.accepted + self.rejected

    def source(self, sha256: str) -> Source:
        """Return the record of the file."""
        return Source(self.file, sha256, self.format, self.total, self.accepted, self.rejected, self.announced)

    def rows(self, items: Iterator[Row | Report | TableOfContents]) -> Iterator[Row]:
        """Pass rows on and keep the rest. What breaks off a file in its middle counts as one rejected row."""
        try:
            for item in items:
                if isinstance(item, Row):
                    self.accepted += 1
                    self.last_line = item.line
                    yield item
                elif isinstance(item, TableOfContents):
                    self.announced = sum(item.totals.values())
                else:
                    self.report(item)
        except InputError as error:
            if isinstance(error, RejectedRow):
                raise
            self.reject(self.last_line + 1, f"{error}; rows behind this line are lost")

    def reject(self, line: int, reason: str) -> None:
        """Count and report a lost row."""
        self.report(Report(Level.REJECT, self.file, line, reason))

    def report(self, report: Report) -> None:
        """Keep a report; under ``strict`` a reject raises."""
        if report.level is Level.REJECT:
            if self.strict:
                raise RejectedRow(report.reason, report.file, report.line)
            self.rejected += 1
            self.last_line = max(self.last_line, report.line)
        self.reports.append(report)


def _read_file(file: InputFile, place: Place, merger: Merger, tally: _Tally, settings: IngestSettings) -> Source:
    if file.error:
        tally.reject(0, file.error)
        return tally.source("")
    try:
        content = Content(file, settings.largest_file)
    except OSError as error:
        if file.given:
            raise InputError(f"cannot be opened: {error.strerror}", str(file.path)) from error
        tally.reject(0, f"cannot be opened: {error.strerror}")
        return tally.source("")
    try:
        merger.add_file(place, tally.rows(_items(content, file, tally, settings)))
        sha256 = content.sha256()
    finally:
        content.close()
    if tally.announced not in (None, tally.total):
        reason = f"the table of contents announces {tally.announced} entries, {tally.total} were found"
        tally.report(Report(Level.WARNING, file.name, 0, reason))
    elif not tally.total:
        tally.report(Report(Level.WARNING, file.name, 0, "no entry was found in this file"))
    return tally.source(sha256)


def _items(
    content: Content, file: InputFile, tally: _Tally, settings: IngestSettings
) -> Iterator[Row | Report | TableOfContents]:
    """Yield what the reader for the file's format yields."""
    stream = content.stream
    if (head := stream.peek(_HEAD)).startswith(BOM):
        stream.read(len(BOM))
        head = head[len(BOM) :]
    form = detect(head, file.suffix)
    tally.format = f"{form}+{content.packing}" if content.packing else form.value
    if head.startswith(_UTF16):
        raise InputError("the text is UTF-16; save it as UTF-8")
    yield from _READERS[form](stream, file.name, settings)
