"""Names that are difficult to parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.spelling.person_name import is_group, name_key, parse_name, turn_surname_first
from kg.ids import fold


@pytest.mark.parametrize(
    ("printed", "units", "surname"),
    [
        ("Ada Byron", ["ada"], "byron"),
        ("Ludwig van Beethoven", ["ludwig"], "beethoven"),
        ("Maria de la Cruz", ["maria"], "cruz"),
        ("Van Nguyen", ["van"], "nguyen"),
        ("John Smith III", ["john"], "smith"),
        ("John Smith, Jr.", ["john"], "smith"),
        ("Smith Jr.", ["smith"], "jr"),
        ("WB Croft", ["w", "b"], "croft"),
        ("W.B. Croft", ["w", "b"], "croft"),
        ("Bo Croft", ["bo"], "croft"),
        ("AI Croft", ["ai"], "croft"),
        ("Jean-Pierre Serre", ["jeanpierre"], "serre"),
        ("Jean–Pierre Serre", ["jeanpierre"], "serre"),
        ("J.-P. Serre", ["jp"], "serre"),
        ("J. -P. Serre", ["jp"], "serre"),
        ("J.- P. Serre", ["jp"], "serre"),
        ("Robert (Bob) Smith", ["robert"], "smith"),
        ('Robert "Bob" Smith', ["robert"], "smith"),
        ("Robert [Bob Smith", ["robert", "bob"], "smith"),
        ("Sean O’Brien", ["sean"], "obrien"),
        ("Иван Петров", ["иван"], "петров"),
        ("김 민준", [], "김민준"),
        ("李 娜", [], "李娜"),
        ("田中　太郎", [], "田中太郎"),
        ("李娜", [], "李娜"),
        ("Nguyen Van Minh", ["nguyen", "van"], "minh"),
        ("Le Van Gogh", ["le"], "gogh"),
        ("Mai Van Dijk", ["mai"], "dijk"),
        ("Marco D' Angelo", ["marco"], "dangelo"),
        ("L. v. d. Berg", ["l"], "berg"),
        ("L. v.d. Berg", ["l"], "berg"),
        ("Lena vd Berg", ["lena"], "berg"),
        ("john v. smith", ["john", "v"], "smith"),
        ("John V. Smith", ["john", "v"], "smith"),
        ("Paul DE LAVERN", ["paul"], "lavern"),
        ("Plato", [], "plato"),
        ("(Bob)", [], "bob"),
        ("", [], ""),
        (" * ", [], ""),
    ],
)
def test_a_name_is_taken_apart(printed: str, units: list[str], surname: str) -> None:
    name = parse_name(printed)
    assert ([unit.letters for unit in name.given], name.surname) == (units, surname)


def test_initials_are_told_from_short_names_and_from_signs() -> None:
    initials = {printed: parse_name(printed).given[0].is_initial for printed in ("J Roe", "J.-P. Roe", "WB Roe")}
    assert set(initials.values()) == {True}
    names = {
        printed: parse_name(printed).given[0].is_initial for printed in ("Jo Roe", "Jean-P. Roe", "김 영희 민준 Roe")
    }
    assert set(names.values()) == {False}, "a script without capitals does not abbreviate by letters"
    assert parse_name("И. Петров").given[0].is_initial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jörg Müller", "JORG MULLER"),
        ("WB Croft", "W. B. Croft"),
        ("Vincent van Gogh", "Vincent Gogh"),
        ("Zhao-Yan Lu", "Zhaoyan Lu"),
        ("Martin King, Jr", "Martin King Jr."),
        ("李 雷", "李雷"),
        ("김 민수", "김민수"),
        ("田中 太郎", "田中太郎"),
        ("Фернандо  Перес", "Фернандо Перес"),
        ("Ludwig van der Berg", "Ludwig Van Der Berg"),
        ("Sean O' Brien", "Sean O’Brien"),
        ("WEI Zhonghua", "Zhonghua Wei"),
        ("KATO Haruki", "Haruki Kato"),
        ("NGUYEN Van Minh", "Van Minh Nguyen"),
        ("LI Na", "Na Li"),
        ("Zhonghua WEI", "Zhonghua Wei"),
        ("Strauß Weiß", "Strauss Weiss"),
        ("Łukasz Øre", "Lukasz Ore"),
    ],
)
def test_case_accents_dots_hyphens_particles_and_spaces_inside_signs_do_not_count(one: str, other: str) -> None:
    assert parse_name(one).form == parse_name(other).form


def test_order_initials_and_spaces_count() -> None:
    forms = [parse_name(name).form for name in ("Yang Liu", "Liu Yang", "Y. Liu", "Ya Ng Liu")]
    assert len(set(forms)) == 4
    assert parse_name("Zhao Yan Lu").letters == parse_name("Zhaoyan Lu").letters


@pytest.mark.parametrize(
    ("printed", "generation"),
    [
        ("Robert Gale Jr.", "jr"),
        ("Robert Gale, Jr", "jr"),
        ("Robert Gale JR", "jr"),
        ("Robert Gale Sr.", "sr"),
        ("Hal Dumé III", "iii"),
        ("Otto Kerr V", "v"),
        ("Otto Kerr IV", "iv"),
        ("Otto Kerr 2nd", "ii"),
        ("Otto V", ""),
        ("Raja Kumar V.", ""),
        ("Robert Gale", ""),
    ],
)
def test_a_generation_is_no_surname_and_part_of_the_form(printed: str, generation: str) -> None:
    name = parse_name(printed)
    assert name.generation == generation
    assert name.form == f"{name.bare} {generation}".strip()


@pytest.mark.parametrize("printed", ["RUI Liu", "JQ Publik", "MA Waskow", "KC Santosh", "ANNA Smith", "JOHN SMITH"])
def test_capitals_before_a_name_are_no_surname_where_they_may_be_initials_or_the_last_word_is_one(printed: str) -> None:
    assert parse_name(printed).surname == printed.rsplit(maxsplit=1)[-1].lower()


def test_particles_and_surname_are_joined_in_the_ways_that_abbreviations_allow() -> None:
    assert parse_name("Ludwig van der Berg").joined == ("vanderberg",)
    assert {"vanderberg", "vandenberg", "vondenberg"} <= set(parse_name("L. v. d. Berg").joined)
    assert {"vanderberg", "vandenberg"} <= set(parse_name("L. vd Berg").joined)
    assert parse_name("Ludwig Berg").joined == ()


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["Kato Haruki", "Szabo Janos", "Zhou Yu"], ["haruki kato", "janos szabo", "yu zhou"]),
        (["Wei Zhonghua", "Tanaka Taro", "H. Roe"], ["zhonghua wei", "taro tanaka", "h roe"]),
        (["Kim Minsu", "Park Jisoo", "Plato"], ["minsu kim", "jisoo park", "plato"]),
        (["Tran Thi Mai", "Nguyen Van Minh"], ["thi mai tran", "van minh nguyen"]),
        (["Kato Haruki", "Zhou Yu"], ["kato haruki", "zhou yu"]),
        (["Kato Haruki", "Szabo Janos", "Yu Zhou"], ["kato haruki", "szabo janos", "yu zhou"]),
        (["Kato Haruki", "Szabo Janos", "John Smith"], ["kato haruki", "szabo janos", "john smith"]),
        (["Haruki Kato", "Janos Szabo"], ["haruki kato", "janos szabo"]),
        ([], []),
    ],
)
def test_a_paper_that_clearly_prints_surnames_first_is_read_so(printed: list[str], read: list[str]) -> None:
    assert [name.form for name in turn_surname_first(list(map(parse_name, printed)))] == read


@pytest.mark.parametrize("group", ["Kimi Team", "ATLAS Collaboration", "The LHC Working Group", "X consortium "])
def test_a_group_is_known_by_its_last_word(group: str) -> None:
    assert is_group(group)


@pytest.mark.parametrize("person", ["Terry Teamer", "Ada Projector", "", "Network Smith"])
def test_a_person_is_no_group(person: str) -> None:
    assert not is_group(person)


@given(st.text(max_size=30))
def test_any_text_can_be_taken_apart_and_folding_again_changes_nothing(printed: str) -> None:
    name = parse_name(printed)
    for text in (name.surname, name.letters, name_key(printed)):
        assert fold(text) == text
    assert name.bare == " ".join((*(unit.letters for unit in name.given), name.surname))
    assert all(unit.letters and unit.initials for unit in name.given)


@given(st.lists(st.text("abcdefghijklmnop", min_size=3, max_size=8).map(str.title), min_size=1, max_size=4))
def test_the_form_of_a_plain_name_reads_as_itself(words: list[str]) -> None:
    form = parse_name(" ".join(words)).form
    assert parse_name(form).form == form
