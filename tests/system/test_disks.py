"""Full and read-only disks: existing files stay complete and readable, and errors suggest what to do."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import call, run
from disks import Disk, mounted

import kg
from kg.build.repair import find_damaged_files
from kg.errors import NotAGraph

COUNT = "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk") as small:
        yield small


@pytest.fixture(scope="module")
def one_day(root: Path) -> Path:
    return root / "examples" / "digests" / "2026-01-31.md"


@pytest.fixture(scope="module")
def whole(one_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "a.kg"
    kg.build(one_day, path).close()
    return path


def copied(whole: Path, disk: Disk, *, store: bool = True) -> Path:
    graph = Path(shutil.copytree(whole, disk.path / "a.kg"))
    if not store:
        shutil.rmtree(next(graph.glob("generation-*/store")))
    return graph


def names(folder: Path) -> list[str]:
    """Return the relative names of all files in a folder, except the store's lock, which may remain."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".store.lock")


def assert_works(graph: Path, whole: Path) -> None:
    assert find_damaged_files(graph) == ()
    with kg.load(graph) as loaded, kg.load(whole) as expected:
        assert loaded.papers.equals(expected.papers)
        assert loaded.query(COUNT).payload == expected.query(COUNT).payload
        assert loaded.search("learning") == expected.search("learning")


def assert_full(status: int, err: str, place: Path) -> None:
    assert status == 2
    *stages, last = err.splitlines()
    assert last.startswith(f"kg: the disk is full: {place} takes more than the ")
    assert "MB that were free" in last
    assert "ree some space" in last
    assert not any(line.startswith((" ", "Traceback")) for line in stages)


@pytest.mark.parametrize("kilobytes", [8, 150, 400, 1000, 1500])
def test_a_first_build_on_a_full_disk_leaves_nothing(one_day: Path, disk: Disk, kilobytes: int) -> None:
    disk.leave(kilobytes)
    ran = run("build", one_day, one_day.with_name("2025-12-31.jsonl"), "-o", disk.path / "a.kg", cwd=disk.path)
    assert_full(ran.status, ran.err, disk.path / "a.kg")
    assert names(disk.path) == []


@pytest.mark.parametrize(
    ("verb", "kilobytes"), [("build", 0), ("build", 300), ("build", 1500), ("update", 0), ("update", 400)]
)
def test_a_build_over_a_graph_on_a_full_disk_leaves_the_old_one(
    one_day: Path, whole: Path, disk: Disk, verb: str, kilobytes: int
) -> None:
    graph = copied(whole, disk)
    before = names(graph)
    disk.leave(kilobytes)
    arguments = [one_day.parent, "-o", graph] if verb == "build" else [graph, one_day.with_name("2025-12-30.md")]
    ran = run(verb, *arguments, cwd=disk.path)
    assert_full(ran.status, ran.err, graph)
    assert "The graph in place is unchanged" in ran.err
    assert names(graph) == before
    assert_works(graph, whole)


@pytest.mark.parametrize("kilobytes", [0, 500])
def test_a_store_that_the_first_query_cannot_finish_is_none(whole: Path, disk: Disk, kilobytes: int) -> None:
    graph = copied(whole, disk, store=False)
    before = names(graph)
    disk.leave(kilobytes)
    ran = call("query", graph, COUNT, cwd=disk.path)
    assert_full(ran.status, ran.err, next(graph.glob("generation-*")))
    assert names(graph) == before
    assert call("search", graph, "learning", cwd=disk.path).status == 0
    disk.leave(20_000)
    assert call("query", graph, COUNT, cwd=disk.path).status == 0
    assert_works(graph, whole)


