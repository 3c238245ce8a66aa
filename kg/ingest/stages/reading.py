"""Read files into rows: the stage ``read``, one file per unit."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from os import fsdecode
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from kg.errors import InputError
from kg.frames.columns import number_column, text_column
from kg.frames.reports import report_frame
from kg.ingest.content import BOM, Content
from kg.ingest.dialects.dialect import FileContext, Head
from kg.ingest.dialects.registry import detect, dialect
from kg.ingest.files import InputFile
from kg.ingest.row import Row, TableOfContents
from kg.ingest.stages.rows import RowCollector
from kg.ingest.stages.tally import Tally
from kg.report_codes import Report, ReportCode
from kg.schema import FRAMES
from kg.settings import IngestSettings

_HEAD: Final = 1 << 16


class _File(NamedTuple):
    """A row of the frame ``files``."""

    file: str
    digest: str
    day: date | None
    form: str
    error: str
    undated: str
    ambiguous_day: str
    sha256: str
    content: bytes | None
    given: bool
    path: bytes | None
    size: int


def read_files(
    settings: IngestSettings, _shared: Mapping[str, pl.DataFrame]
) -> Callable[[Mapping[str, pl.DataFrame]], dict[str, pl.DataFrame]]:
    """Return the work of the stage: some rows of ``files`` to ``rows``, ``read_files`` and ``reading_reports``."""
    return partial(_read, settings)


def _read(settings: IngestSettings, part: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    collector = RowCollector()
    reports: list[Report] = []
    tallies: list[Tally] = []
    hashes: list[str] = []
    for row in part["files"].select(_File._fields).iter_rows():
        file = _File(*row)
        tally = Tally(file.file)
        hashes.append(_read_file(file, tally, collector, settings))
        tallies.append(tally)
        reports += tally.reports
    files = [
        text_column("file", [tally.file for tally in tallies]),
        text_column("sha256", hashes),
        text_column("format", [tally.format for tally in tallies]),
        *(
            number_column(name, [getattr(tally, of) for tally in tallies])
            for name, of in (("rows", "total"), ("accepted", "accepted"), ("rejected", "rejected"))
        ),
        number_column("announced", [tally.announced for tally in tallies]),
    ]
    return {
        "rows": collector.frame(),
        "read_files": pl.DataFrame(files, schema=FRAMES["read_files"]),
        "reading_reports": report_frame(reports),
    }


def _read_file(file: _File, tally: Tally, collector: RowCollector, settings: IngestSettings) -> str:
    """Collect the rows of a file and return the hash of the bytes read, empty if there were none."""
    if file.error:
        tally.report_file(ReportCode.CANNOT_OPEN, file.error)
        return ""
    path = Path(fsdecode(file.path)) if file.path is not None else None
    if path is None and file.content is None:
        raise InputError("what came from standard input must be read again; give all files to kg build", file.file)
    try:
        content = Content(InputFile(file.file, path, given=file.given), settings.max_file_bytes, file.content)
    except OSError as error:
        if file.given:
            raise InputError(f"cannot be opened: {error.strerror}", str(path)) from error
        tally.report_file(ReportCode.CANNOT_OPEN, str(error.strerror))
        return ""
    reading = FileContext(file.file, settings)
    try:
        items = _items(content, file, tally, reading)
        collector.add(tally.rows(items), file.file, file.digest, file.day)
        sha256 = content.sha256()
    finally:
        content.close()
    if sha256 and sha256 != file.sha256:
        raise InputError(
            "the file changed while it was read; run the command again (kg update: with this file as well)", file.file
        )
    for report in reading.notes.reports(file.file, reading.settings):
        tally.report(report)
    tally.check(ReportCode(file.undated) if file.undated else None, file.ambiguous_day)
    return sha256


def _items(
    content: Content, file: _File, tally: Tally, reading: FileContext
) -> Iterator[Row | Report | TableOfContents]:
    """Yield the rows of the file's dialect; nothing if no dialect recognizes it."""
    stream = content.stream
    start = stream.peek(_HEAD)
    if start.startswith(BOM):
        stream.read(len(BOM))
        start = start.removeprefix(BOM)
    tally.empty = not start
    found = (
        dialect(file.form) if file.form else detect(Head(start[:_HEAD], InputFile(file.file, None, given=True).suffix))
    )
    if found is None:
        return
    tally.daily = found.daily
    tally.format = f"{found.name}+{content.packing}" if content.packing else found.name
    yield from found.rows(stream, reading)
