"""Cards as a learner corrected them, each kept among their answers for when the same text is opened again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kit.activity.disk import read_file
from kit.activity.learners import answer_folder, signed_in
from kit.article import Article, Card
from kit.files import write_atomic

__all__ = ["kept_card", "save_card"]

_OF_THE_FILE = ("sha256",)  # what is so of the bytes, whatever a person says


def kept_card(article: Article) -> Card | None:
    """The card of this very text as it was last corrected; None where it was not, or what is kept cannot be read."""
    with suppress(OSError, ValueError):
        facts = json.loads(read_file(_path(article)))
        known = Card().as_dict().keys() - _OF_THE_FILE
        said = {name: words for name, words in facts.items() if name in known and isinstance(words, str | None)}
        return replace(article.card, **said)
    return None


def save_card(article: Article) -> bool:
    """Keep the card of a text; False where the disk refuses."""
    facts = {name: words for name, words in article.card.as_dict().items() if name not in _OF_THE_FILE}
    try:
        write_atomic(_path(article), json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    except OSError:
        return False
    return True


def _path(article: Article) -> Path:
    """Where the card of a text is kept: by the sum of its words, which may be pasted or come from a file."""
    return answer_folder() / signed_in().folder / "explore" / f"card-{article.text_sum}.json"
