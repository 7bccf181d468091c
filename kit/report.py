"""A report on one article: one page of HTML that is read on a screen, printed and passed on as one file."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.article import Card
from kit.charts import Chart, kinds_of_claims, loaded_along, readability_by_voice, sources_of_claims, who_speaks
from kit.charts.page import picture_html
from kit.files import write_atomic
from kit.hypertext import PAPER, page_html, words_html
from kit.markup import marked_html, word_counts
from kit.reading import Reading
from kit.segment.blocks import find_blocks
from kit.tables import on_a_page, table_html

__all__ = ["report_html", "save_report"]

Rows = tuple[tuple[str, ...], ...]

_DARK = ("", "screen and (prefers-color-scheme:dark)")
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+")
_CLAIM = 160  # characters of a claim in a table; the text below has all of it
_FACTS = {
    "title": "Title",
    "author": "Author",
    "outlet": "Outlet",
    "date": "Date",
    "region": "Region",
    "theme": "Theme",
    "url": "Address",
    "retrieved": "Fetched on",
}
_LIMITS = (
    "A program made this report, and it is often wrong. It misses speakers, takes facts for opinions, and finds words "
    "that push where a careful reader finds none. Each mark is a question to you: is it so?",
    "Loaded is not false. A loaded word can be true, and a plain one can mislead.",
    "Quoted is not endorsed. Who is quoted much is not thereby right, and the writer need not agree.",
    "Readable is not credible. A grade counts long words and long sentences, and knows nothing of what they say.",
    "A source named is a place to look, not a proof. No source named does not make a claim false.",
    "What the report does not say: whether the article is true, and where its author or its outlet stand in politics. "
    "For that, leave the page: see who else reports it, and who stands behind it.",
)


def report_html(reading: Reading) -> str:
    """A report on an article as a whole page of HTML, in ASCII: it needs no other file, no script and no network.

    In this order: what the article says about itself, who speaks, what is claimed on what source, words that push, how
    hard it is to read by voice, the text with its layers, and what such a report cannot tell. Where a chart has nothing
    to draw, the page says so.

    >>> import kit
    >>> page = report_html(kit.read("The tyrant fell. “It is over,” said Ana Ruiz."))
    >>> page[:15], "Ana Ruiz" in page, "<script" in page
    ('<!DOCTYPE html>', True, False)
    """
    title = reading.article.card.title or "An article without a title"
    parts = {
        "itself": ("What the article says about itself", _itself(reading)),
        "speak": ("Who speaks", _speakers(reading)),
        "claims": ("What is claimed, and on what source", _claims(reading)),
        "words": ("Words that push", _loaded(reading)),
        "hard": ("How hard it is to read", _readability(reading)),
        "text": ("The text, with what was found in it", _text(reading)),
        "limits": ("What this report cannot tell", _list(map(words_html, _LIMITS))),
    }
    links = _list(f"<a href='#{name}'>{words_html(head)}</a>" for name, (head, _) in parts.items())
    sections = "".join(
        f"<section aria-labelledby='{name}'><h2 id='{name}'>{words_html(head)}</h2>{body}</section>"
        for name, (head, body) in parts.items()
    )
    body = (
        f"<header><p class='by'>A report by the Media Literacy Kit, a program that is often wrong</p>"
        f"<h1><bdi>{words_html(title)}</bdi></h1><p class='by'>{_from(reading.article.card)}</p></header>"
        f"<nav aria-label='In this report'>{links}</nav><main>{sections}</main>"
    )
    return page_html(f"Report: {title}", body, PAPER, Path(__file__).with_suffix(".css"))


def save_report(reading: Reading, path: str | Path) -> Path:
    """Write the report on an article to a file, whole or not at all, and give its path back.

    Raises ``ValueError`` where the name does not end in .html, ``OSError`` where the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"a report cannot be saved as {path.name!r}; let the name end in .html")
    write_atomic(path, report_html(reading))
    return path


def _from(card: Card) -> str:
    return " · ".join(f"<bdi>{words_html(said)}</bdi>" for said in (card.author, card.outlet, card.date) if said)


# The parts


def _itself(reading: Reading) -> str:
    card = reading.article.card
    known = [(name, getattr(card, field)) for field, name in _FACTS.items() if getattr(card, field)]
    facts = "".join(f"<dt>{name}</dt><dd><bdi>{_linked(said)}</bdi></dd>" for name, said in known)
    size = f"<dt>Words</dt><dd>{word_counts(reading.article, reading.zones)}</dd>"
    missing = ", ".join(_FACTS[name].lower() for name in card.missing)
    lacks = f"It does not say: {missing}. What is missing is a reason to look elsewhere." if missing else ""
    return f"<dl>{facts}{size}</dl>{_p(lacks)}{_notice(card)}"


def _linked(said: str) -> str:
    words = words_html(said)
    return f"<a href='{words}'>{words}</a>" if _WEB.fullmatch(said) else words


def _notice(card: Card) -> str:
    """Whose the text is, and that a report holds all of it."""
    terms = card.notice or "Nothing is known of the terms on which this text may be passed on: ask whose it is."
    own = "This report holds the whole text. It is for your own use; pass it on only as its terms allow."
    return f"<div class='notice'>{_p(terms)}{_p(own)}</div>"


