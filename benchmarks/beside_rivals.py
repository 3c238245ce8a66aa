"""Compare our page with the same picture drawn by default pyvis, by tuned sigma and by @cosmos.gl/graph."""

import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from browsing import MOVES, Cost, drag, main_cpu, open_page, ready, tab
from chromium import Chromium
from measure import ROOT, middle, row

from kg.views.network import Network

PYVIS_LIMIT = 120.0
"""Seconds to wait for pyvis; after them, the ratio is a lower bound."""
RIVALS = {"sigma": "sigma 3.0.3, tuned", "cosmos": "@cosmos.gl/graph 3.3.0, no simulation, no names"}
"""Names of the libraries by their script; versions are those of rivals/package.json."""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>rival</title>
<style>html, body {{ margin: 0; height: 100% }} #stage {{ position: relative; width: 100%; height: 100% }}</style>
<div id="stage"></div><script type="text/plain" id="payload">{payload}</script><script type="module">{script}</script>
"""


def pyvis_rows(browser: Chromium, network: Network, ours: Path, folder: Path, rounds: int) -> None:
    """Print CPU and wall time from opening a page to its rest, of ours and of default pyvis."""
    theirs = folder / "pyvis.html"
    default_pyvis(network, theirs)
    runs = []
    for _ in range(rounds):
        with tab(browser) as page:
            before, start = main_cpu(page), perf_counter()
            open_page(page, ours)
            runs.append(((main_cpu(page) - before) / 1000, perf_counter() - start))
    with tab(browser) as page:
        before, start = main_cpu(page), perf_counter()
        page.call("Page.navigate", url=theirs.as_uri())
        with suppress(AssertionError, TimeoutError):
            page.wait("window.settled", PYVIS_LIMIT)
        slow, slow_clock = (main_cpu(page) - before) / 1000, perf_counter() - start
    got, clock = middle([cpu for cpu, _ in runs]), middle([seconds for _, seconds in runs])
    at_least = "at least " if slow_clock >= PYVIS_LIMIT else ""
    size = f"{network.nodes.height:,} nodes, {network.edges.height:,} edges"
    row(f"page ({size}), opening to ready, by the clock", f"{clock:.2f} s", "2 s", "1 s")
    words = f"{at_least}{slow / got:.0f} × ({slow:.1f} s of CPU; by the clock {slow_clock:.0f} s)"
    row("… against default pyvis, opening to stabilized, CPU", words, "40 ×", "")


def default_pyvis(network: Network, path: Path) -> None:
    """Write the same nodes and edges as a default pyvis page that reports when its physics simulation has ended."""
    from pyvis.network import Network as PyvisNetwork

    page = PyvisNetwork(cdn_resources="in_line")
    for node in network.nodes.iter_rows(named=True):
        page.add_node(node["id"], label=node["label"], group=node["group"], value=node["papers"])
    for edge in network.edges.iter_rows(named=True):
        page.add_edge(edge["source"], edge["target"], value=edge["weight"])
    html = page.generate_html()
    hook = "network = new vis.Network(container, data, options);"
    assert hook in html
    html = html.replace(hook, hook + "network.once('stabilizationIterationsDone', () => { window.settled = true; });")
    path.write_text(html, encoding="utf-8")


def rival_rows(
    browser: Chromium, pages: dict[int, Path], ours: dict[int, tuple[float, Cost]], folder: Path, rounds: int
) -> None:
    """Print CPU until ready and per frame of a drag, of ours (measured earlier in this run) and of both libraries."""
    scripts = built(folder / "rivals")
    for count, path in pages.items():
        rows = {"ours": ours[count]}
        found = re.search(r'id="payload">([^<]*)</script>', path.read_text(encoding="utf-8"))
        assert found is not None
        for key, script in scripts.items():
            rival = folder / f"{key}-{count}.html"
            rival.write_text(PAGE.format(payload=found[1], script=script), encoding="utf-8")
            # a library that needs seconds per frame is measured once
            with suppress(AssertionError, TimeoutError):
                cost = ready(browser, rival, rounds if count < 10_000 else 1)
                with tab(browser) as page:
                    open_page(page, rival)
                    rows[RIVALS[key]] = cost, drag(browser, page, rounds if count < 10_000 else 1)
            if RIVALS[key] not in rows:
                row(f"{RIVALS[key]}, {count:,} nodes", "gave up: no answer within 30 s")
        for name, (cost, moved) in rows.items():
            short = f", {moved.moves} movements within 30 s" if moved.moves < MOVES else ""
            row(
                f"{name}, {count:,} nodes: ready / pan frame, CPU of the main thread (graphics process)",
                f"{cost:.0f} ms / {moved.main:.1f} ms ({moved.graphics:.0f} ms){short}",
            )


def built(folder: Path) -> dict[str, str]:
    """Install and bundle the libraries in a copy of their folder; return {} and print the reason if that fails."""
    if not (shutil.which("npm") and shutil.which("node")):
        print("sigma and cosmos.gl were not measured: there is no npm", flush=True)
        return {}
    shutil.copytree(ROOT / "benchmarks" / "rivals", folder, ignore=shutil.ignore_patterns("node_modules", "built"))
    for command in (
        ("npm", "ci", "--no-audit", "--no-fund"),
        ("node", "build.mjs", str(ROOT / "viz" / "explorer" / "src")),
    ):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
            print(f"sigma and cosmos.gl were not measured: {' '.join(command[:2])} failed ({reason})", flush=True)
            return {}
    return {name: (folder / "built" / f"{name}.js").read_text(encoding="utf-8") for name in RIVALS}
