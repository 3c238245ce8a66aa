import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids

KNOWN = [
    ("2601.21126", "2601.21126", None, "2026-01"),
    ("2601.21126v3", "2601.21126", 3, "2026-01"),
    ("0704.0001", "0704.0001", None, "2007-04"),
    ("https://arxiv.org/abs/2601.21126v2", "2601.21126", 2, "2026-01"),
    ("http://arxiv.org/pdf/2601.21126.pdf", "2601.21126", None, "2026-01"),
    ("arXiv:2601.21126", "2601.21126", None, "2026-01"),
    ("hep-th/9901001v1", "hep-th/9901001", 1, "1999-01"),
    ("math.GT/0309136", "math.GT/0309136", None, "2003-09"),
    ("cs/0112017", "cs/0112017", None, "2001-12"),
]


@pytest.mark.parametrize(("text", "id_", "version", "month"), KNOWN)
def test_arxiv_ids_of_every_style_are_read(text: str, id_: str, version: int | None, month: str) -> None:
    assert ids.parse_arxiv_id(text) == (id_, version, month)


@pytest.mark.parametrize("text", ["", "2613.00001", "2601.123", "2601.1234567", "foo", "cs/01120178", "2601.21126v0"])
def test_what_is_no_arxiv_id_is_refused(text: str) -> None:
    assert ids.parse_arxiv_id(text) is None


@given(st.text())
def test_parsing_never_fails_and_reads_back_its_own_ids(text: str) -> None:
    found = ids.parse_arxiv_id(text)
    if found:
        assert ids.parse_arxiv_id(found.id) == found._replace(version=None)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert ids.fold(ids.fold(text)) == ids.fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren  Ørsted", "soren orsted"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Işık", "isik"),
        ("李明", "李明"),
    ],
)
def test_folding_takes_accents_from_latin_letters_only(text: str, folded: str) -> None:
    assert ids.fold(text) == folded


@given(st.text())
def test_a_slug_is_one_safe_path_segment(text: str) -> None:
    made = ids.slug(text)
    assert made
    assert made.isascii()
    assert not set(made) & set('/ <>"{}|\\^`#?')


def test_names_of_any_script_keep_different_slugs() -> None:
    names = ["李明", "王明", "Ivan Petrov", "Иван Петров", "C", "C++", "C#"]
    assert len({ids.slug(name) for name in names}) == len(names)


def test_an_old_style_id_stays_one_segment_of_an_author_id_and_a_path_of_a_paper_iri() -> None:
    assert ids.author_id("Jörg Müller", "hep-th/9901001") == "jorg-muller/hep-th%2F9901001"
    assert ids.authorship_id("hep-th/9901001", "jorg-muller", 2) == "hep-th%2F9901001/jorg-muller-2"
    assert ids.paper_iri("hep-th/9901001") == "https://arxiv.org/abs/hep-th/9901001"
