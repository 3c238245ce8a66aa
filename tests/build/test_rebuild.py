"""A build into an existing graph folder computes only new results and equals a full build."""

import shutil
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kg
from kg.build.build import BuildResult, build_folder
from kg.errors import NotAGraph
from kg.schema import SCHEMAS
from kg.search import search
from kg.settings import SearchSettings, Settings
from kg.tables import Tables


@pytest.fixture
def days(root: Path, tmp_path: Path) -> Path:
    """Copy the example digests, to be changed."""
    return Path(shutil.copytree(root / "examples" / "digests", tmp_path / "digests"))


def make(days: Path, out: Path, settings: Settings | None = None, decisions: Path | None = None) -> BuildResult:
    return build_folder([days], out, settings=settings, decisions=decisions, workers=1, store=False)


def known(built: BuildResult) -> dict[str, tuple[int, int]]:
    """Return the numbers of units and of reused units, for each stage that keeps its results."""
    return {report.stage.name: (report.units, report.known) for report in built.work if report.stage.cached}


def assert_same_graph(one: BuildResult, other: BuildResult) -> None:
    tables, others = Tables(folder=one.folder.tables), Tables(folder=other.folder.tables)
    for name in SCHEMAS:
        assert_frame_equal(tables[name], others[name])
    for words in ("graph", "graph of graphs", "learning", "模型", "li", *tables["authors"]["name"][::20]):
        found, expected = (search(r.folder.search, words, settings=SearchSettings(), limit=5) for r in (one, other))
        assert found == expected
    assert_frame_equal(*(pl.read_parquet(result.folder.layout) for result in (one, other)))


OTHER = Settings().with_values({"graph.max_authors_for_pairs": 7})
"""Settings that do not affect any kept result."""


def test_nothing_is_computed_again_when_nothing_changed(days: Path, tmp_path: Path) -> None:
    make(days, tmp_path / "a.kg")
    again = make(days, tmp_path / "a.kg", OTHER)
    assert all(units == found > 0 for units, found in known(again).values())
    assert_same_graph(again, make(days, tmp_path / "b.kg", OTHER))
    assert make(days, tmp_path / "a.kg", OTHER).work == ()


def test_a_new_and_a_corrected_file_give_the_tables_of_a_full_build(days: Path, tmp_path: Path) -> None:
    newest = max(days.iterdir())
    aside = newest.rename(tmp_path / newest.name)
    make(days, tmp_path / "a.kg")
    shutil.move(aside, newest)
    corrected = next(path for path in sorted(days.iterdir()) if path.suffix == ".md" and path != newest)
    text = corrected.read_text(encoding="utf-8")
    corrected.write_text(text.replace("graph", "graph of graphs", 1), encoding="utf-8")
    updated = make(days, tmp_path / "a.kg")
    files, papers = known(updated)["read files"], known(updated)["tag texts"]
    assert 0 < files[1] < files[0]
    assert papers[0] / 2 < papers[1] < papers[0]
    assert updated.changes is not None
    assert (updated.changes.new, updated.changes.changed, updated.changes.gone) == (1, 1, 0)
    assert_same_graph(updated, make(days, tmp_path / "b.kg"))


def test_a_removed_file_leaves_nothing_behind(days: Path, tmp_path: Path) -> None:
    make(days, tmp_path / "a.kg")
    max(days.iterdir()).unlink()
    assert_same_graph(make(days, tmp_path / "a.kg"), make(days, tmp_path / "b.kg"))


def test_other_settings_are_other_results(days: Path, tmp_path: Path) -> None:
    make(days, tmp_path / "a.kg")
    settings = Settings().with_values({"authors.merge_bits": 40})
    changed = make(days, tmp_path / "a.kg", settings)
    assert known(changed)["decide blocks"][1] == 0
    assert known(changed)["tag texts"][1] == known(changed)["tag texts"][0]
    assert_same_graph(changed, make(days, tmp_path / "b.kg", settings))


