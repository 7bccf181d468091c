"""What ``python -m tests.trust`` tries holds: here in short, a part at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.__main__ import PARTS
from tests.trust.table import Row, row, table

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_tried_holds(part: str) -> None:
    """No part has a row that failed; each has one that was tried, or says why it could not be."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust", "--only", part],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert (done.returncode, "FAILED" in done.stdout) == (0, False), done.stdout + done.stderr[-2000:]
    assert done.stdout.startswith(part.upper()) and ("  ok" in done.stdout or "  -" in done.stdout)


def test_a_failure_is_told() -> None:
    """What failed is told with its input, and what was not tried is not called well."""
    said = table("part", [row("texts", 7, ["read('x'): raised"], "fine", "wrong"), Row("disk", 0, "no disk", None)])
    assert "1 wrong" in said and "FAILED" in said and "  ! read('x'): raised" in said
    assert said.splitlines()[-1].endswith("-")
    assert row("texts", 0, [], "fine", "wrong").ok is False
    assert max(map(len, said.splitlines())) <= 100
