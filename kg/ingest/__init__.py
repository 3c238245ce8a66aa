"""Digest files -> papers.

`read` takes files, folders, globs and ``-`` and returns a `kg.model.Corpus`: every paper once, with the newest
value of each field and all its appearances; every row that could not be read, with file, line and reason.
"""

from kg.ingest.reader import fingerprint, read

__all__ = ["fingerprint", "read"]
