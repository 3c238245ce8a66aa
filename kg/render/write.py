"""Draw a network into a file; the suffix of its name decides the kind of picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg import render
from kg.errors import UsageError
from kg.render.files import write_whole

if TYPE_CHECKING:
    from kg.views.network import Network

PAGE_SUFFIXES: Final = (".html", ".htm")
"""Suffixes of pages."""

RENDERERS: Final = ("explorer", "pyvis")
"""Renderers of pages: our explorer, or pyvis for people who use its pages."""


def write_picture(network: "Network", path: str | Path, *, renderer: str = "explorer", **options: Any) -> Path:
    """Draw a network into a file, a page or a figure by its suffix, and return the path.

    ``options`` are those of `explorer_page` or `pyvis_page` for ``.html`` and ``.htm``, and those of `figure` for
    ``.svg``, ``.pdf``, ``.png``.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if renderer not in RENDERERS:
        raise UsageError(f'no renderer called "{renderer}": take {" or ".join(RENDERERS)}')
    if suffix in PAGE_SUFFIXES:
        make = render.explorer_page if renderer == "explorer" else render.pyvis_page
        return write_whole(path, make(network, **options).encode())
    if suffix in render.FIGURE_SUFFIXES:
        return render.figure(network, path, **options)
    kinds = ", ".join(render.FIGURE_SUFFIXES)
    raise UsageError(f'no picture of the kind "{path.suffix}": end the name in .html, {kinds}')
