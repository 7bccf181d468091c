"""The lesson that a class has had, once more on another article: one of the kit's own, or whatever is brought."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kit.activity.keys import key
from kit.activity.lesson_file import read_lesson
from kit.activity.proposals import Proposal
from kit.activity.texts import LAYERS
from kit.agreement.units import tier
from kit.annotation import Span
from kit.article import Article
from kit.making.draft import Draft
from kit.making.made import lesson_in
from kit.making.parts import like
from kit.making.passages import ENOUGH, passages
from kit.making.propose import draft, free_name, reading_of
from kit.making.saved import lessons_folder
from kit.making.write import write_lesson

__all__ = ["Again", "another"]

_ABOUT = {"02-who-is-speaking": "quote", "03-what-is-claimed": "claim", "04-words-that-push": "loaded"}
_CHOICES = 12  # passages that are looked at
_LONGEST = 24  # characters of a title in a name, which the lesson's number and six of its sum are put around


class Again(NamedTuple):
    """A lesson on another article: its ``title``, its ``notebook``, whether it has a key, and whether it is ``new``."""

    title: str
    notebook: Path
    has_key: bool
    new: bool


def another(lesson: str, what: Article | str, *, folder: Path | None = None) -> Again:
    """Write one of the kit's lessons on another article, into a folder of lessons of one's own.

    ``what`` is an article that was read, or the name of one of the kit's own, whose key and background come along.
    Where nobody has made a key, answers are compared with the program, and the lesson says so. The same article gives
    the same lesson: it is there already, and stays as it is. Raises ``ValueError`` where the article does not suit the
    lesson, and ``OSError`` where the disk refuses.
    """
    home = folder or lessons_folder()
    name = _name(lesson, what)
    place = home / name
    if place.is_dir() and lesson_in(place) == name:
        return _again(place, name, new=False)
    made = draft(what, name=name, folder=home, parser=False)
    if isinstance(what, str):
        made = _keyed(made, what)
    write_lesson(like(lesson, _suited(made, lesson)), place)
    return _again(place, name, new=True)


def _again(place: Path, name: str, *, new: bool) -> Again:
    lesson = read_lesson(name, folder=place)
    has_key = any((place / f"{text.whole.slug}.key.jsonl").exists() for text in lesson.texts.values())
    return Again(lesson.title, place / f"{name}.ipynb", has_key, new)


def _name(lesson: str, what: Article | str) -> str:
    """The name of the lesson on an article: the same for the same words, whichever way they came."""
    number = lesson[:2]
    if isinstance(what, str):
        return f"{number}-{what}"
    digest = hashlib.sha256(what.text.encode("utf-8", "surrogatepass")).hexdigest()
    stem = free_name(what.card.title or " ".join(what.text.split()[:6]), Path(os.devnull))[:_LONGEST].strip("-")
    return f"{number}-{stem}-{digest[:6]}"


def _keyed(made: Draft, slug: str) -> Draft:
    """A draft with the key of one of the kit's own articles in place of what a program found in the same layers."""
    entries = {layer: key(replace(made.article, slug=slug), layer) for layer in LAYERS}
    kept = [Proposal(entry, "kept") for layer in LAYERS for entry in entries[layer]]
    others = [proposal for proposal in made.proposals if not entries[proposal.entry.layer]]
    return replace(made, proposals=(*kept, *others))


def _suited(made: Draft, lesson: str) -> Draft:
    """A draft with the best of those passages that have enough of what the lesson is about, or else the most of it."""
    layer = _ABOUT.get(lesson)
    if layer is None:
        return made
    choices = [each.span for each in passages(reading_of(made), made.level, most=_CHOICES)]
    best = max(choices, key=lambda span: min(_asked(made, layer, span), ENOUGH[layer]), default=None)
    return replace(made, passage=best) if best else made


def _asked(made: Draft, layer: str, passage: Span) -> int:
    """How much in a passage a learner would be asked for."""
    entries = [each.entry for each in made.proposals if each.state != "rejected" and each.entry.layer == layer]
    return sum(passage.start <= a.start and a.end <= passage.end and tier(a) == "must" for a in entries)
