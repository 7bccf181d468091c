"""What every test may count on. It is read in Pyodide too, so it imports the standard library and pytest alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import kit

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def seed() -> kit.Article:
    """The first article, as the kit loads it."""
    return kit.load("csto-kazakhstan")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working folder of one's own, in which answers are kept."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def absent() -> Callable[[str], NoReturn]:
    """Skip for want of something, saying what to install; under CI, where nothing may be skipped, fail."""
    return pytest.fail if os.environ.get("CI") == "true" else pytest.skip


@pytest.fixture(scope="session")
def node(absent) -> str:
    """The path of Node.js."""
    return shutil.which("node") or absent("no `node` on the path; install Node.js 20 or later, with npm")


@pytest.fixture(scope="session")
def node_modules(absent, node) -> Path:
    """The folder of the packages that tests/package.json pins, installed if they are not there."""
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    folder = HERE / "node_modules"

    def version(name: str) -> str | None:
        manifest = folder / name / "package.json"
        return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.exists() else None

    if any(version(name) != pinned for name, pinned in wanted.items()):
        npm = shutil.which("npm") or absent("no `npm` on the path; install Node.js 20 or later, with npm")
        quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run([npm, "install", *quiet], cwd=HERE, capture_output=True, text=True, timeout=300)
        if done.returncode:
            absent(f"npm could not install {wanted}: {done.stderr.strip()[-500:]}")
    return folder
