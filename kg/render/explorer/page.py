"""Write a view as one interactive HTML file that works offline.

The file contains everything: the template of ``viz/explorer``, its script and style, and the content as compressed
columns. A Content-Security-Policy allows only this script and this style, by their hashes: text that was not escaped
would not run as a script, and nothing is fetched.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from jinja2 import Environment, StrictUndefined

from kg import assets
from kg.layout import Layout
from kg.render.colors.themes import PageTheme, check_page_theme
from kg.render.explorer.bibliography import author_columns
from kg.render.explorer.columns import compress, pack_columns
from kg.render.explorer.header import header, papers_shared
from kg.render.explorer.payload import edge_columns, evidence_columns, node_columns, number_rows, paper_columns
from kg.render.newness import NewPapers
from kg.render.panels import Panel
from kg.render.policy import policy
from kg.render.scenes import Scene, scene
from kg.settings import Settings
from kg.views.details import Details, details_of_network
from kg.views.network import Network

_FOLDER: Final = "viz/explorer"


def explorer_page(
    network: Network,
    *,
    settings: Settings,
    details: Details | None = None,
    theme: PageTheme = "auto",
    layout: Layout | None = None,
    panels: Sequence[Panel] = (),
    facts: Sequence[tuple[str, str]] = (),
    group_labels: Mapping[str, str] | None = None,
    heading: str = "",
    command: str = "",
    graph: str = "",
    new: NewPapers | None = None,
) -> str:
    """Return a network as the text of an HTML page.

    ``details`` are papers, names, doubts and evidence (`kg.views.details`); without them, only the network's content is
    listed. ``panels`` are lists next to the picture, ``facts`` pairs of a number and a word below the heading.
    ``theme`` is the initial theme of the page; ``auto`` follows the reader's system. The page shows ``command``, which
    makes it again, and uses ``graph`` as the name of the graph in other commands. On a map, the ``new`` papers glow, by
    default those of the newest day. The page sets ``data-ready`` on ``<html>`` when everything is drawn and nothing
    moves.
    """
    check_page_theme(theme)
    drawn = scene(network, settings=settings, layout=layout, group_labels=group_labels)
    words, payload = content(
        drawn,
        details or details_of_network(network),
        settings=settings,
        group_labels=group_labels or {},
        heading=heading,
        command=command,
        graph=graph,
        panels=panels,
        facts=facts,
        new=new,
    )
    script, style = (
        assets.read_text_asset(f"{_FOLDER}/built/explorer.js"),
        assets.read_text_asset(f"{_FOLDER}/page.css"),
    )
    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        assets.read_text_asset(f"{_FOLDER}/page.html")
    )
    return template.render(
        header=words,
        theme=theme,
        policy=policy([script], [style]),
        script=script,
        style=style,
        payload=compress(payload),
    )


def content(
    drawn: Scene,
    details: Details,
    *,
    settings: Settings,
    group_labels: Mapping[str, str],
    heading: str = "",
    command: str = "",
    graph: str = "",
    panels: Sequence[Panel] = (),
    facts: Sequence[tuple[str, str]] = (),
    new: NewPapers | None = None,
) -> tuple[dict[str, object], bytes]:
    """Return the header of a page, and the payload: the same header and the columns, packed as bytes."""
    numbering = number_rows(drawn, details, group_labels, new)
    words = header(
        drawn,
        details,
        numbering,
        settings=settings,
        heading=heading,
        command=command,
        graph=graph,
        panels=panels,
        facts=facts,
    )
    columns = {
        **node_columns(drawn, details, numbering),
        **edge_columns(drawn, details, numbering, shared=papers_shared(drawn, details)),
        **paper_columns(details, numbering, pairs_omitted=drawn.network.name == "coauthors"),
        **author_columns(drawn, details, numbering),
        **evidence_columns(drawn, details, numbering),
    }
    return words, pack_columns(words, columns)
