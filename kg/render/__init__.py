"""Pictures of networks: interactive pages and figures, alike in positions, colours and words.

`pages` makes one offline HTML file, `figures` SVG, PDF and PNG, `notebook` a picture that shows itself. `scenes`,
`legends` and `words` are what they share; `colours` the one table of colours; `labels` which names find room.
"""

from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.render.figures import SUFFIXES, figure
from kg.render.files import put
from kg.render.notebook import Picture, picture
from kg.render.pages import page
from kg.render.panels import Entry, Panel
from kg.render.words import shown
from kg.views.network import Network

__all__ = ["Entry", "Panel", "Picture", "figure", "page", "picture", "shown", "write"]


def write(network: Network, path: str | Path, **options: Any) -> Path:
    """Draw a network into a file, a page or a figure by its suffix, and return the path.

    ``options`` are those of `page` for ``.html`` and ``.htm``, and those of `figure` for ``.svg``, ``.pdf``, ``.png``.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return figure(network, path, **options)
    if suffix in {".html", ".htm"}:
        return put(path, page(network, **options).encode())
    raise UsageError(f'no picture of the kind "{path.suffix}": end the name in .html, {", ".join(SUFFIXES)}')
