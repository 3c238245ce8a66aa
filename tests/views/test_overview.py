"""The overview: all of a small set of papers; of a large set, the parts that link it."""

from collections.abc import Iterable, Sequence

import polars as pl
import pytest
from assembling import assemble

from kg.ids import DEFAULT_BASE, author_id, authorship_id
from kg.model import (
    Author,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Extraction,
    Paper,
    Relation,
    Resolution,
    Scheme,
    SectionKind,
)
from kg.settings import GraphSettings, OverviewSettings, Settings
from kg.tables import Tables
from kg.views import Network, project
from kg.views.overview.choosing import choose_nodes
from kg.views.overview.filling import fill
from kg.views.overview.scope import read_scope
from kg.views.selection import select

SETTINGS = Settings()
LIMIT = OverviewSettings().max_nodes
Row = tuple[str, Sequence[str], Sequence[str]]
"""Category, author names and concepts of a paper."""


def tables_of(rows: Iterable[Row]) -> Tables:
    papers, mentions, claims = [], [], []
    people: dict[str, Author] = {}
    concepts: dict[str, Concept] = {}
    for number, (category, names, topics) in enumerate(rows, 1):
        id_ = f"2601.{number:05}"
        classes = (Category(Scheme.ARXIV, category),) if category else ()
        papers.append(Paper(id_, f"Paper {number}", "2026-01", tuple(names), category, classes))
        for place, name in enumerate(names):
            person = people.setdefault(name, Author(author_id(name, id_), name, AuthorKind.PERSON))
            mentions.append(Authorship(authorship_id(id_, name), id_, place, name, person.id))
        for topic in topics:
            concepts.setdefault(topic, Concept(topic, ConceptType.METHOD, topic))
            claims.append(Claim(id_, topic, Relation.USES, SectionKind.TITLE, 0, 4, 0.9, "test"))
    return assemble(
        Corpus(tuple(papers), (), (), ()),
        Resolution(tuple(mentions), tuple(people.values()), ()),
        Extraction(tuple(concepts.values()), tuple(claims)),
        GraphSettings(),
    )


def apart(count: int, *, team: int = 2, categories: Sequence[str] = ("cs.LG",), topics: int = 0) -> list[Row]:
    """Papers that share neither people nor concepts."""
    return [
        (
            categories[i % len(categories)],
            [f"Name {i} Number{j}" for j in range(team)],
            [f"topic-{i}-{j}" for j in range(topics)],
        )
        for i in range(count)
    ]


def overview(rows: Iterable[Row], top: int | None = None) -> Network:
    return project(tables_of(rows), "overview", settings=SETTINGS, top=top)


def counts(network: Network) -> dict[str, int]:
    return dict(network.nodes["kind"].value_counts().sort("kind").iter_rows())


