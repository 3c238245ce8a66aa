"""Concepts that occur together, and the concepts of each author, counted from claims."""

from collections.abc import Iterable
from dataclasses import replace
from math import log, log2, sqrt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.settings import DerivedSettings
from kg.tables import SCHEMAS
from kg.tables.derived.claims import own_words
from kg.tables.derived.cooccurrences import cooccurrences, count_together, lists_of_concepts
from kg.tables.derived.interests import interests

SETTINGS = DerivedSettings()


def claims(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    """Return claims (paper, concept, relation, section); a section ``result`` is part of a summary."""
    return pl.DataFrame(
        [(paper, concept, relation, section, 0, 1, 0.8, "rule", section == "result")
         for paper, concept, relation, section in rows],
        schema=SCHEMAS["claims"],
        orient="row",
    )  # fmt: skip


def naming(*papers: Iterable[str]) -> pl.DataFrame:
    """Return rows of paper and concept; each argument is one paper."""
    rows = [(f"p{place}", concept) for place, concepts in enumerate(papers) for concept in concepts]
    return pl.DataFrame(rows, schema={"paper": pl.String, "concept": pl.String}, orient="row")


def corpus(own: pl.DataFrame, size: int) -> pl.DataFrame:
    """Return the papers of a corpus: those in ``own`` first, then others up to ``size``."""
    named = sorted(set(own["paper"]))
    others = [f"z{place}" for place in range(size - len(named))]
    return pl.DataFrame(
        {"paper": named + others, "month": ["2025-12"] * len(named) + ["2026-01"] * len(others)},
        schema={"paper": pl.String, "month": pl.String},
    )


def working(own: pl.DataFrame, signed: dict[str, str], papers: int = 64, **types: str) -> dict[str, list[str]]:
    """Return each author's concepts, the greatest weight first; ``signed`` lists an author's papers, by blanks."""
    authorships = [(paper, author) for author, papers in signed.items() for paper in papers.split()]
    concepts = pl.DataFrame(
        [(c, types.get(c, "task")) for c in sorted(set(own["concept"]))], schema=["concept", "type"], orient="row"
    )
    made = interests(
        own,
        pl.DataFrame(authorships, schema=["paper", "author"], orient="row"),
        concepts,
        corpus(own, papers),
        SETTINGS,
    )
    heaviest = made.sort("author", "weight", "concept", descending=[False, True, False])
    return {author: heaviest.filter(pl.col("author") == author)["concept"].to_list() for author in signed}


def test_what_only_a_summary_says_is_not_the_papers_own_word() -> None:
    own = own_words(claims(("p", "a", "uses", "result"), ("p", "b", "uses", "abstract")), 0.5)
    assert own.select("paper", "concept").rows() == [("p", "b")]
    assert own_words(claims(("p", "b", "uses", "abstract")), 0.9).is_empty()


def test_titles_and_proposals_are_telling_and_what_is_measured_by_is_no_work() -> None:
    own = own_words(
        claims(
            ("p", "named", "about", "abstract"),
            ("p", "titled", "reports", "title"),
            ("p", "proposed", "proposes", "abstract"),
            ("p", "rival", "comparesWith", "abstract"),
            ("p", "rival", "about", "abstract"),
            ("p", "both", "comparesWith", "abstract"),
            ("p", "both", "uses", "abstract"),
        ),
        0.5,
    )
    told = {row["concept"]: (row["prominent"], row["worked"]) for row in own.to_dicts()}
    assert told == {
        "named": (False, True), "titled": (True, True), "proposed": (True, True), "rival": (False, False),
        "both": (False, True),
    }  # fmt: skip


def going_together(named: pl.DataFrame, **settings: int) -> pl.DataFrame:
    return cooccurrences(named, corpus(named, 0), replace(SETTINGS, **settings))


def test_a_pair_is_counted_and_compared_with_chance() -> None:
    pairs = count_together(naming("ab", "ab", "a", "b", "c", "c", "c", "c"), 8, 2, 0.0)
    ((a, b, count, lift, npmi),) = pairs.rows()
    assert (a, b, count) == ("a", "b", 2)
    assert lift == pytest.approx(2 * 8 / 9, abs=1e-6)
    assert npmi == pytest.approx(log(2 * 8 / 9) / log(8 / 2), abs=1e-6)


def test_luck_makes_a_small_count_smaller() -> None:
    named = naming("ab", "ab", "c", "c", "c", "c", "c", "c")
    (sure,), (doubted,) = (count_together(named, 8, 2, luck)["npmi"].to_list() for luck in (0.0, 0.5))
    assert sure == 1
    assert doubted == pytest.approx(log((2 - sqrt(2) / 2) * 8 / 4) / log(4), abs=1e-6)


def test_what_half_of_the_papers_name_goes_with_nothing_by_chance() -> None:
    usual = [["usual", f"own{place // 4}"] if place % 2 else [f"own{place // 4}"] for place in range(32)]
    made = going_together(naming(*usual))
    assert made.is_empty()
    rare = going_together(naming(*[["a", "b"]] * 3, *[["c"]] * 29))
    assert rare.rows() == [("a", "b", 3, 10.666667, rare["npmi"][0])]
    assert rare.schema == SCHEMAS["cooccurrences"]


def test_a_larger_graph_asks_for_more_papers() -> None:
    named = naming(*[["a", "b"]] * 2, *[["c"]] * 38)
    assert going_together(named).height == 1
    assert going_together(named, papers_per_together=32).is_empty()
    assert going_together(named, papers_per_together=33).height == 1


@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=1, max_size=12), st.integers(1, 3))
def test_every_pair_is_counted_as_one_would_by_hand(papers: list[set[str]], least: int) -> None:
    pairs = count_together(naming(*papers), len(papers), least, 0.5)
    by_hand = {
        (a, b): n
        for a in "abcdef"
        for b in "abcdef"
        if a < b and (n := sum({a, b} <= paper for paper in papers)) >= least
    }
    assert {(a, b): n for a, b, n in pairs.select("a", "b", "paper_count").rows()} == by_hand
    assert pairs.schema == SCHEMAS["cooccurrences"]
    for a, b, n, lift in pairs.select("a", "b", "paper_count", "lift").rows():
        often = [sum(end in paper for paper in papers) for end in (a, b)]
        assert lift == pytest.approx(n * len(papers) / (often[0] * often[1]), abs=1e-6)


