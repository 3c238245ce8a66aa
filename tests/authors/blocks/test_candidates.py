"""Large blocks: the compared pairs grow with the number of authorships, and the result stays the same."""

import pytest
from toy import paper

from kg.authors import resolve
from kg.authors.blocking import relate_forms
from kg.authors.blocks import PairWeigher, cluster_block
from kg.authors.blocks.clustering import Cluster
from kg.authors.explaining.case import open_case
from kg.authors.spelling.person_name import parse_name
from kg.model import Paper
from kg.settings import AuthorSettings

LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVERY_PAIR = AuthorSettings(max_block_pairs=10**9)


class Counting(PairWeigher):
    """A judge that counts the pairs it compares."""

    weighed = 0

    def score(self, one: Cluster, other: Cluster) -> float | None:
        """Weigh a pair."""
        self.weighed += 1
        return super().score(one, other)


def word(number: int) -> str:
    """Spell a number with letters, so that different numbers have different words."""
    return LETTERS[number // 676 % 26] + LETTERS[number // 26 % 26] + LETTERS[number % 26]


def hub(size: int, short: str = "J. {}", surname: str = "Wang", title: str = "") -> list[Paper]:
    """Make papers of one author each, alternating between one form with initials and new full names."""
    names = (short.format(surname) if i % 2 else f"J{word(i)} {surname}" for i in range(size))
    return [paper(f"2601.{i:05}", name, title=title) for i, name in enumerate(names)]


def repeated(size: int, name: str) -> list[Paper]:
    return [paper(f"2601.{i:05}", name) for i in range(size)]


def weighed(papers: list[Paper]) -> int:
    case = open_case(papers)
    judges = [Counting(block, case.settings) for _, block in case.blocks()]
    for judge in judges:
        cluster_block(judge)
    return sum(judge.weighed for judge in judges)


@pytest.mark.parametrize(
    "corpus",
    [
        hub,
        lambda size: hub(size, surname="Smith"),
        lambda size: hub(size, short="J. {} Jr."),
        lambda size: hub(size, short="Jo {}", surname="Kim"),
        lambda size: hub(size, title="One and the same title"),
        lambda size: repeated(size, "Wei Wang"),
        lambda size: repeated(size, "W. Wang"),
        lambda size: [paper(f"2601.{i:05}", f"W. {LETTERS[i % 26].upper()}. Wang", "Yang Liu") for i in range(size)],
        lambda size: [paper(f"2601.{i:05}", "Wei Wang" if i % 2 else "Wang Wei", "Yang Liu") for i in range(size)],
    ],
)
def test_what_is_weighed_grows_with_the_mentions_and_not_with_their_square(corpus: object) -> None:
    assert callable(corpus)
    small, large = weighed(corpus(600)), weighed(corpus(1200))
    assert large < 3 * small
    assert large < 1200 * 100


def test_in_a_hub_nobody_who_shares_nothing_is_one_and_who_shares_is() -> None:
    papers = hub(600)
    shared = ("Xaver Quindtmeyer", "Ottoline Strandberg")
    papers += [paper("2602.00001", "Jonathan Wang", *shared), paper("2602.00599", "Jonathan Wang", *shared)]
    made = resolve(papers)
    people = {mention.paper: mention.author for mention in made.authorships if mention.position == 0}
    assert people["2602.00001"] == people["2602.00599"]
    assert len(set(people.values())) == len(papers) - 1
    assert resolve(papers, EVERY_PAIR).decisions == made.decisions


def test_people_are_the_same_whether_all_pairs_are_weighed_or_not() -> None:
    circles = [("Xaver Quindtmeyer", "Ulla Brandvikson"), ("Tor Ekelund",), ("Evander Holmqvistson", "Lena Serk"), ()]
    names = ("Wei Wang", "W. Wang", "Wen Wang", "Wang Wei")
    titles = ("Sheep and goats", "Quiet volcanoes", "Lattices", "Turbines of old ships", "Violin varnish")
    papers = [
        paper(f"2601.{i:05}", names[i % 4], *circles[i // 4 % 4], title=titles[i % 5], category=f"cs.{i % 7}")
        for i in range(120)
    ]
    few = resolve(papers, AuthorSettings(max_block_pairs=100))
    assert few.authorships == resolve(papers, EVERY_PAIR).authorships


def test_first_names_one_letter_apart_meet_without_comparing_every_two() -> None:
    names = [parse_name(f"{name} Quindt") for name in ("Jonathan", "Jonathon", "Jonatan", "Jonahtan", "Jon", "Jörg")]
    crowd = [parse_name(f"J{word(i)}{word(i * 7 + 3)} Quindt") for i in range(3000)]
    found = relate_forms([*names, *crowd])
    assert {"jonathon quindt", "jonatan quindt", "jonahtan quindt", "jon quindt"} <= found["jonathan quindt"].keys()


@pytest.mark.parametrize("times", [2, 40, 400])
def test_one_string_many_times_on_one_paper_is_one_author_and_weighed_once(times: int) -> None:
    papers = [paper("2601.00001", *["Wei Wang"] * times, "Bo Han"), paper("2601.00002", "Wei Wang")]
    made = resolve(papers)
    assert len({m.author for m in made.authorships if m.paper == "2601.00001"}) == 2
    assert weighed(papers) <= 2
