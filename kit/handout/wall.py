"""What the program shows once a guess is made, on a page of its own: for the wall, or to hand out when all have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.activity.activity import LessonData
from kit.activity.wall import Shown
from kit.charts import (
    Chart,
    certainty_of_claims,
    loaded_along,
    readability_by_voice,
    sentence_lengths,
    sources_of_claims,
    terms_by_voice,
    who_speaks,
    words_by_zone,
)
from kit.charts.page import picture_html
from kit.hypertext import AS_WRITTEN, words_html
from kit.making.parts.part import byline
from kit.reading import Reading
from kit.tables import table_html
from kit.terms import STOP_WORDS

__all__ = ["SHOWS", "wall_html"]

_NO_DARK = ("", "not all")  # on paper no page is dark
_TERMS = 5  # so that two lists stand on one page, and what is asked later is in none


def wall_html(lesson: LessonData) -> str:
    """All that a lesson shows, under the titles of its steps, and whose the texts are; nothing where it shows nothing.

    >>> from kit.activity.lesson_file import read_lesson
    >>> wall_html(read_lesson("00-start-here"))
    ''
    """
    sections = []
    for number, step in enumerate(lesson.steps, 1):
        if shown := "".join(_figures(each) for each in lesson.wall if each.step == step):
            sections.append(f"<section><h2>{number}. {words_html(step)}</h2>{shown}</section>")
    if not sections:
        return ""
    how = "<p>Show each part when all have guessed: hang the page up, fold it, or cut it.</p>"
    return f"<div class='{AS_WRITTEN}'>{how}{''.join(sections)}{_whose(lesson)}</div>"


def _figures(shown: Shown) -> str:
    texts = {f"the {name}": text.reading for name, text in shown.texts.items()}
    return SHOWS[shown.show](texts, shown.of)


def _whose(lesson: LessonData) -> str:
    """Whose the texts are, each once."""
    cards = {text.whole.slug: text.whole.card for shown in lesson.wall for text in shown.texts.values()}
    said = ([card.title, *byline(card), card.notice, card.url] for card in cards.values())
    return "".join(f"<p class='small'>{' · '.join(words_html(each) for each in facts if each)}</p>" for facts in said)


def _drawn(chart: Chart) -> str:
    return f"<figure>{picture_html(chart.drawing, chart.title, chart.alt, dark=_NO_DARK)}</figure>"


def _each(draw: Callable[[Reading, str], Chart]) -> Callable[[Mapping[str, Reading], str], str]:
    """A chart for each text, under what that is called, where there is more than one."""

    def drawn(texts: Mapping[str, Reading], of: str) -> str:
        heads = {name: f"<h3>{name[0].upper()}{words_html(name[1:])}</h3>" if len(texts) > 1 else "" for name in texts}
        return "".join(heads[name] + _drawn(draw(reading, of)) for name, reading in texts.items())

    return drawn


def _lines(texts: Mapping[str, Reading], word: str) -> str:
    """The lines with a word, numbered; whose words they are is asked, and not said."""
    lines = [line for reading in texts.values() for line in reading.concordance(word)]
    said = ((words_html(line.left), words_html(line.key), words_html(line.right)) for line in lines)
    return f"<ol>{''.join(f'<li>… {left}<b>{key}</b>{right} …</li>' for left, key, right in said)}</ol>"


def _zones(texts: Mapping[str, Reading], of: str) -> str:
    """The two bars, and below them the zones with their words, for nothing opens on paper."""
    charts = [words_by_zone(reading) for reading in texts.values()]
    return "".join(f"{_drawn(c)}<h3>The chart in words and numbers</h3>{table_html(c.table)}" for c in charts)


# How each of ``kit.activity.wall.SHOWN`` is drawn, of texts by what they are called.
SHOWS: Mapping[str, Callable[[Mapping[str, Reading], str], str]] = {
    "certainty": lambda texts, _: _drawn(certainty_of_claims(texts)),
    "claims": lambda texts, _: _drawn(sources_of_claims(texts)),
    "grades": _each(lambda reading, _: readability_by_voice(reading, ("author", "quoted"))),
    "lines": _lines,
    "loaded": lambda texts, _: _drawn(loaded_along(texts)),
    "sentences": _each(lambda reading, _: sentence_lengths(reading)),
    "speakers": _each(lambda reading, _: who_speaks(reading)),
    "terms": _each(lambda reading, of: terms_by_voice(reading, rank=of, most=_TERMS, stop_words=STOP_WORDS)),
    "zones": _zones,
}