def test_a_moved_folder_is_known(days: Path, tmp_path: Path) -> None:
    make(days, tmp_path / "a.kg")
    moved = days.rename(tmp_path / "moved")
    assert make(moved, tmp_path / "a.kg").work == ()
    units, found = known(make(moved, tmp_path / "a.kg", OTHER))["read files"]
    assert units == found


def test_no_kept_result_quotes_a_hidden_person(days: Path, tmp_path: Path) -> None:
    """The previous generation does not quote the person either, although a reader has it open."""
    make(days, tmp_path / "a.kg")
    reader = kg.load(tmp_path / "a.kg")
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    (decisions / "authors.txt").write_text('hide "Linfeng Zhang"\n', encoding="utf-8")
    hidden = make(days, tmp_path / "a.kg", decisions=decisions)
    kept = sorted(hidden.folder.cache.rglob("*.parquet"))
    assert kept
    for path in kept:
        assert not any("Linfeng Zhang" in str(row) for row in pl.read_parquet(path).iter_rows()), path
    assert [path.name for path in (tmp_path / "a.kg").glob("generation-*")] == [hidden.folder.generation.name]
    with pytest.raises(NotAGraph, match="replaced by a newer build"):
        _ = reader.tables["links"]


def test_results_of_another_program_are_not_taken(days: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(days, tmp_path / "a.kg")
    for module in ("values", "inputs", "generation"):
        monkeypatch.setattr(import_module(f"kg.build.{module}"), "program_fingerprint", lambda: "another")
    assert all(found == 0 for _, found in known(make(days, tmp_path / "a.kg")).values())


def test_changed_results_are_not_taken(days: Path, tmp_path: Path) -> None:
    first = make(days, tmp_path / "a.kg")
    for path in first.folder.cache.glob("*/0*/*.parquet"):
        pl.read_parquet(path).head(1).write_parquet(path)
    again = make(days, tmp_path / "a.kg", OTHER)
    assert all(found == 0 for _, found in known(again).values())
    assert_same_graph(again, make(days, tmp_path / "b.kg", OTHER))


@pytest.mark.parametrize("files", ["*/units.parquet", "*/shared/*.parquet", "*/0*/contents.json"])
def test_results_are_not_taken_where_a_file_about_them_has_other_bytes(days: Path, tmp_path: Path, files: str) -> None:
    cache = make(days, tmp_path / "a.kg").folder.cache
    changed = sorted(cache.glob(files))
    for path in changed:
        if path.suffix == ".json":
            path.write_bytes(path.read_bytes() + b"\n")
        else:
            pl.read_parquet(path).write_parquet(path, compression="uncompressed")
    again = known(make(days, tmp_path / "a.kg", OTHER))
    assert changed
    assert all(again[path.relative_to(cache).parts[0]][1] == 0 for path in changed)


def test_small_parts_are_joined(days: Path, tmp_path: Path) -> None:
    """A graph that grew day by day has few files of kept results, however many days there are."""
    files = sorted(days.iterdir())
    for number in range(1, len(files) + 1):
        made = build_folder(files[:number], tmp_path / "a.kg", workers=1, store=False)
    parts = list((made.folder.cache / "tag texts").glob("0*"))
    assert 1 <= len(parts) < len(files) / 2


def test_positions_that_started_from_another_graph_do_not_stay(days: Path, tmp_path: Path) -> None:
    other = build_folder(sorted(days.iterdir())[:-1], tmp_path / "other.kg", workers=1, store=False)
    started = build_folder([days], tmp_path / "a.kg", previous=other.folder.path, workers=1, store=False)
    fresh = make(days, tmp_path / "b.kg")
    assert not pl.read_parquet(started.folder.layout).equals(pl.read_parquet(fresh.folder.layout))
    assert_same_graph(make(days, tmp_path / "a.kg"), fresh)
