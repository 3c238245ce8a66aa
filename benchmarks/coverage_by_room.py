"""Print the line coverage of the tests per package: `make coverage`.

The tests run without the real digests beside the checkout, as they do where nobody has these, in as many processes as
there are cores; processes that tests start count too. It takes about twice as long as the tests themselves.

    python benchmarks/coverage_by_room.py                  all tests
    python benchmarks/coverage_by_room.py tests/authors    some of them
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CONFIGURATION: Final = """[run]
source = {root}/kg
branch = false
parallel = true
concurrency = multiprocessing, thread
patch = subprocess, _exit
data_file = {folder}/data
[report]
exclude_also =
    if TYPE_CHECKING:
"""


def rooms(report: Path) -> dict[str, tuple[int, int]]:
    """Return lines and reached lines of each package; modules outside of packages count together."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, file in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        parts = Path(name).parts
        room = parts[parts.index("kg") + 1]
        summary = file["summary"]
        for key in ("kg (all)", f"kg/{room}" if not room.endswith(".py") else "kg/*.py"):
            found[key][0] += summary["num_statements"]
            found[key][1] += summary["covered_lines"]
    return {room: (lines, reached) for room, (lines, reached) in sorted(found.items())}


def main(tests: Sequence[str]) -> int:
    """Run the tests and print the table; return the exit code of the tests."""
    with tempfile.TemporaryDirectory(prefix="kg-coverage-") as name:
        folder = Path(name)
        configuration = folder / "coveragerc"
        configuration.write_text(CONFIGURATION.format(root=ROOT, folder=folder), "utf-8")
        environment = os.environ | {"KG_SHARED": str(folder / "none"), "COVERAGE_RCFILE": str(configuration), "CI": "1"}
        coverage = [sys.executable, "-m", "coverage"]
        command = [*coverage, "run", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto", *tests]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        subprocess.run([*coverage, "combine", "-q"], cwd=ROOT, env=environment, check=True)
        report = folder / "report.json"
        subprocess.run([*coverage, "json", "-q", "-o", report], cwd=ROOT, env=environment, check=True)
        for room, (lines, reached) in rooms(report).items():
            print(f"{room:16} {lines:6,} lines  {reached / max(lines, 1):6.1%}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
