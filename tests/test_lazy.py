"""Packages load their modules at first use, and every listed name can be imported."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    file
    for file in sorted((ROOT / "kg").rglob("__init__.py"))
    if "from kg.lazy import export" in file.read_text(encoding="utf-8")
]


def _name(file: Path) -> str:
    return ".".join(file.parent.relative_to(ROOT).parts)


def _loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    code += "; import sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.split())


@pytest.mark.parametrize("file", ROOMS, ids=_name)
def test_a_room_offers_what_it_lists_and_what_type_checkers_see(file: Path) -> None:
    room = import_module(_name(file))
    typed = {
        (node.module, name.name)
        for part in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(part, ast.If)
        for node in part.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    lazy = {name for _, name in typed}
    own = (set(room.__all__) - lazy) & set(vars(room))
    assert lazy | own == set(room.__all__)
    for module, name in typed:
        assert getattr(room, name) is getattr(import_module(str(module)), name)
    assert set(room.__all__) <= set(dir(room))


def test_a_room_imports_its_modules_at_first_use() -> None:
    assert "kg.query.ask" not in _loaded("import kg.query")
    assert "kg.query.ask" in _loaded("import kg.query; kg.query.ask")


def test_an_exported_name_wins_over_the_module_of_that_name() -> None:
    code = "import kg.query.ask as first; from kg.query.ask import Answer; from kg.query import ask; ask.__call__"
    assert "kg.query.ask" in _loaded(code)


def test_an_unknown_name_is_reported_with_its_room() -> None:
    with pytest.raises(ImportError, match=r"cannot import name 'nonsense' from 'kg\.query'"):
        from kg.query import nonsense  # type: ignore[attr-defined]  # noqa: F401, PLC0415
