"""Text that can be sent anywhere, and text in which nothing acts that cannot be seen."""

from __future__ import annotations

import json

import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from kit.visible import sendable, visible, well_formed
from kit.widgets.page import PageWidget

ODD = "\ud83d \udca9\ud83d x\udc80"
every_text = st.text(st.characters(exclude_categories=()))


class Note(PageWidget):
    words = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List().tag(sync=True)


@given(every_text)
def test_well_formed_text_has_bytes_and_changes_nothing_else(text):
    """One sign stands for one half; whole characters stay."""
    made = well_formed(text)
    made.encode("utf-8")
    assert len(made) == len(text)
    assert all(
        new == old or (new == "\ufffd" and "\ud800" <= old <= "\udfff") for new, old in zip(made, text, strict=True)
    )


@given(every_text)
def test_nothing_unseen_acts_in_visible_text(text):
    """Of control characters only line ends and tabs are left; what was visible before stays as it was."""
    made = visible(text)
    assert not [sign for sign in made if (ord(sign) < 32 or 127 <= ord(sign) < 160) and sign not in "\n\t"]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff") & set(made)
    assert visible(made) == made


@pytest.mark.parametrize(
    "words", ["नमस्ते", "עברית\u200f", "e\u0301", "👩\u200d👧", "می\u200cخواهم", "a\tb\nc", "x" + "\u0301" * 50]
)
def test_writing_of_any_script_is_visible_as_it_is(words):
    """Combining marks, joiners and marks of direction are how people write."""
    assert visible(words) == words


def test_plain_data_is_sendable_and_not_copied_in_vain():
    """Names, values, at any depth; numbers and what is whole are as they were."""
    plain = {"a": ["b", {"c": 1.5}], "d": None}
    assert sendable(plain) is plain
    assert sendable({ODD: [1, ODD, {"x": (ODD,)}]}) == {"� �� x�": [1, "� �� x�", {"x": ["� �� x�"]}]}


def test_a_page_is_told_what_a_message_can_hold(monkeypatch):
    """The state, a part of it, and a message: all have bytes; Python's own value keeps its halves."""
    sent = []
    monkeypatch.setattr(PageWidget, "_send", lambda self, message, buffers=None: sent.append(message))
    note = Note(words=ODD, rows=[{"who": ODD}])
    note.words = f"more {ODD}"
    note.send({"said": ODD})
    for told in (*sent, note.get_state(), note.get_state("rows")):
        json.dumps(told, ensure_ascii=False, default=str).encode("utf-8")
    assert (note.words, len(sent) >= 2) == (f"more {ODD}", True)
