"""The language of a text."""

import pytest

from kg.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("提出基于 Depth Anything V2 架构与 DV-LORA 的方法", "zh"),
        ("A plain sentence.", "en"),
        ("We study the 鲁棒 robustness of large language models in the wild.", "en"),
        ("Über naïve Übungen", "en"),
        ("12 % (3.4)", "und"),
        ("", "und"),
        ("これはとてもおもしろいものです", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text, 0.15) == language
