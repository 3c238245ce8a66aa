import pytest
from assembling import assemble

from kg.authors import resolve
from kg.ids import author_id, authorship_id, slug
from kg.listings.review import COLUMNS, review
from kg.model import Author, AuthorKind, Authorship, Corpus, Decision, Evidence, Extraction, Paper, Resolution
from kg.settings import GraphSettings
from kg.tables import Tables

ANA, ANNA, BEN = "ana-bell/2601.00001", "anna-bell/2601.00004", "ben-cruz/2601.00001"
# Ana Bell has three papers with two co-authors, Anna Bell has one paper with one co-author
SIGNED = {
    "2601.00001": {"Ana Bell": ANA, "Ben Cruz": BEN},
    "2601.00002": {"Ana Bell": ANA, "Chi Dorn": "chi-dorn/2601.00002"},
    "2601.00003": {"A. Bell": ANA},
    "2601.00004": {"Anna Bell": ANNA, "Eva Fox": "eva-fox/2601.00004"},
}


def mention(paper: str, name: str) -> str:
    return authorship_id(paper, slug(name))


def graph(*decisions: Decision, hidden: tuple[str, ...] = ()) -> Tables:
    mentions = tuple(
        Authorship(mention(paper, name), paper, place, name, author)
        for paper, names in SIGNED.items()
        for place, (name, author) in enumerate(names.items())
    )
    names = {m.author: m.printed for m in reversed(mentions)}
    authors = tuple(Author(id_, name, AuthorKind.PERSON, (), id_ in hidden) for id_, name in sorted(names.items()))
    papers = tuple(Paper(id_, "T", "2026-01", tuple(signed), "cs.LG") for id_, signed in SIGNED.items())
    return assemble(
        Corpus(papers, (), (), ()), Resolution(mentions, authors, decisions), Extraction(()), GraphSettings()
    )


def doubt(confidence: float, a: str = ANA, b: str = ANNA, source: str = "program") -> Decision:
    return Decision(a, b, "possiblySame", source, confidence, (Evidence("name", ("a misprint", "2", ""), -2.0),))


def merge(confidence: float, sides: tuple[str, ...] = ("2", "1")) -> Decision:
    evidence = (Evidence("name", ("an initial", "2", ""), -2.0), Evidence("papers", sides, 0.5))
    a, b = mention("2601.00001", "Ana Bell"), mention("2601.00003", "A. Bell")
    return Decision(a, b, "same", "program", confidence, evidence)


def test_a_pair_left_apart_counts_by_what_the_smaller_side_would_move() -> None:
    (row,) = review(graph(doubt(0.25))).to_dicts()
    # Anna Bell: a paper and a co-author
    assert (row["edges"], row["expected_wrong_edges"]) == (2, 0.5)
    assert (row["a"], row["b"], row["name_a"], row["name_b"]) == (ANA, ANNA, "Ana Bell", "Anna Bell")
    assert (row["paper_count_a"], row["paper_count_b"]) == (3, 1)
    assert row["evidence"] == [{"kind": "name", "values": ["a misprint", "2", ""], "bits": -2.0, "more": 0}]


def test_a_merge_counts_by_its_smaller_side_when_it_was_made() -> None:
    (row,) = review(graph(merge(0.9))).to_dicts()
    # a paper of three, and a third of two co-authors
    assert (row["edges"], row["paper_count_a"], row["paper_count_b"]) == (2, 2, 1)
    assert row["expected_wrong_edges"] == pytest.approx(0.2)
    assert (row["name_a"], row["name_b"]) == ("Ana Bell", "A. Bell")


def test_what_is_likelier_wrong_and_what_is_larger_comes_first() -> None:
    assert review(graph(merge(0.9), doubt(0.25)))["verdict"].to_list() == ["possiblySame", "same"]
    assert review(graph(merge(0.6), doubt(0.25)))["verdict"].to_list() == ["same", "possiblySame"]
    ranked = review(graph(doubt(0.4, BEN, ANNA), doubt(0.4)), top=1)
    assert (ranked["a"][0], ranked.height) == (ANA, 1), "of equals the smaller id"
    assert ranked.columns == list(COLUMNS)


def test_what_a_person_has_settled_and_whom_they_hid_is_in_no_queue() -> None:
    assert review(graph(doubt(0.4, source="person"))).is_empty()
    assert review(graph(merge(0.6), doubt(0.4), hidden=(ANA,))).is_empty()


def test_a_graph_without_decisions_has_an_empty_queue_of_the_same_columns() -> None:
    assert review(graph()).schema == review(graph(doubt(0.4))).schema == review(graph(merge(0.6))).schema


def test_the_sides_of_a_merge_are_those_that_resolving_tells() -> None:
    papers = [
        Paper(f"2601.0000{i}", title, "2601-01", (name, *others), "cs.LG")
        for i, (title, name, *others) in enumerate(
            [
                ("speech codecs", "Ottoline Quillfeather", "Thaddeus Zywiec"),
                ("speech synthesis", "Ottoline Quillfeather", "Thaddeus Zywiec"),
                ("speech recognition", "O. Quillfeather", "Thaddeus Zywiec"),
            ]
        )
    ]
    resolution = resolve(papers)
    tables = assemble(Corpus(tuple(papers), (), (), ()), resolution, Extraction(()), GraphSettings())
    merges = review(tables).filter(verdict="same").to_dicts()
    initial = next(
        row for row in merges if {row["name_a"], row["name_b"]} == {"Ottoline Quillfeather", "O. Quillfeather"}
    )
    assert {initial["paper_count_a"], initial["paper_count_b"]} == {2, 1}
    assert author_id("Ottoline Quillfeather", "2601.00000") in tables["authors"]["author"]
