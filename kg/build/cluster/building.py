"""Build a graph as data sets at an address of the engine."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.build.build import build_folder
from kg.build.cluster.data_sets import publish
from kg.build.cluster.files import read_binary
from kg.build.cluster.session import EngineError, engine_errors
from kg.build.execute import StageReport
from kg.build.runners.spark import Spark
from kg.errors import UsageError
from kg.folder import Manifest, read_folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def build_data_sets(
    inputs: Sequence[str | Path], url: str, runner: Spark, **options: Any
) -> tuple[Manifest, tuple[StageReport, ...]]:
    """Build a graph, and write it as data sets below an address (`kg.build.cluster.data_sets`).

    ``options`` are those of `kg.build.build.build_folder`. Raises UsageError if there are files at the address.
    """
    with runner, TemporaryDirectory(prefix="kg-") as folder:
        if _is_used(runner.session, url):
            raise UsageError(f"there are files at {url}; give another address with -o, or remove them")
        result = build_folder(
            inputs, Path(folder) / "graph.kg", runner=Spark(runner.session), only_tables=True, **options
        )
        manifest = read_folder(result.folder.path)[1]
        publish(result.folder, manifest, url, runner.session)
    return manifest, result.work


def _is_used(session: "SparkSession", url: str) -> bool:
    try:
        with engine_errors(url):
            return bool(read_binary(session, url).select("path").limit(1).toArrow().num_rows)
    except EngineError:  # the folder does not exist
        return False
