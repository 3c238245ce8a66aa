"""Texts in languages other than English and Chinese: names are found, and words are not mistaken for English."""

from pathlib import Path

import pytest

from kg.concepts import extract, load_vocabulary
from kg.concepts.text.paper_texts import PaperTexts
from kg.model import Paper, Section, SectionKind

VOCABULARY = """
@prefix c: <https://example.org/> .
@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
c:1 a kg:Model ; skos:prefLabel "HiveNet"@en .
"""
ABSTRACT = "We propose HiveNet, a new model. We use a Honeycomb Sorting Network (HSN) and an HSN again."


def paper(language: str, id_: str = "2601.00001") -> Paper:
    section = Section(SectionKind.ABSTRACT, ABSTRACT, language)
    return Paper(id_, "A paper", "2026-01", ("Ada Bee",), "cs.LG", sections=(section,))


@pytest.mark.parametrize("language", ["ko", "ja", "ru", "fr", "und", "zh"])
def test_only_english_is_tagged(language: str) -> None:
    english, other = PaperTexts.of(paper("en")), PaperTexts.of(paper(language))
    assert [english.joined[begin:end] for begin, end in english.own()] == ["A paper", ABSTRACT]
    assert [other.joined[begin:end] for begin, end in other.own()] == ["A paper", ""]


def test_names_are_found_and_no_english_verbs_are_read(tmp_path: Path) -> None:
    (tmp_path / "bees.ttl").write_text(VOCABULARY)
    vocabulary = load_vocabulary(tmp_path / "bees.ttl")
    rules = {}
    for language in ("en", "fr"):
        found = extract([paper(language)], vocabulary)
        rules[language] = {claim.rule for claim in found.claims if claim.concept == "hivenet"}
    assert rules["en"] == {"vocabulary/words"}
    assert "vocabulary/words" not in rules["fr"] != set()
