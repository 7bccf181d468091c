"""What a learner has open in the explorer, kept among their answers: it is open again after a reload, and tomorrow.

In the folder ``open``: each article in a file of its own, as it came, and ``open.json``, which lists them in order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kit.activity.disk import alone, read_file
from kit.activity.learners import answer_folder, signed_in
from kit.article import Article, Card
from kit.files import write_atomic
from kit.readers import parse_text
from kit.readers.files import Received

__all__ = ["Given", "keep", "kept", "let_go", "put_in_front"]

Given = Received | Article | str  # a file or a page as it came, pasted text, the name of one of the kit's own

_LIST = "open.json"


def keep(given: Given) -> None:
    """Keep what was opened; what is kept already stays where it is."""
    entry, data = _entry(given)
    with suppress(OSError):
        if "own" not in entry and not (_folder() / entry["key"]).exists():
            write_atomic(_folder() / entry["key"], data)
        _change(lambda entries: entries if entry["key"] in _keys(entries) else [*entries, entry])


def let_go(given: Given) -> None:
    """Keep no longer what was closed."""
    key = _entry(given)[0]["key"]
    with suppress(OSError):
        _change(lambda entries: [each for each in entries if each["key"] != key])
        (_folder() / key).unlink(missing_ok=True)


def put_in_front(given: Given) -> None:
    """Keep which of them is looked at."""
    key = _entry(given)[0]["key"]
    with suppress(OSError):
        _change(lambda entries: [{**each, "front": each["key"] == key} for each in entries])


def kept() -> list[tuple[Given, bool]]:
    """What is kept, in order, and whether it is looked at; without what the disk has no more."""
    found = []
    for entry in _entries():
        with suppress(OSError, ValueError, KeyError, TypeError):
            found.append((_given(entry), bool(entry.get("front"))))
    return found


def _folder() -> Path:
    return answer_folder() / signed_in().folder / "explore" / "open"


def _entry(given: Given) -> tuple[dict[str, Any], bytes]:
    """What the list has of what was given, and the bytes of its file; its key is the name of that file."""
    if isinstance(given, str):
        return {"key": f"own-{given}", "own": given}, b""
    if isinstance(given, Article):
        data = given.source.encode("utf-8", "surrogatepass")
        return {"key": f"text-{_sum(data)}"}, data
    data, name, card, charset = given
    told = {"name": name, "charset": charset, "card": card and card.known}
    return {"key": f"file-{_sum(data)}", **told}, data


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _given(entry: dict[str, Any]) -> Given:
    key = str(entry["key"])
    if "own" in entry:
        return str(entry["own"])
    data = read_file(_folder() / Path(key).name)
    if key.startswith("text-"):
        return parse_text(data.decode("utf-8", "surrogatepass"))
    card = Card(**entry["card"]) if entry["card"] else None
    return Received(data, str(entry["name"]), card, entry["charset"])


def _entries() -> list[dict[str, Any]]:
    """The list; none where it is not there, or cannot be read."""
    with suppress(OSError, ValueError):
        entries = json.loads(read_file(_folder() / _LIST))
        return [each for each in entries if isinstance(each, dict) and isinstance(each.get("key"), str)]
    return []


def _keys(entries: list[dict[str, Any]]) -> set[str]:
    return {each["key"] for each in entries}


def _change(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    with alone(_folder()):  # another window may have the explorer open too
        entries = _entries()
        if (changed := change(entries)) != entries:
            write_atomic(_folder() / _LIST, json.dumps(changed, ensure_ascii=False, indent=1) + "\n")
