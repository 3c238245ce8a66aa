"""The workflow in `examples/github` is valid, has minimal permissions, and its commands run day after day."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from command import PATIENCE, ROOT, environment

FILE = ROOT / "examples" / "github" / "daily.yml"
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = "https://someone.example.org/digests"


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a checkout with the digests of two days, and put ``kg`` on the path."""
    (tmp_path / "bin").mkdir()
    kg = tmp_path / "bin" / "kg"
    kg.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    kg.chmod(0o755)
    (tmp_path / "checkout" / "digests").mkdir(parents=True)
    for name in ("2025-12-31.jsonl", "2026-01-05.md"):
        shutil.copy(ROOT / "examples" / "digests" / name, tmp_path / "checkout" / "digests")
    return tmp_path


def commands(workflow: dict[Any, Any]) -> list[tuple[str, dict[str, str]]]:
    """Return the script and environment of each build step except the installation."""
    steps = workflow["jobs"]["build"]["steps"]
    return [(step["run"], step.get("env", {})) for step in steps if "run" in step and step["name"] != "Install"]


def run(workflow: dict[Any, Any], desk: Path) -> None:
    """Run the commands of a build in its checkout, as GitHub Actions does."""
    for script, given in commands(workflow):
        values = {name: value.replace("${{ steps.pages.outputs.base_url }}", PAGES) for name, value in given.items()}
        assert "${{" not in script + "".join(values.values())
        file = desk / "step.sh"
        file.write_text(script)
        path = f"{desk / 'bin'}:/usr/bin:/bin"
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", file],
            cwd=desk / "checkout",
            env=environment(ROOT, {**values, "PATH": path}),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr


def test_its_rights_are_few_and_its_actions_pinned(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["concurrency"]["group"]
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == 6
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)
    assert set(workflow[True]) == {"schedule", "push", "workflow_dispatch"}, "YAML 1.1 reads `on` as true"


def test_no_value_from_outside_is_pasted_into_a_script(workflow: dict[Any, Any]) -> None:
    assert all("${{" not in script for script, _ in commands(workflow))


def test_its_commands_publish_pages_and_a_feed_day_after_day(workflow: dict[Any, Any], desk: Path) -> None:
    checkout = desk / "checkout"
    run(workflow, desk)
    first = {path.name: path.read_bytes() for path in (checkout / "site").iterdir()}
    assert set(first) == {"index.html", "week.html", "map.html", "feed.atom"}
    assert b"What is new on 2026-01-05" in first["index.html"]
    run(workflow, desk)
    assert {path.name: path.read_bytes() for path in (checkout / "site").iterdir()} == first, (
        "nothing new, nothing changes"
    )
    shutil.copy(ROOT / "examples" / "digests" / "2026-01-31.md", checkout / "digests")
    (checkout / "decisions").mkdir()
    (checkout / "decisions" / "authors.txt").write_text('hide "Bo Han"\n', "utf-8")
    run(workflow, desk)
    page = (checkout / "site" / "index.html").read_text("utf-8")
    assert "What is new on 2026-01-31" in page
    assert "Bo Han" not in page
    assert 'href="week.html"' in page
    feed = ET.parse(checkout / "site" / "feed.atom").getroot()  # noqa: S314 - our own
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert days[0] == "2026-01-31T00:00:00Z"
    assert {link.get("href") for link in feed.findall(f"{ATOM}link")} == {f"{PAGES}/feed.atom", f"{PAGES}/index.html"}
