"""Write a network as a page of pyvis: one self-contained HTML file that opens at once and works offline.

pyvis stores nodes, edges and options of vis-network, and renders the page with our template in ``viz/pyvis``, which
replaces the slow and insecure parts of its own pages. Positions come from Python, without a physics simulation.
vis-network is inlined from ``viz/vendor``. A Content-Security-Policy only allows the inlined scripts and styles, by
hash, so that even text of a digest that was not escaped could not run.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kg import assets
from kg.layout import Layout
from kg.render.colors.palette import COMMUNITY_HUES, assign_hues
from kg.render.colors.themes import THEME, THEMES, PageTheme, check_page_theme, ink, paint
from kg.render.panels import Panel
from kg.render.policy import policy
from kg.render.pyvis.networks import pyvis_shape
from kg.render.scenes import Scene, scene
from kg.render.words import describe_reading, describe_shown, explain_empty, has_themes
from kg.settings import Settings
from kg.views.network import Network

_TEMPLATES: Final = "viz/pyvis"
_VIS: Final = "viz/vendor/vis-network/vis-network.min.js"
_SCRIPTS: Final = ("text.js", "model.js", "labels.js", "canvas.js", "search.js", "details.js", "main.js")

# vis-network only draws nodes and moves the view. Edges are drawn by canvas.js, all edges of one style in one stroke.
# Compared with an object per edge, a frame with 6,000 edges takes a third of the time, and opening the page half.
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "chosen": False, "font": {"size": 0}},
    "edges": {"smooth": False, "chosen": False},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": False,
        "selectable": False,
        "tooltipDelay": 10**9,
    },
}


def pyvis_page(
    network: Network,
    *,
    settings: Settings,
    theme: PageTheme = "auto",
    titles: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    panels: Sequence[Panel] = (),
    facts: Sequence[tuple[str, str]] = (),
    group_labels: Mapping[str, str] | None = None,
    heading: str = "",
) -> str:
    """Return a network as the text of an HTML page.

    ``titles`` has the titles of papers by arXiv id, which become the texts of links to arXiv. ``panels`` are lists that
    are shown until something is selected, ``facts`` pairs of a number and a word below the heading. ``theme`` is the
    initial theme of the page; ``auto`` follows the reader's system. The page sets ``data-ready`` on ``<html>`` when
    everything is drawn and nothing moves.
    """
    check_page_theme(theme)
    from pyvis.network import Network as Pyvis  # noqa: PLC0415 -- it loads IPython, which takes 0.4 s and is not needed for figures

    drawn = scene(network, settings=settings, layout=layout, group_labels=group_labels)
    holder = Pyvis(heading=heading or network.title, directed=True, cdn_resources="in_line")
    papers = _paper_numbers(network)
    # Not add_node and add_edge: they search all earlier ones each time, 3 s at 6,000 edges.
    holder.nodes.extend(_nodes(drawn))
    holder.edges.extend(_edges(drawn, papers))
    holder.set_options(json.dumps(_OPTIONS))
    holder.set_template_dir(str(assets.path(_TEMPLATES)), "network.html")
    holder.templateEnv.autoescape = True
    scripts = [_vis(), *(assets.read_text_asset(f"{_TEMPLATES}/{name}") for name in _SCRIPTS)]
    style = assets.read_text_asset(f"{_TEMPLATES}/page.css")
    holder.templateEnv.filters["data"] = script_data
    holder.templateEnv.globals.update(
        network=network,
        theme=theme,
        shown=describe_shown(network),
        caption=describe_reading(network, circles=bool(drawn.discs)),
        facts=facts,
        panels=panels,
        nothing=explain_empty(network),
        extra=_extra(drawn, papers, titles or {}, panels) | {"labels": _label_limits(settings)},
        scripts=scripts,
        style=style,
        policy=policy(scripts, [style]),
        row={key: row for row, key in enumerate(network.nodes["id"])},
    )
    html: str = holder.generate_html()
    return html


def _label_limits(settings: Settings) -> dict[str, float]:
    """Return the data with which ``labels.js`` chooses names as `kg.render.figures.labels` does for figures."""
    pictures = settings.pictures
    return {
        "room": pictures.page_label_room,
        "tried": pictures.competing,
        "most": pictures.max_covered,
        "dense": pictures.dense,
        "small": settings.layout.max_named,
        "longest": settings.layout.max_label,
        "place": pictures.place_cost,
        "inward": pictures.inward_cost,
        "overRim": pictures.over_rim_cost,
        "allAround": pictures.all_around,
        "larger": pictures.large_node,
    }


def script_data(value: object) -> str:
    r"""Return a value as JSON that is safe inside ``<script>``, whatever its text.

    >>> print(script_data({"title": "</script><b>"}))
    {"title":"\u003c/script\u003e\u003cb\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _vis() -> str:
    """Return vis-network without the pointer to its source map, which a browser's tools would fetch."""
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", assets.read_text_asset(_VIS)).replace(
        "</script", "<\\/script"
    )