@pytest.mark.parametrize("part", ["store/CURRENT", "search.sqlite", "layout.parquet"])
def test_a_repair_on_a_full_disk_can_be_called_again(whole: Path, disk: Disk, part: str) -> None:
    graph = copied(whole, disk)
    path = next(graph.glob("generation-*")) / part
    path.write_bytes(b"\0" + path.read_bytes()[1:])
    before = names(graph)
    disk.leave(0)
    ran = call("repair", graph, cwd=disk.path)
    assert_full(ran.status, ran.err, graph)
    assert names(graph) == before
    disk.leave(20_000)
    assert call("repair", graph, cwd=disk.path).status == 0
    assert_works(graph, whole)


@pytest.mark.parametrize("kilobytes", [0, 60])
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "GRAPH", "a.ttl", "--profile", "full"),
        ("export", "GRAPH", "a.nt.gz", "--profile", "full"),
        ("export", "GRAPH", "tables.csv"),
        ("export", "GRAPH", "tables.parquet"),
        ("export", "GRAPH", "a.graphml"),
        ("view", "GRAPH", "coauthors", "-o", "a.html"),
        ("view", "GRAPH", "coauthors", "-o", "a.png"),
        ("view", "GRAPH", "coauthors", "-o", "a.pdf"),
    ],
    ids=lambda arguments: arguments[-1] if isinstance(arguments, tuple) else None,
)
def test_what_does_not_fit_is_not_written_in_part(
    whole: Path, disk: Disk, arguments: tuple[str, ...], kilobytes: int
) -> None:
    place = disk.path / next(word for word in arguments if word[:2] in ("a.", "ta"))
    words = [str(whole) if word == "GRAPH" else str(place) if word == place.name else word for word in arguments]
    disk.leave(kilobytes)
    ran = call(*words, cwd=disk.path)
    if ran.status or not kilobytes:
        assert_full(ran.status, ran.err, place)
        assert names(disk.path) == []


@pytest.mark.parametrize("store", [True, False])
def test_a_graph_on_a_read_only_disk_can_be_read(whole: Path, disk: Disk, tmp_path: Path, *, store: bool) -> None:
    graph = copied(whole, disk, store=store)
    next(graph.glob("generation-*/verified.json")).unlink()
    (graph / "generation-0001" / ".readers").unlink()
    disk.refuse_writing()
    for arguments in (
        ("info", graph),
        ("show", graph, "Machine Learning"),
        ("search", graph, "learning"),
        ("view", graph, "coauthors", "-o", tmp_path / "a.html"),
        ("export", graph, tmp_path / "a.ttl"),
        ("check", graph, "--files"),
    ):
        ran = call(*arguments, cwd=tmp_path)
        assert (ran.status, "damaged" in ran.err) == (0, arguments[0] == "check"), ran
    ran = call("query", graph, COUNT, cwd=tmp_path)
    if store:
        assert ran.status == 0
        assert_works(graph, whole)
    else:
        assert ran.status == 2
        assert "the graph has no SPARQL store, and none can be written into" in ran.err
        assert "make the folder writable" in ran.err


def test_writing_to_a_read_only_disk_is_refused_with_the_place(one_day: Path, whole: Path, disk: Disk) -> None:
    graph = copied(whole, disk)
    disk.refuse_writing()
    for arguments in (
        ("build", one_day.with_name("2025-12-30.md"), "-o", graph),
        ("update", graph, one_day.with_name("2025-12-30.md")),
        ("build", one_day, "-o", disk.path / "b.kg"),
        ("repair", graph),
        ("export", graph, disk.path / "a.ttl"),
        ("export", graph, disk.path / "tables.csv"),
        ("view", graph, "coauthors", "-o", disk.path / "a.html"),
    ):
        ran = call(*arguments, cwd=one_day.parent)
        assert ran.status == 2, ran
        assert ran.err.startswith("kg: ")
        assert str(disk.path) in ran.err
        assert "Read-only file system" in ran.err
        assert ran.err.count("\n") == 1
    assert_works(graph, whole)
    with pytest.raises(NotAGraph):
        kg.load(disk.path / "b.kg")
