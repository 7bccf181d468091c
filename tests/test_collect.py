"""Collecting: whatever an LMS hands a teacher is read, each hand-in once; what is wrong is said and harms nothing."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import shutil
import signal
import stat
import struct
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.activity.answer import Answer, Try, text_of
from kit.activity.canonical import canonical
from kit.activity.hand_in import LARGEST, read_hand_in, text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.classroom import sources
from kit.classroom.classes import make_class, open_class
from kit.classroom.collect import collect
from kit.classroom.folder import Classroom, assign, read_class
from kit.classroom.members import Index, nearest
from kit.classroom.records import received_rows, refused_rows
from kit.classroom.roster import parse_roster
from kit.classroom.standing import standing
from kit.classroom.telling import told
from kit.jsonl import as_json
from tests.trust.child import before_each_write, child

MADE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 10, 1, tzinfo=UTC)
LESSON = "01-article-or-furniture"


def handed(name: str, *values: object, lesson: str = LESSON, days: int = 0, **more: object) -> bytes:
    """A hand-in of one lesson in which these were submitted, one after the other."""
    tries = tuple(Try(value, (MADE + timedelta(minutes=n)).isoformat()) for n, value in enumerate(values))
    lessons = {lesson: {"files": {"exit.json": text_of(Answer(tries))}, "progress": {"done": 1, "steps": 9}}}
    who = Learner(name, folder_name(name)) if name else Learner("", "me")
    return text_of_hand_in(who, lessons, made=MADE + timedelta(days=days), **more).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 9, 7, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    """These files in a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """All that is in a folder, but for the lock, which holds nothing."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def classroom(tmp_path):
    """A class without a roster, in a folder of its own."""
    return make_class(tmp_path / "home", "7B")


def names_in(classroom) -> list[str]:
    return sorted(member.name for _, _, member in read_class(classroom.folder).hand_ins())


# What comes


def test_whatever_an_lms_hands_over_is_read(classroom, tmp_path):
    """Zips in zips, renamed files, prefixes, a file twice, other files; each hand-in is stored as it came, once."""
    ana, ben, cleo, dan, eve = (handed(name, "yes") for name in ("Ana", "Ben", "Cleo", "Dan", "Eve"))
    inner = zipped({"deep/01 (1).kit.json": ana, "deep/er.zip": zipped({"eve.kit-1.json": eve})})
    files = {
        "Ana Ruiz_123456_assignsubmission_file_/work.zip": inner,
        "benode_LATE_1234_5678_7B-ben-all.kit.json.txt": ben,
        "cleo.json": cleo,
        "sub/dan.txt": dan,
        "again/dan (2).kit.json": dan,
        ".DS_Store": b"x",
        "__MACOSX/._cleo.json": b"x",
        "essay.pdf": b"%PDF",
        "notebook.ipynb": b"{}",
        "package.json": b'{"name": "x"}',
    }
    (tmp_path / "download.zip").write_bytes(zipped(files))
    summary = collect(classroom, [tmp_path / "download.zip"], now=NOW)
    assert (summary.new, summary.there, summary.late, summary.refused) == (5, 1, 1, [])
    assert summary.passed == {".pdf": 1, ".ipynb": 1, ".json": 2, ".DS_Store": 1}
    stored = {path.read_bytes() for path in classroom.stored()}
    assert stored == {ana, ben, cleo, dan, eve}
    assert names_in(classroom) == ["Ana", "Ben", "Cleo", "Dan", "Eve"]
    rows = {row.where: row for row in received_rows(classroom.folder)}
    moodle = rows["download.zip/Ana Ruiz_123456_assignsubmission_file_/work.zip/deep/01 (1).kit.json"]
    assert (moodle.hints, moodle.late) == (("Ana Ruiz", "123456", "Participant 123456"), False)
    canvas = rows["download.zip/benode_LATE_1234_5678_7B-ben-all.kit.json.txt"]
    assert (canvas.hints[:2], canvas.late, canvas.when) == (("benode", "1234"), True, "2026-10-01T00:00:00Z")


def test_collecting_twice_changes_nothing(classroom, tmp_path):
    """Not a byte of the class's folder, whatever was handed over, answers as they lie and broken files among it."""
    answers = {
        "exit.json": text_of(Answer((Try("a", MADE.isoformat()),))).encode(),
        "progress.json": b'{"done":1,"steps":9}',
    }
    source = put(tmp_path / "in", {
        "a.kit.json": handed("Ana", "yes"), "cut.kit.json": handed("Ben", "no")[:99], "b.zip": b"PK none",
        **{f"answers/cleo/{LESSON}/{name}": data for name, data in answers.items()},
    })  # fmt: skip
    first = collect(classroom, [source], now=NOW)
    before = bytes_of(classroom.folder)
    again = collect(classroom, [source], now=NOW + timedelta(days=1))
    assert bytes_of(classroom.folder) == before
    assert (first.new, again.new, again.there, len(again.refused)) == (2, 0, 2, 2)


