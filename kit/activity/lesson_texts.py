"""The texts of a lesson's file: an article, a passage of one, words of the lesson's own, or several by turns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.activity.fields import check_fields, one_of
from kit.activity.keys import excerpt
from kit.activity.texts import LAYERS, Text
from kit.article import Article
from kit.readers import load
from kit.readers.files import seed_folder, seeds
from kit.readers.formats import ENDINGS

__all__ = ["CHECK", "texts_of"]

CHECK = "check"  # the folder, among the kit's articles, of those that are given out by turns


def texts_of(name: str, table: Mapping[str, Any], home: Path) -> dict[str, Text]:
    """A text, or those that go by turns: the first under its name, ``NAME``, the others as ``NAME-2`` and so on.

    Raises ``ValueError`` or ``FileNotFoundError`` for what is wrong in its table.
    """
    if "by_turns" not in table:
        return {name: _text(name, table, home)}
    check_fields(table, ("by_turns",), ())
    called = [name, *(f"{name}-{n}" for n in range(2, len(table["by_turns"]) + 1))]
    return {each: _unlisted(each, slug) for each, slug in zip(called, table["by_turns"], strict=True)}


def _unlisted(name: str, slug: str) -> Text:
    """One of the kit's texts that no list of articles shows: those of a check, which nobody is to have read."""
    folder = seed_folder() / CHECK
    one_of("by_turns", slug, sorted(path.stem for path in folder.glob("*.txt")))
    article = load(folder / f"{slug}.txt")
    return Text(name, article, article, folder)


def _text(name: str, table: Mapping[str, Any], home: Path) -> Text:
    """An article, a passage of it, or words of the lesson's own, beside which an article's card may stand."""
    check_fields(table, (), ("article", "from", "to", "words", "by_key"))
    slug, first, last = (table.get(field) for field in ("article", "from", "to"))
    if (first is None) != (last is None):
        raise ValueError("a passage needs both: from which words, and to which words")
    place = _place(slug, home) if slug else None
    folder = place.parent if place else seed_folder()
    article = load(place) if place else None
    if "words" in table:
        article = Article.from_text(table["words"], card=article.card if article else None)
    if article is None:
        raise ValueError("a text needs an article, by its name, or words of its own")
    by_key = tuple(one_of("by_key: layer", layer, LAYERS) for layer in table.get("by_key", ()))
    shown = excerpt(article, first, last) if first is not None and last is not None else article
    text = Text(name, shown, article, folder, by_key)
    for layer in by_key:
        text.key(layer)  # raises where the article has none
    return text


def _place(slug: str, home: Path) -> Path:
    """The file of an article: beside the lesson, or among the kit's own.

    No other is looked for: a lesson that came from somebody else asks no server, and reads nothing of one's own.
    """
    if slug in (".", "..") or any(sign in slug for sign in "/\\:\0"):
        raise ValueError(f"article {slug[:80]!r} must be a name, without a folder, of a file beside the lesson")
    files = [*(home / f"{slug}{ending}" for ending in ENDINGS), seed_folder() / f"{slug}.txt"]
    for path in files:
        if path.exists():
            return path
    raise FileNotFoundError(
        f"no file {slug[:80]!r} beside the lesson, as {', '.join(ENDINGS)}, and no article of that "
        f"name in the kit; the kit's own are: {', '.join(seeds())}"
    )
