"""A headless Chromium, driven over its DevTools protocol with nothing but `websockets`."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

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
    # No host name resolves, so the network is blocked whatever a page requests.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
PATIENCE = 30.0
NOISE = ("GL Driver Message", "software WebGL", "too many errors, no more errors will be reported")
"""Messages of headless Chromium about its own renderer."""


class Page:
    """One tab: its requests, its errors, and ways to control it. A context manager that closes the tab."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self._complaints: list[str] = []
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
                self._complaints.append(details.get("exception", {}).get("description", details["text"]))
            case "Runtime.consoleAPICalled" if params["type"] in {"error", "warning", "assert"}:
                self._complaints.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in {"error", "warning"}:
                self._complaints.append(params["entry"]["text"])

    @property
    def complaints(self) -> list[str]:
        """Return the page's errors, without the browser's messages about its own renderer."""
        return [words for words in self._complaints if not any(noise in words for noise in NOISE)]

    @property
    def requests(self) -> list[str]:
        """Return the requests for files or network addresses, including blocked ones."""
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.call("Page.close")


class Chromium:
    """A running browser with a separate profile; every `page` is a new tab. A context manager that ends it."""

    def __init__(self, binary: str) -> None:
        self._open = ExitStack()
        profile = Path(self._open.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
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
        self._socket = self._open.enter_context(
            connect(f"ws://127.0.0.1:{number}{endpoint}", max_size=None, compression=None, proxy=None)
        )
        self._serial = 0

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._serial -= 1  # negative, so it cannot be confused with a call of a page
        self._socket.send(json.dumps({"id": self._serial, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._serial:
                result: dict[str, Any] = answer["result"]
                return result

    def page(self, width: int = 1400, height: int = 1000) -> Page:
        """Open a tab with separate storage, so that a theme that one test selects does not affect the next test."""
        context = self._call("Target.createBrowserContext")["browserContextId"]
        target = self._call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        page = Page(self._socket, self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        page.resize(width, height)
        return page

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self._call("Browser.close")
            self.process.wait(PATIENCE)
        except (ConnectionClosed, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait(PATIENCE)
        self._open.close()


def chromium_path() -> str | None:
    """Return the first Chromium on the PATH."""
    return next(filter(None, map(shutil.which, BINARIES)), None)