def test_what_recurs_comes_first_and_titles_fill_up() -> None:
    own = own_words(
        claims(
            ("p1", "often", "about", "abstract"), ("p2", "often", "uses", "abstract"),
            ("p1", "titled", "about", "title"), ("p1", "mentioned", "about", "abstract"),
            ("p2", "proposed", "proposes", "abstract"),
        ),
        0.5,
    )  # fmt: skip
    found = working(own, {"ann": "p1 p2", "bo": "p2", "cy": "p3"})
    assert sorted(found["ann"]) == ["often", "proposed", "titled"]
    assert found["bo"] == ["proposed"]
    assert found["cy"] == []


def test_no_more_than_the_strongest_are_kept() -> None:
    names = [f"c{place:02}" for place in range(15)]
    twice = own_words(claims(*((paper, name, "about", "abstract") for paper in ("p1", "p2") for name in names)), 0.5)
    assert len(working(twice, {"ann": "p1 p2"})["ann"]) == SETTINGS.max_interests
    once = own_words(claims(*(("p1", name, "about", "title") for name in names)), 0.5)
    assert len(working(once, {"ann": "p1"})["ann"]) == SETTINGS.min_interests


def test_a_data_set_is_worked_on_where_it_is_the_subject() -> None:
    rows = [(paper, "bench", "uses", "abstract") for paper in ("p1", "p2")]
    assert working(own_words(claims(*rows), 0.5), {"ann": "p1 p2"}, bench="dataset") == {"ann": []}
    rows.append(("p1", "bench", "proposes", "abstract"))
    assert working(own_words(claims(*rows), 0.5), {"ann": "p1 p2"}, bench="dataset") == {"ann": ["bench"]}
    rival = [(paper, "rival", "comparesWith", "abstract") for paper in ("p1", "p2")]
    assert working(own_words(claims(*rival), 0.5), {"ann": "p1 p2"}, rival="model") == {"ann": []}


def test_weight_is_rarity_over_papers_and_titles_count_double() -> None:
    own = own_words(claims(("p1", "x", "about", "title"), ("p2", "x", "about", "abstract")), 0.5)
    authorships = pl.DataFrame([("p1", "ann"), ("p2", "ann"), ("p2", "ann")], schema=["paper", "author"], orient="row")
    concepts = pl.DataFrame([("x", "task")], schema=["concept", "type"], orient="row")
    made = interests(own, authorships, concepts, corpus(own, 64), SETTINGS)
    assert made.rows() == [("ann", "x", 2, 3 * log2(64 / 2))]
    assert made.schema == SCHEMAS["interests"]


def test_what_every_paper_is_about_is_nobodys_interest() -> None:
    own = own_words(claims(("p1", "x", "about", "title"), ("p2", "x", "about", "title")), 0.5)
    assert working(own, {"ann": "p1 p2"}, papers=2) == {"ann": []}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    rows = [
        (f"p{place}", f"c{place * step % 7}", "about", "title" if place % 3 else "abstract")
        for place in range(30)
        for step in (1, 2, 3)
    ]
    own = own_words(claims(*rows), 0.5)
    shuffled = own_words(claims(*rows).sample(fraction=1, shuffle=True, seed=seed), 0.5)
    assert shuffled.equals(own)
    mixed = own.sample(fraction=1, shuffle=True, seed=seed)
    papers = corpus(own, 40)
    assert cooccurrences(mixed, papers.reverse(), SETTINGS).equals(cooccurrences(own, papers, SETTINGS))
    authorships = pl.DataFrame(
        [(f"p{place}", f"a{place % 4}") for place in range(30)], schema=["paper", "author"], orient="row"
    )
    concepts = own.select("concept", type=pl.lit("task")).unique()
    made = [
        interests(o, a, concepts, papers, SETTINGS) for o, a in ((own, authorships), (mixed, authorships.reverse()))
    ]
    assert made[0].height > 5
    assert made[0].equals(made[1])


def test_a_paper_that_lists_very_many_concepts_makes_no_pairs() -> None:
    listed = [f"c{n}" for n in range(6)]
    papers = [*[listed] * 3, *[["other"]] * 37]
    assert going_together(naming(*papers), max_concepts_for_pairs=5).is_empty()
    assert going_together(naming(*papers), max_concepts_for_pairs=6).height == 15
    assert lists_of_concepts(naming(*papers), 5).to_list() == ["p0", "p1", "p2"]
