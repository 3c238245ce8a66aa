"""List and hash files that the engine reads, and read their contents as partitions.

An engine reports the path of a file in its own way (``file:/a/b``, ``file:///a/b``, ``a/b``); only the part after
scheme, host and leading slashes is compared.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kg.build.cluster.session import EngineError, engine_errors
from kg.errors import InputError
from kg.ingest.files import FoundFiles, InputFile, readable_name

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

HASH_SCHEMA: Final = "path string, sha256 string, size long"

_PARTS: Final = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):(?://([^/]*))?(?=/))?/*(.*)", re.DOTALL)
_MAGIC: Final = re.compile(r"[*?\[{]")


def read_binary(session: "SparkSession", url: str) -> "DataFrame":
    """Return the files below an address as rows with ``path``, ``length`` and ``content``."""
    return session.read.format("binaryFile").option("recursiveFileLookup", "true").load(url)


def path_of_url(path: str) -> str:
    """Return a path without scheme, host and leading slashes.

    >>> path_of_url("hdfs://host:8020/digests/a.md"), path_of_url("file:/digests/a.md"), path_of_url("digests/a.md")
    ('digests/a.md', 'digests/a.md', 'digests/a.md')
    """
    match = _PARTS.fullmatch(path)
    return match[3] if match else path


def find_below(session: "SparkSession", url: str) -> FoundFiles:
    """Return the files below an address. Raises InputError if there is none, or it cannot be read."""
    try:
        with engine_errors("the engine cannot read this"):
            paths = read_binary(session, url).select("path").toArrow().column("path").to_pylist()
    except EngineError as error:
        raise InputError(str(error), url) from error
    root, start = _root(url), _start(url)
    files: list[InputFile] = []
    passed_over = 0
    for place in sorted({path_of_url(path) for path in paths}):
        if not PurePosixPath(place).is_relative_to(root):
            raise InputError(f"the engine lists a file that is elsewhere, {place}; write the address as it does", url)
        inside = PurePosixPath(place).relative_to(root)
        parts = inside.parts or (PurePosixPath(root).name,)
        given = not inside.parts
        if any(part.startswith(".") for part in parts):
            continue
        if not given and not readable_name(parts[-1]):
            passed_over += 1
            continue
        last = PurePosixPath(root).parent.name if given else PurePosixPath(root).name
        folders = (last, *parts[:-1])
        address = f"{start}/{place}"
        files.append(InputFile("/".join(parts), Path(place), given=given, folders=folders, url=address))
    return FoundFiles(tuple(files), passed_over=passed_over)


def _start(url: str) -> str:
    """Return scheme and host: ``hdfs://host:8020``."""
    match = _PARTS.fullmatch(url)
    return f"{match[1]}://{match[2] or ''}" if match else ""


def _root(url: str) -> str:
    """Return the path that file names are relative to: the path of an address, up to its first pattern."""
    parts = path_of_url(url).rstrip("/").split("/")
    plain = next((number for number, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    return "/".join(parts[:plain])


def hash_function(places: Iterable[str]) -> Callable[[Iterator["RecordBatch"]], Iterator["RecordBatch"]]:
    """Return the function for ``mapInArrow`` that hashes the files at some places."""
    wanted = set(places)

    def compute(batches: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
        import pyarrow as pa  # noqa: PLC0415 - pickled by value

        from kg.build.cluster.files import hash_files  # noqa: PLC0415 - pickled by value

        for batch in batches:
            rows = hash_files(wanted, batch)
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array([path for path, _, _ in rows], pa.string()),
                    pa.array([sha256 for _, sha256, _ in rows], pa.string()),
                    pa.array([size for _, _, size in rows], pa.int64()),
                ],
                names=["path", "sha256", "size"],
            )

    return compute


def hash_files(wanted: set[str], batch: Any) -> list[tuple[str, str, int]]:
    """Return place, hash and size of each wanted file of a batch."""
    return [
        (place, hashlib.sha256(content).hexdigest(), len(content))
        for place, content in read_contents(wanted, batch)
    ]  # fmt: skip


def read_contents(wanted: Iterable[str], batch: Any) -> Iterator[tuple[str, bytes]]:
    """Yield place and content of the wanted files of a batch."""
    for path, content in zip(batch.column("path").to_pylist(), batch.column("content"), strict=True):
        if (place := path_of_url(path)) in wanted:
            yield place, content.as_py()


class EngineFiles:
    """The files that an engine reads for one build, each with the address below which it was found."""

    def __init__(self, session: "SparkSession") -> None:
        self._session = session
        self._below: dict[str, str] = {}

    def find(self, url: str) -> FoundFiles:
        """Return the files below an address."""
        found = find_below(self._session, url)
        for file in found.files:
            self._below.setdefault(file.url, url)
        return found

    def hashes(self, urls: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return SHA-256 and size of each file."""
        known: dict[str, tuple[str, int]] = {}
        for root, files in self.by_root(urls).items():
            by_place = {path_of_url(url): url for url in files}
            with engine_errors(f"the engine cannot read {root}"):
                rows = self.rows(root, len(files)).mapInArrow(hash_function(by_place), HASH_SCHEMA).toArrow()
            known |= {by_place[row["path"]]: (row["sha256"], row["size"]) for row in rows.to_pylist()}
        if lost := [url for url in urls if url not in known]:
            raise InputError("the file is gone; run the command again", lost[0])
        return known

    def by_root(self, urls: Sequence[str]) -> dict[str, list[str]]:
        """Return the files by the address that they were found below."""
        roots: dict[str, list[str]] = {}
        for url in urls:
            roots.setdefault(self._below[url], []).append(url)
        return roots

    def rows(self, root: str, files: int) -> "DataFrame":
        """Return the files below an address as rows that are divided among workers."""
        return read_binary(self._session, root).select("path", "content").repartition(files, "path")
