"""Break the program deliberately, one line at a time, and count the changes that no test detects: `make mutants`.

A mutant is an entry of `mutants.toml`: a text of a module, what replaces it, what that would mean for a user, and the
tests that should fail. Each is applied alone to a copy of the checkout, and its tests are run until the first failure.
A mutant that no test notices has survived. The script ends with 1 where more than `MAX_SURVIVING` survive, and with 3
where an entry does not match its module exactly once, or where its tests fail without the change as well.

    python benchmarks/mutants.py               all of them, about ten minutes on one core
    python benchmarks/mutants.py guard folder  those whose names contain one of these words
    python benchmarks/mutants.py --match       no tests: check that every entry still matches its module

Tests that need real digests or a browser are left out, so the result is the same on every machine.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MAX_SURVIVING: Final = 0.2
"""Maximum share of mutants that may survive."""
SECONDS: Final = 900
"""Seconds after which the tests of a mutant are stopped; the mutant then counts as a survivor."""
MAX_BYTES: Final = 2 * 2**30
"""Maximum bytes that each process may allocate, since some mutants would use all memory."""
COPIED: Final = ("kg", "tests", "ontology", "viz", "examples", "docs", "exports", "benchmarks")
NOT_COPIED: Final = ("__pycache__", "node_modules", ".venv", ".hypothesis", "*.kg")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one place of a module; ``group`` is ``judgments`` for those of the first review, else a room."""

    name: str
    group: str
    file: str
    before: str
    after: str
    means: str
    tests: tuple[str, ...]


def read_mutants(path: Path = ROOT / "benchmarks" / "mutants.toml") -> list[Mutant]:
    """Return the mutants in the order of the file."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return [Mutant(**entry | {"tests": tuple(entry["tests"])}) for entry in entries]


def mismatches(mutants: Iterable[Mutant], root: Path = ROOT) -> list[str]:
    """Return errors in entries: names given twice, texts that do not occur exactly once, missing tests."""
    mutants = list(mutants)
    names = [one.name for one in mutants]
    found = [f"{name}: two entries have this name" for name in sorted({n for n in names if names.count(n) > 1})]
    for one in mutants:
        path = root / one.file
        count = path.read_text(encoding="utf-8").count(one.before) if path.is_file() else 0
        if count != 1:
            found.append(f"{one.name}: {one.file} has the text {count} times, not once: {one.before.strip()}")
        if one.before == one.after:
            found.append(f"{one.name}: nothing is changed")
        found += [
            f"{one.name}: no such tests: {test}" for test in one.tests if not (root / test.partition("::")[0]).exists()
        ]
    return found


def copy_checkout(target: Path) -> None:
    """Copy what the tests read."""
    for name in COPIED:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, target / path.name)


def run_tests(copy: Path, tests: Sequence[str]) -> int:
    """Run tests until one fails; return pytest's exit code, 0 if they take too long."""
    environment = os.environ | {
        "PYTHONPATH": str(copy),
        "KG_SHARED": str(copy / "none"),
        "CI": "true",  # the same examples of property-based tests every time
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
               "-m", "not shared and not browser", *tests]  # fmt: skip
    limited = ["sh", "-c", f'ulimit -d {MAX_BYTES // 1024}; exec "$@"', "sh", *command]
    with subprocess.Popen(
        limited, cwd=copy, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        try:
            return running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return 0
        finally:
            # a broken program may leave processes behind
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def survives(copy: Path, mutant: Mutant, change: int) -> bool:
    """Return whether the tests pass with the mutant applied. Raises RuntimeError if they cannot run."""
    path = copy / mutant.file
    original = path.read_text(encoding="utf-8")
    # compiled modules are compared by size and second of change: each change gets a second of its own
    began = int(path.stat().st_mtime)
    path.write_text(original.replace(mutant.before, mutant.after), encoding="utf-8")
    os.utime(path, (began + 2 * change, began + 2 * change))
    try:
        code = run_tests(copy, mutant.tests)
    finally:
        path.write_text(original, encoding="utf-8")
        os.utime(path, (began + 2 * change + 1, began + 2 * change + 1))
    if code not in (0, 1):
        raise RuntimeError(f"{mutant.name}: pytest ended with {code}: {' '.join(mutant.tests)}")
    return code == 0


def main(arguments: Sequence[str]) -> int:
    """Run the mutants and print those that survive."""
    every = read_mutants()
    if wrong := mismatches(every):
        print("entries that have to be brought up to date in benchmarks/mutants.toml:", *wrong, sep="\n  ")
        return 3
    if "--match" in arguments:
        print(f"{len(every)} entries match")
        return 0
    mutants = [one for one in every if not arguments or any(word in one.name for word in arguments)]
    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="kg-mutants-") as folder:
        copy = Path(folder)
        copy_checkout(copy)
        used = sorted({test for one in mutants for test in one.tests})
        if run_tests(copy, used):
            print("tests fail without any change, so nothing can be learned:", " ".join(used))
            return 3
        for number, mutant in enumerate(mutants, 1):
            began = time.perf_counter()
            alive = survives(copy, mutant, number)
            survivors += [mutant] if alive else []
            verdict = "SURVIVED" if alive else "noticed"
            print(f"{number:3} {verdict:8} {time.perf_counter() - began:6.1f} s  {mutant.name}", flush=True)
    print(f"\n{len(survivors)} of {len(mutants)} mutants survived: {len(survivors) / max(len(mutants), 1):.0%}")
    for group in dict.fromkeys(one.group for one in mutants):
        alive_here = sum(one.group == group for one in survivors)
        print(f"  {group:10} {alive_here} of {sum(one.group == group for one in mutants)}")
    for one in survivors:
        print(f"\n{one.name} ({one.file}): {one.means}\n  - {one.before.strip()}\n  + {one.after.strip()}")
    return int(len(survivors) > MAX_SURVIVING * len(mutants))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
