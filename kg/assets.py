"""Find a file of `ontology/` or `viz/`, in a wheel or in a checkout.

Both folders are usable without Python, so they are at the top of the repository; the wheel has them under `kg/_data/`.
Nothing is looked up at import.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the path of a shipped file or folder, such as ``ontology/core.ttl``.

    Raises FileNotFoundError if the installation lacks it, that is, the package is damaged.
    """
    for root in (_HERE / "_data", _HERE.parent):
        candidate = root / name
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{name} is missing from this installation of arxiv-kg; install it again")


def read_text_asset(name: str) -> str:
    """Return the text of a shipped file."""
    return path(name).read_text(encoding="utf-8")
