"""Files that appear whole or not at all, and stay when the power fails."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from kg.system.full_disk import explain_full_disk


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a binary file that becomes ``path`` when the block ends well; else nothing is left of it.

    It is in the folder of ``path`` until then, so that the last step is one rename. Folders above are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:80]}.{token_hex(8)}.tmp")
    try:
        with explain_full_disk(path):
            with aside.open("xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            aside.replace(path)
        sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Give the contents of an immutable file a second name: by a hard link where possible, otherwise by a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def sync_tree(folder: Path) -> None:
    """Wait until every file of a folder, and the folder, are on the disk; a rename before that may outlive them."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            _sync(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; systems that cannot sync folders do it by themselves."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    number = os.open(path, flags)
    try:
        os.fsync(number)
    finally:
        os.close(number)
