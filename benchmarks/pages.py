"""How long a page of 2,000 people takes from being opened to standing still, beside pyvis's own page of it."""

import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from measure import ROOT, middle, row

import kg

sys.path.insert(0, str(ROOT / "tests"))
from chromium import Chromium, chromium_path  # the tests drive the same browser

LIMIT = 120.0
ROUNDS = 5


def pages(graph: kg.Graph, folder: Path) -> None:
    """Measure both pages, in one browser, a fresh tab each time."""
    ours, theirs = folder / "ours.html", folder / "pyvis.html"
    view = graph.view("coauthors", top=2000)
    view.write(ours)
    default_pyvis(view.network, theirs)
    with Chromium(chromium_path()) as browser:
        seconds = []
        for _ in range(ROUNDS):
            with browser.page() as page:
                start = perf_counter()
                page.open(ours)
                seconds.append(perf_counter() - start)
        with browser.page() as page:
            start = perf_counter()
            page.call("Page.navigate", url=theirs.as_uri())
            with suppress(AssertionError, TimeoutError):
                page.wait("window.settled", LIMIT)
            slow = perf_counter() - start
    got = middle(seconds)
    at_least = "at least " if slow >= LIMIT else ""
    size = f"{view.network.nodes.height:,} nodes, {view.network.edges.height:,} edges"
    row(f"pyvis page ({size}) opening to data-ready", f"{got:.2f} s", "2 s", "1 s")
    row("… against default pyvis, opening to stabilised", f"{at_least}{slow / got:.0f} × ({slow:.0f} s)", "40 ×", "")


def default_pyvis(network: object, path: Path) -> None:
    """Write the same nodes and edges as pyvis does by itself, telling when its physics has come to rest."""
    from pyvis.network import Network

    page = Network(cdn_resources="in_line")
    for node in network.nodes.iter_rows(named=True):
        page.add_node(node["id"], label=node["label"], group=node["group"], value=node["papers"])
    for edge in network.edges.iter_rows(named=True):
        page.add_edge(edge["source"], edge["target"], value=edge["weight"])
    html = page.generate_html()
    hook = "network = new vis.Network(container, data, options);"
    assert hook in html
    html = html.replace(hook, hook + "network.once('stabilizationIterationsDone', () => { window.settled = true; });")
    path.write_text(html, encoding="utf-8")
