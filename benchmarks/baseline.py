"""Run version 0.1.0 and the working tree with the same interpreter and libraries."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT, Run, python

COMMIT = "630799c5a4c586691db6ac935804335e2e8fed15"
"""The last commit of version 0.1.0, before other formats than digests were read."""


@dataclass(frozen=True)
class Program:
    """A version of the program: the folder that holds its package ``kg``."""

    name: str
    root: Path

    def python(self, *arguments: str, env: dict[str, str] | None = None, **options) -> Run:
        """Run this interpreter with the version's package first on the path."""
        path = os.pathsep.join(filter(None, (str(self.root), os.environ.get("PYTHONPATH"))))
        return python(*arguments, env={"PYTHONPATH": path, **(env or {})}, root=self.root, **options)

    def kg(self, *arguments: str, **options) -> Run:
        """Run ``kg`` with these arguments."""
        return self.python("-m", "kg", *arguments, **options)


def prepare(program: Program) -> Program:
    """Compile the modules, so that no measured run does, and raise RuntimeError if another package would run."""
    program.python("-m", "compileall", "-q", str(program.root / "kg"))
    found = program.python("-c", "import kg; print(kg.__file__)").out.strip()
    if Path(found) != program.root / "kg" / "__init__.py":
        raise RuntimeError(f"{program.name} would run {found}, not the package in {program.root}")
    return program


def old_and_new(work: Path) -> tuple[Program, Program]:
    """Unpack version 0.1.0 into ``work``; return it and the working tree."""
    root = work / "0.1.0"
    root.mkdir()
    archive = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(root)], input=archive, check=True)
    return prepare(Program("0.1.0", root)), prepare(Program("now", ROOT))
