"""Run the ``kg`` command in a separate process or, where that is too slow, in this one."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from kg.cli.app import main

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Ran:
    """Exit status and output of a command."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path, code: Path = ROOT, stdin: bytes = b"", **variables: str) -> Ran:
    """Run ``kg`` and wait for it; ``code`` is the folder from which its package is imported."""
    ran = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        env=environment(code, variables),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def call(*arguments: str | Path, cwd: Path) -> Ran:
    """Do the same as `run` in this process: a second faster, and without standard input."""
    # as the streams of a process they take bytes, too
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    with (
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["kg", *map(str, arguments)]),
    ):
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
    return Ran(status, _written(out), _written(err))


def _written(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def start(*arguments: str | Path, cwd: Path) -> "subprocess.Popen[bytes]":
    """Start ``kg`` and do not wait for it; its output is discarded."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        env=environment(ROOT, {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def read_terminal(descriptor: int) -> bytes:
    """Return all that programs write to a pseudo terminal, read at its other end, and close it."""
    shown = b""
    try:
        while block := os.read(descriptor, 1 << 16):
            shown += block
    except OSError:
        # Linux reports the end of a pseudo terminal as an error
        pass
    os.close(descriptor)
    return shown


def environment(code: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment, with ``code`` first in Python's module search path."""
    return {**os.environ, "PYTHONPATH": str(code), "NO_COLOR": "1", **variables}
