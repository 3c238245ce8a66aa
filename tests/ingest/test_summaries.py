"""Texts that a failed summarizer leaves in place of a summary."""

import pytest

from kg.ingest.summaries import is_failure


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("Summary generation failed", True),
        ("Motivation analysis unavailable", True),
        ("Method extraction failed", True),
        ("Error", True),
        ("error.", True),
        ("Error: 429 Too Many Requests", True),
        ("N/A", True),
        ("生成失败", True),
        ("ErrorMap charts failures", False),
        ("Error analysis shows where models fail", False),
        ("The method failed on long inputs", False),
        ("无监督方法", False),
    ],
)
def test_failure_notices(text: str, failed: bool) -> None:
    assert is_failure(text) is failed
