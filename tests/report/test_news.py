"""New items of a period, on graphs small enough to count by hand."""

import math
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from report_digests import Row, row, tables_of, usual

from kg.errors import UsageError
from kg.report.finding.communities import new_links
from kg.report.finding.news import News, find_news
from kg.report.finding.people import first_pairs, sign_papers
from kg.report.finding.rising import count_concepts, expected_by_chance, scores, weigh_categories
from kg.report.finding.window import Window, choose_window, divide_papers
from kg.settings import ReportSettings, Settings
from kg.tables import Tables


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(tmp_path_factory.mktemp("usual"), usual())


def news_of(tables: Tables, since: str | None = None) -> News:
    return find_news(tables, choose_window(tables, since), Settings())


def names(tables: Tables, authors: Sequence[str]) -> list[str]:
    called = dict(tables["authors"].select("author", "name").iter_rows())
    return [called[author] for author in authors]


# -- days --------------------------------------------------------------------------------------------------------------


def test_the_newest_day_is_new_by_default(tables: Tables) -> None:
    news = news_of(tables)
    assert news.window == Window("2025-12-05", "2025-12-05", "2025-12-01")
    assert (news.new, news.before) == (3, 5)
    assert news.days.rows() == [("2025-12-01", 3, False), ("2025-12-02", 2, False), ("2025-12-05", 3, True)]


@pytest.mark.parametrize(
    ("since", "first", "new"),
    [("2025-12-02", "2025-12-02", 5), ("2025-12", "2025-12-01", 8), ("4d", "2025-12-02", 5), ("1d", "2025-12-05", 3)],
)
def test_since_is_a_day_a_month_or_a_number_of_days(tables: Tables, since: str, first: str, new: int) -> None:
    news = news_of(tables, since)
    assert (news.window.since, news.new) == (first, new)


