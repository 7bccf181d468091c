"""The swap bench: a phrase put another way, both sentences side by side, and what changed with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import traitlets

from kit.activity.worddiff import Run, word_diff
from kit.article import Article
from kit.segment import find_sentences
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormWidget
from kit.widgets.question import Save
from kit.widgets.strings import say

__all__ = ["Swap"]

CHANGES = {
    "tone": say("swap.tone"),
    "meaning": say("swap.meaning"),
    "both": say("swap.both"),
    "neither": say("swap.neither"),
}
MOST = 400  # characters of a wording; a longer one is no swap


class Swap(FormWidget):
    """A phrase in its sentence, for a learner to put another way, and to say what changed.

    ``answer`` holds ``{"wording": …, "change": one of CHANGES or "", "submitted": bool}``. ``thought`` is what another
    reader says of the phrase, shown when both are given. ``save`` is called with the answer at each change; an
    ``OSError`` from it is shown and the answer kept.

    Raises ``ValueError`` where the phrase does not stand in the article.

    >>> bench = Swap(Article.from_text("It rained. The mob left."), "mob", prompt="Another word?", thought="People.")
    >>> bench.submit("crowd", "tone")
    >>> [run["text"] for run in bench.after], bench.revealed
    (['The ', 'crowd', ' left.'], 'People.')
    """

    _esm = script("swap")
    _css = stylesheet("swap")

    phrase = traitlets.Unicode().tag(sync=True)
    changes = traitlets.Dict(CHANGES).tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    before: traitlets.List[Any] = traitlets.List().tag(sync=True)  # runs: {"text": …, "changed": bool}
    after: traitlets.List[Any] = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)  # what changed, in words
    revealed = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        article: Article,
        phrase: str,
        *,
        thought: str,
        answer: Mapping[str, Any] | None = None,
        save: Save | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(save, phrase=phrase, **traits)
        self._head, self._tail = _around(article, phrase)
        self._thought = thought
        given = answer if answer and _fits(answer.get("wording"), answer.get("change")) else {}
        self._hold(given.get("wording", phrase), given.get("change", ""), submitted=bool(given.get("submitted")))

    def submit(self, wording: str, change: str) -> None:
        """Answer: another wording, which may be empty, and what it changed; save it, and show the other's thought.

        Raises ``ValueError`` where the wording is the printed one, too long, or the change is not one of ``CHANGES``.
        """
        if not _fits(wording, change):
            raise ValueError(say("swap.unfit", most=MOST, changes=", ".join(CHANGES)))
        if wording.split() == self.phrase.split():
            raise ValueError(say("swap.as-it-was"))
        if not change:
            raise ValueError(say("swap.say-what-changed"))
        self._hold(wording, change, submitted=True)
        self._keep(self.answer, say("swap.retry"))

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"wording": …, "change": …, "submit": bool}``."""
        wording: Any = message.get("wording")
        change: Any = message.get("change")
        if message.get("submit"):
            self.submit(wording, change)
        elif _fits(wording, change):
            self._hold(wording, change, submitted=bool(self.answer.get("submitted")))
            self._keep(self.answer, say("swap.retry"))
        else:
            raise ValueError(say("swap.too-long", most=MOST))

    def _hold(self, wording: str, change: str, *, submitted: bool) -> None:
        """Hold this answer, and show how its sentence differs from the printed one."""
        diff = word_diff(self._sentence(self.phrase), self._sentence(wording))
        with self.hold_sync():
            self.answer = {"wording": wording, "change": change, "submitted": submitted}
            self.before = [run._asdict() for run in (diff.before if diff.swaps else self._printed())]
            self.after = [run._asdict() for run in diff.after]
            self.said = str(diff) if diff.swaps else say("swap.nothing-changed")
            self.revealed = self._thought if submitted else ""

    def _printed(self) -> list[Run]:
        """The printed sentence with its phrase, which waits to be changed, set apart."""
        runs = [Run(self._head, False), Run(self.phrase, True), Run(self._tail, False)]
        return [run for run in runs if run.text]

    def _sentence(self, words: str) -> str:
        """The sentence with these words in the phrase's place; where they are none, the gap is closed."""
        together = " ".join(f"{self._head}{words}{self._tail}".split())
        return together if words.strip() else re.sub(r"(?<=,) ,| (?=[.,;:!?])", "", together)


def _fits(wording: object, change: object) -> bool:
    return isinstance(wording, str) and len(wording) <= MOST and isinstance(change, str) and change in {"", *CHANGES}


def _around(article: Article, phrase: str) -> tuple[str, str]:
    """What stands before and after a phrase in the first sentence that has it."""
    for sentence in find_sentences(article):
        head, found, tail = article.covered(sentence).partition(phrase)
        if phrase and found:
            return head, tail
    raise ValueError(f"{phrase!r} stands in no sentence of the article")
