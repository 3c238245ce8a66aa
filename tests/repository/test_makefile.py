"""``make demo`` accepts digests from any path."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on the PATH")

ROW = '{"id": "2601.0000%d", "title": "T", "authors": ["Ana Bell", "Bo Cruz"], "categories": ["cs.LG"], "summary": ""}'


def build_line(root: Path, value: str, *, in_environment: bool) -> str:
    """Return the build command that ``make demo`` would run."""
    told = subprocess.run(
        ["make", "--dry-run", "demo", *([] if in_environment else [f"DIGESTS={value}"])],
        cwd=root, env=os.environ | ({"DIGESTS": value} if in_environment else {}),
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    (line,) = (line for line in told.splitlines() if "/kg build " in line)
    return line


@pytest.mark.parametrize("in_environment", [False, True])
@pytest.mark.parametrize(
    "value",
    ["with space", "two  spaces", "it's", '"both" \'quotes\'', "a$b$$c", "$(HOME)", "ü/論文", "a#b;c&d|e", "`id`",
     "*.md", "back\\slash", "a'~/b"],
)  # fmt: skip
def test_the_value_reaches_the_command_as_one_word(root: Path, value: str, in_environment: bool) -> None:
    assert shlex.split(build_line(root, value, in_environment=in_environment))[1:3] == ["build", value]


def test_the_shell_still_finds_the_home_folder(root: Path) -> None:
    assert " build ~/'my digests' " in build_line(root, "~/my digests", in_environment=False)


def test_the_demo_is_built_from_a_folder_with_an_awkward_name(root: Path, tmp_path: Path) -> None:
    digests = tmp_path / "my own 'digests' $HOME für 論文"
    digests.mkdir()
    (digests / "2026-01-05.jsonl").write_text("\n".join(ROW % n for n in (1, 2)), encoding="utf-8")
    # use the current environment, in which everything is installed
    binaries = tmp_path / "venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "kg").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', encoding="utf-8")
    (binaries / "kg").chmod(0o755)
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "venv" / ".core").touch()
    ran = subprocess.run(
        ["make", "-f", root / "Makefile", "demo", "VENV=venv", f"DIGESTS={digests}"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "2 papers of 2026-01" in ran.stdout
    for name in ("graph.ttl", "overview.html", "coauthors.html"):
        assert (tmp_path / "exports" / name).stat().st_size > 1000
