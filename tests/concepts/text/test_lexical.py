from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.text.lexical import fold_latin, lower_case, pluralize, printed_forms, singular


@given(st.text())
def test_folding_and_lowering_keep_every_character_in_its_place(text: str) -> None:
    assert len(fold_latin(text)) == len(text)
    assert len(lower_case(text)) == len(text)


def test_a_capital_whose_small_form_is_two_characters_moves_nothing() -> None:
    assert lower_case("İSTANBUL 使用BERT") == "İstanbul 使用bert"


@given(st.sampled_from(["neural network", "LLM", "query", "loss", "box", "approach", "cache", "image", "search"]))
def test_singular_undoes_plural(label: str) -> None:
    assert singular(pluralize(label)) == label


def test_words_that_only_look_plural_stay() -> None:
    for word in ("analysis", "bias", "corpus", "synthesis", "robotics", "loss", "consensus"):
        assert singular(word) == word


def test_a_hyphen_may_be_missing() -> None:
    assert "finetuning" in set(printed_forms("fine-tuning"))
    assert "GPT4" in set(printed_forms("GPT-4"))
