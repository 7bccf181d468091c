"""How much of an article a learner's report may repeat: short pieces, and beside each whose they are."""

from __future__ import annotations

from kit.article import Card
from kit.words import WORD

__all__ = ["MOST", "is_excerpt", "shortened", "whose"]

MOST = 25  # words of an article in a row
_LEAST = 5  # words; fewer are a name, a date, or anybody's


def is_excerpt(words: str, text: str) -> bool:
    """Whether these words stand in a text one after the other, whatever their marks and capitals.

    >>> is_excerpt("the lake is closed today", "“The lake” is closed today."), is_excerpt("The lake", "the lake")
    (True, False)
    """
    said = _said(words)
    return len(said) >= _LEAST and f" {' '.join(said)} " in f" {' '.join(_said(text))} "


def shortened(words: str, text: str) -> str:
    """Words in which no more than ``MOST`` in a row are those of a text; what is left out is a sign for it.

    >>> text = " ".join(f"word{n}" for n in range(60))
    >>> shortened(f"Mine. {text} Mine.", text)[-23:]
    'word23 word24 […] Mine.'
    """
    taken = _said(text)
    known = {tuple(taken[n : n + MOST + 1]) for n in range(len(taken) - MOST)}
    found = list(WORD.finditer(words))
    said = [_plain(each.group()) for each in found]
    parts, kept, n = [], 0, 0
    while n + MOST < len(said):
        if tuple(said[n : n + MOST + 1]) not in known:
            n += 1
            continue
        end = n + MOST + 1
        while end < len(said) and tuple(said[end - MOST : end + 1]) in known:
            end += 1
        parts.append(f"{words[kept : found[n + MOST - 1].end()]} […]")
        kept, n = found[end - 1].end(), end
    rest = words[kept:]
    return "".join([*parts, rest if WORD.search(rest) or not parts else ""])


def whose(card: Card) -> str:
    """Whose an excerpt is, to stand beside it.

    >>> whose(Card(author="Ela Marek", outlet="Lakeside Weekly", date="12 June 2024"))
    'Ela Marek, Lakeside Weekly, 12 June 2024'
    """
    return ", ".join(filter(None, (card.author, card.outlet, card.date))) or card.title or "the article named above"


def _said(words: str) -> list[str]:
    return [_plain(each) for each in WORD.findall(words)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
