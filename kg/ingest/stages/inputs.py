"""List the files to read, each with everything its rows depend on: name, day, format and the hash of its bytes."""

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from kg.errors import InputError
from kg.frames.reports import report_frame
from kg.ingest.dialects.registry import dialect
from kg.ingest.files import FoundFiles, InputFile, find_files
from kg.schema import FRAMES
from kg.settings import IngestSettings


class AddressReader(Protocol):
    """Something that reads files at addresses."""

    def find_files(self, url: str) -> FoundFiles:
        """Return the files below an address, or the file at it."""
        ...

    def file_hashes(self, urls: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return SHA-256 and size of each file."""
        ...


def list_files(
    inputs: Sequence[str | Path],
    settings: IngestSettings,
    *,
    day: date | None = None,
    form: str | None = None,
    reader: AddressReader | None = None,
) -> dict[str, pl.DataFrame]:
    """Return the frames ``files``, in name order, and ``input_reports``.

    ``day`` is that of files without one in their names; ``form`` names the format of all files. Standard input and
    pipes, which can be read only once, are read here. ``reader`` reads inputs that are addresses. Raises InputError
    if an input does not exist, cannot be opened, or holds nothing to read, and UnknownName for the name of a format
    that does not exist.
    """
    forced = dialect(form).name if form else ""
    files, reports = find_files(inputs, reader.find_files if reader else None)
    urls = [file.url for file in files if file.url]
    hashes = reader.file_hashes(urls) if reader and urls else {}
    rows = [_row(file, file.day or day, forced, settings.max_file_bytes, hashes) for file in files]
    return {
        "files": pl.DataFrame(rows, schema=FRAMES["files"], orient="row"),
        "input_reports": report_frame(reports),
    }


def _row(
    file: InputFile, day: date | None, forced: str, limit: int, hashes: Mapping[str, tuple[str, int]]
) -> tuple[object, ...]:
    sha256, size, content, error = "", 0, None, file.error
    place = file.url.encode() if file.url else os.fsencode(file.path.absolute()) if file.path else None
    if file.url:
        sha256, size = hashes[file.url]
    elif not error:
        try:
            sha256, size, content = _content(file, limit)
        except OSError as failure:
            error = str(failure.strerror)
            if file.given:
                raise InputError(f"cannot be opened: {error}", str(file.path)) from failure
    undated = None if day else file.undated
    return (
        file.name, day.isoformat() if day else file.stem, day, forced, error, undated or "",
        file.ambiguous_day if undated else "", sha256,
        content, file.given, place, size,
    )  # fmt: skip


def _content(file: InputFile, limit: int) -> tuple[str, int, bytes | None]:
    """Return hash and size of a file, and its bytes if it can be read only once."""
    if file.path is not None and file.path.is_file():
        with file.path.open("rb") as stream:
            try:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError:  # reading reports it, after the rows before it
                sha256 = ""
            return sha256, stream.tell(), None
    if file.path is None:
        content = sys.stdin.buffer.read(limit + 1)
    else:
        with file.path.open("rb") as stream:
            content = stream.read(limit + 1)
    return hashlib.sha256(content).hexdigest(), len(content), content
