"""What a draft proposes, in a few lines for whoever has just begun it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from kit.making.draft import Draft
from kit.making.parts import PARTS
from kit.making.passages import CALLED, candidate, passages, several
from kit.making.problems import problems_beside
from kit.making.propose import reading_of
from kit.making.sharing import sharing

__all__ = ["summary"]


def summary(draft: Draft, *, width: int = 100) -> str:
    """The passage and why it was chosen, how much there is to decide on, and what to check, in lines of ``width``.

    >>> from kit.making.propose import draft as begin
    >>> print(summary(begin("skate-park", parser=False)).splitlines()[0])
    “Keep the skate park open”: a draft of the lesson keep-the-skate-park-open
    """
    lines = [f"“{draft.title}”: a draft of the lesson {draft.name}", "", *_passage(draft), ""]
    lines += ["Proposed by the program, which is often wrong, and in no key until you keep it:", *_proposals(draft)]
    lines += [f"Parts of the lesson: {', '.join(PARTS[part].title for part in draft.parts)}", "", "To check:"]
    lines += [f"- {each}" for each in (*problems_beside(draft), sharing(draft.article.card))]
    return "\n".join(textwrap.fill(line, width, subsequent_indent="  " * line.startswith("- ")) for line in lines)


def _passage(draft: Draft) -> list[str]:
    if draft.passage is None:
        return ["The whole article is to be marked: it has no paragraph that could be a passage."]
    reading = reading_of(draft)
    best = passages(reading, draft.level)
    chosen = next((each for each in best if each.span == draft.passage), None)
    others = len(best) - (chosen is not None)
    more = f" {others} more to choose from." if others else ""
    words = textwrap.shorten(draft.article.covered(draft.passage), 70, placeholder=" …")
    return [f"Passage: {words}", f"{(chosen or candidate(reading, draft.passage, draft.level)).why}{more}"]


def _proposals(draft: Draft) -> Iterator[str]:
    start, end = draft.passage or (0, len(draft.article.text))
    found = [each.entry for each in draft.proposals]
    for layer, called in CALLED.items():
        row = [entry for entry in found if entry.layer == layer]
        here = sum(start <= entry.start and entry.end <= end for entry in row)
        yield f"- {several(len(row), called)}" + (f", {here or 'none'} of them in the passage" if row else "")
    yield f"- what each of {several(sum(entry.layer == 'zone' for entry in found), 'block')} of the page is"
