"""A site once visited works without a network; a new edition of it reaches those who come back, whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kit.site.build import STATIC, _finish
from tests.browser.site import Visitor, served

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "00-start-here"
KEPT = "html[data-kit-kept='{}']"
WORKERS = (
    "() => ServiceWorkerContainer.prototype.getRegistrations.call(navigator.serviceWorker).then((all) => all.length)"
)
FILL = """(size) => new Promise((tell, fail) => {
    const request = indexedDB.open("filler");
    request.onerror = fail;
    request.onupgradeneeded = () => request.result.createObjectStore("all");
    request.onsuccess = () => {
        const work = request.result.transaction("all", "readwrite");
        work.objectStore("all").put(new ArrayBuffer(size), 1);
        work.oncomplete = () => tell("stored");
        work.onabort = () => tell(work.error.name);
    };
})"""
PAGE = '<!doctype html><script src="register.js"></script><title>{0}</title><p>{0}</p>'


def publish(folder: Path, **files: str) -> str:
    """Put files in the folder of a site, and make its edition anew: its name."""
    folder.mkdir(exist_ok=True)
    shutil.copyfile(STATIC / "register.js", folder / "register.js")
    for name, text in files.items():
        (folder / f"{name}.html").write_text(PAGE.format(text), encoding="utf-8")
    (folder / "edition.json").unlink(missing_ok=True)
    _finish(folder)
    return json.loads((folder / "edition.json").read_bytes())["edition"]


def test_an_edition_is_seen_whole_or_not_at_all(browser, tmp_path):
    """A page that is open stays in its edition; the next has the new one, unless the folder is half copied."""
    with served(tmp_path / "site") as site, browser.new_context() as context:
        one = publish(site.root, index="start one", other="other one")
        page, second = context.new_page(), context.new_page()
        page.goto(site.url)
        page.wait_for_selector(KEPT.format(one), state="attached")
        page.reload()

        two = publish(site.root, index="start two", other="other two")
        second.goto(site.url)
        second.wait_for_selector(
            KEPT.format(two), state="attached"
        )  # it was fetched by now, if not in the moment that a page waits
        second.reload()
        expect(second.locator("p")).to_have_text("start two")
        text = "() => fetch('other.html').then((answer) => answer.text())"
        assert "other one" in page.evaluate(text)
        assert "other two" in second.evaluate(text)
        page.reload()
        expect(page.locator("p")).to_have_text("start two")

        publish(site.root, index="start three", other="other three")
        (site.root / "other.html").write_text(PAGE.format("other two"), encoding="utf-8")
        for _ in range(2):
            page.reload()
            expect(page.locator("p")).to_have_text("start two")
        site.off = True
        page.goto(f"{site.url}other.html")
        expect(page.locator("p")).to_have_text("other two")
        assert page.goto(f"{site.url}nothing.html").status == 404


def test_two_sites_of_one_server(browser, tmp_path):
    """Each is kept for itself, and neither page takes away what the other has registered."""
    with served(tmp_path) as site, browser.new_context() as context:
        page = context.new_page()
        for name in ("one", "two"):
            edition = publish(tmp_path / name, index=name)
            page.goto(f"{site.url}{name}/")
            page.wait_for_selector(KEPT.format(edition), state="attached")
        assert page.evaluate("() => navigator.serviceWorker.getRegistrations()") == []  # what JupyterLite would end
        assert page.evaluate(WORKERS) == 2
        site.off = True
        for name in ("one", "two"):
            page.goto(f"{site.url}{name}/")
            expect(page.locator("p")).to_have_text(name)


def mark(visitor, word: int, label: str) -> None:
    """Mark a word of the first text, by its number."""
    visitor.texts().first.focus()
    visitor.page.keyboard.press("Control+Home")
    for _ in range(word):
        visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press(label)


def marks(visitor) -> list[str]:
    """The labels of the marks that the browser keeps."""
    kept = visitor.files().get(f"answers/me/{LESSON}/practice.jsonl")
    if not kept or not kept["content"]:
        return []
    text = b64decode(kept["content"]).decode() if kept["format"] == "base64" else kept["content"]
    return [json.loads(line)["label"] for line in text.splitlines()]


def test_a_lesson_without_a_network(browser, site, built_site, node_modules, tmp_path):
    """Marks are kept, or said not to be; offline they are there, in two windows; and in a new edition."""
    with browser.new_context() as context:
        first = Visitor(context, site, node_modules)
        room = 2 * sum(path.stat().st_size for path in built_site.rglob("*"))  # bytes: what there is to fill
        quota = {"origin": site.origin}
        session = context.new_cdp_session(first.page)
        session.send("Storage.overrideQuotaForOrigin", quota | {"quotaSize": room})
        first.open(f"{LESSON}.ipynb")
        first.page.wait_for_selector("html[data-kit-kept]", state="attached")
        session.send("Storage.overrideQuotaForOrigin", quota | {"quotaSize": 1})
        assert first.page.evaluate(FILL, room) == "QuotaExceededError"  # Chromium forgets how much room there was
        mark(first, 0, "1")
        expect(
            first.page.get_by_text(re.compile("^Not saved: .*storage may be full. Hand in makes a file"))
        ).to_be_visible()
        assert marks(first) == []
        session.send("Storage.overrideQuotaForOrigin", quota)
        mark(first, 3, "2")
        first.until(lambda: len(marks(first)) == 2, "both marks kept")

        site.off = True
        try:
            second = Visitor(context, site, node_modules)
            second.page.goto(site.url)
            expect(second.page.locator("h1")).to_be_visible()
            second.open(f"{LESSON}.ipynb")
            expect(second.page.get_by_text("Marks (2)")).to_be_visible()
            mark(second, 6, "1")
            second.until(lambda: len(marks(second)) == 3, "a third mark kept")
            mark(first, 9, "1")
            expect(first.page.get_by_text("1 mark came from another window")).to_be_visible()
            assert len(marks(first)) == 4
        finally:
            site.off = False

        new = shutil.copytree(built_site, tmp_path / "new")
        book = new / "files" / f"{LESSON}.ipynb"
        book.write_text(book.read_text(encoding="utf-8").replace("# ", "# New: ", 1), encoding="utf-8")
        (new / "edition.json").unlink()
        _finish(new)
        site.root = new
        try:
            edition = json.loads((new / "edition.json").read_bytes())["edition"]
            second.page.goto(site.url)
            second.page.wait_for_selector(KEPT.format(edition), state="attached")
            second.page.goto(site.address(f"{LESSON}.ipynb"))
            expect(second.page.locator("#kit-header strong")).to_have_text(re.compile("^New: "))
            assert len(marks(second)) == 4
        finally:
            site.root = built_site
        assert first.foreign == []
