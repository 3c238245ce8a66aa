"""A few of the random kills of `make bench BENCH=kills`: builds and updates, of new and existing graphs."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, environment

KILLING = """
import sys
from pathlib import Path
import kills
digests = [kills.ROOT / "examples" / "digests" / name for name in kills.DIGESTS[:2]]
for name, tally in kills.survive(digests, Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])):
    print(name, tally.kills, *tally.faults, sep=" | ")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_after_a_kill_at_any_moment_the_graph_is_the_old_or_the_new_one_and_the_next_run_completes(
    tmp_path: Path,
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KILLING, str(tmp_path), "6", "3"],
        env=environment(ROOT, {"PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["build, new graph | 2", "build over a graph | 2", "update | 2"]
