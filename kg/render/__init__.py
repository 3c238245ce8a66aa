"""Draw networks as interactive pages and as figures, with the same positions, colors and words.

`explorer/` makes one offline HTML file to explore, `pyvis_pages` one of pyvis, `figures/` SVG, PDF and PNG, `notebook`
a picture that shows itself. They share `scenes`, `legends`, `words`,
`newness` (papers that glow) and `namesakes` (words that distinguish equal names). `palette` assigns colors to groups,
`region_hues` to the regions of a map.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.render.explorer import explorer_page
    from kg.render.figures import FIGURE_SUFFIXES, figure
    from kg.render.notebook import Picture, picture
    from kg.render.panels import Panel, PanelEntry
    from kg.render.pyvis.networks import pyvis_network
    from kg.render.pyvis.pages import pyvis_page
    from kg.render.words import describe_shown
    from kg.render.write import write_picture

__all__ = [
    "FIGURE_SUFFIXES",
    "Panel",
    "PanelEntry",
    "Picture",
    "describe_shown",
    "explorer_page",
    "figure",
    "picture",
    "pyvis_network",
    "pyvis_page",
    "write_picture",
]

export(
    __name__,
    {
        "kg.render.explorer": "explorer_page",
        "kg.render.figures": "FIGURE_SUFFIXES figure",
        "kg.render.notebook": "Picture picture",
        "kg.render.panels": "PanelEntry Panel",
        "kg.render.pyvis.networks": "pyvis_network",
        "kg.render.pyvis.pages": "pyvis_page",
        "kg.render.words": "describe_shown",
        "kg.render.write": "write_picture",
    },
)
