"""A real JupyterLab in a real Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil
import pytest

from kit.activity.answer import Answer, answer_of
from kit.activity.lesson_file import lesson_folder

pytest.register_assert_rewrite("tests.browser.access")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP school.test 127.0.0.1",  # an address that is not this machine's own
]
PATIENCE = 60_000  # ms
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

    def __init__(self, home: Path, *what: str) -> None:
        self.home, self.what = home, what or ("--dir", str(home / "work"))
        self._start()

    def _start(self) -> None:
        self.log: list[str] = []
        self.url = ""
        self._started = threading.Event()
        home = self.home
        # A settings folder of its own, so that neither the learner's settings nor an older run's change what is seen.
        environment = os.environ | {"JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kit", "lab", *self.what, "--no-browser", "--port", "0"],
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
        """Until the server listens: Jupyter names its address a moment before."""
        assert self._started.wait(90) and self.url, "".join(self.log)
        host, port = re.findall(r"//([^:/]+):(\d+)", self.url)[0]
        for _ in range(900):
            try:
                socket.create_connection((host, int(port)), 1).close()
                return
            except OSError:
                assert self._process.poll() is None, "".join(self.log)
                time.sleep(0.1)  # a step of the poll
        raise AssertionError(f"nobody listens at {self.url}\n" + "".join(self.log))

    def address(self, notebook: str) -> str:
        """The address of a notebook in the working folder."""
        return re.sub(r"/lab.*\?", f"/lab/tree/{notebook}?", self.url)

    @property
    def answers(self) -> Path:
        """Where answers are kept."""
        return self.home / "work" / "answers"

    def answer(self, lesson: str, activity: str, learner: str = "me") -> Answer:
        """What the disk has of an activity; nothing, where there is no file."""
        path = self.answers / learner / lesson / f"{activity}.json"
        return answer_of(path.read_text(encoding="utf-8")) if path.exists() else Answer()

    def restart(self) -> None:
        """Stop, and start anew in the same folder, as on the next day."""
        self.stop()
        self._start()
        self.wait()

    def kernels(self) -> list[psutil.Process]:
        """The kernels' processes."""
        every = psutil.Process(self.pid).children(recursive=True)
        return [process for process in every if any("ipykernel" in part for part in process.cmdline())]

    def kill_kernels(self) -> None:
        """End the kernels' processes as the system would when memory runs out."""
        kernels = self.kernels()
        assert kernels
        for process in kernels:
            process.kill()

    def clear(self) -> None:
        """End all kernels, and leave nothing in the working folder but the lessons."""
        base, token = re.match(r"(http://[^/]+/).*token=(\w+)", self.url).groups()
        headers = {"Authorization": f"token {token}"}

        def ask(path: str, method: str = "GET") -> bytes:
            with urlopen(Request(f"{base}api/{path}", headers=headers, method=method), timeout=60) as reply:
                return reply.read()

        for session in json.loads(ask("sessions")):
            ask(f"sessions/{session['id']}", "DELETE")
        work = self.home / "work"
        shutil.rmtree(work / ".kit" / "workspaces", ignore_errors=True)
        shutil.rmtree(self.home / "config" / "lab" / "user-settings", ignore_errors=True)  # a dark page
        for path in work.iterdir():
            if path.is_dir() and not path.name.startswith("."):
                shutil.rmtree(path, ignore_errors=True)
            elif path.suffix == ".ipynb" and not (lesson_folder() / path.name).exists():
                path.unlink()

    def stop(self) -> None:
        """End the server and its kernels."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(60)
        self._reader.join(5)
        assert self._process.stdout
        self._process.stdout.close()


@contextmanager
def running_lab(*what: str) -> Iterator[Lab]:
    """A running ``kit lab`` in a new folder, or of what is named."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lab = Lab(Path(folder), *what)
        try:
            lab.wait()
            yield lab
        finally:
            lab.stop()


@pytest.fixture(scope="session")
def one_lab() -> Iterator[Lab]:
    """A running ``kit lab`` for all tests: starting one takes longer than many a test."""
    with running_lab() as lab:
        yield lab


@pytest.fixture
def lab(one_lab: Lab) -> Lab:
    """A running ``kit lab`` in which nobody has done anything."""
    one_lab.clear()
    return one_lab


