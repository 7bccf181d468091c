"""Every kind of chart on a page: its words stay apart and within it, whatever they are, on any width."""

from __future__ import annotations

import pytest

import kit
from kit.charts import (
    kinds_of_claims,
    loaded_along,
    readability_by_voice,
    sentence_lengths,
    sources_of_claims,
    term_slopes,
    term_strips,
    terms_by_voice,
    who_speaks,
    words_by_zone,
    zones_and_voices,
)
from kit.terms import STOP_WORDS
from tests.browser.test_report import AXE

pytestmark = pytest.mark.browser

ODD = [
    "x" * 400,
    "集団安全保障条約機構は平和維持部隊を派遣した" * 9,
    "منظمة معاهدة الأمن الجماعي في كازاخستان",
    "👩\u200d👩\u200d👧🚢" * 40,
    "the Collective Security Treaty Organization's peacekeeping mission in Kazakhstan, which began on 6 January",
    "मीना ने कहा कि पुल गिर गया",
]
# Words of a drawing that lie upon each other, or beyond its edge.
TANGLED = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
    const box = svg.getBoundingClientRect();
    if (!box.width) return [];
    const words = [...svg.querySelectorAll("text")].map((node) => [node.getBoundingClientRect(), node.lastChild.data]);
    const beyond = (at) => at.left < box.left - 1 || at.right > box.right + 1 || at.bottom > box.bottom + 1;
    const out = words.filter(([at]) => beyond(at));
    const wide = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const upon = words.flatMap(([a, one], i) => words.slice(i + 1).filter(([b]) => wide(a, b) > 1 && high(a, b) > 4)
        .map(([, two]) => `${one} upon ${two}`));
    return [...out.map(([, said]) => `beyond the edge: ${said}`), ...upon];
})"""
SIZES = """() => [...document.querySelectorAll("svg text")].filter((node) => node.getBoundingClientRect().width)
    .map((node) => parseFloat(getComputedStyle(node).fontSize) * node.getScreenCTM().a)"""


@pytest.fixture(scope="module")
def charts() -> str:
    """One of each kind, of a long text and of texts and terms with names of any sort."""
    long, short = (kit.read(slug, parser=False) for slug in ("csto-kazakhstan", "night-buses"))
    texts = {"the opinion piece": long, "the night buses": short}
    of_any_name = dict.fromkeys(ODD, short)
    voices = {voice: long.words(voice) for voice in ("author", "quoted")}
    made = [
        *(make(long) for make in (words_by_zone, readability_by_voice, sentence_lengths, zones_and_voices)),
        *(make(texts) for make in (kinds_of_claims, sources_of_claims, loaded_along)),
        *(make(of_any_name) for make in (kinds_of_claims, sources_of_claims, loaded_along)),
        *(who_speaks(short), terms_by_voice(long, stop_words=STOP_WORDS)),
        terms_by_voice(long, ["page", "article", "author", "quoted", "furniture"], stop_words=STOP_WORDS, rate=True),
        *(term_strips(long, ["peaceful", "human rights"]), term_strips(long, ODD), terms_by_voice(long, only=ODD)),
        term_slopes(voices, ["collective", "mission", "peaceful", "the"]),
        term_slopes({ODD[1]: long, ODD[2]: short}, [*ODD, "mission"]),
    ]
    shown = "".join(chart._repr_html_().replace("<details ", "<details open ") for chart in made)
    return (
        f"<!DOCTYPE html><html lang='en'><title>Charts</title><body><main><h1>Charts</h1>{shown}</main></body></html>"
    )


@pytest.mark.parametrize(("dark", "width"), [(False, 800), (True, 800), (False, 360)])
def test_words_stay_apart_and_are_read_by_everybody(browser, node_modules, charts, dark, width):
    """axe finds nothing, no word is on another or cut by the edge, the page scrolls one way, and letters stay large."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(charts)
    light, ground = str(not dark).lower(), "#111;color:#ddd" if dark else "#fff"
    page.evaluate(f"document.body.setAttribute('style', 'background:{ground};margin:8px')")
    page.evaluate(f"document.body.dataset.jpThemeLight = '{light}'")
    assert page.evaluate(TANGLED) == []
    assert min(page.evaluate(SIZES)) > 11  # px
    tables = page.locator("table")
    tables.evaluate_all("tables => tables.forEach((table) => table.remove())")  # which scroll where they stand
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(AXE) == []
    page.close()


def test_a_chart_is_printed_on_white(browser, charts):
    """Also from a dark page, and at the width of paper it is the wide drawing."""
    page = browser.new_page(viewport={"width": 672, "height": 900})
    page.set_content(charts)
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    look = """() => { const [box, of] = [document.querySelector(".kit-chart"), getComputedStyle];
        const [words, wide] = [box.querySelector("text"), box.querySelector(".kd-wide")];
        return [of(box).backgroundColor, of(words).fill, of(wide).display]; }"""
    assert page.evaluate(look)[0] != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(look) == ["rgb(255, 255, 255)", "rgb(29, 30, 32)", "block"]
    page.close()
