"""Properties of any input: no errors, clean names, and reading the names again changes nothing."""

import string
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kg.identifiers import orcid
from kg.names.cleaning import clean_name
from kg.names.entries.entry import read_entry
from kg.names.fused import looks_fused
from kg.names.groups import is_affiliation, is_organization
from kg.names.lists import read_author_items, read_author_line, read_bibtex_authors, structured_author
from kg.names.ordinary import read_ordinary
from kg.names.plausibility import find_implausible
from kg.names.printed import AuthorList, PrintedAuthor, combine
from kg.names.suffixes import generation
from kg.names.surface.visible import visible_text
from kg.names.words import degrees, functions, organizations, topics

FORBIDDEN = ("\n", "\t", "@", "http", "<", ">", "[", "]")

_WORDS = sorted(
    organizations.ORGANIZATION_WORDS
    | functions.FUNCTION
    | functions.NOT_NAMES
    | functions.FOREIGN
    | topics.TITLE_WORDS
    | degrees.DEGREE_WORDS
)
_PIECES = st.sampled_from(
    [
        "Ann Lee", "Bo Han", "Lee, Ann", "van der Berg, Jan", "García Gil, Eva", "J. R. Moy", "Stone IJ", "O’Neil",
        "’t Hooft", "李雷", "김 민수", "Minsu Kim (김민수)", "Иван Петров", "أحمد علي", "علی\u200cرضا", "राम कुमार",
        "สมชาย ใจดี", "Kimi Team", "NVIDIA", "ARC A3", "University of X", "Institute of Software",
        "NOVA Collaboration", "for the NOVA Collaboration", "on behalf of the NOVA, SOLA and TERRA Collaborations",
        "MIT", "Jr.", "III", "V", "PhD", "M.D.", "Dr. ", "et al.", "and others", "+5 more", "等", "…", "(MIT, Basel)",
        "(Max)", "(1,2)", "^1,2", "¹", "$^{1}$", "<sup>1</sup>", "*", "†", "a,b", "a", "1", "<ann@x.example>",
        "ann@x.example", "https://x.example", "(0000-0002-1825-0097)", "[a](b)", "[[a|b]]", "**", "_", "`", "~",
        "\\'e", "\\v{s}", '{\\"o}', "{", "}", "(", ")", "[", "]", "<", ">", "“", "”", '"', "'", "&amp;", "&#39;", "&",
        "|", "/", "\\", ",", ", ", ";", "; ", " and ", " & ", " y ", " und ", "\n", "\t", " ", "   ", "·", " · ", "•",
        "- ", "1. ", ":", ": ", "：", "、", ".", "-", "–", "Authors: ", "作者：", "Score: 8/10", "cs.CL",
        "2026-01-05", "we propose a map", "Machine Learning", "Inc.", "\u200f", "\u200d", "\u3164", "👤",
    ]
)  # fmt: skip
_TEXT = st.one_of(
    st.lists(_PIECES, max_size=8).map("".join),
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.lists(st.sampled_from(_WORDS).map(str.title), min_size=1, max_size=5).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(["Ann", "Lee", "Bo"])), min_size=1, max_size=5).map(
        " ".join
    ),
    st.text(max_size=40),
    st.text(string.ascii_letters + " .,;-'’()*", max_size=30),
)
_ITEMS = st.lists(_TEXT, max_size=6)


def _check(found: AuthorList) -> None:
    for author in found.authors:
        assert author.name
        assert author.name == author.name.strip()
        assert not [mark for mark in FORBIDDEN if mark in author.name.lower()]
        assert "  " not in author.name
        assert any(map(str.isalpha, author.name))
        assert find_implausible(author.name, organization=author.organization) == ""
        author.name.encode()
    for refusal in found.refused:
        assert refusal.reason
    assert set(found.fused) <= set(found.names)


@given(_TEXT)
@settings(max_examples=600)
@example("Ann Lee, V.S., Inc.")
@example("[" * 50 + "Ann Lee")
def test_a_line_yields_clean_names(text: str) -> None:
    _check(read_author_line(text))
    _check(read_bibtex_authors(text))


@given(_ITEMS)
@settings(max_examples=600)
def test_a_list_yields_clean_names(items: list[str]) -> None:
    _check(read_author_items(items))