class Learner:
    """Somebody in front of a lesson: what they do, and what they see."""

    def __init__(self, page: Any, lab: Lab, node_modules: Path) -> None:
        self.page, self.lab, self.node_modules = page, lab, node_modules
        self._axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def open(self, notebook: str) -> None:
        """Open a lesson, and wait until it has come alive by itself."""
        self.page.goto(self.lab.address(notebook))
        self.ready(notebook.removesuffix(".ipynb"))

    def ready(self, lesson: str) -> None:
        """Wait until every cell of a lesson has run, and its widgets are there."""
        from playwright.sync_api import expect

        panel = self.page.locator(f".kit-lesson[data-kit-lesson='{lesson}']")
        expect(panel).to_have_attribute("data-kit-ready", re.compile("."), timeout=PATIENCE)
        assert panel.get_attribute("data-kit-ready") == "yes"

    def question(self, prompt: str) -> Any:
        """A question, or a ledger, by how it begins."""
        return self.page.get_by_role("region", name=re.compile(prompt))

    def look(self, prompt: str) -> Any:
        """Open what answers a question, by keyboard, and give it back; until then it is closed."""
        closed = self.page.locator("details.kit-closed", has_text=prompt)
        assert closed.get_attribute("open") is None
        closed.locator("> summary").focus()
        self.page.keyboard.press("Enter")
        assert closed.get_attribute("open") is not None
        return closed

    def texts(self) -> Any:
        """The texts to mark; of one in two levels the one that is shown."""
        return self.page.locator(".kit-text:not(.kd-text[hidden] *)")

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the browser go on until a condition on the disk holds."""
        for _ in range(PATIENCE // 100):
            if condition():
                return
            self.page.wait_for_timeout(100)  # a step of the poll, not a wait for something to have happened
        raise AssertionError(f"never came true: {what}")

    def tab_to(self, target: Any, most: int = 40) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(most):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{most} tabs did not reach {target}")

    def unguarded(self) -> list[str]:
        """What of the kit's can have the focus and yet lets a key through to the notebook, where it may cut a cell."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll(
                ":is(.kq-root, .kit-card, .kl-root, .kc-root, .kf-root, .ks-root, .kp-root, .kit-closed, figure, " +
                ".kg-root, .kh-root, .kd-root, .kz-root, .ko-root, .ke-root, .ka-root, .km-root, .kn-root, .kt-root, " +
                ".kr-root, .kcv-root) " +
                ":is(button, input, select, textarea, summary, [tabindex])"
            )]
                .filter((node) => !node.hasAttribute("data-lm-suppress-shortcuts"))
                .map((node) => node.outerHTML.slice(0, 200))"""
        )

    def violations(self, rules: list[str] | None = None) -> list[str]:
        """What axe finds wrong with the page, by the rules of WCAG 2.2 A and AA and its own advice; or by some rules.

        JupyterLab's body is of no height, so that axe takes all that is in it for hidden; and its link to its main part
        stands in no landmark. A prompt that is scrolled out of sight is to axe none, so that rule is left out.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(self._axe)
        found = self.page.evaluate(
            """async (rules) => {
                document.body.style.height = "100vh";
                return (await axe.run(
                    { exclude: [".jp-skiplink-wrapper"] },
                    {
                        resultTypes: ["violations"],
                        rules: { "label-title-only": { enabled: false } },
                        runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                    },
                )).violations;
            }""",
            rules,
        )
        return [
            f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]
        ]


@pytest.fixture
def learner(page, lab, node_modules) -> Learner:
    """A learner who has just started the kit."""
    return Learner(page, lab, node_modules)


@pytest.fixture
def page(browser):
    """A new browser tab, as of a learner who was never here."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture(scope="session")
def site(built_site) -> Iterator[Any]:
    """The course as a static site, on a web server, for all tests: who turns it off turns it on again."""
    from tests.browser.site import served

    with served(built_site) as site:
        yield site


@pytest.fixture
def visitor(browser, site, node_modules) -> Iterator[Any]:
    """Somebody who has just come to the site for the first time."""
    from tests.browser.site import Visitor

    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield Visitor(context, site, node_modules)
    for page in context.pages:  # to close one in the midst of loading has hung once
        page.goto("about:blank")
    context.close()
    site.off, site.instead = False, {}
