"""A graph that was updated file by file (added, removed, corrected) equals a new build of all its files."""

import json
import os
import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from everything import write_exports
from made_corpora import write_papers
from polars.testing import assert_frame_equal

from kg.build.build import build_folder, renew_folder, update_folder
from kg.errors import InputError, RejectedRow, UsageError
from kg.folder import is_graph, read_folder
from kg.frames.reports import reports_of
from kg.graph import load
from kg.report_codes import ReportCode
from kg.schema import SCHEMAS
from kg.settings import Settings
from kg.store.oxigraph import OxigraphStore
from kg.system.checksums import record


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Make a folder of a dozen files that share some papers: examples, and a made-up corpus divided by day."""
    folder = tmp_path_factory.mktemp("corpus")
    whole = tmp_path_factory.mktemp("whole")
    write_papers(whole, papers=90)
    for path in sorted(whole.iterdir()):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if path.suffix != ".jsonl" or len(lines) < 10:
            shutil.copy(path, folder / path.name)
            continue
        for number in range(4):
            (folder / f"2026-02-{number + 10}_{path.name}").write_text("".join(lines[number::4]), "utf-8")
    for path in (root / "examples" / "digests").iterdir():
        shutil.copy(path, folder / path.name)
    return folder


def assert_same_graph(one: Path, other: Path, aside: Path) -> None:
    """Compare all tables by content, the store by its quads, and one export of each kind by its bytes."""
    graphs = [load(path) for path in (one, other)]
    for name in SCHEMAS:
        assert_frame_equal(*(graph.tables[name] for graph in graphs))
    quads = []
    for graph in graphs:
        with OxigraphStore.open(graph.folder.store) as store:
            quads.append({str(quad) for quad in store.quads()})
    assert quads[0] == quads[1]
    written = []
    for number, graph in enumerate(graphs):
        folder = aside / str(number)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        write_exports(graph, folder, (".ttl", ".nq", ".gexf", ".json", ".csv"))
        files = (path for path in folder.rglob("*") if path.is_file())
        written.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert written[0].keys() == written[1].keys()
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


@pytest.mark.parametrize("seed", range(2))
def test_any_order_of_updates_gives_the_graph_of_a_full_build(corpus: Path, tmp_path: Path, seed: int) -> None:
    """Files are added in random groups, corrected and removed, under changing settings."""
    draw = random.Random(seed)  # noqa: S311 - an order, no secret
    files = sorted(corpus.iterdir())
    draw.shuffle(files)
    inputs, graph = tmp_path / "inputs", tmp_path / "grown.kg"
    inputs.mkdir()
    while files:
        group = [files.pop() for _ in range(min(len(files), draw.randint(2, 8)))]
        for path in group:
            shutil.copy(path, inputs)
        if is_graph(graph):
            update_folder(graph, [inputs / path.name for path in group], workers=1)
        else:
            build_folder([inputs], graph, workers=1)
    for _ in range(2):
        gone = draw.choice(sorted(inputs.iterdir()))
        gone.unlink()
        corrected = draw.choice([path for path in sorted(inputs.iterdir()) if path.suffix == ".jsonl"])
        lines = corrected.read_text("utf-8").splitlines()
        draw.shuffle(lines)
        corrected.write_text("\n".join(lines[1:]).replace("network", "graph network") + "\n", "utf-8")
        renew_folder([inputs], graph)
    build_folder([inputs], tmp_path / "whole.kg", workers=1)
    assert_same_graph(graph, tmp_path / "whole.kg", tmp_path)


def test_named_graphs_receive_the_difference(corpus: Path, tmp_path: Path) -> None:
    files = sorted(corpus.iterdir())
    settings = Settings().with_named_graphs()
    build_folder(files[:-2], tmp_path / "a.kg", settings=settings, workers=1)
    update_folder(tmp_path / "a.kg", files[-2:], workers=1)
    build_folder(files, tmp_path / "b.kg", settings=settings, workers=1)
    assert_same_graph(tmp_path / "a.kg", tmp_path / "b.kg", tmp_path)


def digest(folder: Path, name: str, *ids: str) -> Path:
    rows = [
        {"id": id_, "title": f"On tides, part {id_[-2:]}", "authors": ["Mara Linde", "Teo Okafor"],
         "categories": ["cs.CV"], "summary": "We chart tidal pools by graph neural networks."} for id_ in ids
    ]  # fmt: skip
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def papers(graph: Path) -> list[str]:
    return load(graph).papers["paper"].to_list()


def test_a_store_that_lacks_the_hashes_of_its_rows_is_loaded_anew(tmp_path: Path) -> None:
    first, second = (digest(tmp_path, f"2026-01-0{day}.jsonl", f"2601.0000{day}") for day in (5, 6))
    graph, whole = tmp_path / "a.kg", tmp_path / "b.kg"
    store = build_folder([first], graph, workers=1).folder.store
    (store / "rows.parquet").unlink()
    record(store, leave_out=("LOCK", "LOG", "IDENTITY"))
    update_folder(graph, [second], workers=1)
    build_folder([first, second], whole, workers=1)
    assert_same_graph(graph, whole, tmp_path)


def test_files_that_a_graph_has_need_not_be_there(tmp_path: Path) -> None:
    first = digest(tmp_path, "2026-01-05.jsonl", "2601.00001")
    graph = tmp_path / "a.kg"
    build_folder([first], graph, workers=1)
    first.unlink()
    update_folder(graph, [digest(tmp_path, "2026-01-06.jsonl", "2601.00002")], workers=1)
    assert papers(graph) == ["2601.00001", "2601.00002"]


def test_nothing_new_leaves_the_generation_as_it_is(tmp_path: Path) -> None:
    first = digest(tmp_path, "2026-01-05.jsonl", "2601.00001")
    graph = tmp_path / "a.kg"
    build_folder([first], graph, workers=1)
    before = read_folder(graph)[1]
    for again in (update_folder(graph, [first]), build_folder([first], graph), renew_folder([first], graph)):
        assert again.work == ()
    assert read_folder(graph)[1] == before


def test_a_store_left_out_is_made_by_an_update_without_news(tmp_path: Path) -> None:
    first = digest(tmp_path, "2026-01-05.jsonl", "2601.00001")
    graph = tmp_path / "a.kg"
    build_folder([first], graph, workers=1, store=False)
    assert update_folder(graph, [first]).folder.store.is_dir()


def test_a_file_replaces_the_one_of_its_name(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    build_folder([digest(tmp_path, "2026-01-05.jsonl", "2601.00001", "2601.00002")], graph, workers=1)
    (tmp_path / "mended").mkdir()
    changes = update_folder(graph, [digest(tmp_path / "mended", "2026-01-05.jsonl", "2601.00003")], workers=1).changes
    assert changes is not None
    assert (changes.new, changes.changed, changes.gone) == (0, 1, 0)
    assert papers(graph) == ["2601.00003"]


def test_settings_decisions_and_vocabulary_stay(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    (decisions / "authors.txt").write_text('hide "Teo Okafor"\n', "utf-8")
    vocabulary = tmp_path / "tides.ttl"
    vocabulary.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        '<urn:tide> a skos:Concept ; skos:prefLabel "tidal pool"@en .',
        "utf-8",
    )
    files = [digest(tmp_path, f"2026-01-0{day}.jsonl", f"2601.0000{day}") for day in (5, 6)]
    settings = Settings().with_base("https://example.org/id/")
    options = {"decisions": decisions, "vocabulary": [vocabulary], "settings": settings, "workers": 1}
    build_folder(files[:1], tmp_path / "a.kg", **options)  # type: ignore[arg-type]  # one dictionary for two calls
    update_folder(tmp_path / "a.kg", files[1:], workers=1)
    build_folder(files, tmp_path / "b.kg", **options)  # type: ignore[arg-type]  # as above
    assert_same_graph(tmp_path / "a.kg", tmp_path / "b.kg", tmp_path)
    assert "Teo Okafor" not in str(load(tmp_path / "a.kg").authors.rows())
    vocabulary.unlink()
    with pytest.raises(UsageError, match=r"tides\.ttl, which is missing"):
        update_folder(tmp_path / "a.kg", files[1:])


def test_an_update_that_fails_leaves_the_graph(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    build_folder([digest(tmp_path, "2026-01-05.jsonl", "2601.00001")], graph, workers=1)
    before = read_folder(graph)[1]
    broken = tmp_path / "2026-01-06.jsonl"
    broken.write_text('{"id": "2601.00002", "title": \n', "utf-8")
    with pytest.raises(RejectedRow):
        update_folder(graph, [broken], strict=True)
    with pytest.raises(InputError, match="no such file"):
        update_folder(graph, [tmp_path / "missing.jsonl"])
    assert read_folder(graph)[1] == before


def test_files_are_read_again_where_nothing_was_kept_of_them(tmp_path: Path) -> None:
    """Results that quote names are not kept while a person is hidden."""
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    (decisions / "authors.txt").write_text('hide "Teo Okafor"\n', "utf-8")
    graph, first = tmp_path / "a.kg", digest(tmp_path, "2026-01-05.jsonl", "2601.00001")
    build_folder([first], graph, decisions=decisions, workers=1)
    second = digest(tmp_path, "2026-01-06.jsonl", "2601.00002")
    text = first.read_text("utf-8")
    first.write_text(text.replace("tides", "ebbs"), "utf-8")
    with pytest.raises(InputError, match="has changed since"):
        update_folder(graph, [second])
    first.unlink()
    with pytest.raises(InputError, match="is missing"):
        update_folder(graph, [second])
    first.write_text(text, "utf-8")
    update_folder(graph, [second], workers=1)
    assert papers(graph) == ["2601.00001", "2601.00002"]


def test_a_file_of_a_folder_that_is_given_alone_replaces_itself(tmp_path: Path) -> None:
    """A file's name in the graph is its path in the folder, and its day may come from a folder's name."""
    folder = tmp_path / "digests"
    within = folder / "2026-01-05" / "vision"
    within.mkdir(parents=True)
    digest(within, "new.jsonl", "2601.00001", "2601.00002")
    digest(folder, "2026-01-06.jsonl", "2601.00003")
    build_folder([folder], tmp_path / "a.kg", workers=1)
    update_folder(tmp_path / "a.kg", [digest(within, "new.jsonl", "2601.00001")], workers=1)
    build_folder([folder], tmp_path / "b.kg", workers=1)
    assert_same_graph(tmp_path / "a.kg", tmp_path / "b.kg", tmp_path)
    assert papers(tmp_path / "a.kg") == ["2601.00001", "2601.00003"]


def test_what_is_passed_over_in_a_folder_is_counted_again(tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    folder.mkdir()
    digest(folder, "2026-01-05.jsonl", "2601.00001")
    (folder / "one.png").touch()
    build_folder([folder], tmp_path / "a.kg", workers=1, store=False)
    (folder / "two.png").touch()
    unreadable = Path(os.fsdecode(os.fsencode(digest(tmp_path, "2026-01-06.jsonl", "2601.00002")) + b"-\xff"))
    (tmp_path / "2026-01-06.jsonl").rename(unreadable)
    update_folder(tmp_path / "a.kg", [folder, unreadable], workers=1, store=False)
    reports = reports_of(load(tmp_path / "a.kg").tables["reports"])
    assert [report.arguments for report in reports if report.code is ReportCode.PASSED_OVER] == [(2,)]


def test_what_came_through_a_pipe_is_not_asked_for_again(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, digest(tmp_path, "2026-01-05.jsonl", "2601.00001").read_bytes())
        os.close(writing)
        build_folder([f"/dev/fd/{reading}"], tmp_path / "a.kg", day=date(2026, 1, 5), workers=1, store=False)
    finally:
        os.close(reading)
    update_folder(tmp_path / "a.kg", [digest(tmp_path, "2026-01-06.jsonl", "2601.00002")], workers=1, store=False)
    assert papers(tmp_path / "a.kg") == ["2601.00001", "2601.00002"]


def test_paths_from_another_folder_lead_to_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This also holds if nothing is new, and if all files must be read again."""
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "authors.txt").write_text('hide "Teo Okafor"\n', "utf-8")
    first, second = (digest(tmp_path, f"2026-01-0{day}.jsonl", f"2601.0000{day}") for day in (5, 6))
    monkeypatch.chdir(tmp_path)
    build_folder([first.name], Path("a.kg"), decisions=Path("decisions"), workers=1, store=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert update_folder(Path("../a.kg"), [first], store=False).work == ()
    update_folder(Path("../a.kg"), [second], workers=1, store=False)
    assert papers(tmp_path / "a.kg") == ["2601.00005", "2601.00006"]


def test_decisions_and_vocabulary_are_looked_for_where_the_last_build_found_them(tmp_path: Path) -> None:
    file, graph, decisions = digest(tmp_path, "2026-01-05.jsonl", "2601.00001"), tmp_path / "a.kg", tmp_path / "one"
    vocabulary = tmp_path / "tides.ttl"
    vocabulary.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        '<urn:tide> a skos:Concept ; skos:prefLabel "tidal pool"@en .',
        "utf-8",
    )
    decisions.mkdir()
    build_folder([file], graph, decisions=decisions, vocabulary=[vocabulary], workers=1, store=False)
    decisions = decisions.rename(tmp_path / "other")
    with pytest.raises(UsageError, match=r"--decisions .*one, which is missing"):
        update_folder(graph, [file])
    vocabulary = vocabulary.rename(decisions / "tides.ttl")
    build_folder([file], graph, decisions=decisions, vocabulary=[vocabulary], workers=1, store=False)
    assert update_folder(graph, [file], store=False).work == ()
