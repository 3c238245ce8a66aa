"""Evidence for one person, one kind at a time: the corpora of a comparison differ in one respect."""

import pytest
from toy import filler, judge_of, paper

from kg.authors.blocks.clustering import Cluster, merge_clusters
from kg.authors.blocks.evidence import FEATURES, KINDS, PairWeigher, confidence, default_weights, kind_features
from kg.authors.spelling.comparison import Agreement
from kg.model import Paper

Scene = tuple[PairWeigher, Cluster, Cluster]


def scene(one: Paper, other: Paper) -> Scene:
    """Return the judge and the clusters of the first authors of two papers, in a corpus with other papers."""
    judge, clusters = judge_of([one, other, *filler()], one.authors[0], other.authors[0])
    a, b = clusters
    return judge, a, b


def bits(one: Paper, other: Paper) -> float:
    judge, a, b = scene(one, other)
    found = judge.score(a, b)
    assert found is not None
    return found


def pair(*more: str, name: str = "Wei Wang", title: str = "Quiet volcanoes", category: str = "physics.geo-ph") -> float:
    """Return the match weight of two papers with the same first author and the co-authors ``more``."""
    one = paper("2601.00001", "Wei Wang", *more, title="Sorting sheep", category="cs.DS")
    return bits(one, paper("2601.00002", name, *more, title=title, category=category))


def test_what_is_shared_speaks_for_one_person() -> None:
    alone = pair()
    assert pair("Xaver Quindtmeyer") > alone + 3
    assert pair("Xaver Quindtmeyer", "Ulla Brandvikson") > pair("Xaver Quindtmeyer")
    assert pair(title="Sheep again") > alone
    assert pair(category="cs.DS") > alone


def test_a_common_name_shared_tells_less_than_a_rare_one() -> None:
    assert pair("Yang Liu") < pair("Xaver Quindtmeyer")
    assert pair("X Team") == pytest.approx(pair()), "who is in a team need not have met"
    assert pair("*") == pytest.approx(pair()), "a name without a letter is nobody's"


def test_a_rare_name_is_one_person_sooner_than_a_common_one() -> None:
    def weighed(name: str) -> float:
        return bits(paper("2601.00001", name, title="Sheep"), paper("2601.00002", name, title="Volcanoes"))

    assert weighed("Wei Wang") < -2
    assert weighed("Xaver Quindtmeyer") > 0


def test_an_initial_that_fits_a_coauthor_is_something() -> None:
    one = paper("2601.00001", "Wei Wang", "Xaver Quindtmeyer", title="Sheep")
    fits, differs = (paper("2601.00002", "Wei Wang", name, title="Volcanoes") for name in ("X. Quindtmeyer", "Y. Roe"))
    assert bits(one, fits) > bits(one, differs)


def test_the_longer_a_list_the_less_it_tells_who_knows_whom() -> None:
    def with_list(length: int, shared: str = "Xaver Quindtmeyer") -> float:
        strangers = [f"Ab{number} Rovl{number}" for number in range(2 * length)]
        return bits(
            paper("2601.00001", "Wei Wang", shared, *strangers[:length], title="Sheep"),
            paper("2601.00002", "Wei Wang", shared, *strangers[length:], title="Volcanoes"),
        )

    short, long, longest = with_list(2), with_list(40), with_list(350)
    assert short > long > longest
    assert longest == pytest.approx(with_list(2, "X Team")), "of hundreds it tells nothing"


def test_it_does_not_matter_which_cluster_comes_first() -> None:
    shared = ("Xaver Quindtmeyer", "Yang Liu", "U. Brandvikson")
    one = paper("2601.00001", "W. Wang", *shared, title="Sorting sheep and goats")
    judge, a, b = scene(one, paper("2601.00002", "Wei X. Wang", *shared, title="Sorting goats, not sheep"))
    assert judge.score(a, b) == judge.score(b, a)
    assert judge.explain(a, b) == judge.explain(b, a)


def test_an_explanation_adds_up_to_the_score() -> None:
    judge, a, b = scene(
        paper("2601.00001", "W. Wang", "Xaver Quindtmeyer", title="Sorting sheep"),
        paper("2601.00002", "Wei Wang", "Xaver Quindtmeyer", title="Sheep, sorted"),
    )
    told = {evidence.kind: evidence for evidence in judge.explain(a, b)}
    assert tuple(told) == KINDS
    assert sum(evidence.bits for evidence in told.values()) == pytest.approx(judge.score(a, b), abs=0.05)
    assert told["co-authors"].values == ("Xaver Quindtmeyer",)
    assert told["words"].values == ("sheep",)
    assert told["categories"].values == ("cs.LG",)
    assert told["name"].values[0] == Agreement.INITIAL.value


def test_a_conflict_anywhere_in_a_cluster_forbids() -> None:
    names = ("J. Smith", "John Smith", "Jane Smith")
    papers = [paper(f"2601.0000{i}", name) for i, name in enumerate(names)]
    judge, (initial, john, jane) = judge_of([*papers, *filler()], *names)
    assert judge.score(initial, jane) is not None
    assert judge.score(merge_clusters([initial, john]), jane) is None
    assert judge.explain(merge_clusters([initial, john]), jane) == ()


def test_two_strings_on_one_paper_forbid() -> None:
    judge, (a, b) = judge_of([paper("2601.00001", "Jörg Roe", "Jorg Roe"), *filler()], "Jörg Roe", "Jorg Roe")
    assert a.must_not_meet(b)
    assert judge.score(a, b) is None


def test_every_feature_has_a_weight_and_belongs_to_one_kind() -> None:
    assert tuple(feature for kind in KINDS for feature in kind_features(kind)) == FEATURES
    assert set(default_weights()) == set(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)


def test_other_weights_may_be_given() -> None:
    judge, a, b = scene(paper("2601.00001", "Wei Wang"), paper("2601.00002", "Wei Wang"))
    silent = PairWeigher(judge.block, judge.settings, dict.fromkeys(FEATURES, 0.0) | {"prior": 7.0})
    assert silent.score(a, b) == 7.0


def test_bits_are_odds_at_any_size() -> None:
    assert confidence(0) == 0.5
    assert confidence(1) == pytest.approx(2 / 3)
    assert confidence(-1e9) >= 0
    assert confidence(1e9) <= 1
    assert confidence(-3) + confidence(3) == pytest.approx(1)