def _speakers(reading: Reading) -> str:
    if not reading.sources:
        return _p("Nobody is quoted. All that is said, the author says.")
    kinds = Counter(source.record for source in reading.sources)
    said = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    how = (
        "Named: one could ask them. Unnamed: described, without a name. Vague: a crowd, such as “officials”. "
        "Unattributed: in marks, and nobody is said to have said it."
    )
    return _p(f"Sources: {said}. {how}") + _chart(lambda: who_speaks(reading))


def _claims(reading: Reading) -> str:
    claims = [claim for claim in reading.claims if tier(claim) != "trap"]
    own = [claim for claim in claims if claim.attributes.get("voice") != "quoted"]
    others = len(claims) - len(own)
    said = f"The author’s: {_many(len(own), 'claim')}. In the words of those who are quoted: {others:,} more."
    if not own:
        return _p(said)
    starts = [block.start for block in find_blocks(reading.text)]
    rows = [("claim", "kind", "how sure", "rests on", "paragraph")]
    for claim in own:
        words = textwrap.shorten(reading.article.covered(claim)[: 2 * _CLAIM], _CLAIM, placeholder=" …")
        sure = claim.attributes.get("certainty", "plain")
        rows.append((words, claim.label, sure, _rests_on(claim), str(bisect_right(starts, claim.start))))
    of = {"the article": reading}
    charts = _chart(lambda: kinds_of_claims(of)) + _chart(lambda: sources_of_claims(of))
    return f"{_p(said)}{charts}<h3>Each claim of the author’s</h3>{_table(tuple(rows), 'Each claim of the author’s')}"


def _rests_on(claim: Annotation) -> str:
    sourcing = claim.attributes.get("sourcing", "none")
    if sourcing == "link":
        link = claim.attributes.get("link", "")
        return f"a link: {link}" if link else "a link"
    return "a named source" if sourcing == "attributed" else "neither link nor source"


def _loaded(reading: Reading) -> str:
    found: dict[tuple[str, ...], list[Annotation]] = {}
    for word in reading.loaded:
        if tier(word) != "trap":
            said = " ".join(reading.article.covered(word).split())
            voice = word.attributes.get("voice", "author")
            found.setdefault((said.casefold(), word.label, voice, word.attributes.get("rule", "")), []).append(word)
    if not found:
        return _p("The program finds no word that pushes. A plain text can mislead too.")
    rows = [("words", "times", "whose", "kind", "why, and why that may be wrong", "a plainer way")]
    for (_, label, voice, _), words in found.items():
        first = words[0].attributes
        kind = f"{label}, {first['strength']}" if "strength" in first else label
        said = " ".join(reading.article.covered(words[0]).split())
        why = " ".join(filter(None, (first.get("why"), first.get("doubt"))))
        rows.append((said, str(len(words)), _WHOSE.get(voice, voice), kind, why, _plainer(first.get("neutral", ""))))
    lead = (
        "Words that judge while they tell. “Whose” says in which voice they stand: what a speaker says is the "
        "speaker’s, though the writer chose to quote it. Strong words judge wherever they stand, mild ones in some "
        "sentences."
    )
    return f"{_p(lead)}{_chart(lambda: loaded_along({'the article': reading}))}{_table(tuple(rows), 'Words that push')}"


def _plainer(neutral: str) -> str:
    """A plainer wording, or that none fits every case."""
    return "that depends on what is meant" if neutral == "depends" else neutral


_WHOSE = {"author": "the author’s", "quoted": "quoted", "furniture": "on the page around"}


def _readability(reading: Reading) -> str:
    lead = (
        "The Flesch–Kincaid grade is the school year, in the United States, in which such sentences are usually read. "
        "It is given for each voice, for an author and a speaker seldom write alike."
    )
    voices = [voice for voice in ("author", "quoted") if reading.running(voice)]
    if not voices:
        return _p("There are no sentences to count.")
    return _p(lead) + _chart(lambda: readability_by_voice(reading, voices))


def _text(reading: Reading) -> str:
    marked = marked_html(reading.article, reading.zones, reading.quotes, reading.claims, reading.loaded)
    return f"{_notice(reading.article.card)}{marked}"


# How a page says it


def _chart(make: Callable[[], Chart]) -> str:
    """A chart as a drawing with its words, its caption and its table, or why there is none."""
    try:
        chart = make()
    except ValueError:  # nothing to draw
        return _p("There is nothing to draw here.")
    rows = tuple(row[1:] for row in chart.table) if chart.table[0][0] == "text" else chart.table  # there is but one
    return (
        f"<figure>{picture_html(chart.drawing, chart.title, chart.alt, dark=_DARK)}"
        f"<figcaption>{words_html(chart.caption)}</figcaption>{_table(rows, 'The chart in numbers')}</figure>"
    )


def _table(rows: Rows, name: str) -> str:
    shown, more = on_a_page(rows)
    head = f"<div class='wide' role='group' tabindex='0' aria-label='{words_html(name)}'>"
    return f"{head}{table_html(shown)}</div>{_p(more)}"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _p(words: str) -> str:
    return f"<p>{words_html(words)}</p>" if words else ""


def _many(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
