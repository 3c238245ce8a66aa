"""Measure pages in a browser: names, colors, CPU, bytes, requests; compare with version 0.1.0 and other libraries.

CPU is that of the page's main thread (`browsing`), medians of five. Graphs are those of the four months.
"""

from pathlib import Path

from baseline import Program
from bench import Bench
from beside_rivals import pyvis_rows, rival_rows
from browsing import Chromium, Cost, drag, open_page, ready, select, tab
from chromium import chromium_path
from measure import row
from named import foreign_share, names_at_width, names_by_zoom, worst_of_biggest
from page_contents import byte_rows, color_rows

import kg

ROUNDS = 5
SIZES = (300, 2_000, 20_000)
"""Co-authors drawn."""
CHOSEN = 5
"""People selected in turn: those with the most papers."""
VIEWS: dict[str, dict[str, int]] = {
    "papers": {},
    "coauthors": {"top": 2_000},
    "concepts": {},
    "categories": {},
    "overview": {},
}
"""Views whose bytes and colors are measured."""
SMALL: dict[str, tuple[str, dict[str, int]]] = {
    "co-authors": ("coauthors", {"top": 299}),
    "concepts": ("concepts", {"top": 200}),
    "categories": ("categories", {}),
    "overview": ("overview", {}),
}
"""Pictures below 300 nodes."""
READY = {2_000: ("300 ms", "200 ms"), 20_000: ("800 ms", "500 ms")}
PAN = {2_000: ("12 ms", "6 ms"), 20_000: ("60 ms", "25 ms")}
SELECT = {2_000: ("30 ms", "15 ms"), 20_000: ("120 ms", "60 ms")}
CANVAS = "?renderer=canvas"


def drawn(bench: Bench) -> None:
    """Print the rows of all figures of pages."""
    old, now = bench.programs
    graph = kg.load(bench.graph(now, bench.archive))
    earlier_graph = bench.graph(old, bench.archive)
    ours, before = {}, {}
    for top in SIZES:
        ours[top] = graph.view("coauthors", top=top).write(bench.work / f"coauthors-{top}.html")
        if top > 300:
            before[top] = old_page(old, earlier_graph, top, bench.work)
    network = graph.views.project("coauthors", top=20_000)
    people = [str(name) for name in network.nodes.sort("papers", "id", descending=[True, False])["label"][:CHOSEN]]
    views = {view: graph.view(view, **of).write(bench.work / f"{view}.html") for view, of in VIEWS.items()}
    base = graph.view("coauthors", top=1).write(bench.work / "base.html")
    byte_rows(views, base, before[2_000], old_page(old, earlier_graph, 1, bench.work))
    color_rows(views)
    with Chromium(chromium_path()) as browser:
        name_rows(browser, graph, ours, bench.work)
        measured = cost_rows(browser, ours, before, people)
        canvas_rows(browser, ours, people)
        clean_row(browser, ours, people)
        pyvis_rows(browser, graph.views.project("coauthors", top=2_000), ours[2_000], bench.work, ROUNDS)
        rival_rows(browser, {top: ours[top] for top in measured}, measured, bench.work, ROUNDS)


def old_page(program: Program, graph: Path, top: int, folder: Path) -> Path:
    """Write the page of version 0.1.0."""
    path = folder / f"coauthors-{top}-0.1.0.html"
    program.kg("view", str(graph), "coauthors", "--top", str(top), "-o", str(path))
    return path


def name_rows(browser: Chromium, graph: kg.Graph, ours: dict[int, Path], folder: Path) -> None:
    """Print names on foreign dots, names of the biggest, names on small and wide screens."""
    for name, (view, filters) in SMALL.items():
        path = graph.view(view, **filters).write(folder / f"small-{view}.html")
        with tab(browser) as page:
            open_page(page, path)
            count = page.evaluate("kgExplorer.model.count")
            row(f"names on foreign dots, {name}, {count} nodes", foreign_share(names_by_zoom(page)), "0", "0")
    for top, path in ours.items():
        with tab(browser) as page:
            open_page(page, path)
            steps = names_by_zoom(page)
            if top >= 2_000:
                row(
                    f"names on foreign dots, {top:,} nodes",
                    foreign_share(steps),
                    *(("5 %", "0") if top < 20_000 else ()),
                )
            row(
                f"of the 20 biggest in view, named, worst step of the zoom, {top:,} nodes",
                worst_of_biggest(steps),
                "15",
                "18",
            )
            if top == 2_000:
                found = names_at_width(page, 420, 800)
                row("names at 420 px, 2,000 nodes", f"{found['names']} (and {found['regions']} groups)", "12", "20")
            if top == 20_000:
                found = steps[0]
                row("names at 1400 px, 20,000 nodes", f"{found['names']} (and {found['regions']} groups)", "50", "80")


