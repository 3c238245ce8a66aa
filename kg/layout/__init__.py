"""Compute the positions of the nodes of a view, before it is opened.

`placement` is the entry point. `component` draws one small connected component; `community` and `force` draw a large
one; `packing` places components close together; `discs` groups them; `overlap` keeps nodes and labels apart. All work
on plain arrays; `files` stores the result.
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
