"""Select the papers that glow on a map: those of the newest day, or of all days from a given one on."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from kg.tables.keys import is_since
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
        """Number of papers that glow and their days: ``214 new papers since 2025-12-20``; ``""`` if none can glow."""
        count = len(self.papers)
        return f"{count:,} new {'paper' if count == 1 else 'papers'} {self.when}" if self.since else ""


_NONE: Final = NewPapers()


def find_new_papers(network: Network, details: Details, since: str = "") -> NewPapers:
    """Return the papers of a map that are from the day ``since`` or later; by default those of the newest day.

    If only the month of a paper is known, the month is compared (`is_since`). No papers glow in other pictures, or by
    default if all papers are of one day.
    """
    if network.name != "papers":
        return _NONE
    shown = network.nodes["id"].str.strip_prefix("paper/")
    papers = details.papers.filter(pl.col("paper").is_in(shown.implode()))
    if since:
        new = papers.filter(is_since(since))["paper"]
        return NewPapers(since, _when(since, details.papers), frozenset(new))
    days = details.papers.filter(pl.col("day") != "")["day"]
    if days.n_unique() < 2:  # noqa: PLR2004 - nothing is newer than anything else
        return _NONE
    newest = str(days.max())
    return NewPapers(newest, f"on {newest}", frozenset(papers.filter(pl.col("day") == newest)["paper"]))


def _when(since: str, papers: pl.DataFrame) -> str:
    newest = papers.select(pl.when(pl.col("day") != "").then("day").otherwise("month").max()).item() or ""
    unit = "day" if len(newest) == len(since) else "month"
    return f"since {since}" + (f"; the newest {unit} is {newest}" if newest and newest < since[: len(newest)] else "")
