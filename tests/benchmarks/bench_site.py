"""How soon a lesson of a site is alive, and what that takes: ``python -m tests.benchmarks.bench_site``.

Needs Linux and Chromium, and Pyodide's files or a site that is built (``--site``). Lesson 01 is opened by a browser
that was never there, and, when the site is kept and the browser was closed, once more. For each: seconds from the
click to what is seen and to the lesson's being alive, seconds of a processor that the browser's processes took until
then, and what was asked of the server and by the kernel.

``--throttle 2`` stops what shows pages, with its workers and its compilers, for half of each 20 ms, so that the
computer is half as fast. (The browser's own throttle slows a page alone, and not Python, which runs in a worker.)
"""

from __future__ import annotations

import argparse
import signal
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

from kit.site.build import build
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.site import Site, served

LESSON = "01-article-or-furniture.ipynb"
PATIENCE = 300_000  # ms
SLICE = 0.02  # s
# When what is seen came to be: the lesson's panel, the words of the page that waits, and each step of its bar.
WATCH = """() => {
    const seen = (window.benchSeen = {});
    const look = () => {
        if (document.querySelector(".kit-lesson")) seen.page ??= performance.now();
        if (document.querySelector(".kit-ready progress")?.value >= 0.75) seen.python ??= performance.now();
        if (document.querySelector("[data-kit-ready]")) seen.ready ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}"""
TIMES = """() => ({ ...benchSeen, words: performance.getEntriesByName("first-contentful-paint")[0]?.startTime })"""
FETCHED = """() => {
    const ends = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/static/pyodide/"));
    return performance.timeOrigin + Math.max(...ends.map(({ responseEnd }) => responseEnd));
}"""
ROWS = (
    ("words", "words are seen", "s"),
    ("page", "the page's scripts have run", "s"),
    ("fetched", "Python has arrived", "s"),
    ("python", "Python has started", "s"),
    ("ready", "the lesson is alive", "s"),
    ("cpu", "of a processor, by then", "s"),
    ("requests", "requests to the server", ""),
    ("bytes", "of the files asked for", "MB"),
    ("drive", "file requests of the kernel", ""),
)


@contextmanager
def slowed(profile: Path, rate: float) -> Iterator[None]:
    """Let what shows pages run for one part in ``rate`` of the time alone."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(SLICE / rate):
            pages = [each for each in processes(profile) if "--type=renderer" in each.cmdline()]
            for each in pages:
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(signal.SIGSTOP)
            time.sleep(SLICE * (1 - 1 / rate))
            for each in pages:
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(signal.SIGCONT)

    thread = threading.Thread(target=run, daemon=True)
    if rate > 1:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if rate > 1:
            thread.join()


_known: dict[Path, psutil.Process] = {}


def processes(profile: Path) -> list[psutil.Process]:
    """The browser with that profile, and all that it started."""
    if profile not in _known or not _known[profile].is_running():
        named = f"--user-data-dir={profile}"
        found = (each for each in psutil.process_iter(["cmdline"]) if named in (each.info["cmdline"] or ()))
        _known[profile] = next(each for each in found if not any("--type=" in word for word in each.info["cmdline"]))
    return [_known[profile], *_known[profile].children(recursive=True)]


def visit(playwright: Any, site: Site, profile: Path, rate: float) -> dict[str, float]:
    """Open the lesson in a browser that is started for it; return when it is alive, and the site is kept."""
    site.asked.clear()
    asked: list[str] = []
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=find_chromium(), args=FLAGS, viewport={"width": 1366, "height": 768}
    )
    try:
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url))
        context.add_init_script(f"({WATCH})()")
        page = context.pages[0]
        before = seconds(profile)
        with slowed(profile, rate):
            page.goto(site.address(LESSON), wait_until="commit")
            page.wait_for_selector(".kit-lesson[data-kit-ready]", state="attached")
            cpu = seconds(profile) - before
        found = {name: value / 1000 for name, value in page.evaluate(TIMES).items() if value is not None}
        assert page.get_attribute(".kit-lesson", "data-kit-ready") == "yes"
        kernel = next(worker for worker in page.workers if "worker" in worker.url)
        found["fetched"] = (kernel.evaluate(FETCHED) - page.evaluate("performance.timeOrigin")) / 1000
        found |= {"cpu": cpu, "requests": len(site.asked), "bytes": size(site) / 1_000_000}
        found["drive"] = Counter("/api/drive" in url for url in asked)[True]
        page.wait_for_selector("html[data-kit-kept]", state="attached")
        return found
    finally:
        context.close()


def seconds(profile: Path) -> float:
    """What the browser's processes took of a processor so far."""
    total = 0.0
    for each in processes(profile):
        with suppress(psutil.NoSuchProcess):
            used = each.cpu_times()
            total += used.user + used.system
    return total


def size(site: Site) -> int:
    """The bytes of all files that were asked for."""
    paths = [site.root / path.partition("?")[0].removeprefix("/school/kit/") for path in site.asked]
    return sum(path.stat().st_size for path in paths if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, action="append", default=[], help="a site; several are compared in turn")
    parser.add_argument("--pyodide", type=Path, default=Path("tests/node_modules/pyodide"), help="to build one with")
    parser.add_argument("--throttle", type=float, nargs="+", default=[1.0], metavar="N", help="how many times slower")
    parser.add_argument("--runs", type=int, default=1, help="of each; the middle one is told")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sites = given.site or [build(Path(folder) / "site", pyodide=given.pyodide)]
        for rate in given.throttle:
            runs: dict[tuple[Path, str], list[dict[str, float]]] = {}
            for run in range(given.runs):
                for number, root in enumerate(sites):
                    profile = Path(folder) / f"profile-{rate}-{run}-{number}"
                    with served(root) as site:
                        for which in ("first", "second"):
                            runs.setdefault((root, which), []).append(visit(playwright, site, profile, rate))
            tell(rate, runs)


def tell(rate: float, runs: dict[tuple[Path, str], list[dict[str, float]]]) -> None:
    """Print the middle of several runs, a column for each site and visit."""
    print(f"\n{rate:g} × slower" if rate > 1 else "\nAs fast as this computer")
    print(f"{'':32}" + "".join(f"{f'{root.name[-12:]} {which}':>20}" for root, which in runs))
    for name, words, unit in ROWS:
        middles = [statistics.median(each.get(name, float("nan")) for each in every) for every in runs.values()]
        print(f"{f'{words} ({unit})' if unit else words:32}" + "".join(f"{middle:20.1f}" for middle in middles))


if __name__ == "__main__":
    main()