@pytest.mark.parametrize("since", ["yesterday", "2025-13-01", "0d", "7 days", ""])
def test_what_is_not_a_day_is_refused(tables: Tables, since: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        choose_window(tables, since)


def test_a_day_after_the_newest_is_refused_with_the_newest(tables: Tables) -> None:
    with pytest.raises(UsageError, match="newest day of this graph is 2025-12-05"):
        choose_window(tables, "2025-12-06")


def test_a_paper_that_an_earlier_digest_lists_is_not_new(tmp_path: Path) -> None:
    again = row(1, "Thaddea Wrangelund")
    news = news_of(tables_of(tmp_path, {"2025-12-01": [again], "2025-12-02": [again, row(2, "Wunibald Pfortzing")]}))
    assert (news.new, news.before, news.repeated) == (1, 1, 1)


def test_a_paper_of_which_only_the_month_is_known_is_new_from_that_month_on(tmp_path: Path) -> None:
    made = tables_of(tmp_path, {"2025-12-05": [row(1, "Thaddea Wrangelund")], "list": [row(2, "Wunibald Pfortzing")]})
    assert news_of(made, "2025-12-02").new == 2
    assert news_of(made, "2025-12").new == 2
    a_day = divide_papers(made, Window("2025-12-04", "2025-12-04", "2025-12-01"))
    assert not a_day["new"].any(), "nobody knows that it is of this day"


# -- people ------------------------------------------------------------------------------------------------------------


def test_new_people_have_no_earlier_paper_and_name_their_best_known_partner(tables: Tables) -> None:
    people = news_of(tables).people
    assert set(people["name"]) == {"Zoltana Vandersloot", "Evander Zobelitz", "Hedwig Kvistgaard"}
    (kit,) = people.filter(pl.col("name") == "Zoltana Vandersloot").iter_rows(named=True)
    assert names(tables, [kit["partner"]]) in (["Thaddea Wrangelund"], ["Wunibald Pfortzing"])
    assert kit["partners"] == 2


def test_people_who_both_have_papers_meet_on_their_first_common_one(tables: Tables) -> None:
    news = news_of(tables)
    assert news.pairs == 1
    (met,) = news.meetings.iter_rows(named=True)
    assert met["paper"] == "2512.00006"
    assert [names(tables, team) for team in met["teams"]] == [["Thaddea Wrangelund"], ["Wunibald Pfortzing"]]


def test_who_signed_a_long_list_together_has_met(tmp_path: Path) -> None:
    crowd = [f"Person {chr(97 + i)}{chr(98 + i)}ova" for i in range(24)]
    days = {
        "2025-12-01": [
            row(1, "Thaddea Wrangelund", "Ottfried Tremblett"),
            row(2, "Wunibald Pfortzing", "Ludmille Brixenmoor"),
            row(3, "Thaddea Wrangelund", "Wunibald Pfortzing", *crowd),
        ],
        "2025-12-02": [row(4, "Thaddea Wrangelund", "Wunibald Pfortzing")],
    }
    assert news_of(tables_of(tmp_path, days)).pairs == 0


def test_long_lists_of_authors_are_not_meetings(tmp_path: Path) -> None:
    many = ["Thaddea Wrangelund", "Wunibald Pfortzing", *(f"{chr(65 + i)}nna Kvistgaard" for i in range(20))]
    for count, pairs in ((20, 1), (21, 0)):
        days = {
            "2025-12-01": [row(1, "Thaddea Wrangelund"), row(2, "Wunibald Pfortzing")],
            "2025-12-02": [row(3, *many[:count])],
        }
        assert news_of(tables_of(tmp_path / str(count), days)).pairs == pairs


def test_a_hidden_person_is_in_no_part_of_the_news(tmp_path: Path) -> None:
    made = tables_of(tmp_path, usual(), decisions=['hide "Wunibald Pfortzing"', 'hide "Zoltana Vandersloot"'])
    news = news_of(made)
    assert news.pairs == 0
    assert set(news.people["name"]) == {"Evander Zobelitz", "Hedwig Kvistgaard"}


def test_a_known_person_under_a_new_name_is_reported(tmp_path: Path) -> None:
    days = {
        "2025-12-01": [row(1, "Jörg Kvistgaard", "Thaddea Wrangelund")],
        "2025-12-02": [
            row(2, "Jorg P. Kvistgaard", "Thaddea Wrangelund"),
            row(3, "JÖRG KVISTGAARD", "Thaddea Wrangelund"),
        ],
    }
    made = tables_of(
        tmp_path, days, decisions=['same "Jörg Kvistgaard" on 2512.00001 "Jorg P. Kvistgaard" on 2512.00002']
    )
    (spelled,) = news_of(made).spellings.iter_rows(named=True)
    assert spelled["printed"] == ["Jorg P. Kvistgaard"]
    assert spelled["papers"] == ["2512.00002"]


# -- communities -------------------------------------------------------------------------------------------------------


def groups(*more: Row) -> dict[str, list[Row]]:
    """Return two groups of five people with three papers each, and rows of the last day."""
    one = ["Thaddea Wrangelund", "Ottfried Tremblett", "Ysolde Dollfusz", "Quirine Oakhanger", "Zoltana Vandersloot"]
    other = ["Wunibald Pfortzing", "Ludmille Brixenmoor", "Evander Zobelitz", "Hedwig Kvistgaard", "Ignaz Strompf"]
    papers = [row(10 + i, *one) for i in range(3)] + [row(20 + i, *other) for i in range(3)]
    return {"2025-12-01": papers, "2025-12-02": list(more)}


def test_the_first_paper_between_two_groups_links_them(tmp_path: Path) -> None:
    made = tables_of(
        tmp_path,
        groups(row(30, "Thaddea Wrangelund", "Wunibald Pfortzing"), row(31, "Ottfried Tremblett", "Ysolde Dollfusz")),
    )
    (link,) = news_of(made).links or ()
    assert {link.a.people, link.b.people} == {5}
    assert link.papers == ("2512.00030",)
    assert [sorted(names(made, pair)) for pair in link.pairs] == [["Thaddea Wrangelund", "Wunibald Pfortzing"]]


def test_groups_that_a_paper_joined_before_are_not_linked_again(tmp_path: Path) -> None:
    days = groups(row(30, "Thaddea Wrangelund", "Wunibald Pfortzing"))
    days["2025-12-01"].append(row(29, "Ottfried Tremblett", "Ludmille Brixenmoor"))
    made = tables_of(tmp_path, days)
    assert news_of(made).pairs == 1
    assert news_of(made).links == ()


def test_a_group_of_one_paper_is_only_a_list_of_authors(tmp_path: Path) -> None:
    days = groups(row(30, "Thaddea Wrangelund", "Wunibald Pfortzing"))
    days["2025-12-01"] = days["2025-12-01"][:3] + days["2025-12-01"][3:4]
    assert news_of(tables_of(tmp_path, days)).links == ()


# -- concepts ----------------------------------------------------------------------------------------------------------

CHOSEN = ReportSettings()


def test_the_measure_is_the_log_odds_ratio_of_monroe_and_others() -> None:
    new, before, n, b = 6, 5, 400, 3200
    share, prior = 0.06 * (new + before), 0.06 * (n + b)
    odds = math.log((new + share) / (n + prior - new - share)) - math.log(
        (before + share) / (b + prior - before - share)
    )
    expected = odds / math.sqrt(1 / (new + share) + 1 / (before + share))
    assert scores(np.array([new]), np.array([before]), n, b, 0.06)[0] == pytest.approx(expected)


def test_a_small_number_does_not_outrank_a_sure_rise() -> None:
    few, many, same = scores(np.array([3, 30, 40]), np.array([0, 60, 320]), 400, 3200, 0.06)
    assert many > few > same
    assert same == pytest.approx(0)


def test_what_all_papers_have_does_not_rise() -> None:
    assert scores(np.array([10]), np.array([30]), 10, 30, 0.06)[0] <= 0


def test_a_concept_that_nobody_named_before_needs_several_papers() -> None:
    two, four = scores(np.array([2, 4]), np.array([0, 0]), 400, 3200, 0.06)
    assert two < CHOSEN.min_rise < four


def test_what_rises_has_its_papers_behind_it(tmp_path: Path) -> None:
    rising, usual_words = "We use knowledge distillation to classify.", "We use machine translation."
    days = {
        "2025-12-01": [row(i, f"{chr(65 + i)}nna Kvistgaard", abstract=usual_words) for i in range(20)],
        "2025-12-02": [row(30 + i, f"{chr(65 + i)}tto Brixenmoor", abstract=rising) for i in range(4)]
        + [row(40, "Thaddea Wrangelund", abstract=usual_words)],
    }
    news = news_of(tables_of(tmp_path, days))
    labels = news.rising["label"].to_list()
    assert "knowledge distillation" in labels
    assert "machine translation" not in labels
    (found,) = news.rising.filter(pl.col("label") == "knowledge distillation").iter_rows(named=True)
    assert (found["new"], found["before"], found["expected"]) == (4, 0, 0)
    assert sorted(found["papers"]) == [f"2512.000{30 + i}" for i in range(4)]


def test_what_chance_makes_is_counted_over_all_ways_in_which_papers_could_be_new() -> None:
    settings = ReportSettings(min_rising_papers=2, min_rise=0.5, prior_share=0.1)
    new, before = 4, 6
    papers = {"a": 3, "b": 5, "c": 5}
    rows = [(concept, f"{concept}{i}") for concept, count in papers.items() for i in range(count)]
    worked = pl.DataFrame(rows, schema=["concept", "paper"], orient="row").with_columns(chance=0.4)
    expected = 0.0
    for count in papers.values():
        for are_new in product([False, True], repeat=count):
            now = sum(are_new)
            if 2 <= now <= new:
                score = scores(np.array([now]), np.array([count - now]), new, before, 0.1)[0]
                expected += (score >= 0.5) * 0.4**now * 0.6 ** (count - now)
    assert expected_by_chance(worked, new=new, before=before, settings=settings) == pytest.approx(expected)


def test_more_papers_of_a_category_are_no_rise_of_what_is_usual_in_it() -> None:
    rows = [(f"old {i}", "cs.CV" if i < 20 else "cs.CL", False) for i in range(100)]
    rows += [(f"new {i}", "cs.CV" if i < 40 else "cs.CL", True) for i in range(50)]
    papers = pl.DataFrame(rows, schema=["paper", "category", "new"], orient="row").with_columns(before=~pl.col("new"))
    known = weigh_categories(papers, 20)
    old = known.filter(~pl.col("new")).join(papers, on="paper")
    assert old["weight"].sum() == pytest.approx(100)
    assert old.filter(pl.col("category") == "cs.CV")["weight"].sum() == pytest.approx(80), "as of the new ones"
    assert set(known.join(papers, on="paper").filter(pl.col("category") == "cs.CV")["chance"]) == {40 / 60}


def test_rare_categories_are_compared_together_and_those_without_an_earlier_paper_not_at_all() -> None:
    rows = [(f"old {i}", "cs.CV", False) for i in range(20)] + [("old x", "cs.SD", False)]
    rows += [("new a", "cs.CV", True), ("new b", "cs.RO", True), ("new c", "cs.SD", True)]
    papers = pl.DataFrame(rows, schema=["paper", "category", "new"], orient="row").with_columns(before=~pl.col("new"))
    chances = dict(weigh_categories(papers, 20).select("paper", "chance").iter_rows())
    assert chances["new b"] == chances["new c"] == pytest.approx(2 / 3)
    alone = papers.filter(pl.col("paper") != "old x")
    assert "new b" not in weigh_categories(alone, 20)["paper"].to_list()


def test_what_a_paper_is_only_measured_with_does_not_count(tmp_path: Path) -> None:
    days = {
        "2025-12-01": [row(1, "Thaddea Wrangelund")],
        "2025-12-02": [
            row(2, "Wunibald Pfortzing", abstract="We evaluate on ImageNet and compare with ResNet. We use BERT.")
        ],
    }
    made = tables_of(tmp_path, days)
    papers = divide_papers(made, choose_window(made))
    worked = count_concepts(made, papers, Settings()).join(made["concepts"].select("concept", "label"), on="concept")
    assert "BERT" in worked["label"].to_list()
    assert "ImageNet" not in worked["label"].to_list()


def test_without_first_pairs_there_are_no_links(tables: Tables) -> None:
    papers = divide_papers(tables, choose_window(tables))
    none = first_pairs(tables, papers, sign_papers(tables, papers), CHOSEN).clear()
    worked = count_concepts(tables, papers, Settings())
    assert new_links(tables, papers, none, worked, Settings()) == ()
