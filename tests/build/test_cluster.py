"""A build on an engine has the same tables as a local build, and reports errors of workers."""

import gzip
import os
import pickle
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest
import toy_stages
from command import Ran, call, run
from engines import PLACES, require_sail, require_spark, sail
from made_corpora import write_reading
from polars.testing import assert_frame_equal
from pyoxigraph import RdfFormat, Store
from toy_stages import MEASURE, finely

from kg.build.build import build_folder
from kg.build.cache import Caches
from kg.build.cluster.collecting import collect_data_sets
from kg.build.cluster.packing import pack_frames, unpack
from kg.build.execute import execute
from kg.build.in_memory import read_tables
from kg.build.plan import TABLE_STAGES
from kg.build.request import BuildRequest
from kg.build.runners import Serial
from kg.build.runners.spark import Spark
from kg.errors import InputError, KGError, UnknownName
from kg.folder import open_folder
from kg.ingest.stages.inputs import list_files
from kg.schema import FRAMES, SCHEMAS
from kg.settings import IngestSettings, Settings
from kg.tables import Tables

PLAN = finely(TABLE_STAGES, 20)
"""The plan with many partitions, so that the engine runs every stage."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    require_sail()
    with sail() as url:
        yield url


@pytest.fixture(scope="module")
def on_sail(server: str) -> Iterator[Spark]:
    from kg.build.cluster.session import connect_session  # noqa: PLC0415 - an extra

    session = connect_session(remote=server)
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
    from kg.build.cluster.building import build_data_sets
    from kg.build.cluster.session import connect_session
    from kg.build.in_memory import read_tables
    from kg.build.plan import TABLE_STAGES
    from kg.build.runners.spark import Spark
    from kg.schema import SCHEMAS

    folder, digests, *inputs = sys.argv[1:]
    session = connect_session(master="local[2]")
    made = read_tables(inputs, runner=Spark(session), plan=toy_stages.finely(TABLE_STAGES, 60))
    with open(folder + "/tables", "wb") as file:
        pickle.dump({name: made[name] for name in SCHEMAS}, file)
    build_data_sets(["file://" + digests], "file://" + folder + "/made", Spark(session, stop=True))
"""


