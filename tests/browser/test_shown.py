"""What a text says is what JupyterLab shows, whatever signs are in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kit
from kit.charts import words_by_zone
from kit.lesson.closed import closed
from kit.tables import Table

pytestmark = pytest.mark.browser

PAID = "It cost $5 million and not $6, said \\(x\\) of Lee & Co <b>."
TYPESET = "<p class='typeset'>A formula, $x^2$, as a control.</p>"  # which waits for MathJax, and sees that it works


def _notebook(path: Path, pages: list[str]) -> None:
    """A notebook that was run, its outputs in it."""
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": page}} for page in pages]
    cell = {"cell_type": "code", "source": "", "metadata": {}, "execution_count": 1, "id": "a", "outputs": outputs}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")


def test_a_dollar_is_a_dollar(page, lab):
    """JupyterLab typesets formulas in outputs, and none of the kit's words is one."""
    from playwright.sync_api import expect

    reading = kit.read(kit.Article.from_text(PAID), parser=False)
    table = Table((("said",), (PAID,)), PAID)
    views = [reading, reading.article, table, closed(PAID, PAID, table), words_by_zone(reading)]
    pages = [f"<div class='kit-one'>{view._repr_html_()}</div>" for view in views]
    _notebook(lab.home / "work" / "paid.ipynb", [*pages, TYPESET])
    page.goto(lab.address("paid.ipynb"))
    expect(page.locator(".typeset mjx-container")).to_be_attached(timeout=60_000)
    shown = page.locator(".kit-one").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert [words.count(PAID) for words in shown] == [1, 1, 2, 4, 0]
    assert page.locator(".kit-one mjx-container").count() == 0
