"""Read lists of papers in one process: the stages of reading one after the other."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from kg.errors import UsageError
from kg.frames.reports import reports_of
from kg.ingest.files import find_files
from kg.ingest.stages.inputs import list_files
from kg.ingest.stages.linking import link_rows
from kg.ingest.stages.papers import merge_papers
from kg.ingest.stages.reading import read_files
from kg.ingest.stages.records import assemble_papers, digests_of, sources_of
from kg.ingest.stages.reports import refuse_rejects
from kg.model import Corpus
from kg.settings import IngestSettings

_BATCH = 16
"""Number of files whose rows become columns at once."""
_ROWS = 8192
"""Approximate number of rows whose papers are made at once."""


def read(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    form: str | None = None,
    settings: IngestSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Read files, folders, globs and ``-`` (standard input) into papers.

    Each file is read in the dialect that recognizes it, or in the one named by ``form``. A digest's day is in its file
    or folder name, else it is ``day``, else it has none and counts as oldest. The result does not depend on the order
    of the inputs nor on where they are. Rows that cannot be read are reported with file, line and reason, and
    ``rows == accepted + rejected`` holds for every source; with ``strict`` the first of them raises RejectedRow.
    ``progress`` is called with the number of files done and of all files.

    Raises InputError if an input does not exist, cannot be opened, or holds nothing to read, and UnknownName for
    the name of a format that does not exist.
    """
    frames = read_frames(inputs, day=day, strict=strict, form=form, settings=settings, progress=progress)
    return Corpus(
        assemble_papers(frames),
        digests_of(frames["digests"]),
        sources_of(frames["sources"]),
        reports_of(frames["reports"]),
    )


def read_frames(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    form: str | None = None,
    settings: IngestSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, pl.DataFrame]:
    """Read papers as `read` does, into the frames of papers, ``digests``, ``sources`` and ``reports``."""
    settings = settings or IngestSettings()
    listed = list_files(inputs, settings, day=day, form=form)
    files = listed["files"]
    work = read_files(settings, {})
    parts = []
    # a row that ends the reading is found, and progress is shown, file by file
    step = 1 if strict or progress else _BATCH
    for start in range(0, files.height, step):
        part = work({"files": files.slice(start, step)})
        if strict:
            refuse_rejects(part["reading_reports"])
        if progress:
            progress(min(start + step, files.height), files.height)
        parts.append(part)
    read = {name: pl.concat([part[name] for part in parts]) for name in ("rows", "read_files", "reading_reports")}
    linked = link_rows(read["rows"], read["read_files"])
    merge = merge_papers(settings, {})
    batches = [merge({"linked_rows": rows}) for rows in _batches(linked.pop("linked_rows"))]
    merged = {name: pl.concat([batch[name] for batch in batches]) for name in batches[0]}
    reports = [listed["input_reports"], read["reading_reports"], linked["link_reports"], merged["merge_reports"]]
    joined = pl.concat([frame.drop("paper", strict=False) for frame in reports])
    return {
        **linked,
        **merged,
        "reports": joined.sort("file", "line", "level", "code", "arguments", maintain_order=True),
    }


def _batches(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Divide rows that are sorted by paper between papers; yields one batch at least."""
    start = 0
    while start < max(rows.height, 1):
        last = rows["paper"][min(start + _ROWS, rows.height) - 1] if rows.height else ""
        end = rows["paper"].search_sorted(last, side="right")
        yield rows[start:end]
        start = max(end, 1)


def fingerprint(inputs: Sequence[str | Path]) -> str:
    """Return a hash of the names and contents of what `read` would read, to detect a repeated read.

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
