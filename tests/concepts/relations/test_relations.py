"""Relations between papers and concepts: the words that indicate them, and the confidence of an uncertain one."""

import pytest

from kg.concepts.relations.own_words import decide
from kg.concepts.relations.relation_model import Guess
from kg.concepts.relations.relations import Rules
from kg.concepts.vocabulary.matching import Automaton, VocabularyIndex
from kg.model import ConceptType, Relation, SectionKind
from kg.settings import ConceptSettings

K, R, T = SectionKind, Relation, ConceptType
CUES = Automaton(VocabularyIndex(()))


def rules(text: str) -> Rules:
    return Rules(text, [(cue.start, cue.end, cue.cue) for cue in CUES.find(text)[1]], ConceptSettings())


def relation(text: str, name: str, type_: ConceptType, kind: SectionKind = K.ABSTRACT) -> Relation:
    start = text.index(name)
    return rules(text).judge(kind, start, start + len(name), type_)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We propose HiveNet, which counts bees.", R.PROPOSES),
        ("We propose HiveNet (HN), which counts bees.", R.PROPOSES),
        ("We propose a new HiveNet.", R.PROPOSES),
        ("We propose a HiveNet pruning scheme.", R.ABOUT),
        ("We propose an adaptive HiveNet.", R.ABOUT),
        ("Our counter outperforms HiveNet.", R.COMPARES_WITH),
        ("Our counter outperforms all others by pruning HiveNet.", R.ABOUT),
        ("Our counter outperforms all others. HiveNet is old.", R.ABOUT),
        ("HiveNet serves as a baseline.", R.COMPARES_WITH),
        ("HiveNet is old. A random counter is our baseline.", R.ABOUT),
        ("We use HiveNet.", R.USES),
        ("This is of no use. HiveNet counts bees.", R.ABOUT),
    ],
)
def test_words_before_a_model_say_the_relation(text: str, expected: Relation) -> None:
    assert relation(text, "HiveNet", T.MODEL) is expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("We evaluate our counter on ApiSet.", T.DATASET, R.EVALUATED_ON),
        ("We evaluate our counter. There is also ApiSet.", T.DATASET, R.ABOUT),
        ("Our ApiSet is 91.4.", T.METRIC, R.REPORTS),
        ("At 91.4 our ApiSet is high.", T.METRIC, R.REPORTS),
        ("Our ApiSet is high.", T.METRIC, R.ABOUT),
        ("We address ApiSet in summer.", T.TASK, R.ADDRESSES),
        ("We outperform ApiSet.", T.TASK, R.ABOUT),
    ],
)
def test_a_relation_leads_to_what_it_may(text: str, type_: ConceptType, expected: Relation) -> None:
    assert relation(text, "ApiSet", type_) is expected


def decided(text: str, guess: Guess, type_: ConceptType = T.MODEL) -> Relation:
    start = text.index("HiveNet")
    return decide(rules(text), K.ABSTRACT, (start, start + len("HiveNet")), type_, guess)[0]


def test_that_a_paper_proposes_something_needs_a_surer_guess_than_that_it_uses_it() -> None:
    text = "In summer HiveNet counts bees."
    assert decided(text.replace(" counts", ", which counts"), Guess(R.PROPOSES, 0.90)) is R.PROPOSES
    assert decided(text.replace(" counts", ", which counts"), Guess(R.PROPOSES, 0.80)) is R.ABOUT
    assert decided(text, Guess(R.USES, 0.80)) is R.USES
    assert decided(text, Guess(R.USES, 0.65)) is R.ABOUT


def test_a_cue_that_says_the_same_makes_up_for_a_guess_that_is_not_sure() -> None:
    assert decided("We use HiveNet.", Guess(R.USES, 0.5)) is R.USES
    assert decided("We use HiveNet.", Guess(R.USES, 0.3)) is R.ABOUT
    assert decided("We use HiveNet.", Guess(R.COMPARES_WITH, 0.5)) is R.ABOUT
    assert decided("We propose HiveNet.", Guess(R.PROPOSES, 0.5)) is R.ABOUT


def test_what_is_made_after_something_is_another_thing() -> None:
    assert decided("We compare HiveNet-style counters.", Guess(R.COMPARES_WITH, 0.9)) is R.ABOUT
    assert decided("We propose counting with HiveNet.", Guess(R.PROPOSES, 0.9)) is R.ABOUT
