"""Display a network in a notebook."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from kg.render.explorer import explorer_page
from kg.render.figures import FIGURE_SUFFIXES, figure
from kg.render.files import write_whole
from kg.settings import Settings
from kg.views.network import Network

# Scripts run, and links to arXiv open; without allow-same-origin the page can access neither notebook nor cookies.
_SANDBOX: Final = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn network: the last line of a notebook cell shows it, `write` saves it.

    Each picture is a page in its own frame, so that several pictures in one notebook do not interfere. ``html`` is the
    page as made by `explorer_page`.
    """

    network: Network
    html: str
    settings: Settings

    def write(self, path: str | Path, **options: Any) -> Path:
        """Write the page (``.html``) or a figure (``.svg``, ``.pdf``, ``.png``), by the suffix; return the path.

        ``options`` are passed to `figure`; the page is written unchanged.
        """
        if Path(path).suffix.lower() in FIGURE_SUFFIXES:
            return figure(self.network, path, settings=self.settings, **options)
        return write_whole(Path(path), self.html.encode())

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.network.title)}" sandbox="{_SANDBOX}"'
            f' width="100%" height="{self.settings.pictures.notebook_height}"'
            f' style="border:0;border-radius:8px" srcdoc="{escape(self.html)}"></iframe>'
        )


def picture(network: Network, *, settings: Settings, **options: Any) -> Picture:
    """Return a network as a picture that a notebook displays; ``options`` are those of `explorer_page`."""
    return Picture(network, explorer_page(network, settings=settings, **options), settings)