@given(_TEXT, _TEXT, _TEXT)
def test_records_yield_clean_names(one: str, two: str, three: str) -> None:
    _check(structured_author(one, two, three))
    _check(structured_author("", one))
    known = orcid("0000-0002-1825-0097")
    for found in (
        structured_author(literal=one, affiliations=[two], identifiers=[known, None]),
        structured_author(literal=one, organization=True),
    ):
        _check(found)
        assert all(author.organization or author.identifiers for author in found.authors)


@given(_TEXT)
def test_nothing_is_raised(text: str) -> None:
    for function in (
        visible_text,
        clean_name,
        find_implausible,
        is_organization,
        is_affiliation,
        generation,
        looks_fused,
        read_ordinary,
    ):
        function(text)  # type: ignore[operator]
    read_entry(text)


@given(_TEXT)
@settings(max_examples=600)
def test_reading_the_names_of_a_line_again_changes_nothing(text: str) -> None:
    names = read_author_line(text).names
    assert read_author_items(names).names == names
    assert read_author_items(names).refused == ()


@given(_ITEMS)
@settings(max_examples=600)
@example(["Ann Lee, Bo Han, III", "Score: 8"])
@example(["Institute of Software, Chinese Academy", "?"])
def test_reading_the_names_of_a_list_again_changes_nothing(items: list[str]) -> None:
    names = read_author_items(items).names
    assert read_author_items(names).names == names
    assert read_author_items(list(names)).truncated is False


@given(_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)