def _paper_numbers(network: Network) -> dict[str, int]:
    """Number the papers behind edges, so that each id and title is written once."""
    papers = network.edges["papers"].explode().drop_nulls().unique().sort(descending=True)
    return {paper: number for number, paper in enumerate(papers)}


def _months(network: Network) -> list[str]:
    seen = {
        month for frame in (network.nodes, network.edges) for end in ("first_seen", "last_seen") for month in frame[end]
    }
    return sorted(month for month in seen if month)


def _seen(row: Mapping[str, Any], months: Mapping[str, int]) -> list[int]:
    return [months[month] for month in (row["first_seen"], row["last_seen"]) if month]


def _nodes(drawn: Scene) -> Iterator[dict[str, Any]]:
    """Yield pyvis's nodes, numbered by row; empty and default values are left out."""
    from pyvis.node import Node  # noqa: PLC0415 -- as above

    months = {month: number for number, month in enumerate(_months(drawn.network))}
    base = _base(drawn.network)
    places = zip(drawn.x, drawn.y, drawn.radius, strict=True)
    for number, (row, (x, y, radius)) in enumerate(zip(drawn.network.nodes.iter_rows(named=True), places, strict=True)):
        more = {key: row[key] for key in ("type", "note") if row[key]}
        if row["community"] >= 0:
            more["community"] = row["community"]
        if row["iri"] != base + row["id"]:
            more["iri"] = row["iri"]
        node = Node(
            number,
            pyvis_shape(row["kind"]),
            row["label"],
            key=row["id"],
            kind=row["kind"],
            group=row["group"],
            x=round(float(x), 1),
            y=round(float(y), 1),
            size=round(float(radius), 1),
            papers=row["papers"],
            degree=row["degree"],
            seen=_seen(row, months),
            **more,
        )
        yield node.options


def _base(network: Network) -> str:
    """Return what begins the IRI of the first node, before its id; "" if the IRI does not end with the id."""
    iri, id_ = network.nodes.select("iri", "id").row(0) if network.nodes.height else ("", "")
    return iri.removesuffix(id_) if iri.endswith(id_) else ""


def _edges(drawn: Scene, papers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    from pyvis.edge import Edge  # noqa: PLC0415 -- as above

    months = {month: number for number, month in enumerate(_months(drawn.network))}
    usual = usual_kind(drawn.network)
    ends = zip(drawn.sources.tolist(), drawn.targets.tolist(), drawn.width.tolist(), strict=True)
    for row, (source, target, width) in zip(drawn.network.edges.iter_rows(named=True), ends, strict=True):
        more: dict[str, Any] = {} if row["kind"] == usual else {"kind": row["kind"]}
        if row["generated"]:
            more["dashes"] = True
        if row["paper_count"] != len(row["papers"]):
            more["count"] = row["paper_count"]
        edge = Edge(
            source,
            target,
            value=round(row["weight"], 3),
            width=width,
            papers=[papers[paper] for paper in row["papers"]],
            seen=_seen(row, months),
            **more,
        )
        yield edge.options


def usual_kind(network: Network) -> str:
    """Return the most frequent kind of edges."""
    kinds = network.edges.group_by("kind").len().sort("len", "kind", descending=[True, False])["kind"]
    return kinds[0] if len(kinds) else ""


def _extra(
    drawn: Scene, papers: Mapping[str, int], titles: Mapping[str, str], panels: Sequence[Panel]
) -> dict[str, object]:
    """Return the data that the scripts need besides nodes and edges."""
    network = drawn.network
    more = sorted({entry.group for panel in panels for entry in panel.entries} | {""})
    hues = assign_hues(more, drawn.hues)
    colors = {
        key: {theme: [paint(hue, theme), ink(hue, theme)] for theme in THEMES} for key, hue in sorted(hues.items())
    }
    return {
        "base": _base(network),
        "discs": [[disc.label, *(round(v, 1) for v in (disc.x, disc.y, disc.r, disc.caption))] for disc in drawn.discs],
        "edgeKind": usual_kind(network),
        "colors": colors,
        "legends": [
            [legend.title, [[g.key, g.label, g.size, g.kinds, g.every] for g in legend.groups]]
            for legend in drawn.legends
        ],
        "months": _months(network),
        "order": drawn.priority.tolist(),
        "named": drawn.named,
        "fade": round(drawn.fade, 3),
        "outlined": drawn.outlined,
        "tints": (
            {theme: [paint(hue, theme) for hue in COMMUNITY_HUES] for theme in THEMES} if has_themes(network) else {}
        ),
        "papers": [[paper, titles.get(paper, "")] for paper in papers],
        "themes": {
            name: {"ground": look.ground, "ink": look.ink, "muted": look.muted, "edge": look.edge,
                   "edgeAlpha": look.edge_alpha, "tintAlpha": look.tint_alpha, "discAlpha": look.disc_alpha,
                   "rimAlpha": look.rim_alpha}
            for name, look in THEME.items()
        },
    }  # fmt: skip