def test_a_second_hand_in_is_kept_beside_the_first(classroom, tmp_path):
    """All are kept; of a lesson the newest counts, whichever was collected first."""
    late, early = handed("Ana", "a", "b", days=3), handed("Ana", "a")
    source = put(tmp_path / "in", {"1.kit.json": late, "2.kit.json": early})
    collect(classroom, [source], now=NOW)
    assert {each.hand_in.made for each in classroom.hand_ins()} == {MADE, MADE + timedelta(days=3)}
    assert standing(classroom).parted == ()


@pytest.mark.parametrize("root", ["media-literacy/answers/", "answers/", "", "Ana Ruiz_1_assignsubmission_file_/"])
def test_folders_of_answers_are_hand_ins_too(classroom, tmp_path, root):
    """A working folder, its answers, or a learner's own folder; made alike wherever it lies, however it was copied."""
    answer = text_of(Answer((Try("a", MADE.isoformat()),)))
    files = {
        f"{root}blue heron/{LESSON}/exit.json": answer.encode(),
        f"{root}blue heron/{LESSON}/progress.json": b'{"done": 1, "steps": 9}',
    }
    files[f"{root}blue heron/{LESSON}/notes.txt"] = b"none"
    files[f"{root}blue heron/{LESSON}/exit.json.damaged-20260101-000000"] = b"{"
    files[f"{root}blue heron/hand-in.json"] = b'{"class": "7B", "lessons": {}}'
    files[f"{root}blue heron/explore/open/deep/x.json"] = b"{}"
    if "answers/" in root:
        files[f"{root}learner.txt"] = b'{"name": "Blue Heron", "folder": "blue heron"}\n'
        files[f"{root}class.txt"] = b"7C\n"
    source = put(tmp_path / "in", files)
    summary = collect(classroom, [source if root else source / "blue heron"], now=NOW)
    assert (summary.passed, summary.classes) == ({".txt": 1, ".damaged-20260101-000000": 1, ".json": 1}, {"7B": 1})
    (found,) = classroom.hand_ins()
    assert found.hand_in.learner == Learner("Blue Heron" if "answers/" in root else "blue heron", "blue heron")
    assert dict(found.hand_in.lessons[LESSON].files) == {"exit.json": answer}
    assert found.hand_in.lessons[LESSON].progress == (1, 9)
    shutil.copytree(source, tmp_path / "copied", copy_function=shutil.copyfile)
    again = collect(classroom, [tmp_path / "copied" if root else tmp_path / "copied" / "blue heron"], now=NOW)
    assert (again.new, again.there) == (0, 1)


def test_answers_that_grew_are_a_newer_hand_in(classroom, tmp_path):
    """Made when something in them was last answered."""
    place = f"answers/ana/{LESSON}/exit.json"
    for n in (1, 2):
        tries = tuple(Try(value, (MADE + timedelta(days=9000 + value)).isoformat()) for value in range(n))
        put(tmp_path / "in", {place: text_of(Answer(tries)).encode()})
        assert collect(classroom, [tmp_path / "in"], now=NOW).new == 1
    made = sorted(each.hand_in.made for each in classroom.hand_ins())
    assert made == [MADE + timedelta(days=9000), MADE + timedelta(days=9001)]


