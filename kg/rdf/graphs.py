"""The named graphs, and how much of them an export or the store contains."""

from typing import Final, Literal

Profile = Literal["core", "full", "store"]
"""``core`` and ``full`` are exports; ``store`` is ``full`` without the statements that others determine."""
NamedGraph = Literal["facts", "summaries", "inferred", "decisions"]
GRAPHS: Final[tuple[NamedGraph, ...]] = ("facts", "summaries", "inferred", "decisions")
"""The named graphs: what digests and papers say, what summaries say, what the program concluded, what was decided."""