def cost_rows(
    browser: Chromium, ours: dict[int, Path], before: dict[int, Path], people: list[str]
) -> dict[int, tuple[float, Cost]]:
    """Print CPU until ready, per frame of a drag, to select and focus; return the first two of ours by node count."""
    measured = {}
    for top, earlier in before.items():
        was, now = ready(browser, earlier, ROUNDS), ready(browser, ours[top], ROUNDS)
        row(f"ready, CPU, {top:,} nodes", f"{now:.0f} ms", *READY[top], before=f"{was:.0f} ms")
        for ratio in (1, 2) if top == 2_000 else (1,):
            costs = []
            for path in (earlier, ours[top]):
                with tab(browser, ratio=ratio) as page:
                    open_page(page, path)
                    page.evaluate("document.getElementById('zoom-in').click()")
                    costs.append(drag(browser, page, ROUNDS))
            if ratio == 1:
                measured[top] = now, costs[1]
            row(
                f"pan frame, CPU, {top:,} nodes, dpr {ratio}",
                f"{costs[1].main:.1f} ms (and {costs[1].graphics:.1f} ms of the graphics process)",
                *(PAN[top] if ratio == 1 else ("24 ms", "12 ms")),
                before=f"{costs[0].main:.1f} ms (and {costs[0].graphics:.1f} ms)",
            )
        found = [selected(browser, path, people) for path in (earlier, ours[top])]
        row(f"select and focus, CPU, {top:,} nodes", f"{found[1]:.0f} ms", *SELECT[top], before=f"{found[0]:.0f} ms")
        flown = [selected(browser, path, people, calm=False) for path in (earlier, ours[top])]
        row(f"… with the flight there, {top:,} nodes", f"{flown[1]:.0f} ms", before=f"{flown[0]:.0f} ms")
    return measured


def selected(browser: Chromium, path: Path, people: list[str], query: str = "", *, calm: bool = True) -> float:
    """Return the CPU milliseconds of selecting people by the search box; ``calm`` without the flight to them."""
    with tab(browser, calm=calm) as page:
        open_page(page, path, query)
        return select(page, people)


def canvas_rows(browser: Chromium, ours: dict[int, Path], people: list[str]) -> None:
    """Print the same without WebGL, on a plain canvas."""
    for top, goals in READY.items():
        cost = ready(browser, ours[top], ROUNDS, CANVAS)
        row(f"without WebGL: ready, CPU, {top:,} nodes", f"{cost:.0f} ms", *goals)
        with tab(browser) as page:
            open_page(page, ours[top], CANVAS)
            page.evaluate("document.getElementById('zoom-in').click()")
            moved = drag(browser, page, ROUNDS)
        row(f"without WebGL: pan frame, CPU, {top:,} nodes", f"{moved.main:.1f} ms", *PAN[top])
        found = selected(browser, ours[top], people, CANVAS)
        row(f"without WebGL: select and focus, CPU, {top:,} nodes", f"{found:.0f} ms", *SELECT[top])


def clean_row(browser: Chromium, ours: dict[int, Path], people: list[str]) -> None:
    """Print requests beyond the page's own file, and errors in the console, of pages that are opened and used."""
    requests, complaints = 0, []
    for top, path in ours.items():
        for query in ("", CANVAS):
            with tab(browser, calm=True) as page:
                open_page(page, path, query)
                drag(browser, page, 1)
                if top > 300:
                    select(page, people[:1])
                requests += len([url for url in page.requests if not url.startswith(path.resolve().as_uri())])
                complaints += page.complaints
    row("requests / console errors, opening, dragging, selecting", f"{requests} / {len(complaints)}", "0", "0")
    for complaint in complaints[:3]:
        print(complaint, flush=True)
