"""A headless Chromium, driven over its DevTools protocol with nothing but `websockets`, and a network to draw."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from kg.views.network import EDGES, NODES, Network

BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    # Sandboxed frames stay in the page's process, where one session sees them.
    "--disable-features=IsolateSandboxedIframes",
    "--remote-debugging-port=0",
    # Whatever a page asked for, no name would resolve: the network is blocked below the page.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
PATIENCE = 30.0


class Page:
    """One tab: what it asked for, what it complained about, and ways to poke it."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self.complaints: list[str] = []
        self._requests: dict[str, str] = {}
        self._socket, self._session, self._serial = socket, session, 0
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        self._serial += 1
        message = {"id": self._serial, "method": method, "params": params, "sessionId": self._session}
        self._socket.send(json.dumps(message))
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = json.loads(self._socket.recv(timeout=max(0.0, deadline - time.monotonic())))
            if answer.get("sessionId") != self._session:
                continue
            if answer.get("id") == self._serial:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self._requests[params["requestId"]] = params["request"]["url"]
            case "Network.loadingFailed" if params.get("blockedReason") == "csp":
                del self._requests[params["requestId"]]  # the page's policy stopped it inside the browser
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.complaints.append(details.get("exception", {}).get("description", details["text"]))
            case "Runtime.consoleAPICalled" if params["type"] in {"error", "warning", "assert"}:
                self.complaints.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(params["entry"]["text"])

    @property
    def requests(self) -> list[str]:
        """What went, or would have gone, to files or the network."""
        return list(self._requests.values())

    def evaluate(self, script: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({condition})"):
            assert time.monotonic() < deadline, f"still not {condition} after {seconds:g} s; {self.complaints}"
            time.sleep(0.01)

    def resize(self, width: int, height: int, *, mobile: bool = False) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def prefer(self, theme: str) -> None:
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])

    def open(self, path: Path) -> None:
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait("document.documentElement?.dataset.ready !== undefined")

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def click_on(self, selector: str) -> None:
        script = (
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'});"
            " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        found = self.evaluate(script)
        self.click(*found)

    def key(self, name: str) -> None:
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9}
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if name == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                      windowsVirtualKeyCode=codes.get(name, 0), **text)  # fmt: skip

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


class Chromium:
    """A running browser; every `page` is a fresh tab."""

    def __init__(self, binary: str, profile: Path) -> None:
        self.process = subprocess.Popen(
            [binary, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = profile / "DevToolsActivePort"
        deadline = time.monotonic() + PATIENCE
        while not (port.exists() and port.read_text().count("\n")):
            assert self.process.poll() is None, f"{binary} ended at once with code {self.process.returncode}"
            assert time.monotonic() < deadline, f"{binary} opened no DevTools port"
            time.sleep(0.02)
        number, endpoint = port.read_text().split("\n")[:2]
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(f"ws://127.0.0.1:{number}{endpoint}", max_size=None, compression=None, proxy=None)
        )
        self._serial = 0

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._serial -= 1  # below zero: never taken for the answer to a page's call
        self._socket.send(json.dumps({"id": self._serial, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._serial:
                result: dict[str, Any] = answer["result"]
                return result

    def page(self, width: int = 1400, height: int = 1000) -> Page:
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        page = Page(self._socket, self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        page.resize(width, height)
        return page

    def close(self) -> None:
        try:
            self._call("Browser.close")
            self._open.close()
        except (ConnectionClosed, TimeoutError):
            self.process.kill()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for all tests; where there is none they skip, or fail under ``KG_REQUIRE_BROWSER=1``."""
    binary = next(filter(None, map(shutil.which, BINARIES)), None)
    if binary is None:
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail("KG_REQUIRE_BROWSER=1 and no Chromium on the PATH")
        pytest.skip("no Chromium on the PATH; install Debian's package chromium to open pages in tests")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Chromium(binary, Path(profile))
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Chromium) -> Page:
    """A fresh tab of 1400 x 1000."""
    return chromium.page()


HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>document.title='taken'</script>\u202eevil"


def make_network(**changes: Any) -> Network:
    """Two groups of people, one hostile name, one doubtful link, names in several scripts."""
    people = [
        # id, label, group, papers, note
        ("author/ana-one/2601.00001", "Ana Øster", "cs.LG", 4, "also printed A. Øster"),
        ("author/bo-two/2601.00001", "Bo Łuk", "cs.LG", 2, ""),
        ("author/chen/2601.00002", "陈明", "cs.CV", 2, ""),
        ("author/dee/2601.00003", HOSTILE, "cs.CV", 1, HOSTILE),
        ("author/eve/2601.00004", "Eve Alone", "cs.XX", 1, ""),
        ("author/team/2601.00004", "The Sample Team", "cs.LG", 1, ""),
    ]
    links = [
        (0, 1, ["2601.00005", "2601.00001"], False),
        (1, 2, ["2601.00002"], True),
        (2, 3, ["2512.00003"], False),
    ]
    nodes = [
        {
            "id": id_, "kind": "group" if "Team" in label else "author", "label": label, "type": "", "group": group,
            "papers": papers, "degree": papers, "community": -1, "first_seen": "2026-01", "last_seen": "2026-01",
            "note": note, "iri": f"http://localhost:8000/id/{id_}",
        }
        for id_, label, group, papers, note in people
    ]  # fmt: skip
    edges = [
        {
            "source": people[a][0], "target": people[b][0], "kind": "coAuthor", "weight": float(len(papers)),
            "paper_count": len(papers), "papers": papers, "first_seen": "2025-12", "last_seen": "2026-01",
            "generated": generated,
        }
        for a, b, papers, generated in links
    ]  # fmt: skip
    network = Network(
        name="coauthors",
        title="Sample & friends",
        nodes=pl.DataFrame(nodes, schema=NODES),
        edges=pl.DataFrame(edges, schema=EDGES),
        node_total=9,
        edge_total=3,
        sparql='SELECT ?a { ?a kg:coAuthor ?b FILTER(?a < ?b && ?b != "</code>") }',
        filters=("since 2025-12", "category <cs.LG>"),
    )
    return replace(network, **changes)


@pytest.fixture
def network() -> Network:
    """A small network that holds one of everything."""
    return make_network()
