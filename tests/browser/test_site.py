"""The course in a browser alone: a lesson comes alive by itself, and stays as it is but for answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LESSON = "01-article-or-furniture"


def test_a_lesson_comes_alive_by_itself(visitor):
    """Opened, it runs without a click; nothing is asked of another host, and nothing is wrong."""
    visitor.open(f"{LESSON}.ipynb")
    expect(visitor.page.locator(".kit-card").first).to_be_visible()
    assert visitor.foreign == []
