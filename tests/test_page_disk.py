"""Files in the memory of a page: what it kept is there, and it is told of each change before anything else is said."""

from __future__ import annotations

from base64 import b64decode, b64encode

import comm
import pytest

from kit import files, page_disk

TEXT = b64encode("Zażółć\n".encode()).decode()


@pytest.fixture
def page(monkeypatch):
    """What a page hears, in order."""
    heard = []

    class Channel:
        def __init__(self, target_name: str) -> None:
            assert target_name == page_disk.COMM

        send = staticmethod(heard.append)

    monkeypatch.setattr(comm, "create_comm", Channel)
    monkeypatch.setattr(files, "after_write", files.after_write)
    monkeypatch.setattr(files, "IN_BROWSER", True)
    yield heard
    files.after_write.clear()


def test_what_the_page_kept_is_there_and_it_hears_of_changes_alone(tmp_path, page):
    """Of what was handed over nothing; then each file that is new, other or gone, moved ones too, and no dot file."""
    root = tmp_path / "drive"
    page_disk.keep(root, {"answers/me/one/a.json": TEXT})
    assert (root / "answers/me/one/a.json").read_text(encoding="utf-8") == "Zażółć\n"
    assert page == []
    files.write_atomic(root / "answers/me/one/b.json", "{}")
    assert page == [{"files": {"answers/me/one/b.json": b64encode(b"{}").decode()}, "gone": []}]
    files.write_atomic(root / "answers/me/one/b.json", "{}")
    files.write_atomic(root / "answers" / ".lock", "")
    assert len(page) == 1
    (root / "answers/me").rename(root / "answers/ana")
    files.write_atomic(root / "answers/learner.txt", "ana")
    told = page[-1]
    assert sorted(told["files"]) == ["answers/ana/one/a.json", "answers/ana/one/b.json", "answers/learner.txt"]
    assert told["gone"] == ["answers/me/one/a.json", "answers/me/one/b.json"]
    assert b64decode(told["files"]["answers/ana/one/a.json"]).decode() == "Zażółć\n"


def test_a_page_that_came_back_is_told_once(tmp_path, page):
    """Where a lesson is run anew in the same Python, there is one who is told, and not two."""
    for _ in range(2):
        page_disk.keep(tmp_path, {})
    files.write_atomic(tmp_path / "a.txt", "a")
    assert len(page) == 1
