"""How much memory a learner takes, on a hub or on a computer of their own: ``python tests/benchmarks/bench_memory.py``.

Needs Linux and Chromium. Its figure is the PSS of /proc/PID/smaps_rollup: what processes share is split between them,
so that the figures of all add up to what the machine gives. A learner is a real ``kit lab`` with a page of a browser
before it, in which every cell of a lesson has run; the browser is the learner's, and does not count. First one learner
after the other, for each lesson; in *Explore* the kit's longest article is opened too, with the parser and as if none
were installed. Then 1, 2 and 4 learners at once, in the lesson that takes most. At the end the formula, and what it
gives for a class of 30. What a learner types and marks is some kilobytes.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kit.activity.lesson_file import lesson_folder

AT_ONCE = (1, 2, 4)
CLASS = 30
MB = 1_000_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
HIDE = "import sys\nsys.modules['spacy'] = None\n"  # what a kernel runs first, to be as if there were no parser


class Use(NamedTuple):
    """What a learner's server and kernel take, in MB of PSS and seconds of a processor; is the parser loaded?"""

    server: float
    kernel: float
    seconds: float
    parser: bool


@contextmanager
def lab(home: Path, first: str) -> Iterator[tuple[psutil.Process, str]]:
    """A ``kit lab`` of its own and its address, for as long as it is needed; its kernels run ``first`` at the start."""
    startup = home / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text(first, encoding="utf-8")
    own = {"IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data"}
    with subprocess.Popen(
        [sys.executable, "-m", "kit", "lab", "--dir", str(home / "work"), "--no-browser", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {name: str(home / folder) for name, folder in own.items()},
    ) as started:
        assert started.stdout
        try:
            said = (re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", line) for line in started.stdout)
            address = next(found[0] for found in said if found)
            await_listener(address)
            yield psutil.Process(started.pid), address
        finally:
            started.terminate()


def await_listener(address: str) -> None:
    """Wait until a server listens: Jupyter names its address a moment before."""
    port = int(re.findall(r":(\d+)/", address)[0])
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)


def learn(browser: Browser, address: str, name: str) -> Page:
    """Open a lesson, and wait until all of it has run; in *Explore*, open an article and wait until it is read."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(re.sub(r"/lab.*\?", f"/lab/tree/{name}.ipynb?", address))
    expect(page.locator(f".kit-lesson[data-kit-lesson='{name}']")).to_have_attribute("data-kit-ready", "yes")
    if name == "explore":
        explorer = page.get_by_role("region", name="Explorer")
        explorer.locator(".ke-own", has_text="Kazakhstan").click()
        expect(explorer.locator(".ke-mark").first).to_be_attached()
        expect(explorer.locator(".ke-said")).to_be_empty()  # before that, it says that a closer reading is under way
    return page


def use(process: psutil.Process) -> Use:
    """What the processes of a ``kit lab`` take at this moment."""
    kernels = process.children(recursive=True)
    seconds = sum(sum(each.cpu_times()[:2]) for each in [process, *kernels])
    parser = any("spacy" in part.path for kernel in kernels for part in kernel.memory_maps())
    return Use(pss(process), sum(map(pss, kernels)), seconds, parser)


def pss(process: psutil.Process) -> float:
    return process.memory_full_info().pss / MB


def at_once(browser: Browser, number: int, name: str, first: str = "") -> list[Use]:
    """As many learners as are asked for, each in a folder and a server of their own, in the same lesson."""
    with ExitStack() as stack:
        homes = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(number)]
        labs = [stack.enter_context(lab(home, first)) for home in homes]
        pages = [learn(browser, address, name) for _, address in labs]
        taken = [use(process) for process, _ in labs]
        for page in pages:
            page.close()
        return taken


def rounds(browser: Browser) -> None:
    """Print the tables and the formula."""
    lessons = sorted(path.stem for path in lesson_folder().glob("[0-9]*.ipynb"))
    what = [
        *((name, name, "") for name in lessons),
        ("explore, no parser", "explore", HIDE),
        ("explore", "explore", ""),
    ]
    print(f"{'one learner':26} {'server':>7} {'kernel':>7} {'sum, MB':>8} {'CPU, s':>7}  parser")
    taken = {}
    for title, name, first in what:
        (one,) = at_once(browser, 1, name, first)
        taken[title] = one
        server, kernel, seconds, parser = one
        loaded = "yes" if parser else "no"
        print(f"{title:26} {server:7.0f} {kernel:7.0f} {server + kernel:8.0f} {seconds:7.1f}  {loaded}")
    most = max(lessons, key=lambda name: taken[name].kernel)
    print(f"\n{'at once in ' + most:33} {'server':>7} {'kernel':>7} {'each, MB':>9}")
    for number in AT_ONCE:
        several = at_once(browser, number, most)
        server, kernel = (sum(figures) / number for figures in list(zip(*several, strict=True))[:2])
        print(f"{number:33} {server:7.0f} {kernel:7.0f} {server + kernel:9.0f}")
    exploring = taken["explore"].server + taken["explore"].kernel
    print(
        f"\nmemory = base + learners × (server + kernel); of {CLASS} learners, without the base:"
        f"\n  in lessons {CLASS * (server + kernel) / 1000:5.1f} GB"
        f"\n  exploring  {CLASS * exploring / 1000:5.1f} GB"
    )


def main() -> None:
    """Find a browser, and measure."""
    chromium = os.environ.get("KIT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not sys.platform.startswith("linux") or not chromium:
        raise SystemExit("this needs Linux, and Chromium or Chrome: in the path, or named in KIT_CHROMIUM")
    expect.set_options(timeout=180_000)
    with sync_playwright() as playwright:
        rounds(playwright.chromium.launch(executable_path=chromium, args=FLAGS))


if __name__ == "__main__":
    main()
