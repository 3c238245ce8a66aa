"""A hidden person is in no file of a graph folder, including earlier generations and those being read."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from kg.build.build import BuildResult, build_folder
from kg.errors import GraphLocked
from kg.folder import Manifest, clear_remains, lock_graph, new_generation, open_folder
from kg.frames.reports import reports_of
from kg.settings import Settings
from kg.store import OxigraphStore
from kg.system.locks import hold
from kg.wording.reports import describe_report

EMPTY = Manifest("0.1.0", Settings())
NAME = "Thaddeus Quillfeather"
ROWS = [
    {"id": "2601.00001", "title": "Shells", "authors": ["Ada Bell", NAME], "categories": ["cs.LG"], "summary": "Sort."},
    {"id": "2601.00002", "title": "Kelp", "authors": ["Bo Cruz"], "categories": ["cs.CV"], "summary": "We dry."},
]  # fmt: skip


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    path = tmp_path / "2026-01-05.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "authors.txt").write_text(f'hide "{NAME}"\n', encoding="utf-8")
    return folder


def make(digest: Path, graph: Path, decisions: Path | None = None, *, store: bool = False) -> BuildResult:
    return build_folder([digest], graph, decisions=decisions, workers=1, store=store)


def generations(graph: Path) -> list[str]:
    return sorted(path.name for path in graph.iterdir() if path.is_dir())


def files_with_the_name(graph: Path) -> Iterator[Path]:
    for path in sorted(graph.rglob("*")):
        if path.is_file() and any(form in path.read_bytes().lower() for form in (b"quillfeather", b"thaddeus")):
            yield path


def test_the_generation_before_goes_although_somebody_reads_it(digest: Path, decisions: Path, tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    make(digest, graph)
    reading, _ = open_folder(graph)
    assert list(files_with_the_name(graph))
    make(digest, graph, decisions)
    assert generations(graph) == ["generation-0002"]
    assert not reading.tables.exists()
    assert not list(files_with_the_name(graph))


def test_where_nobody_is_hidden_a_reader_keeps_the_generation_before(digest: Path, tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    make(digest, graph)
    reading, _ = open_folder(graph)
    digest.write_text(digest.read_text(encoding="utf-8").replace("Kelp", "Kelps"), encoding="utf-8")
    make(digest, graph)
    assert generations(graph) == ["generation-0001", "generation-0002"]
    assert reading.tables.is_dir()


def test_a_build_with_nothing_to_do_removes_what_names_a_hidden_person(
    digest: Path, decisions: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "a.kg"
    make(digest, graph)
    shutil.copytree(graph / "generation-0001", tmp_path / "before")
    make(digest, graph, decisions)
    # the state after a build was killed between its last two steps, and opened by a reader
    before = Path(shutil.copytree(tmp_path / "before", graph / "generation-0001"))
    reading = hold(before)
    assert make(digest, graph, decisions).work == ()
    assert generations(graph) == ["generation-0002"]
    reading.release()


def test_the_store_is_made_anew_where_somebody_is_hidden(digest: Path, decisions: Path, tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    make(digest, graph, store=True)
    assert any("store" in path.parts for path in files_with_the_name(graph))
    folder = make(digest, graph, decisions, store=True).folder
    assert not list(files_with_the_name(graph))
    with OxigraphStore.open(folder.store) as store:
        names = {
            str(name.value)
            for (name,) in store.query("SELECT ?n { ?a <http://xmlns.com/foaf/0.1/name> ?n }", prefixes={}).rows()
        }
    assert names == {"Ada Bell", "Bo Cruz"}


def put(graph: Path, text: str) -> None:
    with new_generation(graph) as (folder, commit):
        folder.tables.mkdir()
        (folder.tables / "x").write_text(text)
        commit(EMPTY)


def test_what_a_busy_graph_still_has_of_a_hidden_person_is_an_error(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    reading, _ = open_folder(graph)
    put(graph, "two")
    assert len(generations(graph)) == 2
    with lock_graph(graph):
        clear_remains(graph)  # the owner of the lock clears it
        with pytest.raises(GraphLocked):
            clear_remains(graph, keep_held=False)
    assert reading.tables.is_dir()
    clear_remains(graph, keep_held=False)
    assert generations(graph) == ["generation-0002"]


def test_nothing_is_removed_where_it_is_unknown_which_generation_is_the_graph(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    reading, _ = open_folder(graph)
    put(graph, "two")
    (graph / "manifest.json").write_text("{}", encoding="utf-8")
    clear_remains(graph, keep_held=False)
    assert generations(graph) == ["generation-0001", "generation-0002"]
    del reading


def test_reports_name_a_hidden_person_in_no_generation(tmp_path: Path) -> None:
    orcid = "0000-0002-1825-0097"
    rows = [
        {"id": "2601.00001", "title": "Shells", "authors": [f"{NAME} (ORCID: {orcid})", "Ada Bell"]},
        {"id": "2601.00002", "title": "Kelp", "authors": [f"Bo Cruz (ORCID: {orcid})"]},
    ]
    path = tmp_path / "2026-01-05.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    decisions, graph = tmp_path / "decisions", tmp_path / "a.kg"
    decisions.mkdir()
    decided = decisions / "authors.txt"
    decided.write_text(f'same "{NAME}" on 2601.00009 "Bo Cruz" on 2601.00009\n', encoding="utf-8")

    def reports() -> str:
        return "\n".join(
            str(row)
            for table in sorted(graph.rglob("reports.parquet"))
            for row in pl.read_parquet(table).filter(pl.col("level") == "warning").rows()
        )

    make(path, graph, decisions)
    assert f'"names":["{NAME}","Bo Cruz"]' in reports()
    assert "2601.00009/thaddeus-quillfeather" in reports()
    decided.write_text(f'{decided.read_text(encoding="utf-8")}hide "{NAME}"\n', encoding="utf-8")
    make(path, graph, decisions)
    assert '"names":["…","Bo Cruz"]' in reports()
    everything = "".join(str(pl.read_parquet(table).rows()).lower() for table in graph.rglob("*.parquet"))
    assert not any(value in everything for value in ("quillfeather", "thaddeus"))
    assert orcid not in reports()
    said = "\n".join(map(describe_report, reports_of(pl.read_parquet(next(graph.rglob("reports.parquet"))))))
    assert "ORCID … is printed at unlike names: '…' on 2601.00001, 'Bo Cruz' on 2601.00002" in said
    assert len(generations(graph)) == 1