_SYLLABLES = [
    "an",
    "bo",
    "cor",
    "del",
    "el",
    "fin",
    "gar",
    "hal",
    "il",
    "jun",
    "kar",
    "lo",
    "mir",
    "nov",
    "or",
    "pel",
    "ros",
    "sol",
    "tam",
    "vel",
]
_WORD = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=3).map("".join).map(str.title)
_ORDINARY_LIKE = st.lists(
    st.one_of(
        _WORD,
        st.sampled_from(_WORDS).map(str.title),
        st.sampled_from("van der de la bin und and et al I. J. J.-P. M. D. M.D. V. Jr Ph O’Neil".split()),
        st.sampled_from("Vi By Iv Ii Sr Dr Ma Nachwuchsgruppe Kartenverein Élan Łódź Jean-Luc And Or".split()),
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip


@given(_ORDINARY_LIKE)
@settings(max_examples=1000, suppress_health_check=[HealthCheck.filter_too_much])
def test_the_short_way_agrees_with_the_full_reading(printed: str) -> None:
    found = read_ordinary(printed)
    assume(found is not None)
    assert read_entry(printed) == (found,)
    assert find_implausible(printed) == ""
    assert not is_organization(printed)
    assert read_author_items([printed, "?"]).names == (printed,)


@given(st.lists(st.tuples(_WORD, _WORD), max_size=4))
def test_lists_are_joined_in_order(names: list[tuple[str, str]]) -> None:
    lists = [AuthorList((PrintedAuthor(" ".join(name)),)) for name in names]
    assert combine(lists).names == tuple(" ".join(name) for name in names)


# -- one list, printed in many ways ---------------------------------------------------------------------------------

Name = tuple[str, str]  # given, family


def _spoken(names: list[Name]) -> list[str]:
    return [f"{given_name} {family}" for given_name, family in names]


def _turned(names: list[Name]) -> list[str]:
    return [f"{family}, {given_name}" for given_name, family in names]


def _with_last(parts: list[str], conjunction: str) -> str:
    return ", ".join(parts[:-1]) + conjunction + parts[-1] if len(parts) > 1 else parts[0]


WAYS: dict[str, Callable[[list[Name]], str]] = {
    "commas": lambda names: ", ".join(_spoken(names)),
    "commas without spaces": lambda names: ",".join(_spoken(names)),
    "emphasized": lambda names: f"*{', '.join(_spoken(names))}*",
    "and": lambda names: _with_last(_spoken(names), " and "),
    "Oxford comma": lambda names: _with_last(_spoken(names), ", and "),
    "ampersand": lambda names: _with_last(_spoken(names), " & "),
    "Spanish": lambda names: _with_last(_spoken(names), " y "),
    "German": lambda names: _with_last(_spoken(names), " und "),
    "French": lambda names: _with_last(_spoken(names), " et "),
    "and throughout": lambda names: " and ".join(_spoken(names)),
    "semicolons": lambda names: "; ".join(_spoken(names)),
    "family first with semicolons": lambda names: "; ".join(_turned(names)),
    "family first with and": lambda names: " and ".join(_turned(names)),
    "family first with commas": lambda names: ", ".join(_turned(names)),
    "bars": lambda names: " | ".join(_spoken(names)),
    "middle dots": lambda names: " · ".join(_spoken(names)),
    "lines": lambda names: "\n".join(_spoken(names)),
    "bullets": lambda names: "\n".join(f"- {name}" for name in _spoken(names)),
    "numbers": lambda names: " ".join(f"{n}. {name}" for n, name in enumerate(_spoken(names), 1)),
    "Chinese commas behind a label": lambda names: "**作者：** " + "、".join(_spoken(names)),
    "label": lambda names: f"Authors: {', '.join(_spoken(names))}",
    "label and another": lambda names: f"**Authors:** {', '.join(_spoken(names))} | **Published:** 2026-01-05",
    "links": lambda names: ", ".join(f"[{name}](https://x.example/{n})" for n, name in enumerate(_spoken(names))),
    "raised marks": lambda names: ", ".join(f"{name}<sup>{n},*</sup>" for n, name in enumerate(_spoken(names), 1)),
    "LaTeX marks": lambda names: ", ".join(f"{name}$^{{{n},\\dagger}}$" for n, name in enumerate(_spoken(names), 1)),
    "marks": lambda names: ", ".join(f"{name}^{n},{n + 1}" for n, name in enumerate(_spoken(names), 1)),
    "places": lambda names: ", ".join(f"{name} (MIT, Cambridge)" for name in _spoken(names)),
    "addresses": lambda names: ", ".join(f"{name} <a{n}@x.example>" for n, name in enumerate(_spoken(names))),
    "identifiers": lambda names: "; ".join(f"{name} (0000-0002-1825-0097)" for name in _spoken(names)),
    "degrees": lambda names: ", ".join(f"{name}, PhD" for name in _spoken(names)),
    "a list in quotes": lambda names: repr(_spoken(names)),
    "cut short": lambda names: ", ".join(_spoken(names)) + ", et al.",
}
_FAMILIES = st.one_of(
    _WORD,
    # without "Van" and "Du": surnames that are also particles are misread in some lists with the family name first
    st.sampled_from(["Li", "Wu", "Ng", "Roy", "Kim"]),
    st.tuples(st.sampled_from(["van der", "de la", "von", "Mc"]), _WORD).map(
        lambda pair: " ".join(pair).replace("Mc ", "Mc")
    ),
)
_NAMES = st.lists(st.tuples(_WORD, _FAMILIES), min_size=1, max_size=7, unique=True)


def _are_names(names: list[Name]) -> bool:
    """Return False if a random name contains a word that stands for a topic or an organization."""
    return all(
        word.casefold() not in topics.TOPIC_WORDS | organizations.ORGANIZATION_WORDS for name in names for word in name
    )


@pytest.mark.parametrize("way", WAYS)
@given(names=_NAMES)
@settings(max_examples=60)
def test_a_list_printed_in_many_ways(way: str, names: list[Name]) -> None:
    assume(_are_names(names))
    found = read_author_line(WAYS[way](names))
    assert list(found.names) == _spoken(names)
    assert not found.refused
    assert found.truncated == (way == "cut short")


@given(_NAMES)
def test_a_list_of_strings_either_way_round(names: list[Name]) -> None:
    assume(_are_names(names))
    assert list(read_author_items(_spoken(names)).names) == _spoken(names)
    assert list(read_author_items(_turned(names)).names) == _spoken(names)
    assert list(read_bibtex_authors(" and ".join(_turned(names))).names) == _spoken(names)
    assert [name for pair in names for name in structured_author(*pair).names] == _spoken(names)


@given(st.lists(st.tuples(st.sampled_from("ABCDFGHKLMNPRSTVWZ"), _WORD), min_size=2, max_size=6, unique=True))
def test_initials_first_whichever_way_they_are_printed(names: list[tuple[str, str]]) -> None:
    assume(_are_names([(family, family) for _, family in names]))
    expected = [f"{initial}. {family}" for initial, family in names]
    for printed in (
        ", ".join(f"{family} {initial}" for initial, family in names),
        ", ".join(f"{family} {initial}." for initial, family in names),
        ", ".join(f"{family}, {initial}." for initial, family in names),
        "; ".join(f"{family}, {initial}." for initial, family in names),
        ", ".join(expected),
    ):
        assert list(read_author_line(printed).names) == expected
