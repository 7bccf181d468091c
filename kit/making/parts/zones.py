"""Article or furniture, block by block: the pattern of lesson 01."""

from __future__ import annotations

import json
import textwrap

from kit.activity.keys import reduced
from kit.annotation import Annotation
from kit.making.parts.part import Material, Part, Section, closed_code, compared
from kit.making.parts.second import second_reader, without_key
from kit.making.parts.sheet import lines, paragraph, table

__all__ = ["ZONES"]

SORT = "Article or furniture?"
_ENOUGH = 15  # blocks, as in lesson 01
_MOST = 60  # rows on paper
_SHOWN = 70  # characters of a block on paper: enough to know it by


def _blocks(m: Material) -> list[Annotation]:
    found = m.page.key("zone") if m.has_key("zone") else m.page.found("zone")
    return reduced(found, "article-or-furniture")


def _lacks(m: Material) -> str:
    labels = {block.label for block in _blocks(m)}
    if labels == {"article", "furniture"}:
        return ""
    if labels == {"furniture"}:
        return "all of the page is furniture, as far as is known"
    return "the page has no furniture, as far as is known; save the whole page, and not the article alone"


def _sections(m: Material) -> list[Section]:
    n = len(_blocks(m))
    reference = {} if m.has_key("zone") else {"reference": "program"}
    prose = (
        "Save a news page, and you save more than the article. You also get menus, requests to share, legal notices, a "
        "line about the writer. We call all of that the page's **furniture**.\n\n"
        "Here is the whole page as it was saved. It is cut into **blocks**: a headline is a block, and so is a "
        "paragraph or a line of links. Give each block a label.\n\n"
        "- **Article**: written for this story. That is the headline, the writer's name, the date, the text.\n"
        "- **Furniture**: what the outlet puts around every story.\n\n"
        "Click a block, then press `1` or `2`. With the keyboard: Tab into the text, and use the arrow keys. Which "
        f"block are you least sure of? Remember it. Then compare.{without_key(m, 'zone')}"
    )
    if m.has_key("zone"):
        said = (
            "{sorting}\n\nRead both lines. If you call every block furniture, you find all the furniture, and you lose "
            "the article."
        )
    else:
        said = (
            "{comparison}\n\nWhat gave the furniture away: its length, its place, its words? Each sign can mislead, "
            "you as well as the program."
        )
    by = f"{m.by('zone', of='page')} this is how many words each kind of block has."
    activities = {
        "zones": {
            "kind": "mark",
            "step": SORT,
            "text": "page",
            "layer": "zone",
            "labels": "article-or-furniture",
            "unit": "block",
            "enough": min(_ENOUGH, n),
            "title": SORT,
            **reference,
        },
        "zones-compare": compared(
            m, "zone", "zones", SORT, prompt="Choose a block where you two differ, and read the reason.", reveal=said
        ),
    }
    rows = [(str(i), _short(m, block), "", "") for i, block in enumerate(_blocks(m)[:_MOST], 1)]
    section = Section(
        title=SORT,
        cells=(
            ("markdown", prose),
            ("code", 'lesson.mark("zones")'),
            ("code", 'lesson.compare("zones-compare")'),
            (
                "markdown",
                "Take the furniture away. Of every 100 words of the page, how many are left? And which furniture has "
                "the most words? Guess. Then open the chart.",
            ),
            ("code", closed_code("Guessed? Open the chart.", json.dumps(by), 'words_by_zone(lesson.reading("page"))')),
        ),
        activities=activities,
        do="Alone. Compare, then in pairs: one block where you differ. Hands up before the chart.",
        talk=2,
        heard=(
            ("Furniture is advertising.", "Some of it. A copyright line is furniture too, and useful."),
            (
                "The line about the writer belongs to the article.",
                "Cover the article: would the line be right under the writer's next one as well? Then it is furniture.",
            ),
            ("I called everything furniture, and found it all.", "Finding everything is easy. What did you lose?"),
        ),
        look=("zones.jsonl",),
        sheet=paragraph("Article or furniture? Tick one for each block of the saved page.")
        + table(["block", "how it begins", "article", "furniture"], rows)
        + paragraph("Which sign gave the furniture away?")
        + lines(1),
        imports={"words_by_zone": "kit.charts"},
    )
    return [
        section,
        *second_reader(m, "zone", "zones", SORT, "By the key, this is how it did.\n\n{sorting_by_program}"),
    ]


def _short(m: Material, block: Annotation) -> str:
    words = " ".join(m.page.article.covered(block)[: 3 * _SHOWN].split())
    return textwrap.shorten(words, _SHOWN, placeholder=" …") if " " in words else words[:_SHOWN]


ZONES = Part(
    title="Article or furniture",
    hint="Learners sort the blocks of the whole saved page; it has to have something around the article.",
    layers=("zone",),
    asks="what on a saved page is the article",
    lacks=_lacks,
    sections=_sections,
)
