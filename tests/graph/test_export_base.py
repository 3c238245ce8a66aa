"""`kg export --base` writes what a graph built with that base would export."""

import json
from pathlib import Path

import pytest
from command import call

import kg
from kg.errors import UsageError
from kg.graph import Graph
from kg.settings import Settings

OTHER = "https://two.example/graph"
NAMES = ["a.ttl", "a.nq", "a.trig", "a.jsonld", "a.rdf", "a.graphml", "a.json"]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, Graph]:
    """Return a graph, and one that differs from it in its base alone."""
    folder = tmp_path_factory.mktemp("based")
    papers = [
        {"id": f"2601.0000{number}", "title": "Hive counting with ImageNet", "authors": ["Ada Ost", "Bo Ruiz"]}
        for number in (1, 2)
    ]
    digest = folder / "2026-01-05.jsonl"
    digest.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    settings = Settings().with_base(OTHER)
    return kg.build(digest, folder / "a.kg"), kg.build(digest, folder / "b.kg", settings=settings)


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_those_of_a_graph_with_the_base(graphs: tuple[Graph, Graph], tmp_path: Path, name: str) -> None:
    one, other = graphs
    (tmp_path / "wanted").mkdir()
    other.export(tmp_path / "wanted" / name)
    ran = call("export", one.path, tmp_path / name, "--base", OTHER, cwd=tmp_path)
    assert ran.status == 0, ran
    wanted = (tmp_path / "wanted" / name).read_bytes()
    assert (tmp_path / name).read_bytes() == wanted
    assert b"two.example/graph/" in wanted


@pytest.mark.parametrize(("name", "base", "said"), [("a.ttl", "not an IRI", "base IRI"), ("a.csv", OTHER, "base")])
def test_what_cannot_be_a_base_and_tables_are_refused(
    graphs: tuple[Graph, Graph], tmp_path: Path, name: str, base: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        graphs[0].export(tmp_path / name, base=base)
    assert list(tmp_path.iterdir()) == []
