"""The same lesson on another article: which parts make the kit's own lessons anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.activity.fields import one_of
from kit.activity.lesson_file import read_lesson
from kit.making.draft import Draft
from kit.making.parts.table import lacking

__all__ = ["LIKE", "like"]

# Parts by lesson, in order; the first of those that are not "predict" is what the lesson is about.
LIKE: Mapping[str, tuple[str, ...]] = {
    "01-article-or-furniture": ("predict", "zones", "exit"),
    "02-who-is-speaking": ("predict", "speech", "sources", "exit"),
    "03-what-is-claimed": ("predict", "claims", "exit"),
    "04-words-that-push": ("predict", "words", "exit"),
    "05-counting-carefully": ("counting", "exit"),
}


def like(lesson: str, draft: Draft) -> Draft:
    """The draft with the title and the parts of one of the kit's lessons: that lesson, on another article.

    A part that cannot be made of the article is left out. Raises ``ValueError`` where the lesson has no pattern, or
    where the article lacks what it is about.

    >>> from kit.making.propose import draft
    >>> made = like("02-who-is-speaking", draft("night-buses", parser=False))
    >>> made.title, made.parts
    ('Who is speaking? – Night buses to run until two on weekends from May', ('predict', 'speech', 'sources', 'exit'))
    """
    parts, missing = LIKE[one_of("lesson", lesson, LIKE)], lacking(draft)
    title = read_lesson(lesson).title
    about = next(part for part in parts if part != "predict")
    if about in missing:
        raise ValueError(
            f"“{title}” cannot be made of this article: {missing[about]}. Choose another lesson, or article."
        )
    named = title if draft.title.startswith(f"{title} – ") else f"{title} – {draft.title}"
    return replace(
        draft, title=draft.title if named == title else named, parts=tuple(p for p in parts if p not in missing)
    )
