"""Two texts of a lesson that tell of one event: which words of both tell the same, and what one alone has.

[pair.lake]
texts = ["column", "newsletter"]     # two of the lesson's texts, the one on the left first
after = "left-compare"               # the activity after which what one alone has is shown

[[pair.lake.link]]                   # words of one and of the other that tell the same fact
tells = "how many cells were found"
one = "Now the number is 140,000"
other = "140,000 cells of poisonous algae"

[[pair.lake.only]]                   # what one tells and the other leaves out
text = "column"
words = "In August 2019"
why = "The newsletter does not speak of other years."
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.activity.fields import check_fields, one_of
from kit.activity.texts import Text
from kit.annotation import Span

__all__ = ["Link", "Only", "Pair", "pair_of"]


@dataclass(frozen=True, slots=True)
class Link:
    """A fact that both texts tell, what it is, and the words of each."""

    tells: str
    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Only:
    """Words of one text, by its number, 0 or 1, for which the other has none, and why that is worth a look."""

    side: int
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts with their links and what one alone has, which is shown once the activity ``after`` is done."""

    name: str
    texts: tuple[Text, Text]
    links: tuple[Link, ...]
    only: tuple[Only, ...] = ()
    after: str = ""


def pair_of(name: str, table: Any, texts: Mapping[str, Text], activities: Mapping[str, Any]) -> Pair:
    """A pair from its table; raises ``ValueError`` where a text, an activity or words are not there."""
    check_fields(table, {"texts", "link"}, {"only", "after"})
    sides = table["texts"]
    if len(sides) != 2 or sides[0] == sides[1]:
        raise ValueError(f"texts must be two of the lesson's texts, not {sides!r}")
    if not table["link"]:
        raise ValueError("two texts side by side need a link or more, [[pair.….link]], to the same fact in both")
    one, other = (texts[one_of("texts: text", side, texts)] for side in sides)
    if "only" in table and "after" not in table:
        raise ValueError("what one alone has is an answer: say after which activity it is shown, after = …")
    if "after" in table:
        one_of("after: activity", table["after"], activities)
    links = []
    for link in table["link"]:
        check_fields(link, {"tells", "one", "other"}, ())
        links.append(Link(link["tells"], _place(one, link["one"]), _place(other, link["other"])))
    only = []
    for entry in table.get("only", ()):
        check_fields(entry, {"text", "words", "why"}, ())
        side = sides.index(one_of("only: text", entry["text"], sides))
        only.append(Only(side, _place((one, other)[side], entry["words"]), entry["why"]))
    return Pair(name, (one, other), tuple(links), tuple(only), table.get("after", ""))


def _place(text: Text, words: str) -> Span:
    """Where words stand; they must stand once, or what is linked would be a matter of chance."""
    times = text.article.text.count(words)
    if times != 1 or not words:
        raise ValueError(f"{words!r} stands {times} times in the text {text.name!r}; give words that stand there once")
    start = text.article.text.find(words)
    return Span(start, start + len(words))
