"""Texts on paper: each under a letter, each paragraph with a number, so that a class can say where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, count, groupby, repeat
from string import ascii_lowercase, ascii_uppercase

from kit.activity.activity import Activity, LessonData
from kit.activity.text_table import BY_US
from kit.activity.texts import Text
from kit.activity.versions import PLAIN
from kit.annotation import Annotation, Span
from kit.hypertext import words_html
from kit.making.parts.part import byline
from kit.making.parts.sheet import quoted
from kit.segment.blocks import find_blocks
from kit.words import WORD

__all__ = [
    "MARKED",
    "Paper",
    "Printed",
    "Texts",
    "claims_of",
    "few",
    "in_plain_words",
    "letters_of",
    "notices_html",
    "places_of",
    "printed_of",
    "printed_texts",
    "steps_on_paper",
    "text_html",
]

MARKED = ("mark", "claims", "sources")  # what cannot be done without the text at hand
_FEW = 14  # words of a stretch that are repeated; the place tells the rest
_MOST = 200  # words of an article that is somebody's: a passage is printed, and no more


@dataclass(frozen=True, slots=True)
class Printed:
    """A text of a lesson as it is printed: its letter, and the places of its paragraphs with their numbers."""

    letter: str
    text: Text
    blocks: tuple[Span, ...]
    numbers: tuple[str, ...]

    def place(self, annotation: Annotation, text: Text | None = None) -> str:
        """Where something stands, as one says it in class: text and paragraph, such as "A3".

        Of another ``text`` than the printed one, such as the same in other words, it is the text alone.
        """
        if text is not None and text.article is not self.text.article:
            return self.letter
        return self.at(annotation.start)

    def at(self, start: int) -> str:
        """The same for a place in the text."""
        before = [n for n, block in zip(self.numbers, self.blocks, strict=True) if block.start <= start]
        return f"{self.letter}{before[-1] if before else self.numbers[0]}"


Texts = Mapping[str, Printed]  # by name


@dataclass(frozen=True, slots=True)
class Paper:
    """A lesson as a page is made of it: its activities, its texts as printed, and what is ``said`` there already."""

    activities: Mapping[str, Activity] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    said: set[str] = field(default_factory=set)


def printed_texts(lesson: LessonData) -> dict[str, Printed]:
    """The texts that the steps of a lesson ask learners to mark, by name, in order.

    An article that is not invented is printed as a passage alone, of 200 words at most.

    >>> from kit.activity.lesson_file import read_lesson
    >>> [printed.letter for printed in printed_texts(read_lesson("02-who-is-speaking")).values()][:2]
    ['A', 'B']
    """
    asked = (activity for some in steps_on_paper(lesson).values() for activity in some if activity.kind in MARKED)
    texts: dict[str, Text] = {}
    for activity in asked:
        if activity.text and _may_be_printed(activity.text):
            texts.setdefault(activity.text.name, activity.text)  # a table below it goes by the printed words
    out = {}
    for letter, (name, text) in zip(_letters(), texts.items(), strict=False):
        numbers = _numbers(text, lesson.texts.get(name, text))
        out[name] = Printed(letter, text, tuple(find_blocks(text.article.text)), tuple(numbers))
    return out


def _numbers(text: Text, printed: Text) -> Iterator[str]:
    """The number of each paragraph: in plain words that of the printed one that it tells, so that a class can talk.

    Where several tell one, each has a letter, too. Which they are goes by how far into the text they stand.
    """
    own, ends = _ends(text), _ends(printed)
    alike = len(own) == len(ends)
    middles = [(before + end) / 2 for before, end in zip([0.0, *own], own, strict=False)]
    tells = [n if alike else sum(end < middle for end in ends) for n, middle in enumerate(middles)]
    for told, some in groupby(tells):
        several = [*some]
        letters = _letters(ascii_lowercase) if len(several) > 1 else repeat("")
        yield from (f"{told + 1}{letter}" for _, letter in zip(several, letters, strict=False))


def _ends(text: Text) -> list[float]:
    """Where each paragraph ends, as a share of the text's words."""
    sums = [*accumulate(len(WORD.findall(text.article.text[a:b])) for a, b in find_blocks(text.article.text))]
    return [each / max(*sums, 1) for each in sums]


def steps_on_paper(lesson: LessonData) -> dict[str, list[Activity]]:
    """The activities of each step by its title; with a comparison what it compares, though it may be left empty."""
    steps: dict[str, list[Activity]] = {}
    for title, names in lesson.steps.items():
        steps[title] = []
        for activity in map(lesson.__getitem__, names):
            if activity.of and not lesson[activity.of].step:
                steps[title].append(lesson[activity.of])
            steps[title].append(activity)
    return steps


def printed_of(activity: Activity, texts: Texts) -> Printed | None:
    """The text of an activity as it is printed, where it is."""
    return texts.get(activity.text.name) if activity.text else None


