"""Ranking of the terms of a paper."""

from kg.concepts.learning.keyphrases import Frequencies, count_candidates, rank
from kg.concepts.tagging.tagger import TaggedSpan
from kg.settings.sections.concepts import RankingSettings


def ranked(title: str, abstract: str, terms: list[str], corpus: Frequencies | None = None) -> list[str]:
    texts = (title, abstract)
    spans = [sorted(TaggedSpan(t.find(n), t.find(n) + len(n), "other") for n in terms if n in t) for t in texts]
    return [
        phrase.label for phrase in rank(texts, spans, corpus or count_candidates([(texts, spans)]), RankingSettings())
    ]


def test_what_the_title_names_comes_before_what_the_abstract_names() -> None:
    assert ranked("On hive counting", "We use wax routing.", ["hive counting", "wax routing"])[0] == "hive counting"


def test_a_term_stands_once_whatever_its_plural_or_hyphen() -> None:
    terms = ["hive counts", "Hive-count"]
    assert ranked("Hive-count tools", "Many hive counts.", terms) == ["Hive-count"]


def test_single_words_and_long_descriptions_come_last() -> None:
    terms = ["honey", "wax flow", "very long winded wax flow thing"]
    found = ranked("A title", "honey and wax flow and very long winded wax flow thing", terms)
    assert found[0] == "wax flow"


def test_a_term_that_most_papers_have_says_less() -> None:
    corpus = Frequencies(1000, {"languagemodel": 600, "waxflow": 3})
    assert ranked("A title", "A language model of wax flow.", ["language model", "wax flow"], corpus) == [
        "wax flow",
        "language model",
    ]
