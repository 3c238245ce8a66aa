"""Display names of people, chosen from their surface forms."""

import pytest
from toy import author, filler, paper

from kg.authors import resolve
from kg.authors.spelling.display import preferred_name
from kg.model import Paper, Resolution


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        ({"Joerg Mueller": 9, "Jorg Muller": 5, "Jörg Müller": 1}, "Jörg Müller"),
        ({"Jose Garcia": 5, "José García": 1}, "José García"),
        ({"Lukasz Kaiser": 5, "Łukasz Kaiser": 1}, "Łukasz Kaiser"),
        ({"J. Müller": 9, "Jorg Muller": 1}, "Jorg Muller"),
        ({"J. Smith": 20, "John Smith": 1}, "John Smith"),
        ({"JQ Publik": 3, "J. Q. Publik": 1, "John Q. Publik": 1}, "John Q. Publik"),
        ({"F. Scott Roe": 5, "Scott Roe": 1}, "F. Scott Roe"),
        ({"John Smith": 3, "John Quincy Smith": 1}, "John Smith"),
        ({"John Smith": 1, "John Quincy Smith": 3}, "John Quincy Smith"),
        ({"Ann Lee (MIT, Cambridge)": 5, "Ann Lee": 1}, "Ann Lee"),
        ({"Ann Lee [1]": 5, "Ann Lee": 1}, "Ann Lee"),
        ({"Paul DE LAVERN": 5, "Paul de Lavern": 1}, "Paul de Lavern"),
        ({"Paul De Lavern": 1, "Paul DE LAVERN": 1, "P. de Lavern": 1}, "Paul De Lavern"),
        ({"JOHN SMITH": 9, "John Smith": 1}, "John Smith"),
        ({"john smith": 9, "John Smith": 1}, "John Smith"),
        ({"Zhonghua Wei": 1, "Wei Zhonghua": 1, "WEI Zhonghua": 1}, "Zhonghua Wei"),
        ({"Kato Haruki": 5, "Haruki Kato": 1}, "Haruki Kato"),
        ({"Kato Haruki": 5, "KATO Haruki": 1}, "Haruki Kato"),
        ({"Nguyen Van Minh": 2, "Van Minh Nguyen": 1}, "Van Minh Nguyen"),
        ({"Szabo Janos": 1, "SZABO Janos": 1, "Janos Szabo": 1}, "Janos Szabo"),
        ({"Wagner Roe": 1, "Wagner Roe Jr.": 1}, "Wagner Roe Jr."),
        ({"李雷": 1, "Lei Li": 1}, "Lei Li"),
    ],
)
def test_the_best_form_is_chosen(forms: dict[str, int], name: str) -> None:
    assert preferred_name(forms) == name
    assert preferred_name(dict(reversed(forms.items()))) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("WEI Zhonghua", "Zhonghua Wei"),
        ("NGUYEN Van Minh", "Van Minh Nguyen"),
        ("LI Na", "Na Li"),
        ("Zhonghua WEI", "Zhonghua Wei"),
        ("Peng LU", "Peng Lu"),
        ("JOHN SMITH", "John Smith"),
        ("CHI KIT NG", "Chi Kit Ng"),
        ("JEAN-PIERRE SERRE", "Jean-Pierre Serre"),
        ("SEAN O'NEIL", "Sean O'Neil"),
        ("RON MCDONALD", "Ron McDonald"),
        ("LUDWIG VAN DER BERG", "Ludwig van der Berg"),
        ("Paul DE LAVERN", "Paul de Lavern"),
        ("ROBERT GALE JR.", "Robert Gale Jr."),
        ("ROBERT GALE III", "Robert Gale III"),
        ("JÖRG MÜLLER", "Jörg Müller"),
        ("İSMAİL ÖZTÜRK", "İsmail Öztürk"),
        ("ЛЕВ ТОЛСТОЙ", "Лев Толстой"),
        ("D.K. KIMM", "D.K. Kimm"),
        ("JQ PUBLIK", "JQ Publik"),
    ],
)
def test_a_name_that_is_only_printed_in_capitals_is_taken_back(printed: str, name: str) -> None:
    assert preferred_name({printed: 2}) == name


@pytest.mark.parametrize(
    "printed",
    [
        "Soman KP", "RUI Liu", "MA Waskow", "Marco AF Pimentel", "AJ Roe", "Ronald McDonald", "GOVANDI", "Kato Haruki",
        "李雷", "김민수", "فرناندو بيريز", "Ludwig van der Berg", "de Lavern", "", "*", "Ana-Maria O'Neil",
    ],
)  # fmt: skip
def test_what_else_is_printed_stays_as_it_is(printed: str) -> None:
    assert preferred_name({printed: 1}) == printed


def named(made: Resolution, paper_id: str, position: int = 0) -> tuple[str, tuple[str, ...]]:
    (person,) = (a for a in made.authors if a.id == author(made, paper_id, position))
    return person.name, person.variants


def resolved(*papers: Paper) -> Resolution:
    return resolve([*papers, *filler()])


def test_the_printed_form_stays_a_variant_where_the_name_is_another() -> None:
    made = resolved(paper("2601.00001", "WEI Zhonghua", "Ottoline Strandberg"))
    assert named(made, "2601.00001") == ("Zhonghua Wei", ("WEI Zhonghua",))


def test_a_paper_that_prints_surnames_first_shows_them_last() -> None:
    made = resolved(paper("2601.00001", "Kato Haruki", "Szabo Janos", "Zhou Yu"))
    assert [named(made, "2601.00001", place)[0] for place in range(3)] == ["Haruki Kato", "Janos Szabo", "Yu Zhou"]
    assert named(made, "2601.00001")[1] == ("Kato Haruki",)


def test_a_group_is_called_as_it_is_printed() -> None:
    made = resolved(paper("2601.00001", "ATLAS COLLABORATION"), paper("2601.00002", "ATLAS COLLABORATION"))
    assert named(made, "2601.00001") == ("ATLAS COLLABORATION", ())
