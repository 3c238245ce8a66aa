"""Resolving a typed name to authors, and the Python API for why authorships are one person."""

from pathlib import Path

import pytest

import kg
from kg.errors import UnknownName, UsageError
from kg.graph import Graph

FOLDED = "hinrich-schutze/2510.05837"


@pytest.fixture(scope="module")
def graph(example: Path) -> Graph:
    return kg.load(example)


@pytest.mark.parametrize(
    "who",
    [
        "Hinrich Schütze",
        "hinrich schutze",
        FOLDED,
        f"http://localhost:8000/id/author/{FOLDED}",
        f"author/{FOLDED}",
        "2510.05837/hinrich-schutze",
        "http://localhost:8000/id/authorship/2510.05837/hinrich-schutze",
        '"Hinrich Schutze" on 2510.05837',
        "Hinrich Schütze on arXiv:2510.05837v2",
    ],
)
def test_a_person_is_meant_by_any_of_the_forms_that_a_graph_prints(graph: Graph, who: str) -> None:
    meant = graph.people.find(who)
    assert meant.author == FOLDED
    assert meant.complete == (" on " not in who and "2510.05837/" not in who)
    held = graph.tables["authorships"].filter(author=FOLDED)["authorship"].to_list()
    assert set(meant.authorships) <= set(held)
    assert meant.authorships[0] == "2510.05837/hinrich-schutze"
    assert len(meant.authorships) == (len(held) if meant.complete else 1)


def test_a_name_means_the_mentions_that_print_it(graph: Graph) -> None:
    short, full = graph.people.find("Krista Ehinger"), graph.people.find("Krista A. Ehinger")
    assert short.author == full.author
    assert set(short.authorships).isdisjoint(full.authorships)
    assert not short.complete
    assert short.printed == "Krista Ehinger"


def test_nobody_is_answered_with_who_is_near(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="Hinrich Sch"):
        graph.people.find("Hinrich Schulze")


def test_several_of_one_name_are_listed(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(
        '{"id": "2601.00001", "categories": ["cs.LG"], "title": "T", "authors": ["Jörg Adler", "Jorg Adler"]}\n'
    )
    graph = kg.build(tmp_path / "2026-01-05.jsonl", tmp_path / "a.kg")
    with pytest.raises(UsageError, match="2 people are called") as said:
        graph.people.find("Jorg Adler")
    assert [line.split()[0] for line in str(said.value).splitlines()[1:]] == [
        "jorg-adler-2/2601.00001", "jorg-adler/2601.00001",
    ]  # fmt: skip


def test_two_spellings_are_explained_and_so_is_a_person(graph: Graph) -> None:
    pair = graph.people.explain_pair("Krista Ehinger", "Krista A. Ehinger")
    assert (pair.a.printed, pair.b.printed) == ("Krista Ehinger", "Krista A. Ehinger")
    assert pair.same
    assert pair.weighing is not None
    assert pair.weighing.bits >= pair.threshold
    person = graph.people.explain(pair.a.author)
    assert {name for name, _ in person.person.names} >= {"Krista Ehinger", "Krista A. Ehinger"}
    assert pair.weighing.bits in {join.bits for join in person.joins}


def test_decisions_are_heard_without_a_rebuild(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "authors.txt").write_text('different "Krista Ehinger" "Krista A. Ehinger"\n', encoding="utf-8")
    assert not graph.people.explain_pair("Krista Ehinger", "Krista A. Ehinger", decisions=tmp_path).same
    assert graph.people.explain_pair("Krista Ehinger", "Krista A. Ehinger").same
