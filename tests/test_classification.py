"""The list of categories: one node per category, found by each of its current and former codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.classification import arxiv_codes, canonical_category, known_classes, other_codes

CODES = sorted(
    code for key, e in known_classes().items() if key.startswith("arxiv/") for code in (e.code, *e.other_codes)
)


def test_a_code_names_one_class_only() -> None:
    keyed = [(key.partition("/")[0], code) for key, e in known_classes().items() for code in (e.code, *e.other_codes)]
    assert len(keyed) == len(set(keyed))
    assert len(arxiv_codes()) == sum(scheme == "arxiv" and bool(code) for scheme, code in keyed)


def test_what_is_broader_is_listed() -> None:
    classes = known_classes()
    assert all(wider in classes for entry in classes.values() for wider in entry.broader)
    assert classes["arxiv/eess.SY"].broader == ("arxiv/cs", "arxiv/eess")


@given(st.sampled_from(CODES), st.sampled_from([str, str.upper, str.lower, str.title, " {} ".format]))
def test_every_spelling_leads_to_a_code_that_stays(code: str, spell: object) -> None:
    assert callable(spell)
    canonical = canonical_category(spell(code))
    assert canonical_category(canonical) == canonical
    assert canonical == canonical_category(code)


@pytest.mark.parametrize("code", ["", "I.2.10", "68T05", "cs.ZZ", "NeurIPS"])
def test_an_unknown_code_stays(code: str) -> None:
    assert canonical_category(code) == code
    assert other_codes("arxiv", code) == ()


def test_the_other_codes_of_a_category() -> None:
    assert other_codes("arxiv", "cs.CL") == ("cmp-lg",)
    assert other_codes("msc", "68") == ()
