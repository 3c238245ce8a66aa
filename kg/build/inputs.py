"""Store the list of files that a graph is made from, so that others can be added without reading these again."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from kg.build.request import BuildRequest
from kg.fingerprint import program_fingerprint
from kg.ingest.stages.inputs import AddressReader, list_files
from kg.schema import FRAMES, FrameName, Frames
from kg.system.checksums import verify

_FOLDER: Final = "inputs"
_NAMES: Final[tuple[FrameName, ...]] = ("files", "input_reports")
_PLACES: Final = ("path", "size", "given")
"""Columns with the location of a file and who named it: no result depends on them."""
_BYTES: Final = 16


def list_inputs(request: BuildRequest, reader: AddressReader | None = None) -> Frames:
    """Return the frames ``files`` and ``input_reports`` of a request; ``reader`` reads addresses."""
    return list_files(request.inputs, request.settings.ingest, day=request.day, form=request.form, reader=reader)


def keep_earlier_names(earlier: Frames, new: Frames) -> Frames:
    """Return new inputs in which files with the path of an earlier file have its name.

    A file in an input folder is named by its path in this folder; a file that is given by itself by its file name.
    The name of the folder may also determine its day.
    """
    of_earlier = {
        "file": "known", "digest": "known_digest", "day": "known_day", "undated": "known_undated",
        "ambiguous_day": "known_ambiguous_day",
    }  # fmt: skip
    known = earlier["files"].drop_nulls("path").select("path", *of_earlier).rename(of_earlier)
    joined = new["files"].join(known.unique("path", keep="none"), on="path", how="left", maintain_order="left")
    is_known, has_day = pl.col("known").is_not_null(), pl.col("day").is_not_null()
    files = joined.with_columns(
        pl.when(is_known & ~has_day).then(other).otherwise(name).alias(name)
        for name, other in of_earlier.items()
        if name != "file"
    ).with_columns(file=pl.coalesce("known", "file"))
    # two files that would get the same name keep their own names
    return {**new, "files": files.select(new["files"].columns) if files["file"].is_unique().all() else new["files"]}


def add_inputs(earlier: Frames, new: Frames, given: Collection[str] = ()) -> Frames:
    """Return earlier and new inputs; a new file replaces the earlier file with its name.

    ``given`` has the locations of the new files; earlier reports on files skipped there are dropped.
    """
    # an earlier file that must be read again, because its cached results are lost, must not be skipped
    kept = earlier["files"].join(new["files"], on="file", how="anti").with_columns(given=True)
    names = [(Path(text).name or text).encode("utf-8", "replace").decode() for text in given]
    before = earlier["input_reports"].filter(~pl.col("file").is_in(names))
    reports = pl.concat([before, new["input_reports"]])
    return {
        "files": pl.concat([kept, new["files"]]).sort("file"),
        "input_reports": reports.unique().sort("file", "code", "arguments"),
    }


def digest_of(request: BuildRequest, inputs: Frames) -> str:
    """Return a hash of everything that the tables of a graph depend on: files, settings, decisions, the program."""
    digest = hashlib.blake2b(digest_size=_BYTES)
    # tables do not contain the path of decisions, only the names of their files
    decisions = (
        replace(one, path=Path(one.path).name) for one in (request.author_decisions, request.concept_decisions)
    )
    rest = (request.settings, *decisions, request.vocabulary)
    digest.update(msgspec.msgpack.encode((program_fingerprint(), pl.__version__, rest), order="sorted"))
    for name in _NAMES:
        # inputs that can be read only once are identified by their hash
        digest.update(inputs[name].drop(*_PLACES, "content", strict=False).write_ndjson().encode())
    return digest.hexdigest()


def write_inputs(cache: Path, inputs: Frames) -> None:
    """Store the inputs of a graph with its cached results."""
    folder = cache / _FOLDER
    folder.mkdir(parents=True)
    for name in _NAMES:
        frame = inputs[name]
        if "content" in frame.columns:
            frame = frame.with_columns(content=pl.lit(None, pl.Binary))
        frame.write_parquet(folder / f"{name}.parquet")


def read_inputs(cache: Path) -> Frames | None:
    """Return the stored inputs of a graph, None if they cannot be read."""
    files = {name: cache / _FOLDER / f"{name}.parquet" for name in _NAMES}
    try:
        if any(verify(cache.parent, file) for file in files.values()):
            return None
        inputs = {name: pl.read_parquet(file) for name, file in files.items()}
    except (OSError, pl.exceptions.PolarsError):
        return None
    return inputs if all(inputs[name].schema == FRAMES[name] for name in _NAMES) else None


def changed_names(earlier: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> tuple[int, int, int]:
    """Return the numbers of new, changed and removed files, given the names and hashes of earlier and current files."""
    before, after = dict(earlier), dict(now)
    new = len(after.keys() - before.keys())
    changed = sum(before[name] != sha256 for name, sha256 in after.items() if name in before)
    return new, changed, len(before.keys() - after.keys())
