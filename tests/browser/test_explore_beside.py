"""Articles side by side, and what is saved of one, in a real JupyterLab; by keyboard, and what comes is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kit
from kit.annotate.voices import others_speech

pytestmark = pytest.mark.browser


def _notebook(path: Path) -> None:
    """A page to explore two articles on."""
    readings = ", ".join(f"kit.read({name!r}, parser=False)" for name in ("skate-park", "night-buses"))
    source = f"import kit\n\nkit.explore({readings})"
    cell = {"cell_type": "code", "source": source, "metadata": {}, "execution_count": None, "id": "a", "outputs": []}
    metadata = {"kit": {"lesson": "beside"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))


def test_two_articles_side_by_side_and_one_taken_away(page, lab):
    """A word of both is shown in both; the texts scroll together until they are let go; a file is what Python made."""
    from playwright.sync_api import expect

    _notebook(lab.home / "work" / "beside.ipynb")
    page.goto(lab.address("beside.ipynb"))
    page.get_by_role("tab", name="Side by side").click()
    texts = page.locator(".kb-text")

    word = page.locator(".kb-keyword").get_by_role("button", name="said:")
    word.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-texts [role=status]")).to_have_text("“said”: 1 in A, 5 in B")
    for at, n in ((0, 1), (1, 5)):
        expect(texts.nth(at).locator(".kb-is-here")).to_have_count(n)
        expect(texts.nth(at).locator(".kb-is-now")).to_be_in_viewport()

    share = "box => Math.round((100 * box.scrollTop) / (box.scrollHeight - box.clientHeight))"
    for linked, end in ((True, 100), (False, 0)):
        page.get_by_label("Scroll together").set_checked(linked)
        texts.first.focus()
        page.keyboard.press("End" if linked else "Home")
        page.wait_for_function(f"([box, end]) => ({share})(box) === end", arg=[texts.first.element_handle(), end])
        page.wait_for_function(f"box => ({share})(box) === 100", arg=texts.nth(1).element_handle())

    page.get_by_role("tab", name="Save or print").click()
    article = kit.load("night-buses")  # the one that was opened last is in front
    with page.expect_download() as coming:
        page.get_by_role("button", name="Web Annotations").press("Enter")
    assert coming.value.suggested_filename == "night-buses-annotations.jsonld"
    found = kit.from_web_annotations(json.loads(Path(coming.value.path()).read_bytes()), article)
    assert [each for each in found if each.layer == "zone"] == kit.find_zones(article)
    assert list(others_speech(each for each in found if each.layer == "quote"))
    expect(page.locator(".kx-said")).to_have_text("Downloaded as night-buses-annotations.jsonld")
