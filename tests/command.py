"""The command as people run it, in a process of its own or, where that is too slow, in this one."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from kg.cli.app import main

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path, code: Path = ROOT, stdin: bytes = b"", **variables: str) -> Ran:
    """Run ``kg`` and wait for it; ``code`` is the folder its package is taken from."""
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
    """Do what `run` does in this process, as the entry point would; a second faster, and without standard input."""
    out, err = StringIO(), StringIO()
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
    return Ran(status, out.getvalue(), err.getvalue())


def start(*arguments: str | Path, cwd: Path) -> "subprocess.Popen[bytes]":
    """Start ``kg`` and leave it running; what it says is thrown away."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        env=environment(ROOT, {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def read_terminal(descriptor: int) -> bytes:
    """Return all that programs write to the pseudo terminal whose other end this is, and close it."""
    shown = b""
    try:
        while block := os.read(descriptor, 1 << 16):
            shown += block
    except OSError:
        # so Linux ends it
        pass
    os.close(descriptor)
    return shown


def environment(code: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment, with ``code`` first where Python looks for packages."""
    return {**os.environ, "PYTHONPATH": str(code), "NO_COLOR": "1", **variables}
