"""Runners move partitions; none of them changes a result, and none leaves a process running."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pytest
import toy_stages
from polars.testing import assert_frame_equal
from toy_stages import MEASURE, TALLY

from kg.build.cache import Cache, Caches
from kg.build.execute import SchemaError, StageReport, execute
from kg.build.request import BuildRequest
from kg.build.runners import PartitionResult, Processes, Runner, Serial
from kg.build.runners.processes import WorkerEndedError
from kg.build.stage import PortableWork, Stage, StageKind
from kg.errors import InputError, UnknownName
from kg.schema import FRAMES, Frames

TESTS = Path(toy_stages.__file__).parent


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers import the toy stages."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


def texts(*rows: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [(paper, "abstract", "en", text) for paper, text in rows], schema=FRAMES["texts"], orient="row"
    )  # fmt: skip


TEXTS = texts(*((f"2601.{n:05}", "word " * (n % 7)) for n in range(40)), ("2601.00003", "a second text"))
LINKS = FRAMES["links"].to_frame()


def run(
    runner: Runner,
    frame: pl.DataFrame = TEXTS,
    plan: Sequence[Stage] = (MEASURE, TALLY),
    caches: Caches | None = None,
    **shared: pl.DataFrame,
) -> tuple[pl.DataFrame, list[StageReport]]:
    kept: dict[str, pl.DataFrame] = {}
    given = {"texts": frame, "links": LINKS} | shared
    with runner:
        reports = execute(
            plan,
            BuildRequest(),
            given,
            runner,
            caches=caches or Caches(),
            keep=lambda name, made: kept.update({name: made}),
        )
    return kept["citations"], reports


class FreshProcess:
    """A third-party runner: every partition is pickled and sent to a process of its own."""

    PROGRAM = textwrap.dedent("""
        import pickle, sys
        out = sys.stdout.buffer
        sys.stdout = sys.stderr
        task, part = pickle.load(sys.stdin.buffer)
        pickle.dump(task.work()(part), out)
    """)

    def map(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        for part in parts:
            done = subprocess.run(
                [sys.executable, "-c", self.PROGRAM], input=pickle.dumps((task, part)), capture_output=True, check=True,
                env=os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"},
            )  # fmt: skip
            yield PartitionResult(pickle.loads(done.stdout))  # noqa: S301 - our own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


@pytest.mark.parametrize("runner", [Processes(1), Processes(2), Processes(4), FreshProcess()])
def test_every_runner_gives_the_same_rows_in_the_same_order(runner: Runner) -> None:
    expected, _ = run(Serial(), plan=[MEASURE])
    assert expected.height == TEXTS.height
    assert_frame_equal(run(runner, plan=[MEASURE])[0], expected)


@pytest.mark.parametrize("grain", [1, 2, 39, 40, 1000])
def test_partitions_do_not_show(grain: int) -> None:
    expected, _ = run(Serial(), plan=[MEASURE])
    shuffled = TEXTS.sample(fraction=1, shuffle=True, seed=grain).sort("paper", maintain_order=True)
    by_cost = replace(MEASURE, grain=grain)
    assert_frame_equal(
        run(Serial(), shuffled, plan=[by_cost])[0].sort("paper", "cited"), expected.sort("paper", "cited")
    )
    assert_frame_equal(run(Serial(), plan=[by_cost])[0], expected)


def test_all_rows_of_a_unit_are_in_one_partition() -> None:
    made, _ = run(Serial(), plan=[MEASURE])
    assert made.filter(pl.col("paper") == "2601.00003")["cited"].to_list() == ["15/0", "13/0"]


def test_work_of_less_than_two_partitions_starts_no_process() -> None:
    runner = Processes(2)
    with runner:
        list(runner.map(PortableWork("toy", toy_stages.measure, (None,), {"links": LINKS}), [{"texts": TEXTS}]))
        assert not runner._started


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("unreadable", InputError, "toy.md:3: a text that nobody may read"),
        ("unknown", UnknownName, 'no paper called "2601.00001". Did you mean 2601.00002?'),
        ("fault", RuntimeError, "ValueError: something unforeseen"),
    ],
)
def test_an_error_in_a_worker_is_the_error_of_the_build(text: str, error: type[Exception], message: str) -> None:
    broken = pl.concat([TEXTS, texts(("2601.99999", text))])
    with pytest.raises(error) as raised:
        run(Processes(2), broken, plan=[MEASURE])
    assert message in str(raised.value)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_worker_that_dies_is_named_with_what_to_do() -> None:
    broken = pl.concat([TEXTS, texts(("2601.99999", "death"))])
    with pytest.raises(WorkerEndedError, match=r"'measure texts' with status -9.*--workers 1"):
        run(Processes(2), broken, plan=[MEASURE])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
@pytest.mark.parametrize("text", ["", "endless"])
def test_workers_end_with_a_parent_that_is_killed_also_in_the_middle_of_their_work(text: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    program = textwrap.dedent(f"""
        import polars as pl, toy_stages
        from kg.build.runners import Processes
        from kg.build.stage import PortableWork
        from kg.schema import FRAMES
        runner = Processes(2)
        text = {f"endless {begun}" if text else ""!r}
        part = {{"texts": pl.DataFrame([("2601.00001", "abstract", "en", text)], schema=FRAMES["texts"], orient="row")}}
        work = PortableWork("toy", toy_stages.measure, (None,), {{"links": FRAMES["links"].to_frame()}})
        list(runner.map(work, [part] * 6))
        open({str(begun)!r}, "w").write("".join(f"{{worker.pid}}\\n" for worker in runner._started))
        import time; time.sleep(60)
    """)
    environment = os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    parent = subprocess.Popen([sys.executable, "-c", program], env=environment)
    deadline = time.monotonic() + 60
    workers: list[int] = []
    while len(workers) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        workers = [int(line) for line in begun.read_text().split()] if begun.exists() else []
    parent.kill()
    parent.wait()
    while any(map(_runs, workers)):
        assert time.monotonic() < deadline, "a worker outlives its parent"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_script_without_a_main_guard_can_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""
            import toy_stages
            from kg.build.runners import Processes
            from kg.build.stage import PortableWork
            from kg.schema import FRAMES
            part = {"texts": FRAMES["texts"].to_frame()}
            with Processes(2) as runner:
                task = PortableWork("toy", toy_stages.measure, (None,), {"links": FRAMES["links"].to_frame()})
                print("parts:", len(list(runner.map(task, [part] * 6))))
        """),
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "parts: 6\n"
    assert done.stderr.count(toy_stages.MADE) == 2  # once per worker


