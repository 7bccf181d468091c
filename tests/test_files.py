"""Files are written whole, and stay open to those who could read and write them."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from kit.files import write_atomic

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask():
    """Set the umask for one test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_is_as_open_as_the_umask_allows(mask, expected, umask, tmp_path):
    """A class that shares a folder can read what is written into it; who wants it private has it private."""
    umask(mask)
    write_atomic(tmp_path / "new.txt", "one")
    assert mode(tmp_path / "new.txt") == expected


@pytest.mark.parametrize("old", [0o600, 0o664, 0o640, 0o444])
def test_a_file_that_is_replaced_keeps_its_mode(old, umask, tmp_path):
    """Neither is a private file opened, nor a shared one closed, whatever the umask."""
    path = tmp_path / "old.txt"
    path.write_text("one", encoding="utf-8")
    path.chmod(old)
    umask(0o022)
    write_atomic(path, "two")
    assert (path.read_text(encoding="utf-8"), mode(path)) == ("two", old)


def test_a_private_file_is_private_while_it_is_written(umask, tmp_path, monkeypatch):
    """The half-written file is no more open than the one it is to replace."""
    path = tmp_path / "old.txt"
    path.write_text("one", encoding="utf-8")
    path.chmod(0o600)
    seen = []
    monkeypatch.setattr("os.fsync", lambda _: seen.extend(map(mode, tmp_path.iterdir())))
    write_atomic(path, "two")
    assert seen == [0o600, 0o600]


def test_a_disk_without_modes_takes_the_file(tmp_path, monkeypatch):
    """Where the mode cannot be set, the words are written all the same."""

    def refuse(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    write_atomic(tmp_path / "note.txt", "one")
    monkeypatch.setattr("os.chmod", refuse)
    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    write_atomic(tmp_path / "note.txt", "two")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["two"]


def test_a_folder_of_a_group_gives_its_group(tmp_path):
    """In a folder with setgid a new file belongs to the folder's group, as any other file made there."""
    others = [group for group in os.getgroups() if group != os.getegid()]
    if os.geteuid() == 0:
        others.append(os.getegid() + 1)
    if not others:
        pytest.skip("this user is in one group only")
    os.chown(tmp_path, -1, others[0])
    tmp_path.chmod(0o2775)
    write_atomic(tmp_path / "new.txt", "one")
    assert (tmp_path / "new.txt").stat().st_gid == others[0]
