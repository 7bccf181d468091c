"""The widgets' JavaScript has tests of its own; Node.js runs them without any package."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


def test_the_widgets_functions(node):
    """node --test passes, on more than a handful of tests."""
    done = subprocess.run([node, "--test", *TESTS], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.M).group(1)) >= 100
