"""Divide the papers of a graph into new and earlier ones."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from kg.errors import UsageError
from kg.tables import Tables
from kg.tables.keys import is_since, shown_day, shown_title
from kg.views.dates import first_day

_DAYS: Final = re.compile(r"([1-9][0-9]{0,4})d")


@dataclass(frozen=True, slots=True)
class Window:
    """Days whose papers are new, first and last, and the first day of the graph. All as ``2025-12-20``.

    ``first`` is a month if only the month of the oldest papers is known.
    """

    since: str
    until: str
    first: str


def choose_window(tables: Tables, since: str | None = None) -> Window:
    """Return the days from ``since`` to the newest of the graph; by default the newest alone.

    ``since`` is a day, a month (its first day), or ``7d`` for the seven days up to the newest. Raises UsageError for
    anything else, for a day after the newest, and if no paper has a day or month.
    """
    days = all_days(tables)
    if not days:
        raise UsageError("no paper of this graph has a day or a month, so none can be new")
    first, newest = min([*days, *_undated_months(tables)]), days[-1]
    if since is None:
        return Window(newest, newest, first)
    if count := _DAYS.fullmatch(since.strip()):
        start = date.fromisoformat(newest) - timedelta(days=int(count[1]) - 1)
        return Window(start.isoformat(), newest, first)
    try:
        start_day = first_day(since)
    except UsageError:
        raise UsageError(
            f'not a date: "{since}". Write a day as 2025-12-20, a month as 2025-12, or 7d for the last seven days.'
        ) from None
    if start_day > newest:
        raise UsageError(f"nothing can be new since {start_day}: the newest day of this graph is {newest}")
    return Window(start_day, newest, first)


def all_days(tables: Tables) -> list[str]:
    """Return the days of digests and of papers in order; for papers without a day, the first of their months."""
    months = (f"{month}-01" for month in _undated_months(tables))
    digests = tables["digests"]["date"].dt.to_string("%Y-%m-%d").drop_nulls()
    return sorted({*digests, *days_with_papers(tables), *months})


def days_with_papers(tables: Tables) -> list[str]:
    """Return the days on which papers were first seen, in order."""
    return sorted(set(tables["papers"].select(day=shown_day())["day"]) - {""})


def _undated_months(tables: Tables) -> set[str]:
    return set(tables["papers"].filter(shown_day() == "")["month"]) - {""}


def divide_papers(tables: Tables, window: Window) -> pl.DataFrame:
    """Return ``paper, title, month, day, category, author_count, pairs_omitted, new, before`` of all papers.

    A paper is new from its day on; if only the month is known, from the month of ``since`` on (`is_since`). Papers
    after ``until`` are neither new nor earlier, nor are those without a day unless they are before.
    """
    latest = all_days(tables)[-1]
    papers = tables["papers"].select(
        "paper",
        shown_title(),
        "month",
        day=shown_day(),
        category="primary_category",
        author_count="author_count",
        pairs_omitted="pairs_omitted",
    )
    after = pl.lit(value=False)
    if window.until < latest:
        after = (pl.col("day") == "") | (pl.col("day") > window.until)
    recent = is_since(window.since)
    return papers.with_columns(new=recent & ~after, before=~recent).sort("paper")


def count_papers_per_day(papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``day, papers, new`` of every day that has papers, in order; undated papers are left out."""
    return (
        papers.filter(pl.col("day") != "", pl.col("new") | pl.col("before"))
        .group_by("day")
        .agg(papers=pl.len(), new=pl.col("new").any())
        .sort("day")
    )


def count_repeated(tables: Tables, papers: pl.DataFrame, window: Window) -> int:
    """Return the number of papers in the digests of the window that are not new."""
    listed = (
        tables["appearances"]
        .select("paper", "digest")
        .join(tables["digests"].select("digest", day=pl.col("date").dt.to_string("%Y-%m-%d")), on="digest")
        .filter(pl.col("day") >= window.since, pl.col("day") <= window.until)
    )
    return listed.join(papers.filter(~pl.col("new")), on="paper", how="semi")["paper"].n_unique()
