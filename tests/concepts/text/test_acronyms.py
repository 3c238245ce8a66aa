import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.text.acronyms import find_bracketed, find_definitions
from kg.settings.sections.concepts import AcronymSettings


def defined(text: str) -> dict[str, str]:
    return {d.short: text[d.start : d.end] for d in find_definitions(text, AcronymSettings())}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We study large language models (LLMs) here", "LLM", "large language models"),
        ("LLM (large language model) is", "LLM", "large language model"),
        ("a novel Cluster-Aware Training (CAT) scheme", "CAT", "Cluster-Aware Training"),
        ("using low-rank adaptation (LoRA)", "LoRA", "low-rank adaptation"),
        ("the text-to-image (T2I) task", "T2I", "text-to-image"),
        ("with area under the ROC curve (AUC)", "AUC", "area under the ROC curve"),
        ("and chain-of-thought (CoT, see below)", "CoT", "chain-of-thought"),
        ("by 3D Gaussian splatting (3DGS)", "3DGS", "3D Gaussian splatting"),
        ("of large\nlanguage models (LLMs)", "LLM", "large\nlanguage models"),
        ("the mixture of experts（MoE）", "MoE", "mixture of experts"),
        ("for cross-modal retrieval (XMR)", "XMR", "cross-modal retrieval"),
    ],
)
def test_definitions_are_read_in_every_form(text: str, short: str, long: str) -> None:
    assert defined(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "several large models (GPT-4) were",
        "as shown before (see Table 2)",
        "in two languages (Chinese and English)",
        "in the year (2024) it was",
        "a good idea (e.g., BERT)",
        "a sentence ends. (LLM) starts the next",
        "(LLM)",
        "()",
        "a (b (c) d) e",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert defined(text) == {}


def test_a_long_form_does_not_reach_over_a_sentence() -> None:
    assert defined("We use large. Language models (LM) are") == {"LM": "Language models"}


def test_the_first_definition_of_a_short_form_counts() -> None:
    assert defined("graph attention (GA) and genetic algorithms (GAs)") == {"GA": "graph attention"}


def test_chinese_long_forms_are_left_to_the_vocabulary() -> None:
    assert find_bracketed("采用大语言模型（LLMs）和 图 (GPT-4)") == [("LLM", 7), ("GPT-4", 16)]


@given(st.text(alphabet="abAB(（)） -.,;大", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for definition in find_definitions(text, AcronymSettings()):
        assert 0 <= definition.start < definition.end <= len(text)


def test_a_hostile_text_takes_no_time() -> None:
    start = time.process_time()
    find_definitions(
        "a " * 200 + "(AAAAAAAAAA)" + "(" * 20_000 + "a-" * 20_000 + "(AAAAAAAAAA) " * 300, AcronymSettings()
    )
    assert time.process_time() - start < 3


def test_two_letters_without_a_bracket_define_nothing() -> None:
    text = "We train a neural network NN and a graph neural network GNN."
    assert defined(text) == {"GNN": "graph neural network"}


def test_a_long_form_does_not_begin_inside_a_hyphenated_word() -> None:
    assert defined("We propose cluster-aware training (AT).") == {"AT": "cluster-aware training"}
