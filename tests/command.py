"""The command as people run it: in a process of its own, with nothing of the test's around it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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


def environment(code: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment, with ``code`` first where Python looks for packages."""
    return {**os.environ, "PYTHONPATH": str(code), "NO_COLOR": "1", **variables}
