"""A real Chromium, driven over its own pipe: pages as they are seen, and what they ask for."""

import base64
import itertools
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_WAIT_S: Final = 60.0
_ASIDE: Final = (
    "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
# The browser speaks on 3 and 4 by its own rule; a fork with code of ours in it would not be safe.
_LAUNCH: Final = (
    "import fcntl,os,sys;r,w=(fcntl.fcntl(int(n),fcntl.F_DUPFD,10) for n in sys.argv[1:3]);"
    "os.dup2(r,3);os.dup2(w,4);os.execv(sys.argv[3],sys.argv[3:])"
)


def the_browser() -> str | None:
    """Where a browser lies that this can drive; None when there is none."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None) if os.name == "posix" else None


class Browser:
    """One tab of a running browser, and what it told and asked for since it was opened."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads, self._writes = reads, writes
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session = ""
        self.asked: list[str] = []
        """The address of every request."""
        self.complaints: list[str] = []
        """What went to the console as an error, or was thrown."""
        self._loaded = 0

    def open_tab(self, width: int, height: int) -> None:
        """A fresh tab of this size, with no cookies of another one."""
        self._session = ""  # the browser itself is asked, not the tab before
        context = self._tell("Target.createBrowserContext")["browserContextId"]
        made = self._tell("Target.createTarget", url="about:blank", browserContextId=context)
        told = self._tell("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = told["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._tell(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._tell("Emulation.setDeviceMetricsOverride", **size)
        self.asked.clear()
        self.complaints.clear()

    def go(self, url: str) -> None:
        """Open this page and wait until all of it is there."""
        before = self._loaded
        told = self._tell("Page.navigate", url=url)
        assert "errorText" not in told, told
        self._wait_for_load(before)

    def submit(self, script: str) -> None:
        """Run this, which leads to another page, and wait for that."""
        before = self._loaded
        self.run(script)
        self._wait_for_load(before)

    def run(self, script: str) -> Any:
        """What this expression is worth on the page; of a promise, what it comes to."""
        told = self._tell(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def choose_file(self, selector: str, path: Path) -> None:
        """Put this file into the page's field for one."""
        root = self._tell("DOM.getDocument")["root"]["nodeId"]
        node = self._tell("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._tell("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def picture(self) -> bytes:
        """The page as it is seen, PNG."""
        return base64.b64decode(self._tell("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """Ask the browser to end."""
        self._session = ""
        self._tell("Browser.close")

    def _tell(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        said = {"id": number, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._writes, msgspec.json.encode(said) + b"\0")
        while True:
            told = self._hear()
            if told.get("id") == number:
                assert "error" not in told, (method, told["error"])
                return told["result"]

    def _wait_for_load(self, before: int) -> None:
        while self._loaded == before:
            self._hear()

    def _hear(self) -> dict[str, Any]:
        """The next message; what it tells of the page is noted."""
        until = time.monotonic() + _WAIT_S
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reads], [], [], max(0, until - time.monotonic()))
            part = os.read(self._reads, 1 << 20) if ready else b""
            if not part:
                raise TimeoutError("the browser says nothing")
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = msgspec.json.decode(line)
        self._note(told.get("method", ""), told.get("params", {}))
        return told

    def _note(self, method: str, said: dict[str, Any]) -> None:
        match method:
            case "Page.loadEventFired":
                self._loaded += 1
            case "Network.requestWillBeSent":
                self.asked.append(said["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(said["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if said["type"] == "error":
                self.complaints.append(str(said["args"]))
            case "Log.entryAdded" if said["entry"]["level"] == "error":
                self.complaints.append(said["entry"]["text"] + " " + said["entry"].get("url", ""))


@contextmanager
def a_browser(path: str, folder: Path) -> Iterator[Browser]:
    """The browser at this path with a profile of its own in the folder; ended at the end."""
    hears, tells = os.pipe()
    told, answers = os.pipe()
    command = [sys.executable, "-c", _LAUNCH, str(hears), str(answers), path, *_ASIDE]
    with subprocess.Popen(
        [*command, f"--user-data-dir={folder}"],
        pass_fds=(hears, answers),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(hears)
        os.close(answers)
        try:
            browser = Browser(told, tells)
            yield browser
            browser.close()
            process.wait(20)
        finally:
            process.kill()
            os.close(told)
            os.close(tells)
