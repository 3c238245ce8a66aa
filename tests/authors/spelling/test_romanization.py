import pytest

from kg.authors.spelling.person_name import parse_name
from kg.authors.spelling.romanization import Writing, writing
from kg.authors.spelling.syllables import is_pinyin, is_vietnamese_syllable


@pytest.mark.parametrize(
    ("printed", "way"),
    [
        ("Xiaoming Wang", Writing.PINYIN),
        ("Xiao-Ming Wang", Writing.PINYIN),
        ("Xiao Ming Wang", Writing.PINYIN),
        ("X. Wang", Writing.PINYIN),
        ("Karl Wang", Writing.OTHER),
        ("Minjoon Kim", Writing.KOREAN),
        ("Thanh Nguyen", Writing.VIETNAMESE),
        ("Nguyen Thanh", Writing.OTHER),
        ("Ada Byron", Writing.OTHER),
        ("王伟", Writing.OTHER),
        ("Wang", Writing.OTHER),
        ("", Writing.OTHER),
    ],
)
def test_given_name_and_surname_must_both_fit_a_convention(printed: str, way: Writing) -> None:
    assert writing(parse_name(printed)) is way


@pytest.mark.parametrize(
    ("letters", "reads"),
    [
        ("xian", True),  # as one syllable or as two
        ("fangan", True),  # the longest first syllable is the right one
        ("lve", True),
        ("shuang", True),
        ("xiang", True),
        ("xianq", False),
        ("bell", False),
        ("", False),
    ],
)
def test_syllables_are_found_wherever_they_are_divided(letters: str, reads: bool) -> None:
    assert is_pinyin(letters) is reads


@pytest.mark.parametrize(
    ("letters", "reads"),
    [("nguyen", True), ("minh", True), ("truong", True), ("gogh", False), ("dijk", False), ("", False)],
)
def test_a_vietnamese_syllable_has_its_own_beginnings_and_ends(letters: str, reads: bool) -> None:
    assert is_vietnamese_syllable(letters) is reads
