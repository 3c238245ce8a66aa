"""The files that a graph is made of, remembered with it, so that others can be added without reading these again."""

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
"""Columns that say where a file is and who named it: no result depends on them."""
_BYTES: Final = 16


def list_inputs(request: BuildRequest, reader: AddressReader | None = None) -> Frames:
    """Return the frames ``files`` and ``input_reports`` of what a request names; ``reader`` reads addresses."""
    return list_files(request.inputs, request.settings.ingest, day=request.day, form=request.form, reader=reader)


def keep_earlier_names(earlier: Frames, new: Frames) -> Frames:
    """Return new inputs, in which a file at the place of an earlier one has the name of that.

    A file in a folder that was read whole is called by its path in there, and by its last name when it is given alone.
    The folder may also be what says its day.
    """
    of_earlier = {"file": "known", "digest": "known_digest", "day": "known_day", "undated": "known_undated"}
    known = earlier["files"].drop_nulls("path").select("path", *of_earlier).rename(of_earlier)
    joined = new["files"].join(known.unique("path", keep="none"), on="path", how="left", maintain_order="left")
    is_known, has_day = pl.col("known").is_not_null(), pl.col("day").is_not_null()
    files = joined.with_columns(
        pl.when(is_known & ~has_day).then(other).otherwise(name).alias(name)
        for name, other in of_earlier.items()
        if name != "file"
    ).with_columns(file=pl.coalesce("known", "file"))
    # of two files that would have one name, each keeps its own
    return {**new, "files": files.select(new["files"].columns) if files["file"].is_unique().all() else new["files"]}


def add_inputs(earlier: Frames, new: Frames, given: Collection[str] = ()) -> Frames:
    """Return earlier inputs with new ones: a file replaces the earlier one of its name.

    ``given`` is where the new ones were found; what was passed over there before is not said again.
    """
    # an earlier file that must be read again, because what was kept of it is lost, may not be passed over
    kept = earlier["files"].join(new["files"], on="file", how="anti").with_columns(given=True)
    names = [(Path(text).name or text).encode("utf-8", "replace").decode() for text in given]
    before = earlier["input_reports"].filter(~pl.col("file").is_in(names))
    reports = pl.concat([before, new["input_reports"]])
    return {
        "files": pl.concat([kept, new["files"]]).sort("file"),
        "input_reports": reports.unique().sort("file", "reason"),
    }


def digest_of(request: BuildRequest, inputs: Frames) -> str:
    """Return a hash of everything that the tables of a graph depend on: files, settings, decisions, the program."""
    digest = hashlib.blake2b(digest_size=_BYTES)
    # where decisions are is in no table, only what their files are called
    decisions = (
        replace(one, path=Path(one.path).name) for one in (request.author_decisions, request.concept_decisions)
    )
    rest = (request.settings, *decisions, request.vocabulary)
    digest.update(msgspec.msgpack.encode((program_fingerprint(), pl.__version__, rest), order="sorted"))
    for name in _NAMES:
        # the bytes of what can be read only once are known by their hash
        digest.update(inputs[name].drop(*_PLACES, "content", strict=False).write_ndjson().encode())
    return digest.hexdigest()


def write_inputs(cache: Path, inputs: Frames) -> None:
    """Remember the inputs of a graph beside its kept results."""
    folder = cache / _FOLDER
    folder.mkdir(parents=True)
    for name in _NAMES:
        frame = inputs[name]
        if "content" in frame.columns:
            frame = frame.with_columns(content=pl.lit(None, pl.Binary))
        frame.write_parquet(folder / f"{name}.parquet")


def read_inputs(cache: Path) -> Frames | None:
    """Return the remembered inputs of a graph, None where there are none that can be read."""
    files = {name: cache / _FOLDER / f"{name}.parquet" for name in _NAMES}
    try:
        if any(verify(cache.parent, file) for file in files.values()):
            return None
        inputs = {name: pl.read_parquet(file) for name, file in files.items()}
    except (OSError, pl.exceptions.PolarsError):
        return None
    return inputs if all(inputs[name].schema == FRAMES[name] for name in _NAMES) else None


def changed_names(earlier: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> tuple[int, int, int]:
    """Return how many files are new, changed and gone, given names and hashes of both."""
    before, after = dict(earlier), dict(now)
    new = len(after.keys() - before.keys())
    changed = sum(before[name] != sha256 for name, sha256 in after.items() if name in before)
    return new, changed, len(before.keys() - after.keys())
