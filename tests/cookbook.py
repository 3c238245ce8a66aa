"""Read the recipes of docs/sparql.md; as a script, write their answers again (``make docs``).

A recipe is a heading of level 3, a query in SPARQL, and its answer as `kg query` prints it. Recipes below a paper in
JSON ask the graph of that one paper until the next heading of level 2; all others ask the graph of `examples/digests`.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.build.build import build_folder
from kg.query.table import table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "sparql.md"
EXAMPLE = ROOT / "examples" / "digests"
_PAPER = re.compile(r"^```json\n(?P<paper>.*?)\n```$", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(
    r"^### (?P<question>[^\n]+)\n\n```sparql\n(?P<query>.*?)\n```\n(?:\n```text\n(?P<answer>.*?)```\n)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Recipe:
    """A question of the page, its query and printed answer, and the one paper whose graph it asks, if it is one."""

    question: str
    query: str
    answer: str
    paper: str = ""


def recipes(page: str) -> Iterator[Recipe]:
    """Yield the recipes of a page, in its order."""
    for section in re.split(r"^(?=## )", page, flags=re.MULTILINE):
        paper = _PAPER.search(section)
        for found in _RECIPE.finditer(section):
            own = paper["paper"] if paper and paper.start() < found.start() else ""
            yield Recipe(found["question"], found["query"], found["answer"] or "", own)


def build(recipe: Recipe, folder: Path) -> Path:
    """Return the graph that a recipe asks, built in the folder if it is not yet there."""
    path = folder / ("paper.kg" if recipe.paper else "example.kg")
    if not path.exists():
        source = folder / "2026-01-31.jsonl"
        source.write_text(recipe.paper + "\n", encoding="utf-8")
        build_folder([source if recipe.paper else EXAMPLE], path)
    return path


def answer(graph: kg.Graph, query: str) -> str:
    """Return the answer to a query as `kg query` prints it."""
    return table(graph.query(query), base=graph.base)


def main() -> None:
    """Write all answers of the page again."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        answers = {}
        for recipe in recipes(page):
            with kg.load(build(recipe, Path(folder))) as graph:
                answers[recipe.question] = answer(graph, recipe.query)
    PAGE.write_text(
        _RECIPE.sub(
            lambda m: f"### {m['question']}\n\n```sparql\n{m['query']}\n```\n\n```text\n{answers[m['question']]}```\n",
            page,
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
