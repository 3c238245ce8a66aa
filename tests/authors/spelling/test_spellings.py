"""Names of one person in another order, script or spelling."""

import pytest
from toy import author, filler, paper

from kg.authors import resolve
from kg.model import Paper, Resolution

BACKGROUND = filler()
SHEEP = {"title": "Sorting sheep", "category": "cs.DS"}
VOLCANOES = {"title": "Quiet volcanoes", "category": "physics.geo-ph"}


def resolved(*papers: Paper) -> Resolution:
    return resolve([*papers, *BACKGROUND])


def series(*lists: tuple[str, ...]) -> Resolution:
    """Resolve papers on one subject, one per author list."""
    return resolve([paper(f"2601.{i:05}", *names, title="On order") for i, names in enumerate(lists)])


def people(made: Resolution) -> dict[str, str]:
    """Return the author of each surface form; forms of several authors are left out."""
    found: dict[str, set[str]] = {}
    for mention in made.authorships:
        found.setdefault(mention.printed, set()).add(mention.author)
    return {name: authors.pop() for name, authors in found.items() if len(authors) == 1}


# -- generations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Gale Jr.", "Robert Gale Sr."),
        ("Robert Gale, Jr", "Robert Gale Sr"),
        ("Hal Dumé II", "Hal Dumé III"),
        ("Otto Kerr II", "Otto Kerr V"),
        ("Robert Gale Jr.", "R. Gale Sr."),
        ("Robert A. Gale III", "Robert Gale IV"),
        ("Xaver Quindtmeyer 2nd", "Xaver Quindtmeyer 3rd"),
    ],
)
def test_two_generations_are_two_people_whatever_they_share(one: str, other: str) -> None:
    made = series((one, "Rita Moss", "Ottoline Strandberg"), (other, "Rita Moss", "Ottoline Strandberg"))
    assert author(made, "2601.00000") != author(made, "2601.00001")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Gale Jr.", "Robert Gale, Jr"),
        ("Robert Gale Jr.", "R. Gale Jr."),
        ("Robert Gale Jr.", "Robert Gale"),
        ("Otto Kerr V", "Otto Kerr"),
        ("Hal Dumé III", "Hal Dume 3rd"),
    ],
)
def test_a_generation_may_be_left_out(one: str, other: str) -> None:
    made = series((one, "Rita Moss", "Ottoline Strandberg"), (other, "Rita Moss", "Ottoline Strandberg"))
    assert author(made, "2601.00000") == author(made, "2601.00001")


def test_a_name_without_generation_does_not_make_father_and_son_one() -> None:
    circle = ("Rita Moss", "Ottoline Strandberg", "Evander Holmqvistson")
    names = ("Robert Gale Jr.", "Robert Gale", "Robert Gale Sr.", "R. Gale", "Robert Gale")
    made = series(*((name, *circle) for name in names))
    assert author(made, "2601.00000") != author(made, "2601.00002")


def test_a_coauthor_with_and_without_generation_is_one_coauthor() -> None:
    made = resolved(
        paper("2601.00001", "Wei Wang", "Xaver Quindtmeyer III", **SHEEP),
        paper("2601.00002", "Wei Wang", "Xaver Quindtmeyer", **VOLCANOES),
    )
    assert author(made, "2601.00001") == author(made, "2601.00002")


# -- the order of words ----------------------------------------------------------------------------------------------

FOUR = ("Zhonghua Wei", "Haruki Kato", "Van Minh Nguyen", "Janos Szabo")
TURNED = ("Wei Zhonghua", "Kato Haruki", "Nguyen Van Minh", "Szabo Janos")
CAPITALS = ("WEI Zhonghua", "KATO Haruki", "NGUYEN Van Minh", "SZABO Janos")


@pytest.mark.parametrize(
    "lists", [(FOUR, TURNED, CAPITALS), (TURNED, CAPITALS), (FOUR, TURNED), (TURNED[:2], FOUR), (CAPITALS, FOUR)]
)
def test_those_who_share_every_paper_are_one_person_each_in_every_order(lists: tuple[tuple[str, ...], ...]) -> None:
    made = series(*lists)
    assert len(made.authors) == len(FOUR)
    for one, other in zip(FOUR, TURNED, strict=True):
        assert len({a.id for a in made.authors if {one, other} & {a.name, *a.variants}}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zhou Yu", "Yu Zhou"),
        ("Wei Zhong Hua", "Zhonghua Wei"),
        ("Kim Min-su", "Minsu Kim"),
        ("Tran Thi Mai", "Thi Mai Tran"),
        ("Horvath Gabor", "Gabor Horvath"),
        ("Petrov Ivan", "Ivan Petrov"),
        ("Yamamoto Kenji", "Kenji YAMAMOTO"),
        ("Park Jisoo", "Ji Soo Park"),
        ("LIU Yi", "Yi Liu"),
        ("Quindtmeyer Xaver", "Xaver Quindtmeyer"),
        ("Josephson K J", "K. J. Josephson"),
    ],
)
def test_another_order_among_the_same_coauthors_is_the_same_person(one: str, other: str) -> None:
    circle = ("Ottoline Strandberg", "Evander Holmqvistson")
    made = resolved(paper("2601.00001", one, *circle, **SHEEP), paper("2601.00002", other, *circle, **SHEEP))
    assert author(made, "2601.00001") == author(made, "2601.00002")


