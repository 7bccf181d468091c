"""How long a lesson takes, counted, so that a plan's minutes are no guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kit.activity.activity import Activity, LessonData
from kit.activity.background import Background
from kit.agreement.units import tier
from kit.words import WORD

__all__ = ["START", "minutes"]

START = "Start"  # what stands before the first section
READING = 60 / 150  # seconds a word: a fourteen-year-old reads easy prose with care at about 150 words a minute
START_UP = 120  # the lesson is found and opened, and gets ready
LOOK = 60  # a cell with charts or a table: their titles, the largest figure, and the row one asked for
SPENT: Mapping[str, int] = {  # what an activity takes besides reading, each time that it is done, in seconds
    "sign_in": 20,  # a name is typed
    "choose": 15,  # an answer is weighed against the others
    "estimate": 20,  # a number is guessed and typed
    "write": 100,  # 25 words are thought of, and typed at 15 to 20 a minute
    "swap": 60,  # a few words are typed, and what they changed is chosen
    "mark": 20,  # the words have been read; they are found again, selected, and a label is chosen
    "block": 5,  # a click and a digit; the block has been read
    "sources": 25,  # a row: a name is typed, and chosen from two lists
    "claims": 60,  # a row: a kind is chosen, and half a sentence typed
    "table": 30,  # a field: a few words are typed
    "option": 10,  # a field of a table in which one chooses
    "page": 15,  # a saved page: words are typed or chosen, a list is looked over, one is opened
    "neighbour": 60,  # a file is made, given to each other and opened
    "compare": 15,  # a button is pressed, and the page looked over
}
_HEADING = re.compile(r"^## ", re.M)
_SHOWN = re.compile(r"lesson\.(\w+)\([\"']([\w-]+)[\"']\)")


def minutes(lesson: LessonData, cells: Iterable[tuple[str, str]]) -> dict[str, float]:
    """How many minutes each section of a lesson's notebook takes, without talk, by its heading: ``"1. Predict"``.

    ``cells`` are the notebook's, each as its type and its source. What precedes the first section is ``START``.

    The rule. Words are read at 150 a minute: those of the notebook; of prompts, of answers to choose from and of what
    is then revealed; of what ``lesson.about`` shows, the whole text and the sources left out; of the pages on the trail
    of a packet; and of each text to mark. A text that was shown before, or stood in one that was, takes half. Then each
    kind of activity takes the seconds in ``SPENT``: for each mark or row that the key asks for (where more are
    ``enough``, for those), for each block, for each claim that is enough, for each field of the rows of a table that
    are enough, for each page of a trail, or once. A comparison adds half of the words of those reasons, for one reads
    them where one differs. A cell with charts takes ``LOOK``, and opening the lesson ``START_UP``. What comes after a
    heading without a number takes nothing: it is for those who have time.

    A plan has these figures in a table, a row for each section, its number and title as in the notebook. ``talk`` is
    how many minutes the class talks besides; from the start to the end of a row there is room for both. The lesson
    ends 4 minutes or more before 50 have passed; ``tests/test_minutes.py`` sees to it.

    | clock | section | talk | what to do |
    |---|---|---|---|
    | 0–4 | Start | 0 | Everybody opens the lesson. |
    | 4–7 | 1 Predict | 1 | Everybody commits to a number. |
    """
    seconds = {START: float(START_UP)}
    section, seen = START, list[str]()
    for kind, source in cells:
        if kind == "markdown":
            for number, part in enumerate(_HEADING.split(source)):
                section = part.partition("\n")[0].strip() if number or source.startswith("## ") else section
                seconds[section] = seconds.get(section, 0) + READING * _words(part)
        else:
            seconds[section] = seconds.get(section, 0) + sum(_shown(lesson, source, seen))
    return {title: round(spent / 60, 6) for title, spent in seconds.items() if title == START or title[:1].isdigit()}


def _shown(lesson: LessonData, source: str, seen: list[str]) -> Iterable[float]:
    """The seconds of each thing that a cell of code shows."""
    shown = _SHOWN.findall(source)
    if any(method == "reading" for method, _ in shown):
        yield LOOK
    for method, name in shown:
        if method == "about":
            yield READING * _words(*_background(lesson.texts[name].background))
        elif method == "packet":
            trail = [lesson.packets[name].pages[each] for each in lesson.packets[name].trail]
            yield READING * _words(*(page.text for page in trail)) + SPENT["page"] * len(trail)
        elif method in SPENT:
            yield _activity(lesson, lesson[name], seen)


def _activity(lesson: LessonData, activity: Activity, seen: list[str]) -> float:
    of = lesson[activity.of] if activity.of else activity
    asked = [entry for entry in of.entries if tier(entry) == "must"]
    words = float(_words(activity.prompt, activity.reveal, *activity.options))
    if activity.options:
        words += sum(map(_words, activity.options.values())) / len(activity.options) + _words(activity.common)
    if activity.kind == "mark":
        words += _text(activity.article.text, seen)
    if activity.kind == "compare" and not activity.second_reader:
        words += sum(_words(entry.attributes.get("why", "")) for entry in asked) / 2
    words += _words(*activity.rows, *(said for c in activity.columns for said in (c.title, c.hint, *c.options)))
    kind: str = activity.kind
    times = 1
    if kind == "mark" and activity.unit == "block":
        kind, times = "block", len(activity.entries)
    elif kind == "claims":
        times = activity.enough
    elif kind == "sources":
        times = max(activity.enough, len(activity.sources))
    elif kind == "mark":
        times = max(activity.enough, len(asked))
    elif kind == "table":
        row = sum(SPENT["option" if column.options else "table"] for column in activity.columns)
        return READING * words + row * activity.enough
    return READING * words + SPENT[kind] * times


def _text(text: str, seen: list[str]) -> float:
    """How many words of a text are read: half of them where it was shown before."""
    known = any(text in before for before in seen)
    seen.append(text)
    return _words(text) / (2 if known else 1)


def _background(background: Background) -> Iterable[str]:
    for note in background.notes:
        yield from (note.question, note.words)
    for term, said in background.glossary.items():
        yield from (term, said)


def _words(*prose: str) -> int:
    return sum(len(WORD.findall(part)) for part in prose)
