"""The fields that each table of a lesson's file has, by kind, and what may stand in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

__all__ = ["KEYED", "KINDS", "check_activity", "check_fields", "check_plain_claims", "one_of"]

# What each kind needs, and what it may leave out; any may have what is in ALWAYS, but for a neighbour, of whom
# nothing is kept: whoever works alone could never be done.
ALWAYS = {"step", "points", "on_paper"}
KINDS: dict[str, tuple[set[str], set[str]]] = {
    "sign_in": ({"prompt"}, set()),
    "choose": ({"prompt", "options"}, {"common", "text"}),
    "estimate": ({"prompt", "measure", "bounds", "reveal"}, {"text"}),
    "write": ({"prompt", "reveal"}, {"text"}),
    "mark": ({"text", "layer", "labels"}, {"unit", "several", "title", "enough", "key", "plain_key", "reference"}),
    "compare": ({"of", "prompt", "button", "reveal"}, {"second_reader", "also", "before", "signal", "noise"}),
    "swap": ({"text", "phrase", "prompt", "reveal"}, {"reference"}),
    "sources": ({"text", "prompt"}, {"enough", "reference"}),
    "claims": ({"text", "prompt", "labels", "claims"}, {"enough", "reference", "plain_claims"}),
    "table": ({"prompt", "columns"}, {"rows", "enough", "text"}),
    "neighbour": ({"of", "prompt"}, set()),
}
KEYED = ("mark", "sources", "claims")  # those that have a key, or else what a program finds
_TYPES: dict[str, tuple[type, ...]] = {  # words, where nothing else is said
    "points": (int,),
    "enough": (int,),
    "second_reader": (bool,),
    "several": (bool,),
    "real": (bool,),
    **dict.fromkeys(("activity", "page", "pair", "pictures"), (dict,)),
    "text": (str, dict),
    "options": (dict, list),
    "labels": (str, list),
    **dict.fromkeys(
        (
            *("bounds", "by_key", "by_turns", "claims", "columns", "key", "link", "noise", "only", "packets"),
            *("plain_claims", "plain_key", "rows", "searches", "signal", "texts", "trail", "wall"),
        ),
        (list,),
    ),
}
_CALLED = {str: "words", int: "a whole number", bool: "true or false", dict: "a table", list: "a list"}


def check_fields(table: object, needed: Collection[str], optional: Collection[str]) -> None:
    """Raise ``ValueError`` where a field is not known, missing, or of the wrong type.

    >>> check_fields({"prompt": "Why?", "butten": "Look"}, {"prompt"}, {"button"})
    Traceback (most recent call last):
    ValueError: field 'butten' is not known here; known are button, prompt
    """
    if not isinstance(table, dict):
        raise ValueError(f"this must be a table with fields, not {table!r}")
    known = sorted({*needed, *optional})
    for field, value in table.items():
        if field not in known:
            raise ValueError(f"field {field!r} is not known here; known are {', '.join(known)}")
        if type(value) not in (types := _TYPES.get(field, (str,))):
            raise ValueError(f"{field} must be {' or '.join(_CALLED[kind] for kind in types)}, not {value!r}")
    if missing := sorted(set(needed) - table.keys()):
        raise ValueError(f"field {missing[0]!r} is missing; needed are {', '.join(sorted(needed))}")


def check_activity(table: object) -> str:
    """The kind of an activity whose fields are in order; raises ``ValueError`` where they are not."""
    if not isinstance(table, dict) or "kind" not in table:
        raise ValueError(f"an activity is a table with a kind, one of: {', '.join(KINDS)}; not {table!r}")
    kind = one_of("kind", table["kind"], KINDS)
    needed, optional = KINDS[kind]
    check_fields(table, {"kind", *needed}, optional if kind == "neighbour" else {*ALWAYS, *optional})
    check_fields(table.get("options", {}), (), table.get("options", ()))
    one_of("unit", table.get("unit", "word"), ("word", "block"))
    one_of("reference", table.get("reference", "key"), ("key", "program"))
    return kind


def check_plain_claims(plain: Sequence[str], claims: Sequence[str], text: str) -> None:
    """Raise ``ValueError`` where a claim has not, in ``plain``, words of the text in plain words.

    >>> check_plain_claims(["It rained.", "Go!"], ["Rain fell"], "It rained. Go!")
    Traceback (most recent call last):
    ValueError: plain_claims must be as many as claims: 1, not 2
    """
    if len(plain) != len(claims):
        raise ValueError(f"plain_claims must be as many as claims: {len(claims)}, not {len(plain)}")
    for words in plain:
        if words not in text:
            raise ValueError(f"plain_claims: {words[:80]!r} does not stand in the text in plain words")


def one_of(field: str, value: Any, valid: Collection[str]) -> str:
    """The value, where it is one of those that are valid; raises ``ValueError`` with all of them where it is not.

    >>> one_of("unit", "word", ("word", "block"))
    'word'
    """
    if not isinstance(value, str) or value not in valid:
        raise ValueError(f"{field} {value!r:.80} is not known; it is one of: {', '.join(valid) or 'none'}")
    return value
