"""The question for the name, or pseudonym, that answers are kept under, and what a learner is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kit.activity.answer import Answer, Try
from kit.activity.learners import (
    NAMELESS,
    Learner,
    answer_folder,
    folder_name,
    learner,
    older_name,
    set_learner,
    signed_in,
)
from kit.activity.window import not_handed_in
from kit.visible import visible
from kit.widgets.question import Question
from kit.widgets.strings import say

__all__ = ["sign_in", "who_works"]


def sign_in(prompt: str, *, signed: Callable[[], object], **traits: Any) -> Question:
    """A question for a name, which it keeps; ``signed`` is called once it is kept.

    It shows the name of whoever is signed in, as they typed it. Where somebody else takes over whose answers were not
    handed in, that is said first: the same name a second time goes on.
    """
    told = set[tuple[Learner, str]]()

    def sign(name: str) -> str:
        before, older = signed_in(), older_name(name)
        if name.strip() and folder_name(name) != before.folder and (before, name) not in told and not_handed_in(before):
            told.add((before, name))
            raise ValueError(say("name.not-handed-in", name=visible(before.name), other=visible(name.strip())))
        try:
            now = set_learner(name)
        except OSError as error:
            raise ValueError(say("name.not-saved", why=error.strerror or error)) from error
        signed()
        return "\n\n".join(_told(before, now, older))

    asked = Question(kind="name", prompt=prompt, button=say("name.use"), reveal=sign, **traits)
    known = signed_in().name
    asked.restore(Answer(draft=Try(known) if known else None))
    return asked


def who_works() -> str:
    """As whom a learner works, in a sentence."""
    return say("name.who", name=visible(learner()))


def _told(before: Learner, now: Learner, older: str) -> Iterator[str]:
    """As whom somebody has signed in, whose answers the page shows, and where older ones may be."""
    yield say("name.signed-in", name=visible(now.name))
    came_along = not before.name and not (answer_folder() / NAMELESS).is_dir()
    if before.folder != now.folder and not came_along:
        yield say("name.still-shows", name=visible(before.name or NAMELESS))
    if older:
        yield say("name.older", name=visible(older))
