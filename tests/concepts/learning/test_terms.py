"""Terms that papers use, with their counts, and those that become concepts."""

from itertools import permutations

import pytest

from kg.concepts import load_vocabulary
from kg.concepts.learning.learn import learn
from kg.concepts.learning.terms import TermCounts, is_name, read_terms, term_key, without_generic
from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import Vocabulary
from kg.model import ConceptType
from kg.settings import ConceptSettings
from kg.settings.sections.concepts import AcronymSettings


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("pre-trained models", "Pretrained model", True),
        ("hive modelling", "hive modeling", False),
        ("colour quantisation", "color quantization", True),
        ("LLMs", "LLM", True),
        ("CLIP", "clip", False),
        ("wax analysis", "wax analyses", False),
        ("GSM8K", "GSM-8K", False),
        ("wax-based nets", "wax based net", True),
    ],
)
def test_ways_to_print_one_term_share_a_key(one: str, other: str, same: bool) -> None:
    assert (term_key(one) == term_key(other)) is same


def test_names_are_told_from_words() -> None:
    assert [is_name(s) for s in ("WaxBench", "BEE-2", "Hive 3", "hive", "Hive count", "2D", "7B")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_what_kind_of_thing_it_is_does_not_belong_to_a_name() -> None:
    assert without_generic("WaxBench dataset") == "WaxBench"
    assert without_generic("wax dataset") == "wax dataset"


def terms_of(*papers: tuple[str, str, dict[str, str]]) -> TermCounts:
    """Count the terms of papers: title, abstract, and the names in the abstract with their types."""
    terms = TermCounts()
    for title, abstract, names in papers:
        spans = [TaggedSpan(abstract.find(n), abstract.find(n) + len(n), t) for n, t in names.items() if n in abstract]
        terms.add(read_terms((title, abstract), ([], spans), AcronymSettings()))
    return terms


def learned(*papers: tuple[str, str, dict[str, str]]) -> dict[str, ConceptType]:
    empty = Matcher(Vocabulary((), ()))
    return {c.label: c.type for c in learn(terms_of(*papers), empty, ConceptSettings()).concepts}


def test_a_name_that_papers_use_as_one_type_is_a_concept() -> None:
    paper = ("On wax", "We test on WaxBench.", {"WaxBench": "dataset"})
    assert learned(paper, paper) == {"WaxBench": ConceptType.DATASET}
    assert learned(paper) == {}


def test_a_name_that_several_papers_give_to_their_own_work_is_none() -> None:
    one = ("HIVER: counting hives", "HIVER counts.", {"HIVER": "method"})
    other = ("HIVER: honey in verse", "HIVER rhymes.", {"HIVER": "method"})
    user = ("On poems", "We use HIVER.", {"HIVER": "method"})
    assert learned(one, other, user) == {}
    assert learned(one, user, user) == {"HIVER": ConceptType.METHOD}


def test_votes_that_differ_leave_a_concept_untyped() -> None:
    abstract = "We study pollen trace logic (PTL)."
    papers = [("On it", abstract, {"pollen trace logic": t}) for t in ("task", "method", "dataset", "model")]
    assert learned(*papers) == {"pollen trace logic": ConceptType.UNTYPED}


def test_a_head_noun_votes_too() -> None:
    abstract = "We report the honey loss rate (HLR)."
    papers = [("On it", abstract, {"honey loss rate": t}) for t in ("metric", "metric", "metric", "task")]
    assert learned(*papers) == {"honey loss rate": ConceptType.METRIC}


def test_phrases_that_only_describe_are_no_concepts_however_many_papers_use_them() -> None:
    for phrase in ("data-driven approach", "complex hive", "LLM-based hive sorting", "ground truth (GT)"):
        name = phrase.split(" (")[0]
        assert learned(*[("On it", f"We use a {phrase}.", {name: "method"})] * 9) == {}


def test_an_acronym_stands_for_the_long_form_that_most_papers_give_it() -> None:
    many = ("On it", "We use wax flow nets (WFNs). A WFN is slow.", {"WFN": "method"})
    rare = ("On it", "A world of nectar foams (WFN).", {})
    terms = terms_of(*[many] * 8, rare)
    found = learn(terms, Matcher(Vocabulary((), ())), ConceptSettings())
    (concept,) = found.concepts
    assert (concept.label, concept.labels) == ("wax flow net", (("WFN", "en"),))
    assert concept.votes == (("method", 8),)


def test_the_order_of_papers_and_how_they_are_split_do_not_matter() -> None:
    papers = [
        ("On wax", "We test on WaxBench.", {"WaxBench": "dataset"}),
        ("On wax", "The WAX-Bench and WaxBench.", {"WaxBench": "dataset"}),
        ("On nets", "We use wax flow nets (WFNs).", {"wax flow nets": "method"}),
        ("On nets", "We use Wax Flow Nets (WFNs).", {"Wax Flow Nets": "method"}),
    ]
    matcher = Matcher(Vocabulary((), ()))
    whole = learn(terms_of(*papers), matcher, ConceptSettings())
    for order in permutations(papers):
        parts = terms_of(*order[:1])
        parts += terms_of(*order[1:])
        assert learn(parts, matcher, ConceptSettings()) == whole


def test_what_the_vocabulary_knows_is_not_learned_again() -> None:
    paper = (
        "On it",
        "We use graph neural networks on ImageNet.",
        {"graph neural networks": "method", "ImageNet": "dataset"},
    )
    found = learn(terms_of(*[paper] * 9), Matcher(load_vocabulary()), ConceptSettings())
    assert found.concepts == ()
