"""The handout: the passage with its lines numbered, the questions, and room to write; one page that prints."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from kit.article import Article
from kit.hypertext import page_html, words_html
from kit.making.parts.part import Material, Section, byline
from kit.segment.blocks import find_blocks

__all__ = ["handout_html", "printed_page"]

_WIDTH = 74  # characters of a line, as wide as a page
_EACH = 5  # lines, of which one has its number


def handout_html(m: Material, sections: Sequence[Section]) -> str:
    """The handout as a whole page of HTML, in ASCII: it needs no other file, no script, no network, and has no key."""
    before = [s for s in sections if "predict" in s.activities]
    after = [s for s in sections if s.sheet and s not in before]
    numbers = {id(section): n for n, section in enumerate(sections, 1)}
    asked = "".join(_section(numbers[id(s)], s) for s in after)
    return printed_page(
        "Handout", m.draft.title, "".join(_section(numbers[id(s)], s) for s in before) + _text(m) + asked
    )


def printed_page(kind: str, title: str, main: str, *, named: bool = True, looks: str = "") -> str:
    """A page to print, in ASCII, of HTML that is made; with ``named``, there is room for a name and the date.

    ``looks`` is the class of its body, by which a stylesheet tells one kind of page from another.
    """
    name = "<p class='name'><span>Name</span><span>Date</span></p>" if named else ""
    body = f"<header><h1><bdi>{words_html(title)}</bdi></h1>{name}</header><main>{main}</main>"
    return page_html(f"{kind}: {title}", body, Path(__file__).with_suffix(".css"), looks=looks)


def _section(number: int, section: Section) -> str:
    return f"<section><h2>{number}. {words_html(section.title)}</h2>{section.sheet}</section>"


def _text(m: Material) -> str:
    """The passage with whose it is, and its hard words."""
    card = m.draft.article.card
    by = " · ".join(f"<bdi>{words_html(said)}</bdi>" for said in byline(card))
    terms = f"<p class='small'>{words_html(card.notice)}</p>" if card.notice else ""
    glossary = m.passage.glossary.items()
    known = "".join(f"<dt>{words_html(term)}</dt><dd>{words_html(said)}</dd>" for term, said in glossary)
    words = f"<aside><h3>Hard words</h3><dl>{known}</dl></aside>" if known else ""
    head = f"<h2><bdi>{words_html(card.title or 'The text')}</bdi></h2><p class='small'>{by}</p>"
    return f"<article>{head}{_numbered(m.passage.article)}{terms}</article>{words}"


def _numbered(article: Article) -> str:
    """The text in lines, each fifth with its number beside it."""
    at, blocks = 0, []
    for start, end in find_blocks(article.text):
        rows = []
        for line in textwrap.wrap(article.text[start:end], _WIDTH, break_long_words=True, break_on_hyphens=False):
            at += 1
            number = f" data-n='{at}'" if at % _EACH == 0 else ""
            rows.append(f"<span class='line'{number}>{words_html(line)} </span>")
        blocks.append(f"<p class='lines' dir='auto'>{''.join(rows)}</p>")
    return "".join(blocks)
