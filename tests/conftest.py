"""What every test may count on."""

from __future__ import annotations

import pytest

import kit


@pytest.fixture(scope="session")
def seed() -> kit.Article:
    """The first article, as the kit loads it."""
    return kit.load("csto-kazakhstan")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working folder of one's own, in which answers are kept."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    return tmp_path
