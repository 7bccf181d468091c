"""How a feedback page says things: paragraphs, counts, lists in words, and whose a text is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.article import Card
from kit.classroom.credits import named, web_address
from kit.hypertext import words_html

__all__ = ["attribution", "joined", "listed", "notice", "p", "plural", "prose", "quoted"]


def p(words: str, kind: str = "") -> str:
    """A paragraph of HTML with these words, or nothing where there are none.

    >>> p("a < b"), p("")
    ('<p>a &lt; b</p>', '')
    """
    head = f"<p class='{kind}'>" if kind else "<p>"
    return f"{head}{words_html(words)}</p>" if words else ""


def prose(paragraphs: Iterable[str], kind: str = "") -> str:
    """Each as a paragraph."""
    return "".join(p(each, kind) for each in paragraphs)


def plural(n: int, noun: str) -> str:
    """So many of something.

    >>> plural(1, "mark"), plural(2, "mark")
    ('1 mark', '2 marks')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["2", "3", "6"])
    '2, 3 and 6'
    """
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def joined(sentences: Iterable[str]) -> str:
    """Those sentences that are there, one after the other."""
    return " ".join(filter(None, sentences))


def quoted(words: str, most: int = 8) -> str:
    """The first words of a stretch of text, in marks.

    >>> quoted("The world will, of course, be watching", 3)
    '“The world will, …”'
    """
    few = words.split()
    said = " ".join(few) if len(few) <= most else f"{' '.join(few[:most])} …"
    return f"“{said}”" if said[:1] not in '“"' else said


def attribution(card: Card | None) -> str:
    """Whose a text is, as it stands beside each stretch of it; nothing for a lesson's own words."""
    if card is None or not (card.title or card.author or card.outlet):
        return ""
    web = words_html(web_address(card))
    address = f" · <a href='{web}'>{web}</a>" if web else ""
    return f"<p class='from'>From {_named(card)}{address}</p>"


def notice(card: Card) -> str:
    """On what terms a text may be shown, as it stands once in a lesson."""
    return f"<p class='from'>{_named(card)}: {words_html(card.notice)}</p>" if card.notice else ""


def _named(card: Card) -> str:
    return " · ".join(f"<bdi>{words_html(part)}</bdi>" for part in named(card))
