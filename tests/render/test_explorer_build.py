"""The explorer's built script matches its sources."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path("viz/explorer")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_built_script_is_of_these_sources(root: Path) -> None:
    folder = root / FOLDER
    known = json.loads((folder / "built/sources.json").read_text(encoding="utf-8"))
    files = [*folder.glob("src/**/*.js"), folder / "package-lock.json", folder / "tools/build.mjs"]
    found = {path.relative_to(folder).as_posix(): _hash(path) for path in files}
    assert found == known["sources"], "run `make explorer`"
    assert _hash(folder / "built/explorer.js") == known["built"], "run `make explorer`"


def test_building_again_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    folder = root / FOLDER
    node = shutil.which("node")
    if node is None or not (folder / "node_modules/esbuild").is_dir():
        if os.environ.get("KG_REQUIRE_NODE") == "1":
            pytest.fail("KG_REQUIRE_NODE=1 and no Node.js with the explorer's packages; run `make explorer`")
        pytest.skip("needs Node.js and the explorer's packages; run `make explorer`")
    again = tmp_path / "explorer.js"
    subprocess.run([node, "tools/build.mjs", "src/app/main.js", str(again)], cwd=folder, check=True)
    assert again.read_bytes() == (folder / "built/explorer.js").read_bytes()


def test_modules_stay_readable(root: Path) -> None:
    long = {
        p.name: n for p in (root / FOLDER).glob("src/**/*.js") if (n := len(p.read_text("utf-8").split("\n"))) > 500
    }
    assert long == {}
