"""What every test may count on.

It is read in Pyodide too, so it imports the standard library, pytest and hypothesis alone (which has a stand-in there).
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

import kit
from kit.files import held

HERE = Path(__file__).parent
# Scripts for Pyodide, and for nbgrader's own environment: to look for examples would run them.
collect_ignore = ["pyodide/look_at_packages.py", "nbgrader/course.py"]
LEAST = 0.02  # seconds of the processor that the shorter run takes at least, so that its clock is fine enough
LINEAR = 8.0  # where time is linear 4 n takes 4 times as long as n, where it is quadratic 16 times: this is half-way
# What shares a browser, a Lab or a site is dealt to one process, in three parts that take about as long as each other.
WALK = ("tests/browser/test_access", "tests/browser/test_lesson_0", "tests/browser/test_walk")
SITE = ("tests/browser/test_site", "tests/test_site", "tests/test_pyodide")
LAB = "tests/browser/"
RUNS = 20  # a neighbour on the machine slows this process for a second or two: long enough to outlast it

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of what a shell began in the background, and all that it starts
    signal.signal(signal.SIGINT, signal.default_int_handler)

# hypothesis has limits by the wall clock of its own: for one example, and for the making of them.
settings.register_profile("kit", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kit")


@pytest.fixture(scope="session")
def seed() -> kit.Article:
    """The first article, as the kit loads it."""
    return kit.load("csto-kazakhstan")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working folder of one's own, in which answers are kept."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    return tmp_path


def growth(make: Callable[[int], Any], work: Callable[[Any], object], n: int, runs: int = RUNS) -> float:
    """How many times longer working on what is made for 4 n takes the processor than for n: 4 where time is linear.

    The time is this process's own, so that others on the machine do not count, and the best of up to ``runs`` of each
    length. n is doubled until a run takes 20 ms, a thousandfold at most. No two runs are of the same length:
    nothing is known from the last.
    """

    def seconds(size: int) -> float:
        made = make(size)
        gc.disable()  # what else lives in this process is none of it
        try:
            began = time.process_time()
            work(made)
            return time.process_time() - began
        finally:
            gc.enable()

    seconds(n // 8 + 1)  # so that lexicons and patterns are there
    longest = 1000 * n
    while (short := seconds(n)) < LEAST and n < longest:
        n *= 2
    long = seconds(4 * n)
    for run in range(1, runs):
        if long < LINEAR * max(short, LEAST):
            break
        short = min(short, seconds(n + run))
        long = min(long, seconds(4 * (n + run)))
    return long / max(short, LEAST)


def is_linear(make: Callable[[int], Any], work: Callable[[Any], object], n: int, runs: int = RUNS) -> bool:
    """Whether working on what is made for 4 n takes the processor less than 8 times what n takes it."""
    times = growth(make, work, n, runs)
    print(f"4 times the length takes {times:.1f} times as long")
    return times < LINEAR


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal out tests one by one, but those that share a browser, a Lab or a site together."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            parts = {"walk": WALK, "site": SITE, "lab": LAB}
            return next((part for part, files in parts.items() if nodeid.startswith(files)), nodeid)

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def linear() -> Callable[..., bool]:
    """The measure of growth, ``linear(make, work, n)``."""
    return is_linear


@pytest.fixture(scope="session")
def absent() -> Callable[[str], NoReturn]:
    """Skip for want of something, saying what to install; under CI, where nothing may be skipped, fail."""
    return pytest.fail if os.environ.get("CI") == "true" else pytest.skip


@pytest.fixture(scope="session")
def node(absent) -> str:
    """The path of Node.js."""
    return shutil.which("node") or absent("no `node` on the path; install Node.js 20 or later, with npm")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is in here, by a lock on a file that ends with its process."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        while not held(handle):
            time.sleep(0.1)  # a step of the poll
        yield
    finally:
        os.close(handle)


@pytest.fixture(scope="session")
def node_modules(absent, node) -> Path:
    """The folder of the packages that tests/package.json pins, installed if they are not there."""
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    folder = HERE / "node_modules"

    def version(name: str) -> str | None:
        manifest = folder / name / "package.json"
        return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.exists() else None

    with alone(HERE / ".npm.lock"):
        if all(version(name) == pinned for name, pinned in wanted.items()):
            return folder
        npm = shutil.which("npm") or absent("no `npm` on the path; install Node.js 20 or later, with npm")
        quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run([npm, "install", *quiet], cwd=HERE, capture_output=True, text=True, timeout=300)
        if done.returncode:
            absent(f"npm could not install {wanted}: {done.stderr.strip()[-500:]}")
    return folder


@pytest.fixture(scope="session")
def built_site(tmp_path_factory, node_modules, absent) -> Path:
    """The course as a static site, as ``kit site`` makes it with npm's Pyodide; built once, and not to be changed."""
    try:
        import jupyterlite_core  # noqa: F401
        import jupyterlite_pyodide_kernel  # noqa: F401
    except ImportError as missing:
        absent(f"{missing}; pip install 'media-literacy-kit[site]'")
    from kit.site.build import build

    return build(tmp_path_factory.mktemp("built") / "site", pyodide=node_modules / "pyodide")
