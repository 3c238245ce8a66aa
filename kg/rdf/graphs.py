"""The named graphs, and how much of them an export contains."""

from typing import Final, Literal

Profile = Literal["core", "full"]
Graph = Literal["facts", "summaries", "inferred", "decisions"]
GRAPHS: Final[tuple[Graph, ...]] = ("facts", "summaries", "inferred", "decisions")
"""The named graphs: what digests and papers say, what summaries say, what the program concluded, what was decided."""
