"""Errors that docstrings name exist."""

import builtins
import re
from pathlib import Path


def test_errors_that_docstrings_name_exist(root: Path) -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (root / "kg").rglob("*.py")}
    defined = {name for text in sources.values() for name in re.findall(r"^class (\w+)", text, re.MULTILINE)}
    defined |= set(vars(builtins)) | {"ExpatError"}
    unknown = {
        (path.relative_to(root).as_posix(), name)
        for path, text in sources.items()
        for name in re.findall(r"\bRaises? `?(?:[\w.]+\.)?([A-Z]\w+)", text)
        if name not in defined
    }
    assert unknown == set()
