"""Messages that new users need: what was wrong, in which file or graph, and the command that helps."""

import json
import re
from pathlib import Path
from typing import Any

import command
import pytest

import kg
from kg.errors import UnusedCategory
from kg.graph import Graph
from kg.render.words import describe_reading

PAPERS: list[dict[str, Any]] = [
    {"id": "2601.00001", "title": "Counting sheep with graph neural networks", "authors": ["Ana Bell"],
     "categories": ["cs.LG"], "summary": "We use graph neural networks."},
    {"id": "2601.00002", "title": "Counting goats with graph neural networks", "authors": ["Bo Cruz"],
     "categories": ["cs.CV"], "summary": "We use graph neural networks."},
]  # fmt: skip


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph a.kg, whose authors write alone."""
    folder = tmp_path_factory.mktemp("alone")
    rows = "\n".join(json.dumps(row) for row in PAPERS)
    (folder / "2026-01-05.jsonl").write_text(rows, encoding="utf-8")
    (folder / "today.jsonl").write_text(rows, encoding="utf-8")
    assert command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=folder).status == 0
    return folder


def test_a_category_of_arxiv_without_papers_is_known(alone: Path) -> None:
    ran = command.call("view", "a.kg", "coauthors", "--category", "cs.CL", cwd=alone)
    assert ran.status == 2
    assert "no paper of this graph is in the category cs.CL (Computation and Language)" in ran.err
    graph = kg.load(alone / "a.kg")
    with pytest.raises(UnusedCategory, match=r"cs\.CL"):
        graph.show("computation and language")
    unknown = command.call("view", "a.kg", "coauthors", "--category", "cs.ZZ", cwd=alone)
    assert 'no category called "cs.ZZ"' in unknown.err


@pytest.mark.parametrize(
    "typed", ["2601.00003", "arXiv:2601.00011v2", "Counting sheep with graph neural network"], ids=str
)
def test_near_papers_have_their_titles(alone: Path, typed: str) -> None:
    ran = command.call("show", "a.kg", typed, cwd=alone)
    assert ran.status == 2
    assert 'Did you mean 2601.00001 "Counting sheep with graph neural networks"' in ran.err


def test_a_file_without_a_day_is_named_with_what_to_do(alone: Path) -> None:
    ran = command.call("build", "today.jsonl", "-o", "b.kg", "--rejects", cwd=alone)
    (line,) = re.findall(r"^warning +today\.jsonl +(.*)$", ran.out, re.MULTILINE)
    assert line.startswith("no day in the name of the file or of its folder")
    assert "for example 2026-01-05.md, or build it with --date 2026-01-05" in line
    ran = command.call("build", "today.jsonl", "-o", "b.kg", "--rejects", "--date", "2026-01-05", cwd=alone)
    assert "no day" not in ran.out


def test_only_views_that_have_something_are_suggested(alone: Path, example: Path) -> None:
    shown = command.call("info", "a.kg", cwd=alone).out
    assert "0 co-authorships" in shown
    assert re.findall(r"kg view a\.kg (\w+) -o", shown) == ["concepts"]
    assert "view example.kg coauthors -o" in command.call("info", example.name, cwd=example.parent).out


def test_a_graph_to_be_built_again_is_named_with_the_command(alone: Path) -> None:
    old = alone / "an old.kg"
    old.mkdir()
    (old / "manifest.json").write_text('{"format": 1}')
    ran = command.call("info", old.name, cwd=alone)
    assert ran.status == 3
    assert "an old.kg: the graph has format 1" in ran.err
    assert "build it again: kg build INPUT… -o 'an old.kg'" in ran.err


def test_a_negative_minimum_weight_is_refused(alone: Path) -> None:
    ran = command.call("view", "a.kg", "coauthors", "--min-weight=-2", cwd=alone)
    assert ran.status == 2
    assert "-2 is not a minimum weight" in ran.err
    assert not (alone / "coauthors.html").exists()


def test_help_lists_commands(alone: Path) -> None:
    shown = command.call("--help", cwd=alone).out
    assert "\nCommands:\n  build " in shown
    assert "erb" not in shown


def test_the_caption_explains_the_circles_of_categories_or_the_shades_of_groups(example: Path) -> None:
    graph: Graph = kg.load(example)
    network = graph.views.project("coauthors")
    circles, shades = (describe_reading(network, circles=circles) for circles in (True, False))
    assert "Circles: people of one primary category." in circles
    assert "named after" not in circles
    assert "Shaded: people who wrote together" in shades
    assert "Circles" not in shades
