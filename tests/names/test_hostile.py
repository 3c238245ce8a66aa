"""Strings made to cost time: the work grows about linearly with the length, and nothing is raised."""

import time
from collections.abc import Callable

import pytest

from kg.names.cleaning import clean_name, without_footnotes
from kg.names.entries.entry import read_entry
from kg.names.fused import looks_fused
from kg.names.groups import is_affiliation, is_organization, is_team
from kg.names.labels import after_author_label, is_author_heading, other_label
from kg.names.lines.truncation import is_truncation, without_truncation
from kg.names.lists import read_author_items, read_author_line, read_bibtex_authors, structured_author
from kg.names.ordinary import read_ordinary
from kg.names.plausibility import find_implausible
from kg.names.suffixes import generation, is_degree, is_generation, without_degrees
from kg.names.surface.visible import visible_text

UNITS = [
    "(", ")", "[", "{", "<", ">", "((", "()", "([", "a,", ",", ", ", ";", "; ", " and ", "and ", " & ", "&", "&amp;",
    "&#39;", "A.", "A. ", ".", "..", "...", "…", "*", "**", "_", "`", "~", "-", "- ", "–", "'", '"', "“", "/", "\\",
    "\\\\", "|", " | ", "·", " · ", "•", "\n", "\t", " ", "   ", "\u00a0", "\u200b", "\u200c", "1", "12", "1,", "1, ",
    "^", "^1", "^1,2", "^{", "$", "$^", "$^1$", "[a](", "[a][b]", "[[", "[[a|", "![", "![a](", "<a", "<a ", "</",
    "<sup>", "<sup>1", "<!--", "<script>", "et al ", "et al., ", " et al.", "等", "+5 ", "more ", "others, ",
    "Ann Lee ", "Ann Lee, ", "Ann Lee and ", "Lee, Ann, ", "Lee A, ", "Dr. ", "Dr.", "PhD, ", " PhD", "Jr. ", "Jr., ",
    "MD ", "III, ", "a", "A", "aA", "Aa", "a b ", "李", "李 ", "李雷、", "김민수 ", "ア", "ア・", "a1", "A1 ", "a-",
    "A-B ", "x@", "x@y.", "@", " @ ", "a at b", " at ", "http://", "www.", "0000-", "0000-0002-1825-0097",
    "0000-0002-1825-0097 ", "orcid", ":", "：", "a:", "Authors: ", "作者：", ":a:", "#", "# ", "👤", "⭐",
    "on behalf of ", "for the a Team ", "for ", " Team", "Team: ", "University of ", "University, ",
    "Institute of A, ", "of the ", "the ", "von ", "van der ", "y ", " y ", "e ", "\\'", "\\'{", '\\"o', "\\v{",
    "{\\", "\\thanks{", "\\textsuperscript{", "\\orcid{", "['", "', '", '["', '","', "cs.CL ", "Published: ",
    "(MIT), ", "(A) ", "A (", "A) ", "<a@b.c> ", "é", "e\u0301", "\u202e", "\U000e0100", "🧑\u200d", "K\u00f6 ", "ʼ",
    "O’", "Mc", "Xx Yy. ", "xxx. Xx Xx",
]  # fmt: skip

FUNCTIONS: list[Callable[[str], object]] = [
    read_author_line,
    read_bibtex_authors,
    lambda text: read_author_items([text, "Ann Lee"]),
    lambda text: structured_author(text, text, text),
    lambda text: structured_author(literal=text, affiliations=[text], organization=True),
    visible_text,
    without_footnotes,
    without_truncation,
    after_author_label,
    is_author_heading,
    other_label,
    read_entry,
    read_ordinary,
    clean_name,
    find_implausible,
    is_organization,
    is_affiliation,
    is_team,
    is_truncation,
    is_degree,
    is_generation,
    generation,
    without_degrees,
    looks_fused,
]
FEW, MANY = 2_500, 20_000
"""Lengths of the two strings; a linear function takes 8 times as long for the longer one, a quadratic one 64 times."""
MAX_GROWTH = 28
NEGLIGIBLE = 0.03
"""CPU seconds below which the growth is not measurable."""
MAX_SECONDS = 5.0
"""Maximum CPU seconds for 100 kB; the slowest function takes 0.8 s, quadratic work takes minutes."""


def _seconds(function: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    function(text)
    return time.process_time() - started


def _grows_too_fast(function: Callable[[str], object], unit: str) -> bool:
    """Measure up to three times, each with a different text, so that no result comes from a cache."""
    for start in ("Ann Lee ", "Bo Han ", "Cy Gong "):
        long = _seconds(function, start + unit * (MANY // len(unit)))
        if long < NEGLIGIBLE or long < MAX_GROWTH * max(_seconds(function, start + unit * (FEW // len(unit))), 1e-3):
            return False
    return True


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_as_the_length_does(unit: str) -> None:
    assert [function for function in FUNCTIONS if _grows_too_fast(function, unit)] == []


@pytest.mark.parametrize(
    "unit",
    ["(", "a,", " and ", "A.", ".", "*", "1", " ", "^1", "[a](", "et al ", "1, ", "Ann Lee, ", "[[a|", "aA", "^11"],
)
def test_a_hundred_kilobytes(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for variant in (text, f"Ann Lee {text}", f"*{text} Ann Lee*"):
        assert _seconds(read_author_line, variant) < MAX_SECONDS
        assert _seconds(lambda item: read_author_items([item]), variant) < MAX_SECONDS


def test_ten_thousand_separators() -> None:
    names = [
        f"Ann {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabco'[n // 100 % 10]} Lee"
        for n in range(10_000)
    ]
    titled = tuple(name.title() for name in names)
    for separator in (", ", "; ", " and ", " & ", " | ", "\n", "、"):
        assert read_author_line(separator.join(titled)).names == titled
    assert read_bibtex_authors(" and ".join(titled)).names == titled
    assert read_author_items(titled).names == titled


def test_nested_brackets() -> None:
    for open_, close in ("()", "[]", "{}", "<>", "（）"):
        text = f"{open_ * 10_000}Ann Lee{close * 10_000}"
        read_author_line(text)
        read_author_items([text])
    assert read_author_line(f"{'(' * 400}Ann Lee{')' * 400}").names == ("Ann Lee",)


def test_a_name_of_five_thousand_words_is_refused_with_the_reason() -> None:
    text = " ".join(["Ann"] * 5000)
    for found in (read_author_line(text), read_author_items([text]), read_author_items(["Bo Han", text])):
        assert "Ann Ann" not in "".join(found.names)
        assert found.refused[0].reason == "too long for a name"


def test_one_name_a_thousand_times() -> None:
    assert read_author_items(["Ann Lee"] * 1000).names == ("Ann Lee",) * 1000
    assert read_author_line(", ".join(["李雷"] * 1000)).names == ("李雷",) * 1000
