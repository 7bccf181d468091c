"""Firefox as it is, headless, driven by WebDriver BiDi (w3.org/TR/webdriver-bidi): Playwright drives its own alone."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websocket import create_connection

PATIENCE = 120  # s
# It asks its maker for settings and studies by itself; a test's asks nobody.
QUIET = """user_pref("app.normandy.enabled", false);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
"""


class Firefox:
    """A window of Firefox: what is asked of its page, and what was asked for and went wrong there."""

    def __init__(self, address: str) -> None:
        self._socket = create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self._asked = 0
        self._left: set[str] = set()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self._do("session.new", capabilities={})
        self._do("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._context = self._do("browsingContext.getTree")["contexts"][0]["context"]

    def _do(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("id") == self._asked:
                assert said["type"] == "success", said
                return said["result"]
            heard = said.get("params", {})
            if said.get("method") == "network.beforeRequestSent":
                self.asked.append(heard["request"]["url"])
            elif said.get("method") == "log.entryAdded" and heard["level"] == "error" and not self._is_left(heard):
                self.errors.append(str(heard["text"]))

    def _is_left(self, heard: dict[str, Any]) -> bool:
        return heard["source"]["realm"] in self._left

    def open(self, url: str) -> None:
        """Open an address, or the same anew.

        A page that is left is cut off in what it asks for (JupyterLite's heartbeat, say): its errors do not count.
        """
        self._left.add(self._ask("0")["realm"])
        self._do("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page: a word, a number or a truth."""
        return self._ask(expression)["result"].get("value")

    def _ask(self, expression: str) -> Any:
        where = {"context": self._context}
        said = self._do("script.evaluate", expression=expression, target=where, awaitPromise=True)
        assert said["type"] == "success", said
        return said

    def until(self, expression: str) -> Any:
        """Wait until an expression is true, and give what it is."""
        late = time.monotonic() + PATIENCE
        while time.monotonic() < late:
            if value := self.evaluate(expression):
                return value
            time.sleep(0.1)  # a step of the poll
        raise AssertionError(f"never came true: {expression}\n{self.evaluate('document.body.innerText')}")

    def close(self) -> None:
        """End the talk."""
        self._socket.close()


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """A Firefox that was never used, until it is left."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(QUIET, encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as process:
            assert process.stderr
            lines = iter(process.stderr.readline, "")
            address = next(filter(None, (re.search(r"WebDriver BiDi listening on (ws://\S+)", line) for line in lines)))
            reader = threading.Thread(target=process.stderr.read, daemon=True)  # what it says later fills no pipe
            reader.start()
            window = Firefox(address[1])
            try:
                yield window
            finally:
                window.close()
                process.terminate()
                process.wait(PATIENCE)
                reader.join(PATIENCE)
