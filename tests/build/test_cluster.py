"""A build on an engine has the tables of a build on this machine, and says what is wrong on a worker."""

import os
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest
import toy_stages
from command import call
from engines import PLACES, require_sail, require_spark, sail
from made_corpora import write_reading
from polars.testing import assert_frame_equal
from toy_stages import MEASURE, finely

from kg.build.cache import Caches
from kg.build.cluster.packing import pack, unpack
from kg.build.execute import execute
from kg.build.in_memory import read_tables
from kg.build.plan import TABLES
from kg.build.request import Request
from kg.build.runners import Serial
from kg.build.runners.spark import Spark
from kg.errors import InputError, KGError, UnknownName
from kg.schema import FRAMES, SCHEMAS
from kg.tables import Tables

PLAN = finely(TABLES, 20)
"""The plan with many partitions, so that each stage is carried out by the engine."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    require_sail()
    with sail() as url:
        yield url


@pytest.fixture(scope="module")
def on_sail(server: str) -> Iterator[Spark]:
    from kg.build.cluster.session import connect  # noqa: PLC0415 - an extra

    session = connect(remote=server)
    yield Spark(session)
    session.stop()


@pytest.fixture(scope="module")
def corpus(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    hostile = tmp_path_factory.mktemp("hostile")
    write_reading(hostile)
    return [root / "examples" / "digests", hostile]


@pytest.fixture(scope="module")
def local(corpus: list[Path]) -> Tables:
    return read_tables(corpus)


def test_sail_makes_the_tables_of_a_local_build(on_sail: Spark, corpus: list[Path], local: Tables) -> None:
    made = read_tables(corpus, runner=on_sail, plan=PLAN)
    for name in SCHEMAS:
        assert_frame_equal(made[name], local[name])


ON_SPARK = """
    import pickle, sys
    import toy_stages
    from kg.build.cluster.session import connect
    from kg.build.in_memory import read_tables
    from kg.build.plan import TABLES
    from kg.build.runners.spark import Spark
    from kg.schema import SCHEMAS

    with Spark(connect(master="local[2]"), stop=True) as spark:
        made = read_tables(sys.argv[2:], runner=spark, plan=toy_stages.finely(TABLES, 20))
    with open(sys.argv[1], "wb") as file:
        pickle.dump({name: made[name] for name in SCHEMAS}, file)
"""


def test_spark_makes_the_tables_of_a_local_build(corpus: list[Path], local: Tables, tmp_path: Path) -> None:
    require_spark()
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(ON_SPARK), encoding="utf-8")
    # a session of Spark Connect in this process has left its mark on the environment
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}
    places = {"PYTHONPATH": PLACES, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "tables"), *map(str, corpus)],
        env=inherited | places, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    made: Mapping[str, pl.DataFrame] = pickle.loads((tmp_path / "tables").read_bytes())  # noqa: S301 - our own
    for name in SCHEMAS:
        assert_frame_equal(made[name], local[name])


def texts(*rows: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [(paper, "abstract", "en", text) for paper, text in rows], schema=FRAMES["texts"], orient="row"
    )  # fmt: skip


def measured(runner: Spark | Serial, text: str = "") -> pl.DataFrame:
    kept: dict[str, pl.DataFrame] = {}
    frame = texts(*((f"2601.{n:05}", "word " * (n % 7)) for n in range(40)), ("2601.99999", text))
    execute(
        [MEASURE], Request(), {"texts": frame, "links": FRAMES["links"].to_frame()}, runner, caches=Caches(),
        keep=lambda name, made: kept.update({name: made}),
    )  # fmt: skip
    return kept["citations"]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("unreadable", InputError, r"^toy.md:3: a text that nobody may read$"),
        ("unknown", UnknownName, r'^no paper called "2601.00001". Did you mean 2601.00002\?$'),
        ("fault", KGError, r"(?s)'measure texts' failed on a worker \(.*, process .*ValueError: something unforeseen$"),
        ("death", KGError, r"ended during the stage 'measure texts' with status -9"),
    ],
)
def test_an_error_on_a_worker_is_the_error_of_the_build(
    on_sail: Spark, text: str, error: type[KGError], message: str
) -> None:
    with pytest.raises(error, match=message):
        measured(on_sail, text)
    assert_frame_equal(measured(on_sail), measured(Serial()))


def test_a_worker_with_another_program_is_refused(on_sail: Spark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg.build.cluster.program"], "program_fingerprint", lambda: "another")
    with pytest.raises(KGError, match=r"has other files of arxiv-kg .* install the same version on all workers"):
        measured(on_sail)


def test_packed_frames_are_the_frames() -> None:
    frames = {name: schema.to_frame() for name, schema in FRAMES.items()} | {"texts": texts(("2601.00001", "é"))}
    for name, frame in unpack(pack(frames)).items():
        assert_frame_equal(frame, frames[name])


def test_options_of_an_engine_need_the_runner(tmp_path: Path) -> None:
    for option in ("--master=local[2]", "--remote=sc://localhost:1"):
        ran = call("build", toy_stages.__file__, "-o", tmp_path / "a.kg", option, cwd=tmp_path)
        assert (ran.status, ran.err) == (2, f"kg: {option.split('=')[0]} names an engine; add --runner spark\n")


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    require_sail()
    ran = call("build", toy_stages.__file__, "-o", "a.kg", "--runner=spark", "--remote=sc://127.0.0.1:1", cwd=tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("kg: no Spark Connect server answers at sc://127.0.0.1:1: Connection refused. Start one")
    assert not (tmp_path / "a.kg").exists()


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "pyspark.py").write_text("raise ImportError('hidden by a test')", encoding="utf-8")
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), "build", "x", "-o", "y", "--runner", "spark"],
        env=os.environ | {"PYTHONPATH": PLACES}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "kg: a build on a cluster needs the extra packages: pip install 'arxiv-kg[cluster]'\n"