SMALL: dict[str, tuple[list[Row], dict[str, int], int]] = {
    "papers without a shared person": (apart(6), {"author": 12, "category": 1, "paper": 6}, 18),
    "one paper": (apart(1, team=4, topics=3), {"author": 4, "category": 1, "concept": 3, "paper": 1}, 8),
    "one author": (apart(1, team=1), {"author": 1, "category": 1, "paper": 1}, 2),
    "no author": ([("cs.LG", [], ["maps"])], {"category": 1, "concept": 1, "paper": 1}, 2),
    "no category": (apart(3, categories=("",)), {"author": 6, "paper": 3}, 6),
    "some categories": (apart(4, categories=("", "cs.LG")), {"author": 8, "category": 1, "paper": 4}, 10),
    "no shared concept": (
        apart(30, team=3, categories=("cs.LG", "cs.CL", "cs.CV"), topics=3),
        {"author": 90, "category": 3, "concept": 90, "paper": 30},
        210,
    ),
    "more categories than are named": (
        apart(20, categories=[f"cs.A{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]),
        {"author": 40, "category": 20, "paper": 20},
        60,
    ),
    "one concept in all": (
        [("cs.LG", [f"A{i} B"], ["maps"]) for i in range(9)],
        {"author": 9, "category": 1, "concept": 1, "paper": 9},
        27,
    ),
    "many concepts": (
        [("cs.LG", [f"A{i} B"], [f"topic-{j}" for j in range(20)]) for i in range(3)],
        {"author": 3, "category": 1, "concept": 20, "paper": 3},
        66,
    ),
}


@pytest.mark.parametrize("name", SMALL)
def test_a_set_that_fits_is_shown_whole(name: str) -> None:
    rows, expected, links = SMALL[name]
    network = overview(rows)
    assert counts(network) == expected
    assert network.nodes.height == network.node_total
    assert network.edges.height == network.edge_total == links


def test_a_set_that_is_hidden_in_part_keeps_to_the_limit() -> None:
    rows = apart(150, team=3, categories=("cs.LG", "cs.CL"), topics=2)
    network = overview(rows)
    assert network.nodes.height == LIMIT < network.node_total
    shown = counts(network)
    assert shown["paper"] > LIMIT / 3
    assert shown["author"] > LIMIT / 3
    drawn = set(network.edges["source"]) | set(network.edges["target"])
    assert drawn == set(network.nodes["id"])


def test_papers_that_all_fit_are_all_shown_before_their_people() -> None:
    network = overview(apart(100, team=5, topics=2))
    assert counts(network)["paper"] == 100
    assert network.nodes.height == LIMIT


def test_a_team_is_shown_whole_or_not_at_all_while_another_fits() -> None:
    rows = [*apart(60, team=2), ("cs.LG", [f"Big {i}" for i in range(90)], []), ("cs.LG", ["Solo One"], [])]
    network = overview(rows)
    shown = set(network.nodes.filter(kind="author")["label"])
    assert {"Solo One", *(name for _, names, _ in rows[:60] for name in names)} <= shown
    # 240 - 1 category - 62 papers - 121 people
    assert shown >= {f"Big {i}" for i in range(LIMIT - 184)}, "what room is left goes to the first of a long list"
    assert len(shown) == LIMIT - 63


def test_a_paper_with_more_authors_than_fit_shows_the_first_of_them() -> None:
    network = overview([("cs.LG", [f"Big {i}" for i in range(300)], ["maps"])])
    assert counts(network) == {"author": LIMIT - 3, "category": 1, "concept": 1, "paper": 1}
    assert "Big 0" in network.nodes["label"]
    assert "Big 299" not in network.nodes["label"]


def test_people_of_two_papers_come_before_others() -> None:
    rows = [("cs.LG", ["Link One", *(f"A{i} B{j}" for j in range(3))], []) for i in range(12)]
    network = overview(rows, top=16)
    assert "Link One" in network.nodes["label"]
    assert network.nodes.height == 16


@pytest.mark.parametrize("top", [1, 2, 3, 5, 8, 13, 40])
def test_a_cut_is_never_exceeded(top: int) -> None:
    network = overview(apart(9, team=2, categories=("cs.LG", "cs.CL", ""), topics=1), top=top)
    assert network.nodes.height <= top
    assert network.node_total == 9 + 2 + 18 + 9


def test_a_full_page_is_left_as_it_was_chosen() -> None:
    rows = [
        (
            f"cs.{'ABCD'[i % 4]}{'ABCD'[i % 4]}",
            [f"P{i % 90} Q", f"R{(7 * i) % 90} S", f"T{(11 * i) % 120} U"],
            [f"t{i % 70}", f"t{(3 * i) % 70}"],
        )
        for i in range(400)
    ]
    tables = tables_of(rows)
    nothing: dict[str, None] = dict.fromkeys(("author", "category", "concept", "since", "until", "min_weight"))
    scope = read_scope(tables, select(tables, base=DEFAULT_BASE, hops=1, **nothing))
    chosen = choose_nodes(scope, LIMIT, OverviewSettings())
    assert chosen.size >= LIMIT
    assert fill(scope, chosen, LIMIT, OverviewSettings()) == chosen
    network = project(tables, "overview", settings=SETTINGS)
    people = network.edges.filter(kind="creator").group_by("source").len()
    assert people.height > 20
    assert people.filter(pl.col("len") < 2).is_empty(), "only people who join papers"
