from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts import Vocabulary
from kg.concepts.text.cues import Cue
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import Label
from kg.model import Concept, ConceptType

LABELS = {
    "bee-dance": ["bee dance", "waggle dance"],
    "bee-dance-decoding": ["bee-dance decoding"],
    "hive-net": ["HiveNet", "HN", "HN-2"],
    "swarm": ["Swarm"],
    "monte-carlo-honey": ["Monte Carlo honey"],
    "c-plus-plus": ["C++"],
    "nectar-model": ["nectar model", "花蜜模型", "NM"],
    "q-foraging": ["Q觅食"],
    "fine-foraging": ["fine-foraging"],
    "tau-bee": ["τ-bee"],
}


def matcher(*, initials_are_style: bool = False) -> Matcher:
    labels = [Label(concept, text, "") for concept, texts in LABELS.items() for text in texts]
    labels += [Label("hive-net", "SAM", "", hidden=True), Label("swarm", "SAM", "", hidden=True)]
    concepts = tuple(Concept(concept, ConceptType.UNTYPED, texts[0]) for concept, texts in LABELS.items())
    return Matcher(Vocabulary(concepts, tuple(labels), initials_are_style))


@pytest.fixture(scope="module")
def bees() -> Matcher:
    return matcher()


def found(bees: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.concepts[0]) for m in bees.find(text)[0]]


@pytest.mark.parametrize(
    "printed", ["bee dance", "Bee Dance", "bee-dance", "bee\ndance", "bee dances", "BEE DANCE", "bee-dances"]
)
def test_case_hyphen_line_end_and_plural_do_not_matter(bees: Matcher, printed: str) -> None:
    assert found(bees, f"On the {printed}.") == [(printed, "bee-dance")]


def test_a_label_that_one_concept_shows_is_not_what_another_only_hides() -> None:
    concepts = tuple(Concept(id_, ConceptType.UNTYPED, id_) for id_ in ("falcon", "hawk"))
    labels = (
        Label("falcon", "Swift", ""),
        Label("hawk", "Swift", "", hidden=True),
        Label("hawk", "Gos", "", hidden=True),
    )
    birds = Matcher(Vocabulary(concepts, labels))
    assert birds.lookup("Swift") == ("falcon",)
    assert birds.lookup("Gos") == ("hawk",)


def test_the_longest_label_wins(bees: Matcher) -> None:
    assert found(bees, "bee dance decoding and bee dance") == [
        ("bee dance decoding", "bee-dance-decoding"),
        ("bee dance", "bee-dance"),
    ]


def test_labels_are_whole_words(bees: Matcher) -> None:
    assert found(bees, "beedance XHN HNX bee dancer fine-foragings") == []


def test_a_chinese_neighbor_is_a_word_boundary(bees: Matcher) -> None:
    assert found(bees, "使用HiveNet模型和花蜜模型（NM）") == [
        ("HiveNet", "hive-net"),
        ("花蜜模型", "nectar-model"),
        ("NM", "nectar-model"),
    ]


def test_capitals_inside_a_word_and_digits_are_part_of_a_name(bees: Matcher) -> None:
    assert found(bees, "hivenet hn HNs HN2 HN-2 hn-2") == [
        ("HNs", "hive-net"),
        ("HN2", "hive-net"),
        ("HN-2", "hive-net"),
    ]


def test_a_name_of_one_word_needs_its_capital(bees: Matcher) -> None:
    assert found(bees, "a swarm met Swarm") == [("Swarm", "swarm")]


def test_headings_as_labels_need_no_capital() -> None:
    assert found(matcher(initials_are_style=True), "a swarm") == [("swarm", "swarm")]


def test_capitals_of_other_words_may_be_missing(bees: Matcher) -> None:
    assert [c for _, c in found(bees, "monte carlo honey; Monte Carlo Honey")] == ["monte-carlo-honey"] * 2


def test_symbols_count(bees: Matcher) -> None:
    assert found(bees, "C, written in C++. A C-- τ-bee and a-bee") == [("C++", "c-plus-plus"), ("τ-bee", "tau-bee")]


def test_two_plus_signs_make_another_name(bees: Matcher) -> None:
    assert found(bees, "HiveNet++ beats HiveNet.") == [("HiveNet", "hive-net")]
    assert bees.find("HiveNet++ beats HiveNet.")[0][0].start == 16


def test_a_joined_hyphen_is_found(bees: Matcher) -> None:
    assert found(bees, "finefaring fineforaging") == [("fineforaging", "fine-foraging")]


def test_a_label_of_both_scripts_is_no_part_of_a_latin_word(bees: Matcher) -> None:
    assert found(bees, "IQ觅食与Q觅食") == [("Q觅食", "q-foraging")]


def test_a_shared_label_names_all_that_share_it(bees: Matcher) -> None:
    ((_, _, concepts),) = bees.find("with SAM")[0]
    assert concepts == ("hive-net", "swarm")


def test_labels_do_not_reach_over_a_sentence(bees: Matcher) -> None:
    assert found(bees, "by the bee. Dance is") == []


def test_cues_of_both_languages_are_found_in_order(bees: Matcher) -> None:
    text = "We propose X, which outperforms Y。提出了Z"
    assert [(text[c.start : c.end], c.cue) for c in bees.find(text)[1]] == [
        ("propose", Cue.PROPOSE),
        ("outperforms", Cue.COMPARE),
        ("提出", Cue.PROPOSE),
    ]


@given(st.text(alphabet=" \nabİıßé使用花蜜模型（）HN-2.", max_size=30), st.text(alphabet="İß 使。\n", max_size=8))
def test_offsets_are_those_of_the_text_itself(before: str, after: str) -> None:
    bees = _SHARED
    text = f"{before} HiveNet {after}"
    mentions, _ = bees.find(text)
    assert "HiveNet" in [text[m.start : m.end] for m in mentions]
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


_SHARED = matcher()
