"""Read digest files into papers.

`read` takes files, folders, globs and ``-`` and returns a `kg.model.Corpus`: every paper once, with the newest
value of each field and all its appearances; every row that could not be read, with file, line and reason. `stages`
does the same over frames, for the build.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.ingest.reader import fingerprint, read

__all__ = ["fingerprint", "read"]

export(
    __name__,
    {
        "kg.ingest.reader": "fingerprint read",
    },
)
