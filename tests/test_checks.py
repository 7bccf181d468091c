"""The code is linted, formatted and typed, its imports keep to the layers, and what measures growth tells a square."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ("ruff check .", "ruff format --check .", "mypy", "lint-imports")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_code_passes(command):
    """Each check is content, or what it complains of is told."""
    program, *arguments = command.split()
    beside = Path(sys.executable).parent  # first the one that was installed with this Python
    path = shutil.which(program, path=os.pathsep.join([str(beside), os.environ["PATH"]]))
    assert path, f"no {program} beside {sys.executable}; install the kit with its extra `test`"
    plain = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run([path, *arguments], cwd=ROOT, env=plain, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_contributing_names_the_commands():
    """Whoever reads how to check finds these four, to run alone."""
    assert "\n".join(("```sh", *COMMANDS, "```")) in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_a_square_is_not_linear(linear):
    """The measure of growth passes what grows with n, and not what grows with its square."""
    assert linear(range, sum, 100_000)
    assert not linear(range, lambda numbers: sum(1 for _ in numbers for _ in numbers), 500, runs=3)
