"""From an article to a draft of a lesson: what is read, found, chosen and named for a teacher to decide on."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kit.activity.background import Background, read_background
from kit.activity.learners import checked_file_name
from kit.activity.lesson_file import lesson_folder
from kit.activity.proposals import Proposal
from kit.activity.texts import LAYERS
from kit.annotate.sources import find_sources
from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import ReadError
from kit.making.draft import Draft
from kit.making.parts import lacking, part_minutes
from kit.making.passages import passages
from kit.making.rare_words import rare_words
from kit.making.saved import draft_of, lessons_folder, save_draft
from kit.readers.files import Received, read_bytes, received, seed_folder
from kit.readers.formats import ENDINGS
from kit.readers.opening import looks_like_html
from kit.reading import Reading, is_name
from kit.segment import FURNITURE
from kit.visible import well_formed

__all__ = ["Source", "article_stem", "begin", "checked_name", "draft", "fitting_parts", "free_name", "reading_of"]

# What a lesson is made of: a file or what came as one, a name, an address, pasted text, or what was read already.
Source = str | Path | Received | Article | Reading

PASTED = Received(b"", "pasted.txt", None, None)
_FEWEST = 3  # parts: a guess, something to do, and a ticket
_LONGEST_LESSON = 46  # minutes, of the 50 that a class has
_LONGEST_NAME = 32  # leaves room for a number behind it


def draft(
    what: Source,
    *,
    name: str = "",
    level: float = 8.0,
    folder: Path | None = None,
    parser: bool | None = None,
) -> Draft:
    """A draft of a lesson on an article: all that the program finds, still open, and what else it would take.

    ``what`` is what ``kit.read`` takes, or a file as it came; an address is fetched. What is open in an explorer may
    have no file any more: of an ``Article`` or a ``Reading`` the source is taken as text or as a page, where that gives
    the same words. ``name`` is the lesson's, made from the title where none is given, and free in ``folder``, where
    lessons of one's own stand.
    ``level`` is the grade (US, Flesch–Kincaid) that the passage should not be past. For ``parser`` see ``find_quotes``.

    Zones, quotations, the author's claims and loaded words become proposals, the program's reason the draft of one.
    The passage is the best of ``passages``, the glossary its rare words, each with a meaning to be written, and what a
    card beside the file says. Nothing is saved.

    Raises as ``load`` does, and ``ValueError`` for a name that cannot name files, or is taken.

    >>> made = draft("ferry-bridge", parser=False)
    >>> made.name, made.article.covered(made.passage)[:15], {proposal.state for proposal in made.proposals}
    ('ferry-bridge-to-close-for-five', 'The Ferry Bridg', {'open'})
    """
    home = folder or lessons_folder()
    data, article = _read(what)
    title = " ".join(well_formed(article.card.title or " ".join(article.text.split()[:10])).split())
    named = checked_name(name, home) if name else free_name(title, home)
    article = replace(article, slug=article_stem(named))
    reading = Reading(article, parser)
    passage = next((each.span for each in passages(reading, level, most=1)), None)
    known = _beside(what)
    rare = {each.word: "" for each in rare_words(reading, passage)}
    made = Draft(
        name=named,
        title=title[:200],
        article=article,
        data=data[0],
        ending=data[1],
        passage=passage,
        proposals=tuple(Proposal(found, "open", found) for layer in LAYERS for found in _found(reading, layer)),
        notes=known.notes,
        glossary={**rare, **known.glossary},
        level=float(level),
    )
    missing = lacking(made)
    suits = tuple(part for part in fitting_parts(reading, passage) if part not in missing)
    return _in_time(replace(made, parts=suits))


def begin(what: Source, *, name: str = "", level: float = 8.0, folder: Path | None = None) -> tuple[Draft, bool]:
    """A draft that is saved, and whether it is new: one of the same article is taken up, where no ``name`` is given.

    Raises as ``draft`` does, and ``OSError`` where the folder cannot be written to.
    """
    made = draft(what, name=name, level=level, folder=folder)
    there = None if name else draft_of(made.data, folder)
    if there:
        return there, False
    save_draft(made, folder)
    return made, True


def reading_of(made: Draft) -> Reading:
    """The article of a draft, read as its proposals have it; what was rejected is left out. Nothing is looked for anew.

    >>> made = draft("The bridge was shut. “It will hold,” Ana Ruiz said.", parser=False)
    >>> [made.article.covered(quote) for quote in reading_of(made).quotes]
    ['“It will hold,”']
    """
    standing = [proposal.entry for proposal in made.proposals if proposal.state != "rejected"]
    given = {layer: sorted((a for a in standing if a.layer == layer), key=lambda a: a.span) for layer in LAYERS}
    return Reading(made.article, False, given)


def article_stem(name: str) -> str:
    """The stem of the article's files, beside those of the lesson, which have its name."""
    return f"{name}-article"


# What comes in


