"""Sum what stages of a build cost between two sets of frames."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kg.schema import FRAMES

READ = ("records", "printed_authors", "texts", "categories", "printed_appearances", "links", "digests")
"""Frames that hold what was read."""
FOUND = ("found_concepts", "claims", "found_evaluations", "terms")
"""Frames that hold what was found in texts."""
WORKED_OUT = (*FOUND, "topics", "own_words")
"""Frames with what was found, and what follows from it, that names are compared by."""
RESOLVED = ("people", "assignments", "verdicts")
"""Frames that hold who is who."""

Stages = Iterable[Mapping[str, Any]]


def between(stages: Stages, given: Collection[str], wanted: Collection[str]) -> list[Mapping[str, Any]]:
    """Return the stages that compute ``wanted`` frames from ``given`` ones, in their order."""
    if unknown := {*given, *wanted} - {str(name) for name in FRAMES}:
        raise ValueError(f"no frames of these names: {', '.join(sorted(unknown))}")
    needed, chosen = set(wanted), []
    for stage in reversed(list(stages)):
        if needed.intersection(stage["writes"]):
            chosen.append(stage)
            needed |= set(stage["reads"]) - set(given)
    return chosen[::-1]


def cpu_between(stages: Stages, given: Collection[str], wanted: Collection[str]) -> float:
    """Return the CPU seconds of these stages."""
    return sum(stage["cpu"] for stage in between(stages, given, wanted))
