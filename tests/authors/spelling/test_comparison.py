"""Pairs of names for which a simpler rule fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.spelling.comparison import Agreement, Mismatch, compare
from kg.authors.spelling.person_name import parse_name

Told = tuple[Agreement, str, tuple[str, ...]]


def told(one: str, other: str) -> Told | Mismatch:
    """Return the result of a comparison: the level, and the letters that both names share."""
    found = compare(parse_name(one), parse_name(other))
    if isinstance(found, Mismatch):
        return found
    return found.level, found.first.letters if found.first else "", tuple(unit.letters for unit in found.middle)


@pytest.mark.parametrize(
    ("one", "other", "level", "agreed"),
    [
        ("Jörg Roe", "Jorg Roe", Agreement.SAME, ["jorg"]),
        ("Zhao Yan Lu", "Zhaoyan Lu", Agreement.JOINED, ["zhaoyan"]),
        ("John A. Smith", "John Smith", Agreement.MIDDLE, ["john"]),
        ("John A. Smith", "John Albert Smith", Agreement.MIDDLE_INITIAL, ["john", "a"]),
        ("John Albert Maria Smith", "John A. Smith", Agreement.MIDDLE, ["john", "a"]),
        ("J. Smith", "John Smith", Agreement.INITIAL, ["j"]),
        ("J. A. Smith", "John Smith", Agreement.INITIAL, ["j"]),
        ("J.-P. Serre", "J. Serre", Agreement.INITIAL, ["j"]),
        ("J.-P. Serre", "Jean-Pierre Serre", Agreement.INITIAL, ["jp"]),
        ("JP Serre", "Jean-Pierre Serre", Agreement.INITIAL, ["j"]),
        ("Bill Roe", "William Roe", Agreement.NICKNAME, ["william"]),
        ("Ben Rossi", "Benedetta Rossi", Agreement.PREFIX, ["ben"]),
        ("Jonathan Roe", "Jonathon Roe", Agreement.MISPRINT, ["jonathan"]),
        ("Karl Hofmann", "Karl Hoffmann", Agreement.SURNAME_MISPRINT, ["karl"]),
        ("Thomas König", "Thomas Koenig", Agreement.SURNAME_MISPRINT, ["thomas"]),
        ("Jürgen Müller", "Juergen Mueller", Agreement.SURNAME_MISPRINT, ["juergen"]),
        ("Yang Liu", "Liu Yang", Agreement.REVERSED, ["liu"]),
        ("Ana Maria Silva", "Maria Silva", Agreement.FIRST_DROPPED, ["maria"]),
        ("F. Scott Fitzgerald", "Scott Fitzgerald", Agreement.FIRST_DROPPED, ["scott"]),
        ("Juan Garcia", "Juan Garcia Marquez", Agreement.COMPOUND, ["juan"]),
        ("Juan Garcia", "Juan Garcia-Marquez", Agreement.COMPOUND, ["juan"]),
        ("Plato", "PLATO", Agreement.SAME, [""]),
        ("Robert Gale Jr.", "Robert Gale", Agreement.SAME, ["robert"]),
        ("R. Gale Jr.", "Robert Gale", Agreement.INITIAL, ["r"]),
        ("R. Gale", "Robert Gale III", Agreement.INITIAL, ["r"]),
        ("Ludwig Vanderberg", "Ludwig van der Berg", Agreement.JOINED, ["ludwig"]),
        ("Ludwig VanDerBerg", "Ludwig v. d. Berg", Agreement.JOINED, ["ludwig"]),
        ("Ludwig Vandenberg", "Ludwig vd Berg", Agreement.JOINED, ["ludwig"]),
        ("Ludwig Vanderberg", "L. v. d. Berg", Agreement.INITIAL, ["l"]),
        ("L. Vanderberg", "Ludwig van der Berg", Agreement.INITIAL, ["l"]),
        ("Maria Delacruz", "Maria de la Cruz", Agreement.JOINED, ["maria"]),
        ("Adil El-Ghali", "Adil El Ghali", Agreement.JOINED, ["adil"]),
        ("Stephen DellaPietra", "Stephen A. Della Pietra", Agreement.MIDDLE, ["stephen"]),
        ("Brian McNamee", "Brian Mc Namee", Agreement.JOINED, ["brian"]),
        ("Wei Zhonghua", "Zhonghua Wei", Agreement.REVERSED, ["wei"]),
        ("Wei Zhong Hua", "Zhonghua Wei", Agreement.REVERSED, ["wei", "zhong"]),
        ("Wei Zhong-Hua", "Zhong Hua Wei", Agreement.REVERSED, ["wei"]),
        ("Kim Min Su", "Minsu Kim", Agreement.REVERSED, ["kim", "min"]),
        ("Nguyen Van Minh", "Van Minh Nguyen", Agreement.REVERSED, ["nguyen", "van"]),
        ("van der Berg Ludwig", "Ludwig van der Berg", Agreement.REVERSED, ["ludwig"]),
        ("張偉", "张伟", Agreement.SAME, [""]),
        ("李雷", "李 雷", Agreement.SAME, [""]),
    ],
)
def test_two_forms_of_one_name(one: str, other: str, level: Agreement, agreed: list[str]) -> None:
    assert told(one, other) == told(other, one) == (level, agreed[0], tuple(agreed[1:]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John A. Smith", "John B. Smith"),
        ("John Albert Smith", "John Bernard Smith"),
        ("John A. Smith", "J. B. Smith"),
        ("J. Smith", "Mary Smith"),
        ("Jean-Marie Serre", "J.-P. Serre"),
        ("Jun Li", "Jin Li"),
        ("Junjie Li", "Junjia Li"),
        ("Minjun Kim", "Minjung Kim"),
        ("Thanh Nguyen", "Khanh Nguyen"),
        ("Mia Roe", "Mya Roe"),
        ("Jonathan A. Roe", "Jonathon B. Roe"),
        ("Robert Gale Jr.", "Robert Gale Sr."),
        ("Robert Gale Jr.", "R. Gale Sr."),
        ("Robert Gale II", "Robert Gale III"),
        ("Robert Gale IV", "Robert Gale V"),
        ("Robert A. Gale Jr.", "Robert Gale III"),
        ("Karl van der Berg", "Ludwig Vanderberg"),
        ("김민수", "김민서"),
        ("王伟", "王薇"),
    ],
)
def test_two_people_of_one_surname(one: str, other: str) -> None:
    assert told(one, other) is told(other, one) is Mismatch.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Byron", "Charles Babbage"),
        ("Plato", "Ada Plato"),
        ("Wei Wang", "Wei Wan"),
        ("Karl Roe", "Karl Rue"),
        ("Jun Zhang", "Jun Zhan"),
        ("Ada Roe", "Ida Rowe"),
        ("Robert Gale Jr.", "Robert Gall Sr."),
        ("김민수", "박민수"),
        ("김민수", "Minsu Kim"),
        ("Фернандо Перес", "Fernando Perez"),
        ("פרננדו פרס", "Fernando Perez"),
        ("فرناندو بيريز", "Fernando Perez"),
        ("Ludwig Vanderburg", "Ludwig van der Berg"),
    ],
)
def test_names_that_have_nothing_to_do_with_each_other(one: str, other: str) -> None:
    assert told(one, other) is told(other, one) is Mismatch.UNRELATED


FIRST = st.sampled_from(
    "J. J.-P. JP Jean Jean-Pierre Jeanpierre Jp John Jon Jonathan Jonathon Bill William Will W. Yang Y. Jun Jin Jünge"
    " Juenge Liu Maria".split()
)
MIDDLE = st.lists(st.sampled_from("A. Albert B. Al Maria M.-A. Marie-Anne Liu".split()), max_size=2)
SURNAME = st.sampled_from(
    "Smith|Smyth|Liu|Yang|Müller|Mueller|Muller|Garcia|Garcia-Marquez|Marquez|Al-Garcia|Garcia Marquez".split("|")
)
NAMES = st.builds(lambda first, middle, surname: " ".join((first, *middle, surname)), FIRST, MIDDLE, SURNAME)


@given(NAMES, NAMES)
def test_it_does_not_matter_which_name_comes_first(one: str, other: str) -> None:
    assert told(one, other) == told(other, one)
