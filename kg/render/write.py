"""Draw a network into a file whose suffix names the kind of picture."""

from pathlib import Path
from typing import Any

from kg import render
from kg.errors import UsageError
from kg.render.files import put
from kg.views.network import Network


def write(network: Network, path: str | Path, **options: Any) -> Path:
    """Draw a network into a file, a page or a figure by its suffix, and return the path.

    ``options`` are those of `page` for ``.html`` and ``.htm``, and those of `figure` for ``.svg``, ``.pdf``, ``.png``.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in {".html", ".htm"}:
        return put(path, render.page(network, **options).encode())
    if suffix in render.SUFFIXES:
        return render.figure(network, path, **options)
    kinds = ", ".join(render.SUFFIXES)
    raise UsageError(f'no picture of the kind "{path.suffix}": end the name in .html, {kinds}')
