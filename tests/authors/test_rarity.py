"""Estimates of how many people share a name, from the names alone."""

import math
from itertools import pairwise

import pytest

from kg.authors.rarity import REFERENCE_PEOPLE, NameCounts
from kg.authors.spelling.person_name import parse_name

NOBODY = NameCounts([])


def namesakes(printed: str, counts: NameCounts = NOBODY) -> float:
    return counts.namesakes(parse_name(printed))


def test_a_common_name_is_known_without_any_corpus() -> None:
    assert namesakes("Wei Wang") > 2
    assert namesakes("Yang Liu") > 1
    assert namesakes("J. Smith") > 2
    assert namesakes("Xaver Quindtmeyer") < -6


@pytest.mark.parametrize(
    ("rarer", "commoner"),
    [
        ("John Smith", "J. Smith"),
        ("John A. Smith", "John Smith"),
        ("John Albert Smith", "John A. Smith"),
        ("J.-P. Smith", "J. Smith"),
        ("Xaver Smith", "John Smith"),
        ("John Quindtmeyer", "John Smith"),
        ("Qiuping Wang", "Wei Wang"),
    ],
)
def test_whoever_says_more_has_fewer_namesakes(rarer: str, commoner: str) -> None:
    assert namesakes(rarer) < namesakes(commoner)


def test_a_middle_name_that_nobody_else_has_makes_nobody_unique() -> None:
    # it is often omitted, so names with it and without it must stay comparable
    assert namesakes("John Smith") - namesakes("John Zibblequist Smith") == pytest.approx(-math.log2(0.02))
    assert namesakes("John Zibblequist Smith") == namesakes("John Quoxalter Smith")


def test_two_han_characters_are_shared_by_more_people_than_three() -> None:
    assert namesakes("王伟") > 0 > namesakes("王小明")
    assert namesakes("김민수") > 0, "in Hangul half of the people have one of five surnames"


def test_what_two_forms_agree_on_is_judged_not_the_longer_form() -> None:
    full, short = parse_name("John Albert Smith"), parse_name("J. Smith")
    assert NOBODY.namesakes(full, short.given[0]) == NOBODY.namesakes(short)


def test_the_names_at_hand_count_too() -> None:
    crowd = NameCounts([parse_name(f"{given} Quindtmeyer") for given in ("Ada", "Bea", "Cora", "Dora")])
    assert namesakes("Eva Quindtmeyer", crowd) > namesakes("Eva Quindtmeyer") + 2


@pytest.mark.parametrize("printed", ["Plato", "李娜", "김 민준", "X Y", "", "Q.-Q. Q. Q", "A B C D E F G"])
def test_any_name_has_a_rarity(printed: str) -> None:
    bits = namesakes(printed)
    assert math.isfinite(bits)
    assert bits < math.log2(REFERENCE_PEOPLE)


def test_a_few_more_names_hardly_change_a_common_name() -> None:
    more = NameCounts([parse_name(name) for name in ("Wei Wang", "Ada Byron", "Jo Roe")])
    assert 2 ** namesakes("Wei Wang", more) == pytest.approx(2 ** namesakes("Wei Wang"), rel=0.02)


def test_no_name_more_changes_a_figure_by_two_percent() -> None:
    people = [2 ** namesakes("Wei Wang", NameCounts([parse_name("Wei Wang")] * more)) for more in range(400)]
    assert max(b / a for a, b in pairwise(people)) < 1.02 * 1.02, "a surname and a given name, counted up together"
    assert people[-1] > 3 * people[0]


@pytest.mark.parametrize(
    "printed",
    [
        ("Wei Wang", "W. Wang", "Wei X. Wang", "Wang Wei"),
        ("John Albert Smith", "J. A. Smith", "J.-A. Smith"),
        ("Minsu Kim", "김민수"),
        ("Plato", "Ada Quindtmeyer"),
    ],
)
def test_an_excerpt_says_of_its_names_what_all_counts_say(printed: tuple[str, ...]) -> None:
    crowd = NameCounts([parse_name(f"{given} Quindtmeyer") for given in ("Ada", "Bea", "Cora", "Dora")])
    names = [parse_name(name) for name in printed]
    excerpt = NameCounts((), crowd.settings, parts=crowd.excerpt(names))
    for name in names:
        for other in names:
            for parts in ((), other.given[:1], (*other.given[:1], name.given[1:])[: 2 * len(other.given)]):
                assert excerpt.namesakes(name, *parts) == crowd.namesakes(name, *parts)
