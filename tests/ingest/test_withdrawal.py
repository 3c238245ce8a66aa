"""Notices of withdrawal, and texts that only mention withdrawal."""

import pytest

from kg.ingest.cleaning.withdrawal import is_withdrawn


@pytest.mark.parametrize(
    ("title", "comment", "abstract"),
    [
        ("A bound", "This paper has been withdrawn by the author due to an error in Lemma 2", "We bound."),
        ("A bound", "Withdrawn", "We bound."),
        ("A bound", "12 pages. Withdrawn by the authors", "We bound."),
        ("A bound", "paper withdrawn", "We bound."),
        ("A bound", "The article was retracted", "We bound."),
        ("A bound", "", "This paper has been withdrawn by the authors because of an error in the proof."),
        ("A bound", "", "This submission has been withdrawn by arXiv administrators."),
        ("A bound", "", "The paper has been temporarily withdrawn."),
        ("A bound", "", "Withdrawn."),
        ("WITHDRAWN: A bound", "", "We bound."),
        ("[Retracted] A bound", "", "We bound."),
    ],
)
def test_notices(title: str, comment: str, abstract: str) -> None:
    assert is_withdrawn(title, comment, abstract)


@pytest.mark.parametrize(
    ("title", "comment", "abstract"),
    [
        ("Why papers are withdrawn", "8 pages", "We ask why papers are withdrawn and retracted articles still cited."),
        ("On drugs withdrawn from the market", "", "Drugs were withdrawn from the market. We study them."),
        ("A bound", "Accepted at a workshop, not withdrawn", "We bound."),
        ("A bound", "Replaces 2501.00001, withdrawn in 2025", "We bound."),
        ("A bound", "Supersedes an earlier paper (now withdrawn)", "We bound."),
        ("A bound", "withdrawn from the conference, submitted elsewhere", "We bound."),
        ("A bound", "", ""),
        ("Money withdrawn", "", "This paper has shown that money is withdrawn."),
    ],
)
def test_texts_about_withdrawal(title: str, comment: str, abstract: str) -> None:
    assert not is_withdrawn(title, comment, abstract)
