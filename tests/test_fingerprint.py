"""The hash of the program covers everything that shapes a graph."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns


def fingerprint(checkout: Path) -> str:
    """Return the hash that a checkout computes of itself."""
    script = "from kg.fingerprint import program_fingerprint; print(program_fingerprint())"
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=checkout, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_an_edited_vocabulary_is_another_program(root: Path, tmp_path: Path) -> None:
    for folder in ("kg", "ontology"):
        copytree(root / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__"))
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    with (tmp_path / "ontology" / "vocab" / "concepts.ttl").open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    assert fingerprint(tmp_path) != before
