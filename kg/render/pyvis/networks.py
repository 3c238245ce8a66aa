"""Convert a network to a `pyvis.network.Network` for editing with pyvis's own methods."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from kg.layout import Layout
from kg.render.colors.palette import GRAY
from kg.render.colors.themes import THEME, paint
from kg.render.scenes import Scene, scene
from kg.sets.network_kinds import NodeKind
from kg.settings import Settings
from kg.views.network import Network

if TYPE_CHECKING:
    from pyvis.network import Network as Pyvis

_DISC: Final = "dot"
"""The name that vis-network has for a disc; its names of other shapes are the same as ours."""


def pyvis_shape(kind: str) -> str:
    """Return the name that vis-network has for the shape of a kind of nodes."""
    shape = NodeKind(kind).shape
    return _DISC if shape == "disc" else shape


def pyvis_network(
    network: Network,
    *,
    settings: Settings,
    layout: Layout | None = None,
    group_labels: Mapping[str, str] | None = None,
    heading: str = "",
    height: str = "750px",
) -> "Pyvis":
    """Return a network of pyvis: nodes by id with labels, titles, colors, sizes and positions, physics off.

    Everything can be changed as in any network of pyvis: ``add_node``, ``get_node(id)["color"] = …``,
    ``toggle_physics(True)``, ``show("page.html")``. The pages that pyvis writes load scripts from the network.
    """
    from pyvis.network import Network as Pyvis  # noqa: PLC0415 -- it loads IPython, 0.4 s that nothing else needs

    drawn = scene(network, settings=settings, layout=layout, group_labels=group_labels)
    look = THEME["light"]
    made = Pyvis(
        height=height, heading=heading, bgcolor=look.ground, font_color=look.ink, cdn_resources="remote"
    )  # fmt: skip
    _add_nodes(made, drawn)
    _add_edges(made, drawn)
    made.toggle_physics(status=False)
    made.options.edges.smooth.enabled = False
    return made


def _add_nodes(made: "Pyvis", drawn: Scene) -> None:
    from pyvis.node import Node  # noqa: PLC0415 -- as above

    places = zip(drawn.x.tolist(), drawn.y.tolist(), drawn.radius.tolist(), strict=True)
    for row, (x, y, radius) in zip(drawn.network.nodes.iter_rows(named=True), places, strict=True):
        title = _title([row["label"], f"{row['papers']:,} papers", row["note"] or row["type"], row["group"]])
        node = Node(
            row["id"],
            pyvis_shape(row["kind"]),
            label=row["label"],
            font_color=made.font_color,
            title=title,
            color=paint(drawn.hues.get(row["group"], GRAY), "light"),
            x=round(x, 1),
            y=round(y, 1),
            size=round(radius, 1),
        )
        # not add_node, which searches all earlier nodes each time
        made.nodes.append(node.options)
        made.node_ids.append(row["id"])
        made.node_map[row["id"]] = node.options


def _add_edges(made: "Pyvis", drawn: Scene) -> None:
    from pyvis.edge import Edge  # noqa: PLC0415 -- as above

    for row, width in zip(drawn.network.edges.iter_rows(named=True), drawn.width.tolist(), strict=True):
        dashes: dict[str, Any] = {"dashes": True} if row["generated"] else {}
        title = _title([f"{row['paper_count']:,} papers", ", ".join(row["papers"])])
        made.edges.append(Edge(row["source"], row["target"], made.directed, title=title, width=width, **dashes).options)


def _title(lines: list[str]) -> str:
    """Return lines as the text of a tooltip; pyvis treats text with ``href`` as HTML."""
    text = "\n".join(line for line in lines if line)
    return escape(text) if "href" in text else text
