"""Define the named graphs, and the part of them that an export or the store contains."""

from typing import Final, Literal

Profile = Literal["core", "full", "store"]
"""``core`` and ``full`` are exports; ``store`` is ``full`` without statements that others determine."""
NamedGraph = Literal["facts", "summaries", "inferred", "decisions", "about"]
GRAPHS: Final[tuple[NamedGraph, ...]] = ("facts", "summaries", "inferred", "decisions", "about")
"""The named graphs: statements of digests and papers, statements of summaries, inferences of the program, decisions;
and the vocabulary with the description of the graph itself."""
