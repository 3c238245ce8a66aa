"""Compute a hash of the program itself, for cached results."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_BYTES: Final = 16
_SKIPPED: Final = frozenset({".pyc", ".pyo"})


@cache
def program_fingerprint() -> str:
    """Return a hash of all files of the package (code, models and word lists) and of the vocabularies.

    In a checkout, ``ontology/`` is next to the package; in an installation it is inside (`kg.assets`).
    A cached result is valid only for a program with the same hash. The version number is not enough: it does not change
    with every change of the code.
    """
    package = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=_BYTES)
    roots = [package] if (package / "_data").exists() else [package, package.parent / "ontology"]
    for root in roots:
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix not in _SKIPPED):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()
