"""Pictures of networks: interactive pages and figures, alike in positions, colours and words.

`pages` makes one offline HTML file, `figures` SVG, PDF and PNG, `notebook` a picture that shows itself. `scenes`,
`legends` and `words` are what they share; `colours` the one table of colours; `labels` which names find room.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.render.figures import SUFFIXES, figure
    from kg.render.notebook import Picture, picture
    from kg.render.pages import page
    from kg.render.panels import Entry, Panel
    from kg.render.words import shown
    from kg.render.write import write

__all__ = ["SUFFIXES", "Entry", "Panel", "Picture", "figure", "page", "picture", "shown", "write"]

export(
    __name__,
    {
        "kg.render.figures": "SUFFIXES figure",
        "kg.render.notebook": "Picture picture",
        "kg.render.pages": "page",
        "kg.render.panels": "Entry Panel",
        "kg.render.words": "shown",
        "kg.render.write": "write",
    },
)
