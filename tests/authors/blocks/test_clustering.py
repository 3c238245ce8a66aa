"""Clusters as sums, and the order in which they are merged; the scores are made up."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy import filler, judge_of, paper

from kg.authors.blocks.clustering import Cluster, Clustering, Merge, Signatory, agglomerate, merge_clusters


def bare(mention: int, printed: str = "A", paper_id: str = "", namesake: int = 0) -> Cluster:
    where = {paper_id or f"p{mention}": Signatory(printed, namesake)}
    nobody: frozenset[int] = frozenset()
    return Cluster([mention], {ord(printed): 1}, {}, nobody, nobody, {}, {}, False, where, frozenset(), 0.0)


def pairwise(bits: dict[tuple[int, int], float]) -> Callable[[Cluster, Cluster], float | None]:
    """Score two clusters by their worst pair of authorships; a pair without bits has nothing in common."""

    def score(one: Cluster, other: Cluster) -> float | None:
        pairs = [bits.get((min(a, b), max(a, b))) for a in one.mentions for b in other.mentions]
        found = [pair for pair in pairs if pair is not None]
        return min(found) if len(found) == len(pairs) else None

    return score


def gathered(size: int, bits: dict[tuple[int, int], float], threshold: float = 0.0) -> tuple[Clustering, list[Merge]]:
    steps: list[Merge] = []
    clusters = [bare(i) for i in range(size)]
    return agglomerate(clusters, lambda _: range(size), pairwise(bits), threshold, steps.append), steps


def test_the_best_pair_goes_first_and_what_it_made_is_weighed_anew() -> None:
    outcome, steps = gathered(3, {(0, 1): 2.0, (1, 2): 5.0, (0, 2): -3.0})
    assert [(step.one.mentions, step.other.mentions, step.bits) for step in steps] == [([1], [2], 5.0)]
    assert [person.mentions for person in outcome.people] == [[0], [1, 2]]
    assert outcome.apart == [(0, 1, -3.0)]


def test_what_fits_two_does_not_make_these_fit_each_other() -> None:
    outcome, _ = gathered(3, {(0, 1): 5.0, (1, 2): 4.0})
    assert [person.mentions for person in outcome.people] == [[0, 1], [2]]
    assert outcome.apart == [], "nothing is known of the two"


def test_of_equals_the_earlier_mentions_go_first() -> None:
    outcome, steps = gathered(4, {(2, 3): 1.0, (0, 3): 1.0, (0, 2): -1.0})
    assert [step.other.mentions for step in steps] == [[3]]
    assert [person.mentions for person in outcome.people] == [[0, 3], [1], [2]]


def test_the_threshold_itself_is_enough() -> None:
    assert len(gathered(2, {(0, 1): -0.4}, -0.4)[0].people) == 1
    assert len(gathered(2, {(0, 1): -0.41}, -0.4)[0].people) == 2


@given(
    st.dictionaries(
        st.sampled_from(list(combinations(range(7), 2))),
        st.integers(-4, 4).map(float),
    )
)
def test_everyone_is_in_one_cluster_and_no_pair_above_the_threshold_is_left(bits: dict[tuple[int, int], float]) -> None:
    outcome, steps = gathered(7, bits)
    assert sorted(m for person in outcome.people for m in person.mentions) == list(range(7))
    assert len(steps) == 7 - len(outcome.people)
    score = pairwise(bits)
    for i, j in combinations(range(len(outcome.people)), 2):
        found = score(outcome.people[i], outcome.people[j])
        assert found is None or found < 0
        assert ((i, j, found) in outcome.apart) == (found is not None)


def test_a_cluster_is_the_sum_of_its_papers() -> None:
    papers = [
        paper("2601.00001", "Ada Byron", "Jo Roe", "J. Roe", "X Team", "*", title="Sheep sorting"),
        paper("2601.00002", "A. Byron", "J. Roe", "Jo Roe", "X Team", "*", title="Sheep"),
        *filler(),
    ]
    judge, parts = judge_of(papers, "Ada Byron", "A. Byron")
    block, whole = judge.block, merge_clusters(parts)
    assert whole.mentions == [0, 1]
    assert {judge.names[form].form: n for form, n in whole.forms.items()} == {"ada byron": 1, "a byron": 1}
    assert {block.terms[term].text: n for term, n in whole.terms.items()} == {"sheep": 2}, "what both have"
    assert {block.categories[code].text: n for code, n in whole.categories.items()} == {"cs.LG": 2}
    coauthors = {block.coauthors[place].text: weight for place, weight in whole.coauthors.items()}
    assert coauthors == {"Jo Roe": 1.0, "J. Roe": 1.0}, "groups and what has no letters know nobody"
    assert len(whole.abbreviated) == len(whole.fitting) == 1
    again = merge_clusters(parts[::-1])
    assert again.term_length(block.terms) == pytest.approx(whole.term_length(block.terms))
    assert whole.term_length(block.terms) > parts[0].term_length(block.terms)


def test_a_sum_leaves_its_parts_as_they_were() -> None:
    parts = [bare(0), bare(1)]
    merge_clusters(parts)
    assert parts == [bare(0), bare(1)]


def test_two_strings_on_one_paper_are_two_people_and_so_are_two_people_of_one_string() -> None:
    assert bare(0, "A", "p").same_paper(bare(1, "B", "p")) == "p"
    assert bare(0, "A", "p").same_paper(bare(1, "A", "p")) is None
    assert bare(0, "A", "p").same_paper(bare(1, "A", "p", 1)) == "p"
    assert bare(0, "A", "p").printed_alike(bare(1, "A", "p", 1))
    grown = merge_clusters([bare(2, "C", "q"), bare(0, "A", "p")])
    assert grown.same_paper(bare(1, "B", "p")) == bare(1, "B", "p").same_paper(grown) == "p"


def test_sides_of_one_line_differ_whatever_they_were_merged_with() -> None:
    one, other, third = bare(0), bare(1), bare(2)
    one.marks, other.marks = frozenset({(3, False)}), frozenset({(3, True), (4, True)})
    assert merge_clusters([one, third]).said_apart(merge_clusters([other])) == 3
    assert one.said_apart(third) is None
    assert one.said_apart(one) is None
