"""What the screen counts in a comparison, counted by hand: room for it on the sheet, and what there is on the key."""

from __future__ import annotations

from collections.abc import Sequence

from kit.activity.activity import Activity
from kit.activity.summaries import signal
from kit.agreement.units import tier
from kit.handout.texts import Paper, printed_of
from kit.making.parts.sheet import paragraph

__all__ = ["counts_html", "there_html"]

_BLANK = "<span class='blank'></span>"


def counts_html(asked: Activity, paper: Paper) -> str:
    """Two lines to write counts on, as HTML; nothing for a comparison that is not counted in one of the two ways.

    A sorting is counted the first time: after that one has seen what it costs to call everything furniture.
    """
    if "{sorting}" in asked.reveal and "{sorting}" not in paper.said:
        paper.said.add("{sorting}")
        return _line("Furniture found", of=True) + _line("Article thrown out", of=True)
    if "{hits}" in asked.reveal:
        where = f"in {_listed([_letter(name, paper) for name in _counted(asked)])}"
        labels = _listed(_titles(asked, asked.signal, paper), "or")
        return _line(f"Hits ({', '.join(filter(None, [labels, where]))})", of=True) + _line("False alarms", of=False)
    return ""


def there_html(asked: Activity, paper: Paper) -> str:
    """How many there are by the key, and how one counts, as HTML; nothing where nothing is counted."""
    if "{sorting}" in asked.reveal:
        labels = [entry.label for entry in paper.activities[asked.of].entries if tier(entry) != "accept"]
        return paragraph(f"Furniture: {labels.count('furniture')} blocks. Article: {labels.count('article')}.")
    if "{hits}" not in asked.reveal:
        return ""
    there = {_letter(name, paper): _to_find(asked, paper.activities[name]) for name in _counted(asked)}
    sound = _listed([letter for letter, n in there.items() if not n], "or")
    found = _listed([letter for letter, n in there.items() if n])
    n, anywhere = sum(there.values()), f", or on anything in {sound} but ○," if sound else ""
    if labels := _titles(asked, asked.signal, paper):
        others = _listed([f"● {title}" for title in _titles(asked, asked.noise, paper)], "or")
        said = f"{_listed(labels)} alone count. In {found}, {n} ● are one of these: each that you marked so is a hit."
        alarm = f"One of these on {others}{anywhere} is a false alarm."
    else:
        said = f"In {found} there are {n} ●: each that you marked is a hit."
        alarm = f"A mark on ×{anywhere} is a false alarm."
    return paragraph(f"{said} {alarm} All else counts neither way.")


def _line(what: str, *, of: bool) -> str:
    return f"<p class='number'>{what}: {_BLANK}{f' of {_BLANK}' if of else ''}</p>"


def _counted(asked: Activity) -> list[str]:
    """The activities whose texts are counted over, in the order of the lesson."""
    return [*filter(None, [asked.also, asked.of])]


def _letter(name: str, paper: Paper) -> str:
    printed = printed_of(paper.activities[name], paper.texts)
    return printed.letter if printed else ""


def _titles(asked: Activity, labels: Sequence[str], paper: Paper) -> list[str]:
    titles = paper.activities[asked.of].titles
    return [titles[label] for label in labels]


def _to_find(asked: Activity, activity: Activity) -> int:
    return sum(tier(entry) == "must" for entry in signal(asked, activity.key))


def _listed(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(words)
