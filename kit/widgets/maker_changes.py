"""What the page of the maker can ask to change of a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kit.activity.background import Note
from kit.making.change import with_background, with_card, with_glossary, with_parts, with_passage, with_title
from kit.making.draft import Draft
from kit.making.drafts import renamed
from kit.making.propose import reading_of
from kit.making.rare_words import rare_words
from kit.segment.blocks import find_blocks

__all__ = ["changed"]


def changed(draft: Draft, what: str, value: Any) -> Draft:
    """A draft with one thing changed; raises ``ValueError`` where there is no such thing, or it cannot be that."""
    if what not in _CHANGES:
        raise ValueError(f"{what!r} cannot be changed; there are {', '.join(_CHANGES)}")
    try:
        return _CHANGES[what](draft, value)
    except (TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{what} cannot be {value!r:.80}: {error}") from error


def _passage(draft: Draft, value: Any) -> Draft:
    """The draft with another passage, from and to, or none; its hard words are then those of that passage.

    A word that has a meaning stays.
    """
    other = with_passage(draft, None if value is None else (int(value[0]), int(value[1])))
    rare = {each.word: "" for each in rare_words(reading_of(other), other.passage)}
    written = {word: meaning for word, meaning in draft.glossary.items() if meaning.strip()}
    return with_glossary(other, {**rare, **written})


def _of_blocks(draft: Draft, value: Any) -> tuple[int, int]:
    """From and to of the blocks of the text with these numbers, in whatever order."""
    blocks = find_blocks(draft.article.text)
    first, last = sorted(int(each) for each in value)
    if not 0 <= first <= last < len(blocks):
        raise ValueError(f"the text has blocks 0 to {len(blocks) - 1}, none from {first} to {last}")
    return blocks[first].start, blocks[last].end


_CHANGES: Mapping[str, Callable[[Draft, Any], Draft]] = {
    "title": lambda draft, value: with_title(draft, str(value)),
    "name": lambda draft, value: renamed(draft, str(value).strip()),
    "card": lambda draft, value: with_card(draft, **{str(fact): str(value[fact]) for fact in value}),
    "level": lambda draft, value: replace(draft, level=min(20.0, max(1.0, float(value)))),
    "passage": _passage,
    "blocks": lambda draft, value: _passage(draft, _of_blocks(draft, value)),
    "parts": lambda draft, value: with_parts(draft, map(str, value)),
    "background": lambda draft, value: with_background(draft, (Note(*map(str, each)) for each in value)),
    "glossary": lambda draft, value: with_glossary(draft, {str(word): str(said) for word, said in value}),
}