def test_workers_import_nothing_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kg", "pickle", "polars"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the current folder')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected, _ = run(Serial(), plan=[MEASURE])
    assert_frame_equal(run(Processes(2), plan=[MEASURE])[0], expected)


def test_a_frame_that_is_not_as_its_schema_says_is_a_fault() -> None:
    def wrong(frames: Frames) -> Frames:
        return {"citations": frames["texts"].select("paper")}

    stage = Stage("go wrong", StageKind.GLOBAL, wrong, ("texts",), ("citations",))
    with pytest.raises(SchemaError, match="'go wrong' wrote the frame 'citations'"):
        run(Serial(), plan=[stage])


def test_only_new_and_changed_units_are_computed_again(tmp_path: Path) -> None:
    first, again = Cache(tmp_path / "1"), Cache(tmp_path / "2")
    made, (report,) = run(Serial(), plan=[MEASURE], caches=Caches(new=first))
    assert (report.units, report.known) == (40, 0)
    changed = pl.concat([
        TEXTS.filter(~pl.col("paper").is_in(["2601.00001", "2601.00002"])),
        texts(("2601.00002", "a corrected text"), ("2601.77777", "new")),
    ])  # fmt: skip
    new, (report,) = run(Serial(), changed, plan=[MEASURE], caches=Caches(first, again))
    assert (report.units, report.known) == (40, 38)
    assert_frame_equal(new, run(Serial(), changed, plan=[MEASURE])[0])
    assert "2601.00001" not in new["paper"].to_list()
    same, (report,) = run(Serial(), changed, plan=[MEASURE], caches=Caches(again))
    assert (report.units, report.known) == (40, 40)
    assert_frame_equal(same, new)
    assert not made.equals(new)


def test_units_are_computed_again_when_a_shared_frame_or_the_version_changes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    run(Serial(), plan=[MEASURE], caches=Caches(new=cache))
    link = pl.DataFrame(
        [("2601.00001", "https://example.org", "code", "", None, None)], schema=LINKS.schema, orient="row"
    )
    made, (report,) = run(Serial(), plan=[MEASURE], caches=Caches(cache), links=link)
    assert report.known == 0
    assert made["cited"][0].endswith("/1")
    _, (report,) = run(Serial(), plan=[replace(MEASURE, version=2)], caches=Caches(cache))
    assert report.known == 0


@pytest.mark.parametrize("damage", [b"", b"PAR1 this is no Parquet file"])
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    expected, _ = run(Serial(), plan=[MEASURE], caches=Caches(new=Cache(tmp_path)))
    for name in ("0000/citations.parquet", "0000/contents.json", "units.parquet"):
        (tmp_path / MEASURE.name / name).write_bytes(damage)
        made, (report,) = run(Serial(), plan=[MEASURE], caches=Caches(Cache(tmp_path)))
        assert report.known == 0
        assert_frame_equal(made, expected)
