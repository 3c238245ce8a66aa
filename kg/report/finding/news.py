"""Gather the news of a graph since a day."""

from dataclasses import dataclass

import polars as pl

from kg.report.finding.communities import CommunityLink, new_links
from kg.report.finding.identity import new_spellings, touched_doubts
from kg.report.finding.people import first_pairs, known_people, meetings, new_people, sign_papers
from kg.report.finding.rising import count_concepts, expected_by_chance, is_beyond_chance, rising_concepts
from kg.report.finding.window import Window, count_papers_per_day, count_repeated, divide_papers
from kg.settings import Settings
from kg.tables import Tables


@dataclass(frozen=True)
class News:
    """The news of a window of days. Frames are as their functions describe them, complete and in reading order.

    Attributes:
        window: the days whose papers are new.
        papers: all papers of the graph, new or earlier (`kg.report.finding.window.divide_papers`).
        repeated: number of papers that the digests of the window list although they are not new.
        days: papers per day.
        order: ``paper, category, risen, known, author`` of new papers: their rising concepts, if more rise than by
            chance, and their author with the most earlier papers; papers with the most of both come first.
        people: new people (`kg.report.finding.people.new_people`).
        meetings: papers that first bring people together (`kg.report.finding.people.meetings`).
        pairs: number of pairs of people who are brought together.
        rising: rising concepts (`kg.report.finding.rising.rising_concepts`).
        by_chance: their expected number by chance alone.
        links: new links between communities, None if not requested.
        spellings: known people under a new name (`kg.report.finding.identity.new_spellings`).
        doubts: pairs that may be one person (`kg.report.finding.identity.touched_doubts`).

    """

    window: Window
    papers: pl.DataFrame
    repeated: int
    days: pl.DataFrame
    order: pl.DataFrame
    people: pl.DataFrame
    meetings: pl.DataFrame
    pairs: int
    rising: pl.DataFrame
    by_chance: float
    links: tuple[CommunityLink, ...] | None
    spellings: pl.DataFrame
    doubts: pl.DataFrame

    @property
    def is_rising(self) -> bool:
        """True if more concepts rise than by chance."""
        return is_beyond_chance(self.rising.height, self.by_chance)

    @property
    def new(self) -> int:
        """Number of new papers."""
        return int(self.papers["new"].sum())

    @property
    def before(self) -> int:
        """Number of earlier papers."""
        return int(self.papers["before"].sum())


def find_news(tables: Tables, window: Window, settings: Settings, *, communities: bool = True) -> News:
    """Return the news of a graph in a window of days; new links between communities only with ``communities``."""
    limits = settings.report
    papers = divide_papers(tables, window)
    new, before = int(papers["new"].sum()), int(papers["before"].sum())
    signed = sign_papers(tables, papers)
    pairs = first_pairs(tables, papers, signed, limits)
    worked = count_concepts(tables, papers, settings)
    if new and before:
        rising = rising_concepts(tables, worked, new=new, before=before, settings=limits)
        chance = expected_by_chance(worked, new=new, before=before, settings=limits)
    else:  # nothing to compare with
        rising = rising_concepts(tables, worked.clear(), new=1, before=1, settings=limits)
        chance = 0.0
    surely = rising if is_beyond_chance(rising.height, chance) else rising.clear()
    return News(
        window=window,
        papers=papers,
        repeated=count_repeated(tables, papers, window),
        days=count_papers_per_day(papers),
        order=_order(papers, known_people(tables, signed).join(signed.filter("new"), on="author"), surely),
        people=new_people(tables, signed),
        meetings=meetings(tables, signed, pairs),
        pairs=pairs.select("a", "b").unique().height,
        rising=rising,
        by_chance=chance,
        links=new_links(tables, papers, pairs, worked, settings) if communities else None,
        spellings=new_spellings(tables, papers),
        doubts=touched_doubts(tables, papers),
    )


def _order(papers: pl.DataFrame, known: pl.DataFrame, rising: pl.DataFrame) -> pl.DataFrame:
    risen = rising.select(paper="papers").explode("paper").drop_nulls().group_by("paper").len("risen")
    known = (
        known.sort("paper", "earlier", "author", descending=[False, True, False])
        .unique("paper", keep="first", maintain_order=True)
        .select("paper", "author", known="earlier")
    )
    return (
        papers.filter("new")
        .select("paper", "category")
        .join(risen, on="paper", how="left")
        .join(known, on="paper", how="left")
        .with_columns(pl.col("risen", "known").fill_null(0))
        .sort("risen", "known", "paper", descending=True)
    )
