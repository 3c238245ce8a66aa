"""Files that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a binary file that becomes ``path`` when the block ends well; else nothing is left of it.

    It lies beside ``path`` until then, so that the last step is one rename. Folders above are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:80]}.{token_hex(8)}.tmp")
    try:
        with aside.open("xb") as out:
            yield out
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
