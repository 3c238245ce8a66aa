"""Spans of text that name concepts."""

import pytest

from kg.concepts.finder import Finder
from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.model import Concept, ConceptType


@pytest.fixture(scope="module")
def finder() -> Finder:
    named = [("routing", ConceptType.TASK, "ship routing"), ("logs", ConceptType.DATASET, "ShipLogs")]
    concepts = tuple(Concept(id_, type_, label) for id_, type_, label in named)
    return Finder(Vocabulary(concepts, tuple(Label(id_, label, "en") for id_, _, label in named)))


def test_spans_are_typed_and_each_text_has_its_own(finder: Finder) -> None:
    found = finder.spans(["Ship routing on ShipLogs.", "", "No ship routing"])
    assert found == [[TaggedSpan(0, 12, "task"), TaggedSpan(16, 24, "dataset")], [], [TaggedSpan(3, 15, "task")]]


def test_acronyms_are_short_and_long_forms(finder: Finder) -> None:
    text = "A ship log reader (SLR) beats every other SLR."
    found = [(text[s.start : s.end], s.label) for s in finder.acronyms(text)]
    assert found == [("ship log reader", "long"), ("SLR", "short"), ("SLR", "short")]


def test_title_and_abstract_are_one_text_three_line_ends_apart(finder: Finder) -> None:
    title, abstract = "On ship routing", "We read ShipLogs."
    (spans,) = finder.concepts([(title, abstract)])
    joined = f"{title}\n\n\n{abstract}"
    assert [(joined[s.start : s.end], s.label) for s in spans] == [("ship routing", "task"), ("ShipLogs", "dataset")]


def test_no_more_phrases_than_asked_for(finder: Finder) -> None:
    documents = [("Ship routing", "Ship routing by ShipLogs."), ("", "")]
    assert finder.keyphrases(documents, 5) == [["Ship routing", "ShipLogs"], []]
    assert finder.keyphrases(documents, 1) == [["Ship routing"], []]