def places_of(activity: Activity, texts: Texts) -> list[str]:
    """Where each entry of an activity's key stands on paper, "" where the text is not printed."""
    printed = printed_of(activity, texts)
    return [printed.place(entry, activity.text) if printed else "" for entry in activity.entries]


def claims_of(activity: Activity, texts: Texts) -> list[tuple[str, str]]:
    """The claims to settle, in the words that are printed, each with its place."""
    printed = printed_of(activity, texts)
    if printed and printed.text.version == PLAIN and activity.plain_claims:
        return [(printed.at(printed.text.article.text.find(claim)), claim) for claim in activity.plain_claims]
    claims = (activity.article.covered(claim) for claim in activity.entries)
    return [*zip(places_of(activity, texts), claims, strict=True)]


def in_plain_words(lesson: LessonData) -> LessonData:
    """The lesson with each text to mark in plain words, where it has them; what is asked stays the same."""
    plain = {
        each.base: replace(each, name=each.base, title=lesson[each.base].title)
        for each in lesson.every.values()
        if each.version == PLAIN
    }
    return replace(lesson, activities={**lesson.activities, **plain}, versions={})


def _letters(letters: str = ascii_uppercase) -> Iterator[str]:
    """A to Z, AA to ZZ, AAA and so on."""
    return (letter * times for times in count(1) for letter in letters)


def _may_be_printed(text: Text) -> bool:
    invented = not text.whole.slug or "(invented)" in f"{text.whole.card.author} {text.whole.card.outlet}"
    ours = invented or text.version == PLAIN  # in plain words it is ours
    return ours or (text.article is not text.whole and len(WORD.findall(text.article.text)) <= _MOST)


def letters_of(activity: Activity) -> dict[str, str]:
    """The letter that is written over or beside a mark, by label: each its own.

    >>> from kit.activity.labels import Label
    >>> letters_of(Activity("sort", "mark", labels=(Label("article", "Article"), Label("aside", "Aside"))))
    {'article': 'A', 'aside': 'S'}
    """
    out: dict[str, str] = {}
    for label in activity.labels:
        signs = [
            label.letter,
            *(sign.upper() for sign in label.title or label.name if sign.isalpha()),
            *ascii_uppercase,
        ]
        out[label.name] = next(sign for sign in signs if sign and sign not in out.values())
    return out


def text_html(printed: Printed, *, boxes: bool) -> str:
    """The text with whose it is, its paragraphs' numbers and its hard words; with ``boxes``, one beside each paragraph.

    Words are as they stand: nothing in them is markup.
    """
    article, card = printed.text.article, printed.text.whole.card
    kind, box = ("block", "<span class='box'></span>") if boxes else ("para", "")
    paragraphs = "".join(
        f"<p class='{kind}' data-n='{printed.letter}{number}' dir='auto'>{box}{words_html(article.text[start:end])}</p>"
        for number, (start, end) in zip(printed.numbers, printed.blocks, strict=True)
    )
    whose = [*byline(card), *(["in plain words"] if printed.text.version == PLAIN else [])]
    by = " · ".join(f"<bdi>{words_html(said)}</bdi>" for said in whose)
    title = words_html(card.title or "Words of our own")
    head = f"<h3>{printed.letter} <bdi>{title}</bdi></h3>" + (f"<p class='small'>{by}</p>" if by else "")
    return f"<article>{head}{paragraphs}{_hard_words(printed.text.glossary)}</article>"


def _hard_words(glossary: Mapping[str, str]) -> str:
    said = (f"<b>{words_html(term)}</b>: {words_html(meaning)}" for term, meaning in glossary.items())
    listed = " · ".join(said)
    return f"<p class='small'>Hard words: {listed}</p>" if listed else ""


def few(words: str) -> str:
    """A stretch of a text, in marks, as far as one needs it to find it.

    >>> few("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.")
    '“One two three four five six seven … twelve thirteen fourteen fifteen.”'
    """
    said = words.split()
    return quoted(words if len(said) <= _FEW else f"{' '.join(said[: _FEW // 2])} … {' '.join(said[-4:])}")


def notices_html(texts: Iterable[Printed]) -> str:
    """Whose the texts are, and on what terms, each article once; and last, which are in plain words of ours."""
    notices: dict[str, list[str]] = {}
    plain: list[str] = []
    for printed in texts:
        card = printed.text.whole.card
        terms = [(card.notice or "").removesuffix(BY_US).strip(), card.url and f"The original: {card.url}"]
        notices.setdefault(" ".join(filter(None, terms)), []).append(printed.letter)
        plain += [printed.letter] if printed.text.version == PLAIN else []
    if plain:
        notices[BY_US] = plain
    said = (f"{', '.join(letters)}: {words_html(terms)}" for terms, letters in notices.items() if terms)
    return "".join(f"<p class='small'>{each}</p>" for each in said)
