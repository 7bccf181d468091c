"""A real JupyterLab in a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = "install Chromium (Debian: apt-get install chromium; elsewhere Chrome does too), or name it in KIT_CHROMIUM"


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine."""
    named = os.environ.get("KIT_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    return named or next(filter(None, map(shutil.which, names)), mac if Path(mac).exists() else None)


@pytest.fixture(scope="session")
def browser(absent):
    """Headless Chromium; skipped where there is none, but never in CI."""
    path = find_chromium()
    if path is None:
        absent(f"no Chromium was found; {HOW}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Lab:
    """A running ``kit lab``: its working folder and its address with the token."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log: list[str] = []
        self.url = ""
        self._started = threading.Event()
        # A settings folder of its own, so that neither the learner's settings nor an older run's change what is seen.
        environment = os.environ | {"JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kit", "lab", "--dir", str(home / "work"), "--no-browser", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.log.append(line)
            if not self.url and (found := re.search(r"http://(?:localhost|127\.0\.0\.1):\d+/\S*token=\w+", line)):
                self.url = found.group()
                self._started.set()
        self._started.set()

    def wait(self) -> None:
        """Until the server listens."""
        assert self._started.wait(90) and self.url, "".join(self.log)

    def address(self, notebook: str) -> str:
        """The address of a notebook in the working folder."""
        return re.sub(r"/lab.*\?", f"/lab/tree/{notebook}?", self.url)

    @property
    def answers(self) -> Path:
        """Where answers are kept."""
        return self.home / "work" / "answers"

    def stop(self) -> None:
        """End the server and its kernels."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._reader.join(5)
        assert self._process.stdout
        self._process.stdout.close()


@pytest.fixture
def lab() -> Iterator[Lab]:
    """A running ``kit lab`` in a new folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lab = Lab(Path(folder))
        try:
            lab.wait()
            yield lab
        finally:
            lab.stop()


@pytest.fixture
def page(browser):
    """A new browser tab, as of a learner who was never here."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    yield page
    context.close()
