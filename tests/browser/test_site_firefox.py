"""The course in another maker's browser."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.firefox import firefox

pytestmark = pytest.mark.browser

LESSON = "01-article-or-furniture"
READY = "document.querySelector('[data-kit-ready]')?.dataset.kitReady"
QUESTION = "[...document.querySelectorAll('.kq-root')].find((node) => node.textContent.includes('Of every 100 words'))"
# Keys reach no page of a Firefox without a screen, so the box is filled and the button pressed by a script.
ANSWER = f"""(() => {{
    const box = {QUESTION}.querySelector("input[type=number]");
    box.value = "60";
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    {QUESTION}.querySelector("button").click();
}})()"""


def test_a_lesson_is_answered_and_opened_anew_in_firefox(site, absent):
    """A lesson comes alive by itself, takes an answer, and has it after a reload; nobody else is asked."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or absent("no Firefox; install firefox-esr")
    with firefox(program) as window:
        window.open(site.address(f"{LESSON}.ipynb"))
        assert window.until(READY) == "yes"
        window.evaluate(ANSWER)
        window.until(f"{QUESTION}.textContent.includes('You said 60.') && {QUESTION}.textContent.includes('Saved')")
        window.open(site.address(f"{LESSON}.ipynb"))
        assert window.until(READY) == "yes"
        window.until(f"{QUESTION}.textContent.includes('You said 60.')")
        assert window.errors == []
        foreign = [url for url in window.asked if not url.startswith((f"{site.origin}/", "data:", "blob:", "about:"))]
        assert foreign == []
