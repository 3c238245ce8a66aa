"""Every query of docs/sparql.md has the answer printed there, in Oxigraph on the store and in rdflib on full Turtle."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from cookbook import PAGE, ROOT, Recipe, answer, build, recipes

import kg
from kg.rdf import PREFIXES

RECIPES = list(recipes(PAGE.read_text(encoding="utf-8")))
WRITTEN_BY = "make docs writes the answers of docs/sparql.md again"
Cell = str | Decimal | tuple[str, str] | None


class Engines:
    """A graph in its store and, as full Turtle, in rdflib."""

    def __init__(self, path: Path) -> None:
        self.graph = kg.load(path)
        self.rdflib = self.graph.rdflib("full")

    def oxigraph_rows(self, query: str) -> list[tuple[Cell, ...]]:
        return [tuple(map(_of_oxigraph, row)) for row in self.graph.query(query)]

    def rdflib_rows(self, query: str) -> list[tuple[Cell, ...]]:
        found = self.rdflib.query(query, initNs=PREFIXES, base=self.graph.base)
        return [tuple(map(_of_rdflib, row)) for row in found]


def _of_oxigraph(term: Any) -> Cell:
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term.value)
    return _literal(term.value, term.language, term.datatype.value)


def _of_rdflib(term: Any) -> Cell:
    if not isinstance(term, rdflib.Literal):
        return None if term is None else str(term)
    return _literal(str(term), term.language, str(term.datatype))


def _literal(value: str, language: str | None, datatype: str) -> Cell:
    """Return numbers as numbers, since engines write the same number in several ways."""
    if datatype.rpartition("#")[2] in {"integer", "decimal"}:
        return Decimal(value)
    return (value, language) if language else value


@pytest.fixture(scope="module")
def engines(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Engines]]:
    """Return the graph of the example, and that of the one paper which states results."""
    paper = next(recipe for recipe in RECIPES if recipe.paper)
    built = {False: Engines(example), True: Engines(build(paper, tmp_path_factory.mktemp("paper")))}
    yield built
    for each in built.values():
        each.graph.close()


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])
def test_both_engines_have_the_printed_answer(recipe: Recipe, engines: dict[bool, Engines]) -> None:
    asked = engines[bool(recipe.paper)]
    assert answer(asked.graph, recipe.query) == recipe.answer, WRITTEN_BY
    rows = asked.oxigraph_rows(recipe.query)
    assert rows, "the answer is empty and shows nothing"
    assert asked.rdflib_rows(recipe.query) == rows


def test_no_question_is_there_twice_and_pages_count_them_right() -> None:
    assert len({recipe.question for recipe in RECIPES}) == len(RECIPES)
    for page in ("README.md", "docs/guide/reading.md", "docs/vocabulary.md"):
        assert f"{len(RECIPES)} questions" in (ROOT / page).read_text(encoding="utf-8"), page


def test_queries_are_short() -> None:
    assert [recipe.question for recipe in RECIPES if recipe.query.count("\n") + 1 > 6] == []


def test_the_order_of_rows_is_defined() -> None:
    unordered = [r.question for r in RECIPES if r.answer.count("\n") > 3 and "ORDER BY" not in r.query]
    assert unordered == []
