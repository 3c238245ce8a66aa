"""Outputs of equal tables are reused from the replaced generation."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kg.build.build import build_folder
from kg.build.outputs import PREPARED, lay_out
from kg.settings import Settings

AWAY = 1_000.0


@pytest.fixture(scope="module")
def generation(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("outputs") / "a.kg"
    return build_folder([root / "examples" / "digests"], out, workers=1, store=False).folder.generation


@pytest.fixture
def replaced(generation: Path, tmp_path: Path) -> Path:
    """Make a generation with altered positions, so that a reuse of them is visible."""
    rows = pl.read_parquet(generation / "layout.parquet").with_columns(pl.col("x") + AWAY)
    rows.write_parquet(tmp_path / "layout.parquet")
    return tmp_path


def kept(folder: Path, view: str) -> pl.DataFrame:
    return pl.read_parquet(folder / "layout.parquet").filter(pl.col("view") == view)


@pytest.mark.parametrize("view", PREPARED)
def test_an_unchanged_view_keeps_its_positions(view: str, generation: Path, replaced: Path) -> None:
    assert_frame_equal(lay_out(view, generation, Settings(), replaced=replaced), kept(replaced, view))


@pytest.mark.parametrize("view", PREPARED)
def test_other_settings_or_earlier_positions_lay_a_view_out_again(
    view: str, generation: Path, replaced: Path, tmp_path: Path
) -> None:
    settings = Settings().with_values({"layout.aspect": 2.0})
    assert_frame_equal(
        lay_out(view, generation, settings, replaced=replaced), lay_out(view, generation, settings)
    )  # fmt: skip
    earlier = generation / "layout.parquet"
    from_earlier = lay_out(view, generation, Settings(), earlier=earlier, replaced=replaced)
    assert_frame_equal(from_earlier, lay_out(view, generation, Settings(), earlier=earlier))
    started = tmp_path / "started"
    started.mkdir()
    from_earlier.write_parquet(started / "layout.parquet")
    assert_frame_equal(lay_out(view, generation, Settings(), replaced=started), kept(generation, view))


def test_a_graph_without_kept_positions_is_laid_out(generation: Path, tmp_path: Path) -> None:
    rows = lay_out("overview", generation, Settings(), replaced=tmp_path)
    assert_frame_equal(rows, kept(generation, "overview"))