@pytest.fixture(scope="module")
def on_spark(root: Path, corpus: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return tables and data sets that Apache Spark made, in a separate process."""
    require_spark()
    folder = tmp_path_factory.mktemp("spark")
    program = folder / "program.py"
    program.write_text(textwrap.dedent(ON_SPARK), encoding="utf-8")
    # an earlier Spark Connect session in this process has set environment variables
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}
    done = subprocess.run(
        [sys.executable, str(program), str(folder), str(root / "examples" / "digests"), *map(str, corpus)],
        env=inherited | {"PYTHONPATH": PLACES, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def test_spark_makes_the_tables_of_a_local_build(on_spark: Path, local: Tables) -> None:
    made: Mapping[str, pl.DataFrame] = pickle.loads((on_spark / "tables").read_bytes())  # noqa: S301 - our own
    for name in SCHEMAS:
        assert_frame_equal(made[name], local[name])


def test_data_sets_of_spark_are_collected_into_the_graph_of_a_local_build(
    on_spark: Path, example: Path, tmp_path: Path
) -> None:
    collect_data_sets(str(on_spark / "made"), tmp_path / "collected.kg", store=False)
    assert files_of(tmp_path / "collected.kg") == files_of(example)
    assert list((on_spark / "made" / "nquads").glob("*.txt.gz"))


@pytest.fixture(scope="module")
def data_sets(server: str, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return data sets of the examples, read and written by the engine."""
    folder = tmp_path_factory.mktemp("cluster") / "data sets"
    ran = publish(server, root, folder)
    assert ran.status == 0, ran.err
    assert f"kg collect 'file://{folder}'" in ran.err
    return folder


def publish(server: str, root: Path, folder: Path) -> Ran:
    digests = f"file://{root}/examples/digests"
    return run("build", digests, "-o", f"file://{folder}", "--runner=spark", f"--remote={server}", cwd=root)


@pytest.mark.parametrize("engine", [False, True])
def test_data_sets_are_collected_into_the_graph_of_a_local_build(
    server: str, data_sets: Path, example: Path, tmp_path: Path, engine: bool
) -> None:
    source = [f"file://{data_sets}", "--runner=spark", f"--remote={server}"] if engine else [str(data_sets)]
    ran = run("collect", *source, "-o", "collected.kg", "--no-store", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert files_of(tmp_path / "collected.kg") == files_of(example)
    assert call("check", "collected.kg", "--files", cwd=tmp_path).status == 0


def test_data_sets_replace_nothing(server: str, root: Path, data_sets: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in data_sets.rglob("*")}
    ran = publish(server, root, data_sets)
    assert ran.status == 2
    assert f"there are files at file://{data_sets}; give another address with -o" in ran.err
    assert {path: path.stat().st_mtime_ns for path in data_sets.rglob("*")} == before


def files_of(graph: Path) -> dict[str, bytes]:
    """Return the tables and the positions of a graph."""
    folder = open_folder(graph)[0]
    return {path.name: path.read_bytes() for path in (*folder.tables.iterdir(), folder.layout)}


def test_statements_of_data_sets_are_those_of_the_store(data_sets: Path, root: Path, tmp_path: Path) -> None:
    build_folder([root / "examples" / "digests"], tmp_path / "a.kg", settings=Settings().with_named_graphs())
    loaded = Store()
    for file in (data_sets / "nquads").iterdir():
        loaded.bulk_load(gzip.decompress(file.read_bytes()), format=RdfFormat.N_QUADS)
    assert set(loaded) == set(Store.read_only(str(open_folder(tmp_path / "a.kg")[0].store)))


def test_data_sets_that_lost_rows_are_refused(data_sets: Path, tmp_path: Path) -> None:
    shutil.copytree(data_sets, tmp_path / "lost")
    shutil.rmtree(tmp_path / "lost" / "tables" / "papers")
    ran = call("collect", "lost", "-o", "a.kg", cwd=tmp_path)
    assert ran.status == 3
    assert "the table papers has 0 rows, and 53 were written" in ran.err


def test_data_sets_without_a_manifest_are_not_complete(tmp_path: Path) -> None:
    (tmp_path / "made" / "tables" / "papers").mkdir(parents=True)
    ran = call("collect", "made", "-o", "a.kg", cwd=tmp_path)
    assert (ran.status, ran.err) == (3, "kg: made: not the data sets of a graph, or not complete (no manifest)\n")
    assert not (tmp_path / "a.kg").exists()


@pytest.mark.parametrize("command", [["build", "a.md", "-o", "hdfs://host/x"], ["collect", "hdfs://host/x", "-o", "y"]])
def test_an_address_needs_an_engine(command: list[str], tmp_path: Path) -> None:
    ran = call(*command, cwd=tmp_path)
    assert ran.status == 2
    assert "by a cluster engine: add --runner spark" in ran.err


def test_an_input_at_an_address_needs_an_engine(tmp_path: Path) -> None:
    ran = call("build", "s3://bucket/digests", "-o", "a.kg", cwd=tmp_path)
    assert ran.status == 3
    assert "s3://bucket/digests: an address is read by a cluster engine: add --runner spark" in ran.err


def test_files_at_addresses_have_the_names_and_days_of_local_ones(on_sail: Spark, corpus: list[Path]) -> None:
    settings = IngestSettings()
    for folder in corpus:
        local = list_files([folder], settings)
        there = list_files([f"file://{folder}"], settings, reader=on_sail)
        columns = pl.exclude("path", "given")
        assert_frame_equal(there["files"].select(columns), local["files"].select(columns))
        assert_frame_equal(there["input_reports"], local["input_reports"])


def test_one_file_at_an_address_is_read(on_sail: Spark, root: Path) -> None:
    file = root / "examples" / "digests" / "2026-01-05.md"
    made = read_tables([f"file://{file}"], runner=on_sail)
    assert_frame_equal(made["papers"], read_tables([file])["papers"])


def test_an_address_with_nothing_at_it_is_named(on_sail: Spark, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing"):
        read_tables([f"file://{tmp_path}/nothing"], runner=on_sail)


def texts(*rows: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [(paper, "abstract", "en", text) for paper, text in rows], schema=FRAMES["texts"], orient="row"
    )  # fmt: skip


def measured(runner: Spark | Serial, text: str = "") -> pl.DataFrame:
    kept: dict[str, pl.DataFrame] = {}
    frame = texts(*((f"2601.{n:05}", "word " * (n % 7)) for n in range(40)), ("2601.99999", text))
    execute(
        [MEASURE], BuildRequest(), {"texts": frame, "links": FRAMES["links"].to_frame()}, runner, caches=Caches(),
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
    for name, frame in unpack(pack_frames(frames)).items():
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
