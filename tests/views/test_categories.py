"""The view of categories: a backbone of the strongest associations, and the SPARQL that selects exactly these."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from assembling import assemble

from kg.ids import author_id, authorship_id
from kg.model import Author, AuthorKind, Authorship, Category, Corpus, Extraction, Paper, Resolution, Scheme
from kg.settings import GraphSettings, Settings
from kg.tables import Tables
from kg.views import project

CODES = ("cs.AA", "cs.BB", "cs.CC", "cs.DD", "cs.EE", "cs.FF")
CLOSE = [("cs.AA", "cs.BB"), ("cs.CC", "cs.DD"), ("cs.EE", "cs.FF")]


def cross_listed(pairs: Sequence[tuple[str, str]]) -> Tables:
    papers, signed, people = [], [], []
    for number, codes in enumerate(pairs, 1):
        id_, name = f"2601.{number:05}", f"Ada Bell{number}"
        classes = tuple(Category(Scheme.ARXIV, code) for code in codes)
        papers.append(Paper(id_, f"Paper {number}", "2026-01", (name,), codes[0], classes))
        people.append(Author(author_id(name, id_), name, AuthorKind.PERSON))
        signed.append(Authorship(authorship_id(id_, name), id_, 0, name, people[-1].id))
    return assemble(
        Corpus(tuple(papers), (), (), ()),
        Resolution(tuple(signed), tuple(people), ()),
        Extraction((), ()),
        GraphSettings(),
    )


def kept(tables: Tables, **views: Any) -> set[tuple[str, str]]:
    settings = replace(Settings(), views=replace(Settings().views, **views))
    edges = project(tables, "categories", settings=settings).edges
    return {
        (a.removeprefix("category/arxiv/"), b.removeprefix("category/arxiv/"))
        for a, b in edges.select("source", "target").rows()
    }


def test_each_category_keeps_its_strongest_associations() -> None:
    # any two categories share one paper; some pairs share five
    tables = cross_listed([*combinations(CODES, 2), *CLOSE * 4])
    assert kept(tables, category_neighbors=1) == set(CLOSE)
    assert len(kept(tables, category_neighbors=5)) == 15


def test_association_is_relative_to_the_size_of_both_ends() -> None:
    # most papers are in cs.AA, so the pair cs.CC, cs.DD (2 of 2 papers) is more associated than 3 papers with cs.AA
    tables = cross_listed([("cs.AA", "cs.BB")] * 30 + [("cs.AA", "cs.CC")] * 3 + [("cs.CC", "cs.DD")] * 2)
    assert kept(tables, category_neighbors=1) == {("cs.AA", "cs.BB"), ("cs.CC", "cs.DD")}


def test_categories_are_colored_by_archive() -> None:
    tables = cross_listed([("cs.LG", "hep-th"), ("cs.LG", "stat.ML"), ("hep-th", "stat.ML")])
    nodes = project(tables, "categories", settings=Settings()).nodes
    assert dict(nodes.select("label", "group").iter_rows()) == {"cs.LG": "cs", "hep-th": "physics", "stat.ML": "stat"}