def test_beside_initials_the_only_whole_word_needs_no_support() -> None:
    made = resolved(
        paper("2601.00001", "Quindtmeyer K J", "Ulla Brandvikson", **SHEEP),
        paper("2601.00002", "K. J. Quindtmeyer", "Tor Ekelund", **SHEEP),
    )
    assert author(made, "2601.00001") == author(made, "2601.00002")


def test_coauthors_count_in_either_order() -> None:
    made = resolved(
        paper("2601.00001", "Wei Wang", "Quindtmeyer Xaver", "Strandberg Ottoline", **SHEEP),
        paper("2601.00002", "Wei Wang", "Xaver Quindtmeyer", "Ottoline Strandberg", **VOLCANOES),
    )
    assert author(made, "2601.00001") == author(made, "2601.00002")


@pytest.mark.parametrize(
    ("one", "other"), [("Yu Zhou", "Zhou Yu"), ("Yang Liu", "Liu Yang"), ("Hao Yang", "Yang Hao"), ("Li Na", "Na Li")]
)
def test_namesakes_in_two_orders_who_share_nothing_are_two_people(one: str, other: str) -> None:
    made = resolved(
        paper("2601.00001", one, "Ulla Brandvikson", **SHEEP), paper("2601.00002", other, "Tor Ekelund", **VOLCANOES)
    )
    assert author(made, "2601.00001") != author(made, "2601.00002")


# -- particles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ("Ludwig van der Berg", "Ludwig Van Der Berg", "Ludwig Vanderberg", "L. v. d. Berg"),
        ("Ludwig Vanderberg", "L. v.d. Berg"),
        ("Ludwig VanderBerg", "L. vd Berg"),
        ("Paul de Lavern", "Paul DE LAVERN", "Paul Delavern", "P. de Lavern"),
        ("Maria de la Cruzado", "Maria Delacruzado", "Maria DE LA CRUZADO"),
        ("Adil El-Ghalimi", "Adil El Ghalimi", "Adil Elghalimi"),
        ("Brian Mc Nameer", "Brian McNameer"),
        ("Ines D'Angelotti", "Ines D' Angelotti", "Ines D’Angelotti", "Ines Dangelotti"),
        ("Stephen Della Pietrov", "Stephen DellaPietrov", "S. Della Pietrov"),
        ("Jan van den Eyndhoven", "Jan Vandeneyndhoven", "J. v. d. Eyndhoven"),
    ],
)
def test_particles_may_be_joined_abbreviated_or_in_capitals(names: tuple[str, ...]) -> None:
    made = series(*((name, "Rita Moss", "Ottoline Strandberg") for name in names))
    assert len({author(made, f"2601.{i:05}") for i in range(len(names))}) == 1


# -- scripts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李雷", "李 雷"),
        ("田中太郎", "田中 太郎"),
        ("김민수", "김 민수"),
        ("欧阳娜娜", "欧阳 娜娜"),
        ("張偉", "张伟"),
        ("ペレス・アナ", "ペレス アナ"),
        ("Фернандо Перес", "Фернандо  Перес"),
        ("Ф. Перес", "Фернандо Перес"),
        ("ФЕРНАНДО ПЕРЕС", "Фернандо Перес"),
        ("فرناندو بيريز", "فرناندو  بيريز"),
    ],
)
def test_a_space_or_a_capital_makes_no_other_name_in_any_script(one: str, other: str) -> None:
    made = series((one, "Rita Moss", "Ottoline Strandberg"), (other, "Rita Moss", "Ottoline Strandberg"))
    assert author(made, "2601.00000") == author(made, "2601.00001")


@pytest.mark.parametrize("native", ["Фернандо Перес", "فرناندو بيريز", "פרננדו פרס", "Φερνάντο Πέρεζ"])
def test_sound_alone_joins_no_names_of_two_scripts(native: str) -> None:
    made = series(("Fernando Perez", "Rita Moss", "Lena Serk"), (native, "Rita Moss", "Lena Serk"))
    assert author(made, "2601.00000") != author(made, "2601.00001")
