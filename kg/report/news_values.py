"""Return the news of a graph as plain values, for programs."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from kg.report.finding.communities import CommunityNews
from kg.report.finding.news import News
from kg.report.finding.regrouping import Regrouping


def news_values(news: News, regroupings: Sequence[Regrouping] | None = None) -> dict[str, Any]:
    """Return news as plain values with stable names, complete; ``regroupings`` are those since an older graph."""
    titles = news.papers.select("paper", "title")
    papers = news.order.join(titles, on="paper", how="left", maintain_order="left")
    values: dict[str, Any] = {
        "since": news.window.since,
        "until": news.window.until,
        "first": news.window.first,
        "new_paper_count": news.new,
        "earlier_paper_count": news.before,
        "repeated_paper_count": news.repeated,
        "days": news.days.select("day", "new", paper_count="papers").to_dicts(),
        "papers": papers.select(
            "paper", "title", "category", rising_concept_count="risen", known_author="author"
        ).to_dicts(),
        "people": news.people.rename({"partner": "known_partner", "partners": "known_partner_count"}).to_dicts(),
        "first_collaboration_count": news.pairs,
        "first_collaborations": news.meetings.select("paper", "teams", "pairs").to_dicts(),
        "rising": news.rising.rename(
            {"new": "new_paper_count", "before": "earlier_paper_count", "expected": "expected_paper_count"}
        ).to_dicts(),
        "rising_count_by_chance": news.by_chance,
        "group_links": [
            {"a": _group(link.a), "b": _group(link.b), "papers": list(link.papers), "pairs": [*map(list, link.pairs)]}
            for link in news.links or ()
        ],
        "new_names": news.spellings.rename({"before": "earlier_names", "printed": "new_names"}).to_dicts(),
        "possibly_same": news.doubts.select("a", "b", confidence=pl.col("chance")).to_dicts(),
    }
    if regroupings is not None:
        values["regrouped"] = [
            {"change": one.change.value, "old": list(one.old), "new": list(one.new)} for one in regroupings
        ]
    return values


def _group(group: CommunityNews) -> dict[str, Any]:
    return {
        "leader": group.leader,
        "concepts": list(group.subjects),
        "people_count": group.people,
        "paper_count": group.papers,
    }
