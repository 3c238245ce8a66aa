"""Test the program in a fresh environment: with the lowest versions that `pyproject.toml` allows, or the newest.

    python3 .ci/environments.py lowest                       with the interpreter that runs this script
    python3 .ci/environments.py newest --python python3.13   with another one

`make minimum` is the first. The environment is made in a temporary folder and removed. It has what users get, with the
extras that need no Java, and what runs tests. Those tests run that use the libraries most, without real digests and
without a browser; that takes some minutes.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
EXTRAS: Final = ("evaluate", "figures", "shacl")
TOOLS: Final = ("cmarkgfm", "hypothesis", "pytest", "pytest-xdist", "python-crfsuite", "websockets")
TESTS: Final = (
    "kg", "tests/concepts", "tests/graph", "tests/ingest", "tests/query", "tests/rdf", "tests/render/test_figures.py",
    "tests/render/test_pages.py", "tests/report", "tests/search", "tests/shapes", "tests/store", "tests/tables",
    "tests/views", "tests/writers", "tests/test_folder.py", "tests/robustness/test_readers.py",
)  # fmt: skip
LOWEST: Final = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?>=([0-9][0-9.]*)")


def lowest_versions() -> Iterator[str]:
    """Yield ``name==version`` of each requirement with a lower bound."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    tools = [line for line in extras["dev"] if line.startswith(TOOLS)]
    for line in (*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra]), *tools):
        if match := LOWEST.match(line):
            yield f"{match[1]}=={match[2]}"


def main() -> int:
    """Make the environment and run the tests; return the exit code of pytest."""
    parser = argparse.ArgumentParser(description="Test with the lowest or the newest versions of all libraries.")
    parser.add_argument("versions", choices=("lowest", "newest"))
    parser.add_argument("--python", default=sys.executable, help="interpreter (default: that of this script)")
    parser.add_argument("--tests", nargs="*", default=TESTS, help="other tests than the usual ones")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-environment-") as folder:
        environment = Path(folder) / "venv"
        subprocess.run([chosen.python, "-m", "venv", environment], check=True)
        python = environment / "bin" / "python"
        constraints = Path(folder) / "constraints.txt"
        lines = list(lowest_versions()) if chosen.versions == "lowest" else []
        constraints.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        packages = [f"{ROOT}[{','.join(EXTRAS)}]", *TOOLS]
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-c", constraints, *packages], check=True)
        subprocess.run([python, "-m", "pip", "list", "--format=freeze"], check=True)
        # a fresh folder for what hypothesis and pytest keep, and the checkout's package as it is
        variables = os.environ | {"PYTHONPATH": str(ROOT), "KG_SHARED": str(Path(folder) / "none"), "CI": "true"}
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2",
                   "-m", "not shared and not browser", "-W", "ignore::DeprecationWarning", *chosen.tests]  # fmt: skip
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
