"""The library leaves process-wide state unchanged: random numbers, garbage collection, memory of threads."""

import gc
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import igraph as ig
import pytest

import kg
from kg.algorithms.randomness import seeded_igraph

ROW = '{"id": "2601.0000%d", "categories": ["cs.LG"], "title": "T", "authors": ["Ann Lee", "Bo Han", "Cy Roe"]}\n'


@pytest.fixture(autouse=True)
def igraph_default() -> Iterator[None]:
    yield
    ig.set_random_number_generator(random)


def _draw() -> list[float]:
    return [x for point in ig.Graph(n=4).layout_random().coords for x in point]


def test_a_build_from_python_leaves_collector_and_random_numbers_alone(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text("".join(ROW % i for i in range(1, 4)), encoding="utf-8")
    random.seed(5)
    state = random.getstate()
    expected = _draw()
    random.setstate(state)
    graph = kg.build(tmp_path / "2026-01-05.jsonl", tmp_path / "a.kg")
    graph.view("coauthors", author="Ann Lee").write(tmp_path / "a.html")
    assert gc.isenabled()
    assert random.getstate() == state
    assert _draw() == expected


def test_a_build_from_python_calls_nothing_that_changes_the_process(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(ROW % 1, encoding="utf-8")
    code = (
        "import sys, kg; kg.build('2026-01-05.jsonl', 'a.kg').view('coauthors').write('a.html');"
        "print('kg.system.memory' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ran.stdout == "False\n"


def test_a_seed_decides_what_igraph_draws_and_python_keeps_its_state() -> None:
    random.seed(1)
    state = random.getstate()
    with seeded_igraph(7):
        first = _draw()
    assert random.getstate() == state
    random.seed(2)
    with seeded_igraph(7):
        assert _draw() == first
    with seeded_igraph(8):
        assert _draw() != first


def test_a_generator_that_somebody_gave_to_igraph_stays() -> None:
    generator = random.Random(3)  # noqa: S311 - no secret
    ig.set_random_number_generator(generator)
    with seeded_igraph(7):
        _draw()
    state = generator.getstate()
    _draw()
    assert generator.getstate() != state
