"""The widgets' JavaScript has tests of its own; Node.js runs them without any package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


def test_the_widgets_functions():
    """node --test passes, on more than one test."""
    node = shutil.which("node")
    if node is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Node.js was found; install it to test the widgets")
    done = subprocess.run([node, "--test", *TESTS], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.M).group(1)) >= 30
