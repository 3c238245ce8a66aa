"""Measure the cost of a page in headless Chromium: CPU of its main thread and of the graphics process.

The main thread: ``TaskDuration`` of the DevTools domain Performance in the time domain ``threadTicks``, which is the
CPU time of all tasks of the page's thread (script, style, layout, painting, collecting garbage). The graphics process
rasterizes and, without a graphics card, runs WebGL; its CPU is read from ``/proc`` on Linux.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT, middle
from processes import LINUX, descendants

sys.path.insert(0, str(ROOT / "tests"))
from chromium import Chromium, Page  # the tests drive the same browser

READY = "document.documentElement?.dataset.ready !== undefined"
MOVES = 40
"""Movements of the mouse in one drag."""
STEP = 9
"""CSS pixels per movement."""
REST = 0.6
"""Seconds after which a page is at rest: animations and delayed drawing are done."""
LIMIT = 30.0
"""Seconds after which a drag is stopped; the movements made so far count."""
TICKS = os.sysconf("SC_CLK_TCK") if LINUX else 100


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU, and the movements they were divided by."""

    main: float
    graphics: float
    moves: int = 1


@contextmanager
def tab(
    browser: Chromium, *, width: int = 1400, height: int = 1000, ratio: float = 1, calm: bool = False
) -> Iterator[Page]:
    """Open a tab of this size at ``ratio`` device pixels per CSS pixel; ``calm`` asks for reduced motion."""
    with browser.page(width, height) as page:
        page.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ratio, mobile=False
        )
        if calm:
            page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        page.call("Performance.enable", timeDomain="threadTicks")
        yield page


def open_page(page: Page, path: Path, query: str = "", seconds: float = 60.0) -> None:
    """Open a file and wait until the page reports that it is ready."""
    page.call("Page.navigate", url=path.resolve().as_uri() + query)
    page.wait(READY, seconds)


def main_cpu(page: Page) -> float:
    """Return the CPU milliseconds of the page's main thread so far."""
    metrics = page.call("Performance.getMetrics")["metrics"]
    return next(1000 * one["value"] for one in metrics if one["name"] == "TaskDuration")


def graphics_cpu(browser: Chromium) -> float:
    """Return the CPU milliseconds of the graphics process so far, 0 where there is no /proc."""
    total = 0.0
    for process in descendants(browser.process.pid) if LINUX else ():
        try:
            if b"--type=gpu-process" in Path(f"/proc/{process}/cmdline").read_bytes():
                fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
                total += 1000 * (int(fields[11]) + int(fields[12])) / TICKS
        except OSError:
            continue  # it has ended
    return total


def ready(browser: Chromium, path: Path, rounds: int, query: str = "") -> float:
    """Return the median CPU milliseconds from opening a page in a fresh tab until it is ready."""
    found = []
    for _ in range(rounds):
        with tab(browser) as page:
            before = main_cpu(page)
            open_page(page, path, query)
            found.append(main_cpu(page) - before)
    return middle(found)


def drag(browser: Chromium, page: Page, rounds: int) -> Cost:
    """Drag the picture with the mouse there and back; return the median cost per movement.

    A cost contains everything that the drag causes until the page is at rest.
    """
    main, graphics, made = [], [], MOVES
    for number in range(rounds):
        time.sleep(REST)
        start, before, painted = time.monotonic(), main_cpu(page), graphics_cpu(browser)
        x, step = (500, STEP) if number % 2 == 0 else (500 + MOVES * STEP, -STEP)
        _mouse(page, "mousePressed", x, 1)
        moves = 0
        while moves < MOVES and time.monotonic() - start < LIMIT:
            moves += 1
            x += step
            _mouse(page, "mouseMoved", x, 1)
        _mouse(page, "mouseReleased", x, 0)
        time.sleep(REST)
        main.append((main_cpu(page) - before) / moves)
        graphics.append((graphics_cpu(browser) - painted) / moves)
        made = min(made, moves)
        if moves < MOVES:
            break
    return Cost(middle(main), middle(graphics), made)


def _mouse(page: Page, kind: str, x: float, buttons: int) -> None:
    page.call("Input.dispatchMouseEvent", type=kind, x=x, y=500, button="left", buttons=buttons, clickCount=1)


def select(page: Page, names: list[str]) -> float:
    """Search each name and press Enter; return the median CPU milliseconds from that key until the page is at rest."""
    found = []
    for name in names:
        page.evaluate("(box => { box.focus(); box.value = ''; })(document.getElementById('search'))")
        page.type(name)
        time.sleep(REST)
        before = main_cpu(page)
        page.key("Enter")
        time.sleep(REST)
        found.append(main_cpu(page) - before)
        shown = page.evaluate("document.querySelector('#details, #detail, aside').innerText")
        if name not in shown:
            raise RuntimeError(f"{name} was not selected: {json.dumps(shown[:200])}")
    return middle(found)
