"""What to know before reading: whose the text is, what it leaves open, its hard words, and all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.activity.background import Note
from kit.activity.texts import Text
from kit.article import Article, Card
from kit.hypertext import AS_WRITTEN, words_html
from kit.segment.blocks import find_blocks

__all__ = ["About"]

_WEB = re.compile(r"https?://")

_STYLE = (
    "<style>.kit-about{max-width:46rem;margin:.25rem 0 1rem;padding:.9rem 1.2rem;border:1px solid #76768073;"
    "border-left:4px solid #767680;border-radius:8px;line-height:1.55}.kit-about p{margin:0 0 .5rem}"
    ".kit-about summary{padding:.3rem 0;font-weight:600;cursor:pointer}.kit-about details>*{margin-left:1rem}"
    ".kit-about details>summary{margin-left:0}.kit-about dt{font-weight:600}"
    ".kit-about dd{margin:0 0 .4rem 1rem}</style>"
)


@dataclass(frozen=True, slots=True)
class About:
    """What to know before reading a text, each part closed until it is asked for.

    It has the title and the terms of the article's card, the notes of its background, the glossary as far as the
    passage needs it, and where only a passage is read, the whole article.

    >>> from kit.activity.lesson_file import read_lesson
    >>> "Harbour Post" in About(read_lesson("02-who-is-speaking").texts["report"])._repr_html_()
    True
    """

    text: Text

    def _repr_html_(self) -> str:
        known, card, whole = self.text.background, self.text.whole.card, self.text.whole
        parts = [_card(card), *map(_note, known.notes)]
        if known.glossary:
            words = "".join(
                f"<dt>{words_html(term)}</dt><dd>{words_html(said)}</dd>" for term, said in known.glossary.items()
            )
            parts.append(_folded("Hard words in this text", f"<dl>{words}</dl>"))
        if whole.text != self.text.article.text:
            parts.append(_folded("The whole text, if you like", f"<div class='kit-whole'>{_paragraphs(whole)}</div>"))
        return (
            f"{_STYLE}<section class='kit-about {AS_WRITTEN}' aria-label='About this text'>{''.join(parts)}</section>"
        )


def _card(card: Card) -> str:
    said = [f"<bdi>{words_html(part)}</bdi>" for part in (card.author, card.outlet, card.date) if part]
    title = f"<strong><bdi>{words_html(card.title)}</bdi></strong><br>" if card.title else ""
    original = f" <a href='{words_html(card.url)}'>The original</a>" if card.url and _WEB.match(card.url) else ""
    notice = f"<p><small>{words_html(card.notice)}{original}</small></p>" if card.notice else ""
    return f"<p>{title}{' · '.join(said)}</p>{notice}"


def _note(note: Note) -> str:
    return _folded(
        note.question, f"<p>{words_html(note.words)}</p><p><small>Source: {words_html(note.source)}</small></p>"
    )


def _folded(title: str, html: str) -> str:
    return f"<details><summary data-lm-suppress-shortcuts='true'>{words_html(title)}</summary>{html}</details>"


def _paragraphs(article: Article) -> str:
    return "".join(
        f"<p dir='auto'>{words_html(article.text[start:end])}</p>" for start, end in find_blocks(article.text)
    )
