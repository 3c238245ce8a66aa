"""Damaged files are detected before they are used, and files that can be derived are made again."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command import call

import kg
from kg.build.build import update_folder
from kg.build.repair import find_damaged_files, repair_folder
from kg.errors import DamagedGraph, NotAGraph, UsageError
from kg.folder import open_folder
from kg.system.checksums import MEMORY, find_damage, record

COUNT = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }"
PARTS = ["tables/papers.parquet", "search.sqlite", "layout.parquet", "store"]


@pytest.fixture(scope="module")
def whole(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "a.kg"
    kg.build(root / "examples" / "digests", path)
    return path


@pytest.fixture
def graph(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "a.kg"))  # keeps modification times


def part_of(graph: Path, name: str) -> Path:
    """Return the file of a part; for the store, its largest file."""
    path = open_folder(graph)[0].generation / name
    return max(path.glob("*.sst"), key=lambda file: file.stat().st_size) if path.is_dir() else path


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 4
    path.write_bytes(data)


def answers(graph: Path) -> list[object]:
    with kg.load(graph) as loaded:
        return [
            [str(term) for term in next(iter(loaded.query(COUNT)))],
            [(hit.kind, hit.label) for hit in loaded.search("graph neural network")],
            [card.label for card in loaded.show("Alistair Plum")],
            loaded.papers.rows(),
            loaded.view("coauthors")._picture.html,
        ]


def test_a_graph_as_it_was_written_has_no_damage(graph: Path) -> None:
    assert find_damaged_files(graph) == ()
    assert call("check", graph, "--files", cwd=graph.parent).err.endswith("0 damaged files\n")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("how", ["flipped", "cut", "removed"])
def test_damage_is_named_with_what_to_do(graph: Path, part: str, how: str) -> None:
    path = part_of(graph, part)
    name = path.relative_to(open_folder(graph)[0].generation).as_posix()
    if how == "flipped":
        flip(path, path.stat().st_size // 2)
    elif how == "cut":
        os.truncate(path, path.stat().st_size - 1)
    else:
        path.unlink()
    with pytest.raises(DamagedGraph) as caught:
        answers(graph)
    assert name in str(caught.value)
    remedy = f"Build the graph again: kg build INPUT… -o {graph}" if part.startswith("tables") else f"kg repair {graph}"
    assert remedy in str(caught.value)
    ran = call("check", graph, "--files", cwd=graph.parent)
    assert ran.status == 1
    assert name in ran.out


def flip_secretly(path: Path) -> None:
    """Flip a byte and keep the modification time, as a failing disk does."""
    before = path.stat()
    flip(path, path.stat().st_size // 2)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_flipped_byte_is_found_by_a_thorough_check_also_where_the_time_was_put_back(graph: Path) -> None:
    path = part_of(graph, "store")
    flip_secretly(path)
    assert [damage.path for damage in find_damaged_files(graph)] == [f"store/{path.name}"]


@pytest.mark.parametrize("name", ["tables/citations.parquet", "store/CURRENT", "store/files.json"])
def test_small_files_are_read_at_each_opening(graph: Path, name: str) -> None:
    flip_secretly(open_folder(graph)[0].generation / name)
    with pytest.raises(DamagedGraph, match=name):
        answers(graph)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("tables/papers.parquet", lambda graph: graph.papers),
        ("layout.parquet", lambda graph: graph.view("coauthors")),
    ],
)
def test_large_files_that_are_read_whole_are_compared_then(
    graph: Path, name: str, read: Callable[[kg.Graph], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.system.checksums._MAX_SMALL_BYTES", 0)
    flip_secretly(open_folder(graph)[0].generation / name)
    with kg.load(graph) as loaded, pytest.raises(DamagedGraph, match=f"{name} has other contents than were written"):
        read(loaded)


@pytest.mark.parametrize("part", PARTS[1:])
def test_what_is_not_a_table_is_made_again(whole: Path, graph: Path, part: str) -> None:
    path = part_of(graph, part)
    flip(path, path.stat().st_size // 2)
    ran = call("repair", graph, cwd=graph.parent)
    assert ran.status == 0
    assert path.name in ran.out
    assert find_damaged_files(graph) == ()
    assert answers(graph) == answers(whole)


def test_a_folder_that_is_not_a_graph_is_left_as_it_is(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(NotAGraph):
            repair_folder(path)
    assert list(tmp_path.iterdir()) == []


def test_damaged_tables_are_not_repaired(graph: Path) -> None:
    flip(part_of(graph, "tables/claims.parquet"), 500)
    with pytest.raises(DamagedGraph, match=r"tables/claims\.parquet .* build the graph again"):
        repair_folder(graph)


def test_damaged_results_of_stages_do_not_stop_readers_and_are_removed_by_a_repair(graph: Path) -> None:
    cache = open_folder(graph)[0].cache
    flip(next(cache.rglob("*.parquet")), 100)
    assert kg.load(graph).papers.height
    assert find_damaged_files(graph)
    repair_folder(graph)
    assert not cache.exists()
    assert find_damaged_files(graph) == ()


def test_a_copy_without_times_is_read_and_remembered(whole: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(whole, tmp_path / "copied" / "a.kg", copy_function=shutil.copyfile))
    memory = open_folder(copy)[0].generation / MEMORY
    first = memory.read_bytes()
    assert answers(copy) == answers(whole)
    assert memory.read_bytes() == first, "the second look reads no contents"


def test_a_changed_value_in_the_manifest_is_noticed(graph: Path) -> None:
    manifest = graph / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"merge_bits": -0.4', '"merge_bits": -0.5'))
    with pytest.raises(DamagedGraph, match=r"manifest\.json has other contents than were written"):
        kg.load(graph)


@pytest.mark.parametrize("name", ["manifest.json", "generation-0001/files.json", "generation-0001/store/files.json"])
def test_bytes_that_are_not_text_are_damage(graph: Path, name: str) -> None:
    path = graph / name
    data = path.read_bytes()
    at = data.index(b"sha256") + len(b'sha256":"') + 3
    path.write_bytes(data[:at] + b"\xb3" + data[at + 1 :])
    with pytest.raises(NotAGraph, match="damaged"):
        answers(graph)


def test_an_update_does_not_build_on_damaged_notes_of_its_files(root: Path, graph: Path) -> None:
    flip_secretly(open_folder(graph)[0].cache / "inputs" / "files.parquet")
    with pytest.raises(UsageError, match="does not remember its files; give all of them to: kg build"):
        update_folder(graph, [root / "examples" / "digests" / "2026-01-31.md"])


def test_a_build_of_the_same_files_makes_damaged_tables_again(
    root: Path, whole: Path, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.system.checksums._MAX_SMALL_BYTES", 0)  # as large files are
    flip_secretly(part_of(graph, "tables/papers.parquet"))
    kg.build(root / "examples" / "digests", graph).close()
    assert find_damaged_files(graph) == ()
    assert answers(graph)[3] == answers(whole)[3]


@pytest.mark.parametrize("part", ["store", "search.sqlite", "tables/papers.parquet"])
def test_an_update_does_not_build_on_damage(
    root: Path, whole: Path, graph: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.system.checksums._MAX_SMALL_BYTES", 0)  # as large files are
    digest = root / "examples" / "digests" / "2026-01-31.md"
    (graph.parent / digest.name).write_text(digest.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    flip_secretly(part_of(graph, part))
    update_folder(graph, [graph.parent / digest.name])
    assert find_damaged_files(graph) == ()
    with kg.load(graph) as updated, kg.load(whole) as expected:
        assert updated.papers.equals(expected.papers)
        assert sorted(map(str, updated.rdf.store.quads())) == sorted(map(str, expected.rdf.store.quads()))


def test_a_linked_file_keeps_its_checksum_so_that_damage_is_still_seen(tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    for folder in (earlier, later):
        folder.mkdir()
    (earlier / "linked").write_bytes(b"0123456789")
    (earlier / "other").write_bytes(b"0123456789")
    record(earlier)
    (later / "linked").hardlink_to(earlier / "linked")
    flip_secretly(earlier / "linked")
    (later / "other").write_bytes(b"other contents")
    record(later, earlier=earlier)
    assert [damage.path for damage in find_damage(later, thorough=True)] == ["linked"]


@pytest.mark.parametrize("seed", range(12))
def test_a_flip_or_cut_anywhere_ends_in_the_right_answer_or_a_clear_error(whole: Path, graph: Path, seed: int) -> None:
    random_ = random.Random(seed)  # noqa: S311 - the same damage each time
    files = [path for path in sorted(graph.rglob("*")) if path.is_file() and path.stat().st_size]
    path = random_.choice(files)
    if random_.random() < 0.5:
        flip(path, random_.randrange(path.stat().st_size))
    else:
        os.truncate(path, random_.randrange(path.stat().st_size))
    assert _answered(graph) in ("refused", answers(whole))


def _answered(graph: Path) -> object:
    try:
        return answers(graph)
    except NotAGraph:
        return "refused"
