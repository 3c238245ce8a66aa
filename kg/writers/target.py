"""Write files and folders atomically, compressed according to their suffix."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO, Final, cast

import zstandard

from kg.errors import UsageError
from kg.system.atomic import replacing
from kg.system.full_disk import explain_full_disk

COMPRESSIONS: Final = (".gz", ".zst")
# The defaults of both programs: higher levels take several times as long for a few percent.
_GZIP_LEVEL: Final = 6
_ZSTD_LEVEL: Final = 9


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a binary file that becomes ``path`` if the block succeeds; otherwise it is removed.

    A path ending in ``.gz`` or ``.zst`` is compressed, the same bytes each time: the gzip header contains neither time
    (RFC 1952, MTIME 0) nor file name.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give a file name")
    with replacing(path) as raw:
        if path.suffix.lower() == ".gz":
            with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        elif path.suffix.lower() == ".zst":
            with zstandard.ZstdCompressor(_ZSTD_LEVEL).stream_writer(raw, closefd=False) as squeezed:
                yield cast("IO[bytes]", squeezed)
        else:
            yield raw


@contextmanager
def new_folder(path: Path, ours: frozenset[str]) -> Iterator[Path]:
    """Yield a folder that becomes ``path`` if the block succeeds; otherwise it is removed.

    An existing folder is replaced if it contains only files named in ``ours``. Raises UsageError otherwise, so that an
    export never removes other files.
    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; this format is a folder of files, so give another name")
    foreign = sorted(p.name for p in path.iterdir() if p.name not in ours) if path.exists() else []
    if foreign:
        raise UsageError(f"{path} holds other things than an export ({foreign[0]}); give another name or move it away")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside, old = _aside(path), _aside(path)
    try:
        aside.mkdir()
        with explain_full_disk(path, "Free some space, or write to another disk"):
            yield aside
        if path.exists():
            path.rename(old)
        try:
            aside.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _aside(path: Path) -> Path:
    return path.with_name(f".kg-export-{token_hex(8)}.tmp")
