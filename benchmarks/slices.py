"""Sum the cost of the stages of a build between two sets of frames."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kg.schema import FRAMES

READ = ("records", "printed_authors", "texts", "categories", "printed_appearances", "links", "digests")
"""Frames that contain the input."""
FOUND = ("found_concepts", "claims", "found_evaluations", "terms")
"""Frames that contain what was extracted from texts."""
WORKED_OUT = (*FOUND, "topics", "own_words")
"""Frames with extracted data, and data derived from them, by which names are compared."""
RESOLVED = ("people", "assignments", "verdicts")
"""Frames that contain the resolved people."""

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
