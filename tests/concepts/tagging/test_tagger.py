"""The sequence model, trained on a few sentences: it decodes as CRFsuite does and finds the trained spans."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.concepts.finder import Finder
from kg.concepts.tagging.tagger import OUTSIDE, TaggedSpan, Tagger
from kg.concepts.tagging.tokens import Lexicon, phrases, tokenize
from kg.concepts.weights import Weights, read_weights, shipped_weights, text_lines, write_weights
from kg.evaluate.concepts.training import Example, encode, train

TEXTS = [
    "We train HoneyNet on WaxBench for hive counting.",
    "HoneyNet beats BeeFormer on PollenSet in swarm detection.",
    "Results on WaxBench show that swarm detection is hard.",
    "BeeFormer is evaluated on WaxBench and PollenSet.",
    "Hive counting and swarm detection need HoneyNet.",
]
NAMES = {"HoneyNet": "method", "BeeFormer": "method", "WaxBench": "dataset", "PollenSet": "dataset"}
NAMES |= {"hive counting": "task", "Hive counting": "task", "swarm detection": "task"}


def spans(text: str) -> tuple[tuple[int, int, str], ...]:
    found = [(text.find(name), text.find(name) + len(name), label) for name, label in NAMES.items() if name in text]
    return tuple(sorted(found))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [Example(text, spans(text), style="bees") for text in TEXTS]


@pytest.fixture(scope="module")
def weights(examples: list[Example]) -> Weights:
    pytest.importorskip("pycrfsuite", reason="training needs the extra fit")
    return train(examples, iterations=40)


def test_it_finds_what_it_was_shown(weights: Weights) -> None:
    assert Tagger(weights, "bees").tag(TEXTS) == [[TaggedSpan(*span) for span in spans(text)] for text in TEXTS]


def test_it_reads_like_the_program_that_trained_it(examples: list[Example], tmp_path: Path) -> None:
    """Compare feature tables and Viterbi decoding with CRFsuite's own decoder, given the same features."""
    pycrfsuite = pytest.importorskip("pycrfsuite", reason="training needs the extra fit")
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.2, "c2": 0.1, "max_iterations": 15})
    for names, labels in encode(examples):
        trainer.append(names, labels)
    trainer.train(str(tmp_path / "model"))
    oracle = pycrfsuite.Tagger()
    oracle.open(str(tmp_path / "model"))
    unseen = ["PollenSet is for swarm counting with BeeNet.", "A study of honey on WaxBench, by HoneyNet users."]
    expected = [oracle.tag(names) for names, _ in encode([Example(text, ()) for text in unseen])]
    tagger = Tagger(train(examples, iterations=15), "bees")
    for text, labels, found in zip(unseen, expected, tagger.tag(unseen), strict=True):
        tokens = tokenize([text], Lexicon())
        told = [OUTSIDE] * len(labels)
        for start, end, label in found:
            inside = np.flatnonzero((tokens.start >= start) & (tokens.end <= end)).tolist()
            for place, at in enumerate(inside):
                told[at] = f"{'I' if place else 'B'}-{label}"
        assert told == labels


def test_a_text_reads_the_same_alone_and_among_others(weights: Weights) -> None:
    together = Tagger(weights, "bees").tag([*TEXTS, "", "One word"])
    alone = [Tagger(weights, "bees").tag([text])[0] for text in [*TEXTS, "", "One word"]]
    assert together == alone


def test_weights_are_what_they_were_after_writing_and_reading(weights: Weights) -> None:
    files = [BytesIO(), BytesIO()]
    for file in files:
        write_weights(replace(weights, header="made for a test"), file)
    assert files[0].getvalue() == files[1].getvalue()
    files[0].seek(0)
    again = read_weights(files[0])
    assert again.labels == weights.labels
    assert again.header == "made for a test"
    assert next(text_lines(again)) == "# made for a test"
    assert Tagger(again, "bees").tag(TEXTS) == Tagger(weights, "bees").tag(TEXTS)


def test_eagerness_finds_no_less(weights: Weights) -> None:
    text = "Perhaps WaxNet on HoneySet for nectar detection."
    calm, eager = (sum(len(found) for found in Tagger(weights, "bees", more).tag([text])) for more in (0.0, 5.0))
    assert calm <= eager


def test_shipped_weights_know_the_types_of_the_program() -> None:
    labels = {label[2:] for label in shipped_weights("tagger").labels if label != OUTSIDE}
    assert labels >= {"task", "method", "model", "dataset", "metric", "field", "software", "material", "other"}


def test_the_shipped_model_types_names_by_their_sentence() -> None:
    text = "We propose HoneyNet for aspect-based hive counting and report 91.2% accuracy on the WaxBench benchmark."
    found = {text[s.start : s.end]: s.label for s in Finder().spans([text])[0]}
    assert found["HoneyNet"] == "method"
    assert found["accuracy"] == "metric"
    assert next(label for name, label in found.items() if "WaxBench" in name) == "dataset"


def test_the_phrase_of_a_token_ends_at_function_words() -> None:
    lexicon = Lexicon()
    tokens = tokenize(["We study deep hive counting on wax."], lexicon)
    found = phrases(tokens, lexicon)
    words = [lexicon.words[number] for number in found.head.tolist()]
    assert words == ["", "", "counting", "counting", "counting", "", "wax", ""]
    assert found.place.tolist() == [0, 0, 1, 2, 3, 0, 4, 0]
    assert lexicon.words[int(found.left[2])] == "study"
    assert lexicon.words[int(found.right[2])] == "on"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_gives_spans_inside_it_in_order(texts: list[str]) -> None:
    for text, found in zip(texts, Finder().spans(texts), strict=True):
        assert all(0 <= s.start < s.end <= len(text) for s in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
