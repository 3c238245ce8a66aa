"""Open a session with an engine: Apache Spark by its master, or any server of Spark Connect."""

import os
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from kg.errors import KGError, MissingExtra, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PORT: Final = 15002
"""Default port of Spark Connect."""

_PATIENCE: Final = 10.0
"""Seconds to wait for a connection."""

_QUIET: Final = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}

_LIGHT: Final = {
    # the work is done in Python, so optimizing the compiled Java code costs more than it saves
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
}
"""Settings for a Spark that lives for one build on one machine."""


class EngineError(KGError):
    """The engine failed, or cannot be reached."""


def connect_session(*, master: str | None = None, remote: str | None = None) -> "SparkSession":
    """Return a session: of the Spark ``master``, of the server at ``remote``, or the one that PySpark finds.

    PySpark finds the session of ``spark-submit``, that of a notebook, or the server in ``SPARK_REMOTE``. Raises
    MissingExtra without PySpark, EngineError if the engine cannot be reached.
    """
    if master and remote:
        raise UsageError("--master is for Spark itself, --remote for a server of Spark Connect; give one of them")
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("a build on a cluster", "cluster") from None
    builder: Any = SparkSession.builder.appName("arxiv-kg")
    if remote:
        _reach(remote)
        builder = builder.remote(remote)
    else:
        if master:
            builder = builder.master(master)
        for name, value in (_QUIET | _local_settings(master)).items():
            builder = builder.config(name, value)
    with engine_errors(f"no session with {remote or master or 'the engine that PySpark finds'}"):
        session: SparkSession = builder.create() if remote else builder.getOrCreate()
        if remote:
            _shorten_retries(session)
        session.range(1).count()  # a server is only reached by the first request
        return session


def _reach(remote: str) -> None:
    """Raise EngineError if nothing listens at the address of a server; PySpark would retry for minutes."""
    parts = urlsplit(remote)
    if parts.scheme != "sc" or not parts.hostname:
        raise UsageError(f"not the address of a Spark Connect server: {remote}. Pass one such as sc://host:50051")
    try:
        socket.create_connection((parts.hostname, parts.port or _PORT), _PATIENCE).close()
    except OSError as error:
        raise EngineError(
            f"no Spark Connect server answers at {remote}: {error.strerror or error}. Start one (Sail: sail spark "
            "server --port 50051), or pass another address"
        ) from error


def _shorten_retries(session: Any) -> None:
    """Let PySpark give up a lost server after half a minute, not after ten minutes."""
    from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415 - an extra

    session.client.set_retry_policies([DefaultPolicy(max_retries=5, max_backoff=4000)])


def _local_settings(master: str | None) -> dict[str, str]:
    """Return settings for workers on this machine: this interpreter, and the path of this package."""
    if not (master or "").startswith("local"):
        return {}
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # PySpark reads it only from here
    places = [str(Path(__file__).resolve().parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**_LIGHT, "spark.executorEnv.PYTHONPATH": os.pathsep.join(places)}


@contextmanager
def engine_errors(what: str) -> Iterator[None]:
    """Convert errors of PySpark to an EngineError with one line on what failed and why."""
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

    try:
        yield
    except PySparkException as error:
        raise EngineError(f"{what}: {_reason(str(error))}") from error
    except (RuntimeError, OSError) as error:
        raise EngineError(f"{what}: {_reason(str(error))}") from error


def _reason(text: str) -> str:
    """Return the line of an engine's error with the reason."""
    if details := re.search(r'details = "([^"]*)"', text):
        return details[1]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [line for line in lines if "Error: " in line or "Exception: " in line]
    return (named or lines or ["no reason given"])[-1 if named else 0]
