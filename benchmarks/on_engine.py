"""Start an engine, build a graph on it and stop it: on_engine.py ENGINE INPUT OUT.

ENGINE is ``sail`` (a server of its own), ``local`` (Apache Spark in the build's process) or ``standalone`` (a master of
Apache Spark with two workers of one core on loopback). `cluster` measures this script with all that it starts.
Prints the largest memory of the driver in MB.
"""

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_WORKER_DIR": "/tmp/kg-spark-work",
}  # fmt: skip


def main() -> None:
    engine, source, out = sys.argv[1:]
    with {"sail": sail, "local": local, "standalone": standalone}[engine]() as where:
        build = [sys.executable, "-m", "kg", "build", source, "-o", out, "--runner", "spark", *where]
        subprocess.run(build, env=ENVIRONMENT, cwd=ROOT, check=True)
        # of what has been waited for, the driver is the largest; a server is still running
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


@contextmanager
def local() -> Iterator[list[str]]:
    yield ["--master", "local[2]"]


@contextmanager
def sail() -> Iterator[list[str]]:
    port = free_port()
    server = "from pysail.cli import main; main()"
    with running([sys.executable, "-P", "-c", server, "spark", "server", "--port", str(port)], port):
        yield ["--remote", f"sc://127.0.0.1:{port}"]


@contextmanager
def standalone() -> Iterator[list[str]]:
    import pyspark

    port, *ports = free_port(), free_port(), free_port()
    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class")]
    master = [*command, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port)]
    url = f"spark://127.0.0.1:{port}"
    worker = [
        *command,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
    ]
    with (
        running([*master, "--webui-port", "0"], port),
        running([*worker, "--port", str(ports[0]), "--webui-port", "0", url], ports[0]),
        running([*worker, "--port", str(ports[1]), "--webui-port", "0", url], ports[1]),
    ):
        yield ["--master", url]


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server that listens at a port."""
    server = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"does not listen at {port}: {' '.join(command)}")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
