"""Scores compared with naive implementations of their definitions and with examples calculated by hand."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.scores import Score, bcubed, pairwise, wilson

Items = list[tuple[int, int]]

partitions = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=30)


def bcubed_by_definition(items: Items) -> tuple[float, float]:
    """Compute B-cubed scores item by item, as defined by Bagga & Baldwin (1998)."""
    precision = recall = 0.0
    for cluster, person in items:
        together = [i for i, (c, _) in enumerate(items) if c == cluster]
        same = [i for i, (_, k) in enumerate(items) if k == person]
        correct = len(set(together) & set(same))
        precision += correct / len(together) / len(items)
        recall += correct / len(same) / len(items)
    return precision, recall


def pairwise_by_definition(items: Items) -> tuple[float, float]:
    """Compute pairwise scores by comparing every pair."""
    joined = meant = both = 0
    for (c, k), (d, m) in combinations(items, 2):
        joined += c == d
        meant += k == m
        both += c == d and k == m
    return (both / joined if joined else 1.0, both / meant if meant else 1.0)


def f1(p: float, r: float) -> float:
    return 2 / (1 / p + 1 / r) if p and r else 0.0


@given(partitions)
def test_bcubed_is_what_the_definition_says(items: Items) -> None:
    p, r = bcubed_by_definition(items)
    score = bcubed(items)
    assert (score.p, score.r, score.f1) == pytest.approx((p, r, f1(p, r)))
    assert score.n == len(items)


@given(st.lists(partitions, min_size=1, max_size=5))
def test_pairwise_is_what_the_definition_says(groups: list[Items]) -> None:
    each = [pairwise_by_definition(items) for items in groups]
    p, r = (sum(values) / len(groups) for values in zip(*each, strict=True))
    score = pairwise(groups)
    assert (score.p, score.r, score.f1) == pytest.approx((p, r, f1(p, r)))
    assert score.n == len(groups)


@given(partitions, st.randoms(use_true_random=False))
def test_neither_order_nor_names_of_clusters_show_in_a_single_digit(items: Items, chance: random.Random) -> None:
    names = chance.sample(range(1000), 6)
    shuffled = [(names[cluster], person) for cluster, person in items]
    chance.shuffle(shuffled)
    assert bcubed(shuffled) == bcubed(items)
    assert pairwise([shuffled, items]) == pairwise([items, shuffled])


@given(partitions)
def test_precision_and_recall_trade_places_when_clusters_and_persons_do(items: Items) -> None:
    score, other = bcubed(items), bcubed([(person, cluster) for cluster, person in items])
    assert (score.p, score.r) == (other.r, other.p)


@given(partitions)
def test_one_author_a_name_is_precise_and_one_author_for_all_misses_nobody(items: Items) -> None:
    assert bcubed([(i, person) for i, (_, person) in enumerate(items)]).p == 1.0
    assert bcubed([(0, person) for _, person in items]).r == 1.0


# Bagga & Baldwin (1998): twelve mentions with the true clusters {1-5}, {6, 7}, {8-12}.
TRUTH = "AAAAABBCCCCC"


@pytest.mark.parametrize(
    ("response", "p"),
    [
        # sum of the items' precisions: {1-5} 5 x 1; {6-12} 2 x 2/7 + 5 x 5/7 = 29/7; total 64/7 of 12
        ("xxxxxyyyyyyy", 64 / 84),
        # sum of the items' precisions: {6, 7} 2 x 1; the other ten 10 x 5/10 = 5; total 7 of 12
        ("xxxxxyyxxxxx", 7 / 12),
    ],
)
def test_the_example_that_bcubed_was_made_for(response: str, p: float) -> None:
    """The second response merges two large clusters and must score lower; neither response splits a cluster."""
    score = bcubed(zip(response, TRUTH, strict=True))
    assert score.p == pytest.approx(p)
    assert score.r == 1.0


def test_pairs_of_an_example_by_hand() -> None:
    """Pairs of the first response: 10 + 21 merged, 10 + 1 + 10 of them correct; the key has 10 + 1 + 10."""
    first = pairwise([zip("xxxxxyyyyyyy", TRUTH, strict=True)])
    assert (first.p, first.r) == (pytest.approx(21 / 31), 1.0)
    # a second group without merges: precision 1, since no pair is wrong, and recall 0, since its one pair is missed
    both = pairwise([zip("xxxxxyyyyyyy", TRUTH, strict=True), [("x", "A"), ("y", "A")]])
    assert (both.p, both.r, both.n) == (pytest.approx((21 / 31 + 1) / 2), 0.5, 2)


def test_nothing_to_score_has_no_score() -> None:
    assert bcubed([]) == pairwise([]) == Score(None, None, None, 0)
    assert bcubed([]).as_dict() == {"precision": None, "recall": None, "f1": None, "count": 0}


def test_results_have_six_digits() -> None:
    assert bcubed([("x", "A"), ("x", "B"), ("x", "B")]).as_dict() == {
        "precision": 0.555556,
        "recall": 1.0,
        "f1": 0.714286,
        "count": 3,
    }


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [  # calculated by hand with z = 1.96, and values from published tables of the interval
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (95, 100, 0.8882, 0.9785),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_wilsons_interval(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_inside_its_bounds(case: tuple[int, int]) -> None:
    right, n = case
    low, high = wilson(right, n)
    assert 0 <= low <= right / n <= high <= 1


def test_of_no_cases_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