def test_answers_without_a_name_are_nobodys_else(classroom, tmp_path):
    """Two who never signed in are two, told by the LMS or by the sum."""
    answer = text_of(Answer((Try("a", ""),))).encode()
    put(tmp_path / "in", {f"Ana Ruiz_1_assignsubmission_file_/me/{LESSON}/exit.json": answer})
    put(tmp_path / "in", {f"me/{LESSON}/exit.json": answer + b"\n"})
    collect(classroom, [tmp_path / "in"], now=NOW)
    assert [name.split(" (")[0] for name in names_in(classroom)] == ["Ana Ruiz", "no name"]


# What is wrong


def encrypted(data: bytes) -> bytes:
    """A zip whose files say that they are locked."""
    zipfile_bytes = bytearray(zipped({"x.kit.json": data}))
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        zipfile_bytes[zipfile_bytes.index(signature) + at] |= 1
    return bytes(zipfile_bytes)


def packed_otherwise(data: bytes) -> bytes:
    """A zip packed in a way that nobody knows."""
    made = bytearray(zipped({"x.kit.json": data}))
    for signature, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        made[made.index(signature) + at] = 97
    return bytes(made)


def linked() -> bytes:
    """A zip with a link in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        link = zipfile.ZipInfo("x.kit.json")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    return data.getvalue()


def damaged(data: bytes) -> bytes:
    """A zip in which a byte has changed."""
    made = bytearray(zipped({"x.kit.json": data}))
    made[60] ^= 255
    return bytes(made)


def within(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zipped({"x.zip": data})
    return data


def long_list() -> bytes:
    """A zip that says its list of files is 100 MB long."""
    made = bytearray(zipped({"x.kit.json": b"x"})) + bytes(1000)
    end = made.index(b"PK\5\6")
    made[end + 12 : end + 16] = struct.pack("<I", 100_000_000)
    return bytes(made)


GOOD = handed("Ana", "yes")
WRONG = {
    "locked.zip": (encrypted(GOOD), "locked with a password"),
    "packed.zip": (packed_otherwise(GOOD), "packed in a way that is not known"),
    "link.zip": (linked(), "a link or a device"),
    "damaged.zip": (damaged(GOOD), "damaged"),
    "none.zip": (b"nothing", "it is no zip"),
    "half.zip": (zipped({"x.kit.json": GOOD})[:-30], "it is no zip, or a damaged one"),
    "list.zip": (long_list(), "damaged"),
    "deep.zip": (within(GOOD, 7), "more than 4 zips within each other"),
    "out.zip": (zipped({"../../x.kit.json": GOOD}), "leads out of the zip"),
    "absolute.zip": (zipped({"/etc/x.kit.json": GOOD}), "leads out of the zip"),
    "drive.zip": (zipped({"C:\\x.kit.json": GOOD}), "leads out of the zip"),
    "bomb.zip": (zipped({"x.kit.json": bytes(LARGEST + 1)}), "larger than 5 MB"),
    "large.kit.json": (b" " * (LARGEST + 1), "larger than 5 MB"),
    "empty.kit.json": (b"", "cut off"),
    "cut.kit.json": (GOOD[:200], "cut off on its way"),
    "changed.kit.json": (GOOD.replace(b"yes", b"nay"), "its sum is another"),
    "newer.kit.json": (GOOD.replace(b'"version": 1', b'"version": 2'), "a newer kit"),
    "deep.kit.json": (b'{"format": "media-literacy-kit hand-in", "x": ' + b"[" * 99_999, "nested more than 50"),
    "number.kit.json": (b'{"format": "media-literacy-kit hand-in", "version": ' + b"9" * 9_999, "been cut off"),
    "point.kit.json": (GOOD.replace(b'"done": 1', b'"done": 1.5'), "a number that a hand-in does not have"),
}  # fmt: skip


def test_what_is_wrong_is_said_and_the_rest_collected(classroom, tmp_path):
    """A line for each, no more, nothing outside the class's folder, and the good one among them is there."""
    source = put(tmp_path / "in", {name: data for name, (data, _) in WRONG.items()} | {"zzz.kit.json": GOOD})
    (source / "link.kit.json").symlink_to(source / "zzz.kit.json")
    (source / "round").symlink_to(source)
    os.mkfifo(source / "pipe.kit.json")
    before = {path for path in tmp_path.rglob("*") if classroom.folder not in path.parents}
    summary = collect(classroom, [source], now=NOW)
    assert {path for path in tmp_path.rglob("*") if classroom.folder not in path.parents} == before
    why = {each.where.split("/")[1]: each.why for each in summary.refused}
    expected = {name: words for name, (_, words) in WRONG.items()}
    expected |= {"link.kit.json": "a link, which is not followed", "round": "a link", "pipe.kit.json": "a pipe"}
    assert {name: expected[name] in why[name] for name in expected} == dict.fromkeys(expected, True), why
    assert len(summary.refused) == len(expected)
    assert {path.read_bytes() for path in classroom.stored()} == {GOOD}
    assert [row.where for row in refused_rows(classroom.folder)] == [each.where for each in summary.refused]


