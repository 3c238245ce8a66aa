"""Write GEXF 1.3 (https://gexf.net/), as Gephi and networkx read it, with positions, sizes, colors and dates.

networkx writes 1.2 and puts today's date into the file; here the same view gives the same bytes. For Gephi's timeline,
an element exists from the first day of the month it was first seen in to the last day of the month it was last seen in;
the months themselves are attributes too. GEXF has no attributes of the whole graph: title and totals are in its
description. The papers of an edge are one string of arXiv ids separated by spaces.
"""

from collections.abc import Iterator
from typing import IO, Any, Final

import polars as pl

from kg.views import Network
from kg.writers.columns import join_lists, render_rows
from kg.writers.xml import DECLARATION, escape_attribute_column, escape_text

_TYPES: Final[dict[Any, str]] = {pl.String: "string", pl.Int32: "integer", pl.Float64: "double", pl.Boolean: "boolean"}
# Columns with a separate element or attribute.
_NODE: Final = ("id", "label", "x", "y", "size", "color")
_EDGE: Final = ("source", "target", "weight")


def gexf(network: Network, out: IO[bytes]) -> None:
    """Write a network as GEXF."""
    nodes, edges = join_lists(network.nodes, " "), join_lists(network.edges, " ").with_row_index("id")
    description = (
        f"{network.title} ({network.name}): {network.nodes.height} of {network.node_total} nodes, "
        f"{network.edges.height} of {network.edge_total} edges"
    )
    out.write(
        f'{DECLARATION}<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        f"<meta><creator>arxiv-kg</creator><description>{escape_text(description)}</description>"
        f"<keywords>{escape_text('; '.join(network.filters))}</keywords></meta>\n"
        '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" idtype="string">\n'.encode()
    )
    out.write(_attributes("node", nodes, _NODE))
    out.write(_attributes("edge", edges, ("id", *_EDGE)))
    out.write(b"<nodes>\n")
    for chunk in _nodes(nodes):
        out.write(chunk)
    out.write(b"</nodes>\n<edges>\n")
    for chunk in _edges(edges):
        out.write(chunk)
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _attributes(kind: str, frame: pl.DataFrame, own: tuple[str, ...]) -> bytes:
    lines = [
        f'<attribute id="{name}" title="{name}" type="{_TYPES[dtype]}"/>'
        for name, dtype in frame.schema.items()
        if name not in own
    ]
    return "\n".join([f'<attributes class="{kind}" mode="static">', *lines, "</attributes>\n"]).encode()


def _nodes(nodes: pl.DataFrame) -> Iterator[bytes]:
    parts = [_attribute("id"), _attribute("label"), *_life(), pl.lit(">"), _values(nodes, _NODE)]
    if "x" in nodes.columns:
        position = pl.format('<viz:position x="{}" y="{}" z="0.0"/><viz:size value="{}"/>', "x", "y", "size")
        parts.append(position)
    if "color" in nodes.columns:
        channels = [pl.col("color").str.slice(start, 2).str.to_integer(base=16) for start in (1, 3, 5)]
        parts.append(pl.format('<viz:color r="{}" g="{}" b="{}"/>', *channels).fill_null(""))
    return render_rows(nodes, pl.concat_str([pl.lit("<node"), *parts, pl.lit("</node>")]))


def _edges(edges: pl.DataFrame) -> Iterator[bytes]:
    ends = [_attribute(name) for name in ("id", *_EDGE)]
    values = _values(edges, ("id", *_EDGE))
    return render_rows(edges, pl.concat_str([pl.lit("<edge"), *ends, *_life(), pl.lit(">"), values, pl.lit("</edge>")]))


def _life() -> tuple[pl.Expr, pl.Expr]:
    first = pl.concat_str([pl.col("first_seen"), pl.lit("-01")])
    last = pl.concat_str([pl.col("last_seen"), pl.lit("-01")]).str.to_date("%Y-%m-%d", strict=False).dt.month_end()
    start = pl.when(pl.col("first_seen") != "").then(pl.concat_str([pl.lit(' start="'), first, pl.lit('"')]))
    end = pl.concat_str([pl.lit(' end="'), last.dt.to_string("%Y-%m-%d"), pl.lit('"')])
    return start.fill_null(""), end.fill_null("")


def _attribute(name: str, column: str = "") -> pl.Expr:
    value = escape_attribute_column(pl.col(column or name).cast(pl.String))
    return pl.concat_str([pl.lit(f' {name}="'), value, pl.lit('"')])


def _values(frame: pl.DataFrame, own: tuple[str, ...]) -> pl.Expr:
    values = [
        pl.concat_str([pl.lit(f'<attvalue for="{name}"'), _attribute("value", name), pl.lit("/>")]).fill_null("")
        for name in frame.columns
        if name not in own
    ]
    return pl.concat_str([pl.lit("<attvalues>"), *values, pl.lit("</attvalues>")])
