"""Imports of each command: simple commands do not import the packages that other commands need.

A short command spends most of its time on imports, so a limit on its packages keeps it quick without a timed test.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CLICK = {"click"}
MANIFEST = CLICK | {"msgspec", "typing_extensions"}
STORE = MANIFEST | {"pyoxigraph"}
TABLES = MANIFEST | {"polars"}

BUDGETS = {
    "--help": CLICK,
    "--version": CLICK,
    "formats": CLICK,
    "formats bibtex": CLICK,
    "authors --help": CLICK,
    "concepts --help": CLICK,
    "evaluate --help": CLICK,
    "build --help": MANIFEST,
    "open --help": MANIFEST,
    "view --help": MANIFEST,
    "export --help": MANIFEST,
    "check --help": MANIFEST,
    "show --help": MANIFEST,
    "search --help": MANIFEST,
    "settings": MANIFEST,
    "settings {}": MANIFEST,
    "info {}": MANIFEST,
    "info {} --rejects": TABLES,
    "info {} --json": TABLES,
    'search {} "gaussian splatting"': MANIFEST | {"zstandard"},
    "ask {}": STORE,
    "ask {} coauthors person=xunkai-li/2601.04996 --sparql": STORE,
    "ask {} coauthors person=hinrich-schutze/2510.05837": STORE,
    "ask {} papers concept=reinforcement-learning": STORE,
    "query --help": STORE,
    "query {} 'ASK {{ ?p a kg:Paper }}'": STORE,
    "query {} 'ASK {{ ?p dcterms:title ?t }}'": STORE | TABLES,
    'show {} "reinforcement learning"': STORE | TABLES | {"rapidfuzz"},
}


def _imported(*arguments: str) -> tuple[set[str], str]:
    """Run a command in a new interpreter; return the third-party packages that it imported, and its output."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = re.findall(r"^import time: +\d+ \| +\d+ \| +([\w.]+)$", ran.stderr, re.MULTILINE)
    packages = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"kg"}
    # import hooks of editable installations, and a module that pickle tries to import (for Jython)
    return {name for name in packages if not name.startswith("_")} - {"sitecustomize", "org"}, ran.stdout


@pytest.mark.parametrize("command", BUDGETS)
def test_a_command_imports_no_more_than_its_budget(command: str, example: Path) -> None:
    packages, out = _imported(*shlex.split(command.format(shlex.quote(str(example)))))
    assert out
    assert packages <= BUDGETS[command]
