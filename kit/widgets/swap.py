"""The swap bench: a phrase put another way, both sentences side by side, and what changed with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import traitlets

from kit.activity.fitting import LONGEST_WORDING as MOST
from kit.activity.worddiff import Run, word_diff
from kit.article import Article
from kit.segment import find_sentences
from kit.visible import well_formed
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormWidget, Save
from kit.widgets.strings import say

__all__ = ["CHANGES", "Swap", "swap_words"]

CHANGES = {
    "tone": say("swap.tone"),
    "meaning": say("swap.meaning"),
    "both": say("swap.both"),
    "neither": say("swap.neither"),
}


def swap_words(value: Mapping[str, str]) -> str:
    """A wording and what it changes, in words.

    >>> swap_words({"wording": "crowd", "change": "both"})
    'crowd · Both'
    """
    wording = value["wording"].strip() or say("swap.nothing")
    return f"{wording} · {CHANGES[value['change']]}" if value["change"] else wording


class Swap(FormWidget):
    """A phrase in its sentence, for a learner to put another way, and to say what changed.

    ``answer`` is what stands on the page, ``{"wording": …, "change": one of CHANGES or "", "submitted": bool}``, a
    draft until it is submitted, also after an earlier one was. ``thought`` is what another reader says of the phrase:
    shown when both are given, and as said of the ``earlier`` answer while they are being changed. ``done`` says
    whether it was answered.

    Raises ``ValueError`` where the phrase does not stand in the article.

    >>> bench = Swap(Article.from_text("It rained. The mob left."), "mob", prompt="Another word?", thought="People.")
    >>> bench.submit("crowd", "tone")
    >>> [run["text"] for run in bench.after], bench.revealed
    (['The ', 'crowd', ' left.'], 'People.')
    """

    _esm = script("swap")
    _css = stylesheet("swap")
    retry = say("swap.retry")
    has_drafts = True

    phrase = traitlets.Unicode().tag(sync=True)
    changes = traitlets.Dict(CHANGES).tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    before: traitlets.List[Any] = traitlets.List().tag(sync=True)  # runs: {"text": …, "changed": bool}
    after: traitlets.List[Any] = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)  # what changed, in words
    reference = traitlets.Unicode("key").tag(sync=True)  # whose thought it is, "key" or "program"
    revealed = traitlets.Unicode().tag(sync=True)
    earlier: traitlets.List[Any] = traitlets.List().tag(sync=True)  # {"words": …, "said": …}
    done = traitlets.Bool(False)

    def __init__(self, article: Article, phrase: str, *, thought: str, save: Save | None = None, **traits: Any) -> None:
        super().__init__(save, phrase=phrase, **traits)
        self._head, self._tail = _around(article, phrase)
        self._thought = thought
        self._show()

    def submit(self, wording: str, change: str) -> None:
        """Answer: another wording, which may be empty, and what it changed; save it, and show the other's thought.

        Raises ``ValueError`` where the wording is the printed one, too long, or the change is not one of ``CHANGES``.
        """
        value = {"wording": wording, "change": change}
        self._check(value, draft=False)
        self.given = self.given.submitting(value)
        self._show()
        self._keep()

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"wording": …, "change": …, "submit": bool}``."""
        value: dict[str, Any] = {name: message.get(name) for name in ("wording", "change")}
        if message.get("submit"):
            return self.submit(**value)
        self._check(value, draft=True)
        nothing = value == {"wording": well_formed(self.phrase), "change": ""} and not self.given.tries
        self.given = replace(self.given, draft=None) if nothing else self.given.drafting(value)
        self._show()
        self._keep()

    def _check(self, value: Any, *, draft: bool) -> None:
        if not (isinstance(value, dict) and value.keys() == {"wording", "change"}):
            raise ValueError(say("swap.unfit", most=MOST, changes=", ".join(CHANGES)))
        wording, change = value["wording"], value["change"]
        if not (isinstance(wording, str) and len(wording) <= MOST):
            raise ValueError(say("swap.too-long", most=MOST))
        if not (isinstance(change, str) and change in {"", *CHANGES}):
            raise ValueError(say("swap.unfit", most=MOST, changes=", ".join(CHANGES)))
        if not draft and wording.split() in (self.phrase.split(), well_formed(self.phrase).split()):
            raise ValueError(say("swap.as-it-was"))
        if not draft and not change:
            raise ValueError(say("swap.say-what-changed"))

    def _in_words(self, value: Any) -> str:
        return swap_words(value)

    def _show(self) -> None:
        """Show how the sentence differs from the printed one."""
        now, last = self.given.now, self.given.last
        value = now.value if now else {"wording": self.phrase, "change": ""}
        fresh = bool(last) and self.given.draft is None
        diff = word_diff(self._sentence(self.phrase), self._sentence(value["wording"]))
        with self.hold_sync():
            self.answer = value | {"submitted": fresh}
            self.before = [run._asdict() for run in (diff.before if diff.swaps else self._printed())]
            self.after = [run._asdict() for run in diff.after]
            self.said = str(diff) if diff.swaps else say("swap.nothing-changed")
            self.revealed = self._thought if fresh else ""
            thought = say("swap.thought", reference=self.reference, thought=self._thought)
            self.earlier = [{"words": self._in_words(last.value), "said": thought}] if last and not fresh else []
            self.done = bool(last)

    def _printed(self) -> list[Run]:
        """The printed sentence with its phrase, which waits to be changed, set apart."""
        runs = [Run(self._head, False), Run(self.phrase, True), Run(self._tail, False)]
        return [run for run in runs if run.text]

    def _sentence(self, words: str) -> str:
        """The sentence with these words in the phrase's place; where they are none, the gap is closed."""
        together = " ".join(f"{self._head}{words}{self._tail}".split())
        return together if words.strip() else re.sub(r"(?<=,) ,| (?=[.,;:!?])", "", together)


def _around(article: Article, phrase: str) -> tuple[str, str]:
    """What stands before and after a phrase in the first sentence that has it."""
    for sentence in find_sentences(article):
        head, found, tail = article.covered(sentence).partition(phrase)
        if phrase and found:
            return head, tail
    raise ValueError(f"{phrase!r} stands in no sentence of the article")
