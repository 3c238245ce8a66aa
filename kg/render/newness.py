"""The papers that glow on a map: those of the newest day, or of all days from a given one on."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from kg.views.details import Details
from kg.views.network import Network


@dataclass(frozen=True, slots=True)
class NewPapers:
    """Papers that glow: the first day they are from, words for these days, and their keys."""

    since: str = ""
    when: str = ""
    papers: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """Number of papers that glow and their days: ``214 new papers since 2025-12-20``; ``""`` where none can."""
        count = len(self.papers)
        return f"{count:,} new {'paper' if count == 1 else 'papers'} {self.when}" if self.since else ""


_NONE: Final = NewPapers()


def find_new_papers(network: Network, details: Details, since: str = "") -> NewPapers:
    """Return the papers of a map that are from the day ``since`` or later; by default those of the newest day.

    Nothing glows in other pictures, nor by default where all papers are of one day.
    """
    if network.name != "papers":
        return _NONE
    shown = network.nodes["id"].str.strip_prefix("paper/")
    dated = details.papers.select("paper", "day").filter(pl.col("day") != "")
    first = since or (str(dated["day"].max()) if dated["day"].n_unique() > 1 else "")
    if not first:
        return _NONE
    new = dated.filter(pl.col("day") >= first, pl.col("paper").is_in(shown.implode()))["paper"]
    return NewPapers(first, _when(since, str(dated["day"].max() or "")) if since else f"on {first}", frozenset(new))


def _when(since: str, newest: str) -> str:
    return f"since {since}" + (f"; the newest day is {newest}" if newest and newest < since else "")
