"""The plan of a build is complete, and its result does not depend on how the work is divided."""

import pickle
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal
from toy_stages import finely

from kg.build.explanation import describe_plan
from kg.build.in_memory import read_tables
from kg.build.plan import PLAN, TABLE_STAGES
from kg.build.runners import Processes, Runner, Serial
from kg.build.stage import PortableWork, StageKind
from kg.schema import FRAMES, SCHEMAS
from kg.tables import Tables


@pytest.fixture(scope="module")
def whole(root: Path) -> Tables:
    return read_tables([root / "examples" / "digests"], plan=finely(TABLE_STAGES, 2**40))


def test_every_frame_is_written_once_before_it_is_read() -> None:
    written = {"files", "input_reports"}
    for stage in TABLE_STAGES:
        assert written.issuperset({*stage.reads, *stage.shared}), stage.name
        assert written.isdisjoint(stage.writes), stage.name
        written.update(stage.writes)
    assert written.issuperset(SCHEMAS)


def test_names_of_stages_are_unique_and_their_frames_have_schemas() -> None:
    assert len({stage.name for stage in PLAN}) == len(PLAN)
    for stage in PLAN:
        assert FRAMES.keys() >= {*stage.reads, *stage.shared, *stage.writes}
        if stage.kind is StageKind.MAP:
            assert stage.grain > 0
            assert all(stage.unit in FRAMES[name] for name in (*stage.reads, *stage.writes)), stage.name


def test_every_map_stage_can_be_shipped_to_another_process() -> None:
    for stage in PLAN:
        if stage.kind is StageKind.MAP:
            task = PortableWork(
                stage.name, stage.function, (), {name: FRAMES[name].to_frame() for name in stage.shared}
            )
            assert pickle.loads(pickle.dumps(task)).factory is stage.function  # noqa: S301 - our own


@pytest.mark.parametrize(("runner", "grain"), [(Serial(), 1), (Serial(), 7), (Processes(2), 25), (Processes(4), 9)])
def test_tables_do_not_depend_on_partitions_or_workers(root: Path, whole: Tables, runner: Runner, grain: int) -> None:
    made = read_tables([root / "examples" / "digests"], runner=runner, plan=finely(TABLE_STAGES, grain))
    for name in SCHEMAS:
        assert_frame_equal(made[name], whole[name])


def test_tables_do_not_depend_on_the_order_of_inputs(root: Path, whole: Tables) -> None:
    files = sorted((root / "examples" / "digests").iterdir(), reverse=True)
    made = read_tables(files)
    for name in SCHEMAS:
        assert_frame_equal(made[name], whole[name])


def test_the_architecture_page_shows_the_plan(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    for line in describe_plan(PLAN):
        assert line in page, f"missing in docs/architecture.md: {line}"


def test_a_plan_is_described_with_what_each_stage_reads_and_writes() -> None:
    lines = describe_plan(PLAN)
    assert lines[0] == "| stage | kind | reads | writes | code |"
    assert "| link rows | global | rows, read_files, input_reports, reading_reports | linked_rows" in "\n".join(lines)
    assert any("`kg.tables.stages.make_related`" in line for line in lines)
