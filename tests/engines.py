"""Engines for tests: a Sail server, and a check whether Apache Spark can run."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
"""Paths from which workers must be able to import."""


def require_sail() -> None:
    """Skip the test if Sail is not installed; fail it instead under ``KG_REQUIRE_ENGINES=1``."""
    if importlib.util.find_spec("pysail") is None or importlib.util.find_spec("pyspark") is None:
        _lacking("pysail and pyspark are not installed: pip install 'arxiv-kg[cluster]'")


def require_spark() -> None:
    """Skip the test if Apache Spark cannot run; fail it instead under ``KG_REQUIRE_ENGINES=1``."""
    if importlib.util.find_spec("pyspark") is None:
        _lacking("pyspark is not installed: pip install 'arxiv-kg[cluster]'")
    if shutil.which("java") is None:
        _lacking("no Java runtime on the PATH; install Debian's package default-jre-headless")


def _lacking(what: str) -> None:
    if os.environ.get("KG_REQUIRE_ENGINES") == "1":
        pytest.fail(f"KG_REQUIRE_ENGINES=1 and {what}")
    pytest.skip(what)


@contextmanager
def sail() -> Iterator[str]:
    """Run a Sail server and yield its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-P", "-c", "from pysail.cli import main; main()", "spark", "server", "--port", str(port)],
        env=os.environ | {"PYTHONPATH": PLACES},
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, "the Sail server has ended"
            assert time.monotonic() < deadline, "the Sail server does not answer"
            time.sleep(0.05)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