def test_what_is_refused_is_forgotten_when_it_is_read_well(classroom, tmp_path):
    """At the same place; what is refused elsewhere stays."""
    put(tmp_path / "in", {"a.kit.json": GOOD[:99], "b.kit.json": b""})
    collect(classroom, [tmp_path / "in"], now=NOW)
    put(tmp_path / "in", {"a.kit.json": GOOD})
    collect(classroom, [tmp_path / "in"], now=NOW)
    assert [row.where for row in refused_rows(classroom.folder)] == ["in/b.kit.json"]


def test_two_files_of_one_name_in_a_zip_are_two(classroom, tmp_path):
    """Whatever a program that unpacks would write over the other."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("x.kit.json", GOOD)
        file.writestr("x.kit.json", handed("Ben", "no"))
    (tmp_path / "two.zip").write_bytes(data.getvalue())
    assert collect(classroom, [tmp_path / "two.zip"], now=NOW).new == 2
    assert names_in(classroom) == ["Ana", "Ben"]


def test_a_file_that_is_gone_by_then_is_said(classroom, tmp_path, monkeypatch):
    """A shared folder changes while it is read."""
    put(tmp_path / "in", {"a.kit.json": GOOD, "b.kit.json": handed("Ben", "no")})
    read = sources.read_regular

    def gone(path, most):
        if path.name == "a.kit.json":
            path.unlink()
        return read(path, most)

    monkeypatch.setattr(sources, "read_regular", gone)
    summary = collect(classroom, [tmp_path / "in"], now=NOW)
    assert (summary.new, [each.why for each in summary.refused]) == (
        1,
        ["it was gone when it was to be read; collect it again if it is back"],
    )


@pytest.mark.parametrize(
    ("limit", "words"), [("MOST_FILES", "more than 3 files"), ("MOST_BYTES", "unpacks to more than")]
)
def test_too_much_ends_what_was_handed_over(classroom, tmp_path, monkeypatch, limit, words):
    """What came before is collected, and so is what else was handed over."""
    monkeypatch.setattr(sources, limit, 3 if limit == "MOST_FILES" else LARGEST + 3 * len(GOOD))
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.kit.json": handed("Ana", n) for n in range(9)}))
    (tmp_path / "other.kit.json").write_bytes(handed("Ben", "no"))
    summary = collect(classroom, [tmp_path / "many.zip", tmp_path / "other.kit.json"], now=NOW)
    assert summary.new == {"MOST_FILES": 3, "MOST_BYTES": 5}[limit]  # the zip itself is a file too
    assert [words in each.why for each in summary.refused] == [True]
    assert "Ben" in names_in(classroom)


def test_what_is_too_large_costs_what_was_read_of_it(tmp_path, monkeypatch):
    """So that many bombs in one zip are not each unpacked."""
    monkeypatch.setattr(sources, "MOST_BYTES", 3 * LARGEST)
    (tmp_path / "x.zip").write_bytes(zipped({f"{n}.kit.json": bytes(LARGEST + 1) for n in range(5)}))
    why = [piece.why for piece in sources.pieces(tmp_path / "x.zip")]
    assert [each.partition(",")[0] for each in why[:3]] == ["larger than 5 MB"] * 3
    assert (len(why), "unpacks to more than" in why[3]) == (4, True)


def test_a_folder_of_answers_that_no_hand_in_can_hold_is_refused(classroom, tmp_path):
    answers = {f"answers/ana/{LESSON}/a{n}.json": bytes(LARGEST // 2) for n in range(3)}
    summary = collect(classroom, [put(tmp_path / "in", answers)], now=NOW)
    assert [each.why.partition(",")[0] for each in summary.refused] == ["larger than 5 MB"]


def test_a_class_does_not_collect_its_own_store(classroom, tmp_path):
    """Where the whole working folder is handed over, what other classes have collected is not handed in again."""
    put(tmp_path / "in", {"a.kit.json": GOOD})
    collect(classroom, [tmp_path / "in"], now=NOW)
    other = make_class(tmp_path / "home", "7C")
    assert collect(other, [tmp_path / "home"], now=NOW).new == 0


def test_a_damaged_store_is_mended(classroom, tmp_path):
    """What the disk lost is there again when it is collected again; until then it is said."""
    put(tmp_path / "in", {"a.kit.json": GOOD})
    collect(classroom, [tmp_path / "in"], now=NOW)
    (stored,) = classroom.stored()
    stored.write_bytes(GOOD[:50])
    trouble: list[str] = []
    assert list(classroom.hand_ins(trouble)) == []
    assert "cannot be read as a hand-in" in trouble[0]
    collect(classroom, [tmp_path / "in"], now=NOW)
    assert stored.read_bytes() == GOOD


def test_nothing_is_collected_where_a_path_is_wrong(classroom, tmp_path):
    put(tmp_path / "in", {"a.kit.json": GOOD})
    with pytest.raises(FileNotFoundError, match=r"there is nothing at .*none.zip"):
        collect(classroom, [tmp_path / "in", tmp_path / "none.zip"], now=NOW)
    assert classroom.stored() == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2_000), st.binary(max_size=6), st.integers(0, 9))
def test_a_zip_damaged_anywhere_raises_nothing(tmp_path_factory, at, put_in, taken):
    """It is read, or a line says why not."""
    whole = zipped({"a/x.kit.json": GOOD, "b.zip": zipped({"y.kit.json": GOOD})})
    at %= len(whole)
    path = tmp_path_factory.mktemp("zip") / "x.zip"
    path.write_bytes(whole[:at] + put_in + whole[at + taken :])
    for piece in sources.pieces(path):
        assert piece.data is None or len(piece.data) <= LARGEST


# A kill at any moment


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kill_at_any_moment_loses_nothing(tmp_path):
    """Killed again and again, before some call to the disk, it goes on, and comes to the same as in one go."""
    files = {f"{n}.kit.json": handed(f"Learner {n}", n) for n in range(6)} | {"cut.kit.json": GOOD[:77]}
    (tmp_path / "in.zip").write_bytes(zipped(files))
    whole, killed = (make_class(tmp_path / name, "7B") for name in ("one", "other"))
    collect(whole, [tmp_path / "in.zip"], now=NOW)
    for call in (1, 2, 3, 5, 8, 13, 21, 17, 20, 9, 4, 6, 7):  # of what is left to do, so that each is another's
        with child(lambda _: _collect_until(call, killed, tmp_path / "in.zip")) as process:  # noqa: B023
            assert process.wait() in (-signal.SIGKILL, 0)
        assert {path.read_bytes() for path in killed.stored()} <= {*files.values()}
        assert {row.sum for row in received_rows(killed.folder)} <= {path.name[:64] for path in killed.stored()}
    collect(killed, [tmp_path / "in.zip"], now=NOW)
    assert bytes_of(killed.folder) == bytes_of(whole.folder)


def _collect_until(call: int, classroom: Classroom, source: Path) -> None:
    before_each_write(lambda made: os.kill(os.getpid(), signal.SIGKILL) if made == call else None)
    collect(classroom, [source], now=NOW)


# Whose it is

CANVAS = (
    b'Student,ID,SIS User ID,SIS Login ID,Section,"Essay (12)"\r\n    Points Possible,,,,,10\r\n'
    b'"Ruiz, Ana",1234,u1,aruiz,7B,\r\n"Ode, Ben",1235,u2,bode,7B,\r\n"Student, Test",9,,t,7B,\r\n'
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (CANVAS, ["Ana Ruiz", "Ben Ode"]),
        (codecs.BOM_UTF8 + "First name,Surname,ID number,Email address\nAna,Ruíz,7,a@x.org\n".encode(), ["Ana Ruíz"]),
        ("Vorname;Nachname;E-Mail-Adresse\nJörg;Müller;j@x.org\n".encode("cp1252"), ["Jörg Müller"]),
        ("Nom\tPrénom\r\nÉtienne\tZoé\r\n".encode("utf-16"), ["Zoé Étienne"]),
        (b"Last Name,First Name,Email Address,Quiz\nDate,,,2026\nPoints,,,10\nRuiz,Ana,a@x.org,7\n", ["Ana Ruiz"]),
        (b"Ana Ruiz\nBen Ode\n\n", ["Ana Ruiz", "Ben Ode"]),
        (b"Ruiz, Ana\nOde, Ben\n", ["Ana Ruiz", "Ben Ode"]),
        (b"sep=;\nName;Pseudonym\nAna Ruiz;Blue Heron\nBen Ode;\n", ["Blue Heron", "Ben Ode"]),
        (b"Name\nAna Ruiz\nAna Ruiz\n", ["Ana Ruiz (1)", "Ana Ruiz (2)"]),
        (b"student\n\"Ruiz, Ana\"\n", ["Ana Ruiz"]),
    ],
    ids=["canvas", "moodle", "german", "french", "google", "names", "turned", "pseudonym", "twice", "one-column"],
)  # fmt: skip
def test_a_roster_is_read_as_it_is_exported(data, names):
    assert [member.name for member in parse_roster(data)] == names


def test_the_columns_of_a_roster_are_kept():
    """For the gradebook, as they were."""
    assert parse_roster(CANVAS)[0].roster == {
        "Student": "Ruiz, Ana", "ID": "1234", "SIS User ID": "u1", "SIS Login ID": "aruiz", "Section": "7B",
        "Essay (12)": "",
    }  # fmt: skip
    pseudonym = parse_roster(b"Name,Pseudonym\nAna Ruiz,Blue Heron\n")[0]
    assert (pseudonym.name, pseudonym.full) == ("Blue Heron", "Ana Ruiz")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"Student,ID\n", "it names nobody"),
        (b"a,b,c,d\n1,2,3,4\n", "no column says who somebody is; it has a, b, c, d. Name one Student"),
        (b"PK\3\4\0\0\0", "save it as CSV"),
        (b"name\n" * 5_002, "5,002 lines, and a class 5,000 learners at most"),
    ],
)
def test_what_is_no_roster_is_refused(data, why):
    with pytest.raises(ValueError, match=why):
        parse_roster(data)


@pytest.mark.parametrize(
    ("name", "hints", "found"),
    [
        ("ana ruiz", (), ["Ana Ruiz"]),
        ("Ruiz,  Ana", (), ["Ana Ruiz"]),
        ("blue HERON", (), ["Blue Heron"]),
        ("Cleo Dent", (), ["Blue Heron"]),
        ("aruiz", (), ["Ana Ruiz"]),
        ("Jorg Muller", (), ["Jörg Müller"]),
        ("Sam Fox", (), ["Sam Fox (1)", "Sam Fox (2)"]),
        ("Sam Fox", ("foxsam", "78"), ["Sam Fox (2)"]),
        ("Somebody", ("ruizana",), ["Ana Ruiz"]),
        ("Somebody", ("Ana Ruiz",), ["Ana Ruiz"]),
        ("Ana Ruiz", ("Jörg Müller",), ["Ana Ruiz"]),
        ("Somebody", (), []),
        ("", (), []),
    ],
)
def test_a_name_is_found_on_the_roster(name, hints, found):
    """The pseudonym first, the name in any order, the login, what the LMS says; what fits several is not guessed."""
    roster = (
        "Student;SIS Login ID;ID;Pseudonym\nRuiz, Ana;aruiz;1;\nDent, Cleo;cd;2;Blue Heron\n"
        "Müller, Jörg;jm;3;\nFox, Sam;sf1;77;\nFox, Sam;sf2;78;\n"
    )
    members = parse_roster(roster.encode())
    assert [member.name for member in Index(members).find(name, hints)] == found


def test_names_that_are_most_like_one_come_first():
    assert nearest("Blu Herron", ["Blue Heron", "Grey Heron", "Ana"])[0] == "Blue Heron"
    assert nearest("Zzz", ["Blue Heron"]) == []


def rostered(tmp_path: Path, words: str = "Name,Pseudonym\nAna Ruiz,Blue Heron\nBen Ode,\n"):
    (tmp_path / "r.csv").write_text(words, encoding="utf-8")
    return make_class(tmp_path / "home", "7B", roster=tmp_path / "r.csv")


def test_who_has_handed_in_is_told(tmp_path):
    """Who is missing, who is not on the roster, and whom that may be."""
    classroom = rostered(tmp_path)
    put(tmp_path / "in", {"a.kit.json": handed("Blue Heron", 1), "b.kit.json": handed("Ben Odde", 1)})
    summary = collect(classroom, [tmp_path / "in"], now=NOW)
    classroom = read_class(classroom.folder)
    lines = "\n".join(told(classroom, summary, standing(classroom)))
    assert f"{LESSON}     1   not yet: Ben Ode" in lines
    (stranger,) = standing(classroom).strangers
    assert f"Ben Odde ({stranger.sums[0][:12]}): perhaps Ben Ode?" in lines
    assert lines.endswith("Next:  kit class report 7B")


def test_two_of_one_name_are_told_and_given_apart(tmp_path):
    """Two hand-ins with nothing in common; the teacher says whose one is, and it stays so."""
    classroom = make_class(tmp_path / "home", "7B")
    put(tmp_path / "in", {"a.kit.json": handed("Ana", "x"), "b.kit.json": handed("Ana", "y", days=1)})
    collect(classroom, [tmp_path / "in"], now=NOW)
    classroom = read_class(classroom.folder)
    (parted,) = standing(classroom).parted
    assert (parted.name, parted.lesson) == ("Ana", LESSON)
    assert assign(classroom, parted.older[:6], "Ana B")[1].name == "Ana B"
    collect(classroom, [tmp_path / "in"], now=NOW)
    classroom = read_class(classroom.folder)
    assert {each.sum: each.member.name for each in classroom.hand_ins()} == {parted.older: "Ana B", parted.newer: "Ana"}
    assert standing(classroom).parted == ()


def test_a_name_can_be_given_to_somebody_for_good(tmp_path):
    """So that what comes later under it is theirs too; who is not on the roster is refused, with those most like it."""
    classroom = rostered(tmp_path)
    put(tmp_path / "in", {"a.kit.json": handed("Night Owl", 1)})
    collect(classroom, [tmp_path / "in"], now=NOW)
    classroom = read_class(classroom.folder)
    with pytest.raises(ValueError, match="nobody on the roster is called 'Ben Odd'; name one of them, as in: Ben Ode"):
        assign(classroom, "Night Owl", "Ben Odd")
    with pytest.raises(ValueError, match="neither the beginning of a hand-in's sum nor a name"):
        assign(classroom, "Day Owl", "Ben Ode")
    assign(classroom, "night owl", "ode, ben")
    put(tmp_path / "in", {"b.kit.json": handed("Night Owl", 1, 2, days=7)})
    collect(classroom, [tmp_path / "in"], now=NOW)
    assert names_in(classroom) == ["Ben Ode", "Ben Ode"]


def test_a_class_made_again_keeps_what_it_has(tmp_path):
    """A new roster replaces the old one, which is kept beside it; hand-ins, and who is who, stay."""
    classroom = rostered(tmp_path)
    put(tmp_path / "in", {"a.kit.json": handed("Cleo", 1)})
    collect(classroom, [tmp_path / "in"], now=NOW)
    old = (classroom.folder / "roster.csv").read_bytes()
    again = rostered(tmp_path, "Name\nCleo\n")
    assert (again.folder, [member.name for member in again.members]) == (classroom.folder, ["Cleo"])
    assert (classroom.folder / "roster (older 1).csv").read_bytes() == old
    assert [each.member.roster for each in again.hand_ins()] == [{"Name": "Cleo"}]
    rostered(tmp_path, "Name\nCleo\n")
    assert not (classroom.folder / "roster (older 2).csv").exists()
    (tmp_path / "bad.csv").write_bytes(b"")
    with pytest.raises(ValueError, match=r"bad\.csv cannot be read as a roster: it is empty"):
        make_class(tmp_path / "home", "7b", roster=tmp_path / "bad.csv")
    assert read_class(classroom.folder) == read_class(again.folder)


def test_a_class_is_opened_by_its_name(tmp_path):
    """In any spelling; where there is none, or another, it is said which there are."""
    with pytest.raises(ValueError, match=r"there is no class in .*; make one with: kit class new 7B"):
        open_class(tmp_path)
    one = make_class(tmp_path, "Year 7: B/1")
    assert one.folder.parent == tmp_path / "classes"
    assert open_class(tmp_path).name == open_class(tmp_path, "year 7: b/1").name == "Year 7: B/1"
    make_class(tmp_path, "7C")
    with pytest.raises(ValueError, match=r"several classes in .*: 7C, Year 7: B/1; name one"):
        open_class(tmp_path)
    with pytest.raises(ValueError, match=r"there is no class '7D' in .*7C"):
        open_class(tmp_path, "7D")
    with pytest.raises(ValueError, match="there is no lesson in"):
        make_class(tmp_path, "7D", lessons=[tmp_path / "none"])
    for name in ("", "x" * 61):
        with pytest.raises(ValueError, match="cannot name a class"):
            make_class(tmp_path, name)


# Reading quickly

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec=None)), inner, max_size=4),
    max_leaves=12,
)


def plainly(value) -> str:
    """The canonical text, made piece by piece."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{as_json(name)}:{plainly(value[name])}" for name in names) + "}"
    return f"[{','.join(map(plainly, value))}]" if isinstance(value, list) else as_json(value)


@settings(max_examples=60)
@given(PLAIN)
def test_the_canonical_text_is_that_of_its_pieces(value):
    """Also of half characters that stand side by side, and of names that UTF-16 puts in another order."""
    assert canonical(value) == plainly(value)


def test_what_was_checked_before_is_not_summed_again(tmp_path):
    """As long as its bytes are the same."""
    changed = GOOD.replace(b"yes", b"nay")
    assert read_hand_in(changed, known=hashlib.sha256(changed).hexdigest()).learner.name == "Ana"
    with pytest.raises(ValueError, match="its sum is another"):
        read_hand_in(changed, known=hashlib.sha256(GOOD).hexdigest())
