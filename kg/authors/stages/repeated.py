"""Report the names that an author list repeats, and how many people they count as."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from kg.authors.decisions.settle import DecisionConstraints
from kg.report_codes import Report, ReportCode

_MAX_LISTED: Final = 10


def report_repeated_names(rows: pl.DataFrame, settlement: DecisionConstraints) -> tuple[Report, ...]:
    """Return a warning for each name that a paper repeats, unless decisions say who is meant.

    ``rows`` are all authorships with ``place`` and ``author``, sorted by paper and position. Groups have one name each,
    and names without a letter are not compared.
    """
    people = rows.filter(~pl.col("group"), pl.col("form") != "")
    repeated = (
        people.group_by("paper", "printed", maintain_order=True)
        .agg("place", "position", "author")
        .filter(pl.col("place").list.len() > 1)
    )
    return tuple(
        _report(paper, printed, [position + 1 for position in positions], len(set(authors)))
        for paper, printed, places, positions, authors in repeated.iter_rows()
        if not _decided(places, settlement)
    )


def _report(paper: str, printed: str, positions: Sequence[int], people: int) -> Report:
    """Return the report on a repeated name; ``positions`` count from 1."""
    named = (paper, printed, tuple(positions[:_MAX_LISTED]), max(0, len(positions) - _MAX_LISTED))
    if people > 1:
        return Report(ReportCode.SEVERAL_NAMESAKES, arguments=(*named, people))
    return Report(ReportCode.MISPRINTED_NAME, arguments=named)


def _decided(places: Sequence[int], settlement: DecisionConstraints) -> bool:
    """Return True where decisions link or separate two of these authorships."""
    if not settlement.together and not settlement.apart:
        return False
    here = set(places)
    linked = any(len(here.intersection(group)) > 1 for group in settlement.together)
    return linked or any(here.intersection(line.one) and here.intersection(line.other) for line in settlement.apart)
