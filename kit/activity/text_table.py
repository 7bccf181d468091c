"""The texts of a lesson, from the tables of its file: an article, a passage, words; in two levels, or by turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.activity.fields import check_fields, one_of
from kit.activity.keys import excerpt
from kit.activity.texts import LAYERS, Text
from kit.activity.versions import PLAIN, PRINTED, version_name
from kit.article import Article
from kit.readers import load
from kit.readers.files import seed_folder, seeds
from kit.readers.formats import ENDINGS

__all__ = ["read_text"]

BY_US = "In plain words, by us."  # what the notice of an article says besides where it is not as printed


def read_text(name: str, table: Mapping[str, Any], home: Path) -> Text:
    """A text of a lesson that lies in ``home``: an article, a passage of it, or words of the lesson's own.

    Its ``others`` are the same in ``plain`` words, or the forms that go ``by_turns`` with it. Raises ``ValueError``
    where the table is wrong, and ``FileNotFoundError`` where an article, or its key, is not there.
    """
    check_fields(table, (), ("article", "from", "to", "words", "by_key", "plain", "by_turns"))
    if "by_turns" in table:
        return _by_turns(name, table, home)
    text = _printed(name, table, home)
    if "plain" in table:
        text = replace(text, version=PRINTED, others=(_plain(text, table["plain"], home),))
    for layer in text.by_key:
        text.key(layer)  # raises where the article has none
    return text


def _printed(name: str, table: Mapping[str, Any], home: Path) -> Text:
    """An article, a passage of it, or words of the lesson's own, beside which an article's card may stand."""
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
    return Text(name, shown, article, folder, by_key)


def _plain(text: Text, slug: str, home: Path) -> Text:
    """The same in plain words: with the printed article's card, for it is that article's, and its hard words."""
    place = _place_among("plain", slug, home)
    article, card = load(place), text.whole.card
    notice = " ".join(filter(None, [card.notice, BY_US]))
    article = replace(article, card=replace(card, notice=notice, sha256=article.card.sha256))
    about = text.folder / f"{text.whole.slug}.toml"
    return Text(text.name, article, article, place.parent, version=PLAIN, about=about)


def _by_turns(name: str, table: Mapping[str, Any], home: Path) -> Text:
    """The first of the forms, the others with it."""
    check_fields(table, ("by_turns",), ())
    slugs = table["by_turns"]
    if len(slugs) < 2 or not all(isinstance(slug, str) for slug in slugs):
        raise ValueError(f'by_turns must be the names of two texts, such as ["check-a", "check-b"], not {slugs!r}')
    if len({version_name(name, slug) for slug in slugs}) < len(slugs):
        raise ValueError(f"by_turns: the end of each name, after its last dash, must be its own, not {slugs!r}")
    forms = []
    for slug in slugs:
        place = _place_among("check", slug, home)
        article = load(place)
        forms.append(Text(name, article, article, place.parent, version=slug))
    return replace(forms[0], others=tuple(forms[1:]))


def _place(slug: str, home: Path) -> Path:
    """The file of an article: beside the lesson, or among the kit's own.

    No other is looked for: a lesson that came from somebody else asks no server, and reads nothing of one's own.
    """
    _check_name(slug)
    files = [*(home / f"{slug}{ending}" for ending in ENDINGS), seed_folder() / f"{slug}.txt"]
    for path in files:
        if path.exists():
            return path
    raise FileNotFoundError(
        f"no file {slug[:80]!r} beside the lesson, as {', '.join(ENDINGS)}, and no article of that "
        f"name in the kit; the kit's own are: {', '.join(seeds())}"
    )


def _place_among(kind: str, slug: str, home: Path) -> Path:
    """The file of a text that no list of articles shows: in a folder of its kind, beside the lesson or among seeds."""
    _check_name(slug)
    for folder in (home / kind, seed_folder() / kind):
        if (path := folder / f"{slug}.txt").exists():
            return path
    there = ", ".join(sorted(path.stem for path in (seed_folder() / kind).glob("*.txt"))) or "none"
    raise FileNotFoundError(
        f"no file {kind}/{slug[:80]}.txt beside the lesson, and none in the kit; the kit's own are: {there}"
    )


def _check_name(slug: str) -> None:
    if slug in (".", "..") or any(sign in slug for sign in "/\\:\0"):
        raise ValueError(f"article {slug[:80]!r} must be a name, without a folder, of a file beside the lesson")
