"""Positions: where the nodes of a picture go, decided before it is opened.

`placement` decides; `component` draws one small connected part, `community` and `force` a large one, `packing` puts
parts close together, `discs` groups them, `overlap` keeps nodes and labels apart. All work on plain arrays; `files`
keeps what came out.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.layout.discs import Disc
    from kg.layout.files import layout_rows, read_layout, read_layout_rows, read_positions, write_layouts
    from kg.layout.placement import Layout, place

__all__ = [
    "Disc",
    "Layout",
    "layout_rows",
    "place",
    "read_layout",
    "read_layout_rows",
    "read_positions",
    "write_layouts",
]

export(
    __name__,
    {
        "kg.layout.discs": "Disc",
        "kg.layout.files": "layout_rows read_layout read_layout_rows read_positions write_layouts",
        "kg.layout.placement": "Layout place",
    },
)