def _read(what: Source) -> tuple[tuple[bytes, str], Article]:
    """The bytes and the ending of the file, and the article that whoever reads it from that file has."""
    came = _received(what)
    ending = Path(came.name).suffix.lower()
    ending = ending if ending in ENDINGS else ".txt"
    article = read_bytes(came.data, name=f"article{ending}", card=came.card, charset=came.charset)
    if came.charset is None:
        return (came.data, ending), article
    if read_bytes(came.data, name=f"article{ending}").text == article.text:
        return (came.data, ending), article
    # Its server alone says in which encoding it is. A file has no server: it is kept in one that says so itself.
    data = b"\xef\xbb\xbf" + well_formed(article.source).encode("utf-8")
    return (data, ending), read_bytes(data, name=f"article{ending}", card=replace(article.card, sha256=None))


def _received(what: Source) -> Received:
    if isinstance(what, Received):
        return what
    article = what.article if isinstance(what, Reading) else what
    if isinstance(article, Article):
        return _again(article)
    if isinstance(article, Path) or is_name(article):
        return received(article)
    return _pasted(article)


def _again(article: Article) -> Received:
    """What was read already, as a file that reads the same; its words alone where its source does not give them."""
    card = replace(article.card, sha256=None)
    try:
        data = article.source.encode(article.encoding)
    except (ValueError, LookupError):
        data = b""
    for ending in [".html", ".txt"] if looks_like_html(data) else [".txt", ".html"]:
        with suppress(ReadError):
            again = read_bytes(data, name=f"article{ending}")
            if (again.text, again.annotations) == (article.text, article.annotations):
                return Received(data, f"article{ending}", card, None)
    return _pasted(article.text)._replace(card=card)


def _pasted(text: str) -> Received:
    if "\0" in text:  # in a file it would be taken for half of a letter
        raise ReadError("what was pasted is not text: it holds a NUL; paste the words of the article alone")
    return PASTED._replace(data=well_formed(text).encode("utf-8"))


def _beside(what: object) -> Background:
    """What the card beside a file says of it, for whoever reads the article."""
    if isinstance(what, Path) or (isinstance(what, str) and is_name(what)):
        beside = Path(what).with_suffix(".toml")
        return read_background(beside if beside.exists() else seed_folder() / f"{what}.toml")
    return Background()


# What is proposed


def _found(reading: Reading, layer: str) -> list[Annotation]:
    """What is found in a layer; of claims those of the author, for what others claim is theirs."""
    found = list(reading.layer(layer))
    return [a for a in found if a.attributes.get("voice") == "author"] if layer == "claim" else found


def fitting_parts(reading: Reading, passage: Span | None) -> tuple[str, ...]:
    """The parts of a lesson that suit a text: no table of sources where nobody speaks, no words where none push.

    What the page has around the article is asked for where there is little else to mark.
    """
    start, end = passage or Span(0, len(reading.text))
    speech = [a for a in others_speech(reading.quotes) if start <= a.start and a.end <= end]
    claims = [a for a in _found(reading, "claim") if start <= a.start and a.end <= end]
    loaded = [a for a in reading.loaded if start <= a.start and a.end <= end]
    furniture = [zone for zone in reading.zones if zone.label in FURNITURE]
    suits = {
        "speech": len(speech) >= 2,
        "sources": len(speech) >= 2 and len(find_sources(reading.article, reading.zones, speech)) >= 2,
        "claims": len(claims) >= 3,
        "words": len(loaded) >= 3,
    }
    chosen = [part for part, fits in suits.items() if fits]
    zones = ["zones"] if len(furniture) >= 3 and len(chosen) < 3 else []
    return ("predict", *zones, *chosen, "exit")


def _in_time(made: Draft) -> Draft:
    """The draft without the last of its parts, until a class has time for it; one with a beginning and an end stays."""
    while len(made.parts) > _FEWEST and sum(part_minutes(made).values()) > _LONGEST_LESSON:
        *others, _, exit_ticket = made.parts
        made = replace(made, parts=(*others, exit_ticket))
    return made


# Names


def free_name(title: str, folder: Path) -> str:
    """A name for a lesson, from the words of its title: of its files on any system, and no other lesson's.

    >>> free_name("Café “Zoë” & the 7 dwarfs: a very long story, told once more", Path("nowhere"))
    'cafe-zoe-the-7-dwarfs-a-very'
    >>> free_name("CON", Path("nowhere")), free_name("新闻", Path("nowhere"))
    ('lesson-con', 'lesson')
    """
    plain = unicodedata.normalize("NFKD", title[:500]).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME + 1].rpartition("-")[0] or words[:_LONGEST_NAME]
    try:
        stem = checked_file_name(words.strip("-"))
    except ValueError:
        stem = f"lesson-{words}".strip("-")
    for number in itertools.count(1):
        name = f"{stem}-{number}" if number > 1 else stem
        if not _taken(name, folder):
            break
    return name


def checked_name(name: str, folder: Path) -> str:
    """The name for a new lesson; raises ``ValueError`` where it cannot name files, or is taken in a folder."""
    if _taken(checked_file_name(name), folder):
        raise ValueError(f"there is a lesson {name!r} already, in {folder}; give another name, or take up its draft")
    return name


def _taken(name: str, folder: Path) -> bool:
    """Whether a lesson of this name is there, or one of the kit's own has it: answers are kept by that name."""
    return os.path.lexists(folder / name) or (lesson_folder() / f"{name}.toml").exists()
