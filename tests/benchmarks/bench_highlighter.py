"""How fast the highlighter is, in headless Chromium: ``python tests/benchmarks/bench_highlighter.py``.

The page holds the widget's own script and style. Its model is the real ``Highlighter`` in this process, reached over
Playwright's line in place of Jupyter's, so that a mark's time, from the key press to the frame that shows it, includes
Python's share. The peer, in the same run, is what one would write first: a span for every word, and nothing else.
Prints a table; targets: 10,000 words in under 500 ms, a mark in under 50 ms.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright

from kit import Article, load
from kit.widgets import Highlighter

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
TRAITS = ("_page", "_labels", "_background", "_marks", "_state", "_comparison")
HARNESS = """
async ({ script, style, traits }) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const heard = new Map();
  window.hear = ({ traits: changed, answer }) => {
    Object.assign(traits, changed);
    for (const name of Object.keys(changed)) (heard.get(`change:${name}`) ?? []).forEach((f) => f());
    if (answer) (heard.get("msg:custom") ?? []).forEach((f) => f(answer));
  };
  const model = {
    get: (name) => traits[name],
    on: (name, f) => heard.set(name, [...(heard.get(name) ?? []), f]),
    off: () => {},
    send: (message) => window.askPython(message).then(window.hear),
  };
  window.painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const host = document.body.appendChild(document.createElement("div"));
  const start = performance.now();
  module.default.render({ model, el: host });
  host.getBoundingClientRect();
  const laidOut = performance.now() - start;
  await window.painted();
  return [laidOut, performance.now() - start];
}
"""
SPAN_PER_WORD = """
async (paragraphs) => {
  const host = document.body.appendChild(document.createElement("div"));
  const start = performance.now();
  for (const words of paragraphs) {
    const paragraph = host.appendChild(document.createElement("p"));
    for (const word of words) {
      paragraph.append(Object.assign(document.createElement("span"), { textContent: word }), " ");
    }
  }
  host.getBoundingClientRect();
  await window.painted();
  return performance.now() - start;
}
"""
TIMED_KEY = """
() => new Promise((done) => {
  addEventListener("keydown", ({ timeStamp }) => {
    const before = document.querySelectorAll(".kit-entry").length;
    new MutationObserver((_, watch) => {
      if (document.querySelectorAll(".kit-entry").length === before) return;
      watch.disconnect();
      window.painted().then(() => done(performance.now() - timeStamp));
    }).observe(document.querySelector(".kit-list"), { childList: true });
  }, { once: true, capture: true });
})
"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of whatever Chromium is installed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def show(page: Page, widget: Highlighter) -> tuple[float, float]:
    """Show a widget; how long until it was laid out, and painted, in ms."""
    answers: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]

    def ask(message: dict[str, Any]) -> dict[str, Any]:
        answers.clear()
        widget._receive(widget, message, [])
        return {"traits": traits(widget, TRAITS[1:]), "answer": answers[0]}

    page.expose_function("askPython", ask)
    files = {"script": str(widget._esm), "style": str(widget._css)}
    laid_out, painted = page.evaluate(HARNESS, {**files, "traits": traits(widget, TRAITS)})
    return laid_out, painted


def traits(widget: Highlighter, names: tuple[str, ...]) -> dict[str, Any]:
    """What the browser is told."""
    return {name: getattr(widget, name) for name in names}


def timed_mark(page: Page, key: str) -> float:
    """From a key press to the frame that shows the mark, in ms."""
    page.evaluate(f"window.timing = ({TIMED_KEY})(); null")
    page.keyboard.press(key)
    return float(page.evaluate("window.timing"))


def long_article(words: int, *, blocks: bool = True) -> Article:
    """The seed's own paragraphs, again and again, up to a number of words; or all in one block."""
    given = load("csto-kazakhstan").text.split()
    wanted = (given * (words // len(given) + 1))[:words]
    paragraphs = [" ".join(wanted[i : i + 80]) for i in range(0, words, 80)]
    return Article.from_text(("\n\n" if blocks else " ").join(paragraphs))


def measure(words: int, *, unit: str = "word", blocks: bool = True) -> list[float]:
    """In ms: to build the widget, lay it out and paint it, paint a span per word, make a mark (median and worst)."""
    article = long_article(words, blocks=blocks)
    start = perf_counter()
    widget = Highlighter(article, layer="quote", labels=["direct", "scare", "claim"], unit=unit)  # type: ignore[arg-type]
    built = 1000 * (perf_counter() - start)
    with browser_page() as page:
        laid_out, painted = show(page, widget)
        page.focus(".kit-text")
        times = []
        for _ in range(15):
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowRight")
            times.append(timed_mark(page, "1"))
        spans = page.evaluate(SPAN_PER_WORD, [block.split() for block in article.text.split("\n\n")])
    return [built, laid_out, painted, spans, statistics.median(times), max(times)]


def main() -> None:
    """Print the table."""
    print(f"{'':>28}{'Python':>10}{'laid out':>10}{'painted':>10}{'spans':>10}{'mark':>10}{'worst':>10}   (ms)")
    cases = [(1_000, "word", True), (10_000, "word", True), (100_000, "word", True)]
    cases += [(10_000, "block", True), (10_000, "word", False)]
    for words, unit, blocks in cases:
        name = f"{words:,} words, by {unit}{'' if blocks else ', one block'}"
        print(f"{name:>28}" + "".join(f"{ms:10.0f}" for ms in measure(words, unit=unit, blocks=blocks)))


if __name__ == "__main__":
    sys.exit(main())
