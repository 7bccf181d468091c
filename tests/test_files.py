"""Files are written whole, stay open to those who could read and write them, and are read only if they are files."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys

import pytest

from kit.files import clear_parts, read_regular, write_atomic

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


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("refusing", ["os.fsync", "pathlib.Path.replace", "os.write"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(refusing, tmp_path, monkeypatch):
    """Whichever step the disk refuses, the old file stands, and no part of the new one does."""
    path = tmp_path / "note.txt"
    write_atomic(path, "one")
    monkeypatch.setattr(refusing, refuse)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, "two")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("note.txt", "one")]


def test_the_longest_name_is_written(tmp_path):
    """A name of as many bytes as the disk takes, in any script, has room for its part."""
    for name in ("n" * 255, "é" * 127, "日" * 85, "😀" * 63):
        write_atomic(tmp_path / name, name)
        assert (tmp_path / name).read_text(encoding="utf-8") == name


def test_half_a_character_is_spelt_out(tmp_path):
    """What UTF-8 has no bytes for stands as JSON spells it, and JSON says it again."""
    write_atomic(tmp_path / "a.json", json.dumps(["né", "\ud83d"], ensure_ascii=False))
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == ["né", "\ud83d"]


def test_a_name_that_is_a_folders_is_refused(tmp_path):
    """The folder stays, and no part is left."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(OSError):
        write_atomic(tmp_path / "a", "words")
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_nothing_is_written_through_a_link(tmp_path):
    """A link is replaced by the file, and what it leads to, outside the folder, stays as it was."""
    (tmp_path / "outside.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "in").mkdir()
    for target in ("outside.txt", "nowhere.txt"):
        link = tmp_path / "in" / f"link to {target}"
        link.symlink_to(tmp_path / target)
        write_atomic(link, "words")
        assert (link.is_symlink(), link.read_text(encoding="utf-8")) == (False, "words")
    assert (tmp_path / "outside.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nowhere.txt").exists()


def left(*folders):
    """A part as a writer that was killed leaves it, in each folder."""
    parts = [folder / ".marks.jsonl.0123abcd.part" for folder in folders]
    for part in parts:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text("half", encoding="utf-8")
    return parts


def test_parts_of_writers_that_were_killed_are_cleared(tmp_path):
    """Those of the kit's own name go, as deep as is asked; every other file stays, and so does what links lead to."""
    home = tmp_path / "home"
    parts = left(home, home / "ana", home / "ana" / "01")
    stays = left(home / "ana" / "01" / "deeper", tmp_path / "elsewhere")
    for name in ("a.0123abcd.part", ".a.0123abcg.part", ".a.0123abcd.part2", ".0123abcd.part", ".a.part"):
        (home / name).write_text("mine", encoding="utf-8")
        stays.append(home / name)
    (home / ".folder.0123abcd.part").mkdir()
    (home / ".link.0123abcd.part").symlink_to(home / "a.0123abcd.part")
    (home / "linked").symlink_to(tmp_path / "elsewhere")
    assert clear_parts(home, home / "not there", deep=2) == 3
    assert not any(part.exists() for part in parts)
    assert all(path.exists() for path in [*stays, home / ".folder.0123abcd.part", home / ".link.0123abcd.part"])
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    assert clear_parts(tmp_path / "link") == 0


def test_what_is_being_written_is_not_cleared(tmp_path, monkeypatch):
    """Another process may be at work in the folder: its part stays until it is the file."""
    cleared = []
    monkeypatch.setattr("os.fsync", lambda _: cleared.append(clear_parts(tmp_path)))
    write_atomic(tmp_path / "note.txt", "words")
    assert (cleared, (tmp_path / "note.txt").read_text(encoding="utf-8")) == ([0], "words")


@pytest.mark.parametrize("what", ["a pipe", "a socket", "a device", "a folder"])
def test_what_is_no_file_is_not_waited_for(what, tmp_path):
    """A pipe that nobody writes to and a device without end are refused at once, under a name that seems a text's."""
    path = tmp_path / "a.txt"
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    elif what == "a device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    with pytest.raises(ValueError, match=f"{what}, not a file"):
        read_regular(path, 100)


def test_more_than_is_asked_for_is_refused(tmp_path):
    """A file of so many bytes is read, and one of more is not."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000)
    assert read_regular(path, 1_000) == b"x" * 1_000
    with pytest.raises(ValueError, match=r"larger than 0\.000999 MB"):
        read_regular(path, 999)
