"""Write GraphML (http://graphml.graphdrawing.org/), every attribute with its type.

Written from columns, in a fraction of the time and memory of networkx's writer, and without characters that XML cannot
represent. GraphML has no lists: the papers of an edge are one string of arXiv ids separated by spaces, filters one
string with semicolons.
"""

from collections.abc import Iterator
from typing import IO, Any, Final

import polars as pl

from kg.views import Network
from kg.writers.columns import join_lists, render_rows
from kg.writers.xml import DECLARATION, escape_attribute, escape_attribute_column, escape_column, escape_text

_TYPES: Final[dict[Any, str]] = {pl.String: "string", pl.Int32: "int", pl.Float64: "double", pl.Boolean: "boolean"}
_HEAD: Final = (
    f'{DECLARATION}<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    "\n"
)


def graphml(network: Network, out: IO[bytes]) -> None:
    """Write a network as GraphML; node ids are kept, everything else is ``<data>``."""
    nodes, edges = join_lists(network.nodes, " "), join_lists(network.edges, " ")
    about = {
        "name": network.name,
        "title": network.title,
        "filters": "; ".join(network.filters),
        "node_total": network.node_total,
        "edge_total": network.edge_total,
    }
    out.write(_HEAD.encode())
    for name, value in about.items():
        out.write(_key("graph", name, "string" if isinstance(value, str) else "int"))
    for kind, frame, ends in (("node", nodes, _NODE), ("edge", edges, _EDGE)):
        for name, dtype in frame.schema.items():
            if name not in ends:
                out.write(_key(kind, name, _TYPES[dtype]))
    out.write(f'<graph id="{escape_attribute(network.name)}" edgedefault="undirected">\n'.encode())
    for name, value in about.items():
        out.write(f'<data key="graph-{name}">{escape_text(str(value))}</data>\n'.encode())
    for chunk in _elements(nodes, "node", _NODE):
        out.write(chunk)
    for chunk in _elements(edges, "edge", _EDGE):
        out.write(chunk)
    out.write(b"</graph>\n</graphml>\n")


_NODE: Final = ("id",)
_EDGE: Final = ("source", "target")


def _key(kind: str, name: str, type_: str) -> bytes:
    return f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'.encode()


def _elements(frame: pl.DataFrame, kind: str, ends: tuple[str, ...]) -> Iterator[bytes]:
    parts = [pl.lit(f"<{kind}")]
    for name in ends:
        parts += [pl.lit(f' {name}="'), escape_attribute_column(pl.col(name)), pl.lit('"')]
    parts.append(pl.lit(">"))
    for name, dtype in frame.schema.items():
        if name not in ends:
            value = escape_column(pl.col(name)) if dtype == pl.String else pl.col(name).cast(pl.String)
            data = pl.concat_str([pl.lit(f'<data key="{kind}-{name}">'), value, pl.lit("</data>")])
            parts.append(data.fill_null(""))
    parts.append(pl.lit(f"</{kind}>"))
    return render_rows(frame, pl.concat_str(parts))
