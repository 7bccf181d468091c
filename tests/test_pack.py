"""A made lesson packed to hand out, and unpacked by whoever gets it, whatever the zip has."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import time
import zipfile

import pytest

from kit.cli import main
from kit.making import unpack as unpacking
from kit.making.made import lesson_in
from kit.making.pack import pack, write_pack
from kit.making.unpack import unpack
from tests.made_lesson import ACTIVITIES, CELLS, NAME, TEXT, notebook, write_small

LESSON = [f"{NAME}.ipynb", f"{NAME}.plan.md", f"{NAME}.toml", "rain.toml", "rain.txt"]


@pytest.fixture
def made(tmp_path):
    """A folder with a lesson, and with what does not belong to it."""
    folder = write_small(tmp_path / "somewhere" / "rain lesson")
    for name in ("answers/ana/my-rain/exit.json", ".kit/lab.pid", "draft.json", ".my-rain.draft.json", "other.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("private", encoding="utf-8")
    return folder


def zip_of(path, files, **how):
    """A zip with these files, each of a name or an entry."""
    with zipfile.ZipFile(path, "w", how.pop("compression", zipfile.ZIP_DEFLATED)) as opened:
        for name, data in files:
            opened.writestr(name, data)
    return path


def lesson_files(folder=f"{NAME}/"):
    """The least that is a lesson, by name in a zip."""
    return [(f"{folder}{NAME}.ipynb", notebook()), (f"{folder}{NAME}.toml", ACTIVITIES), (f"{folder}rain.txt", TEXT)]


# Packed


def test_a_pack_has_the_lessons_files_alone(made):
    """In one folder, with what to know; no answers, no draft, nothing else that lies there."""
    with zipfile.ZipFile(io.BytesIO(pack(made))) as opened:
        assert opened.namelist() == sorted(f"{NAME}/{each}" for each in [*LESSON, "README.txt"])
        assert opened.read(f"{NAME}/rain.txt") == (made / "rain.txt").read_bytes()
        readme = opened.read(f"{NAME}/README.txt").decode("utf-8")
    assert len(readme.splitlines()) == 6
    for words in ("Whose rain is it?", "“Rain at noon”, Bo Lind (invented)", f"kit lab {NAME}.zip", "the key"):
        assert words in readme


def test_a_pack_is_the_same_each_time_and_names_no_place(made, tmp_path):
    """Another day, and after the notebook was run, which leaves paths and a learner's words in it."""
    first = pack(made)
    time_ago = time.time() - 10**6
    for path in made.iterdir():
        if path.is_file():
            os.utime(path, (time_ago, time_ago))
    ran = [{"output_type": "stream", "name": "stdout", "text": f"{made} Ana's words"}]
    text = json.loads(notebook(outputs=ran))
    text["metadata"]["widgets"] = {"of": str(tmp_path)}
    text["cells"][1]["metadata"] = {"jupyter": {"source_hidden": True}, "execution": {"at": "today"}}
    (made / f"{NAME}.ipynb").write_text(json.dumps(text), encoding="utf-8")
    again = pack(made)
    with zipfile.ZipFile(io.BytesIO(again)) as opened:
        assert not [name for name in opened.namelist() if str(tmp_path).encode() in opened.read(name)]
        cell = json.loads(opened.read(f"{NAME}/{NAME}.ipynb"))["cells"][1]
        assert (cell["outputs"], cell["metadata"]) == ([], {"jupyter": {"source_hidden": True}})
    (made / f"{NAME}.ipynb").write_text(notebook(), encoding="utf-8")
    assert pack(made) == first


def test_packing_by_the_command_line(made, capsys):
    """The zip stands beside the folder; what is in it, and how it is opened, is said."""
    assert main(["pack", str(made)]) == 0
    target = made.parent / f"{NAME}.zip"
    assert target.read_bytes() == pack(made)
    said = capsys.readouterr().out
    assert str(target) in said and "kit lab my-rain.zip" in said and "It holds the key" in said


def test_a_pack_without_a_key_says_that_it_has_none(made, capsys):
    """Neither the command nor the page in the zip calls the program's marks a key."""
    activities = made / f"{NAME}.toml"
    before, _, rest = activities.read_text(encoding="utf-8").partition("[[activity.speech.key]]")
    after = rest[rest.index("[activity.speech-compare]") :]
    activities.write_text(f'{before}reference = "program"\n\n{after}', encoding="utf-8")
    assert main(["pack", str(made)]) == 0
    assert "It has no key." in capsys.readouterr().out
    with zipfile.ZipFile(made.parent / f"{NAME}.zip") as opened:
        assert "Nobody has made a key" in opened.read(f"{NAME}/README.txt").decode("utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / f"{NAME}.toml").unlink(), "no lesson was made in"),
        (lambda folder: (folder / f"{NAME}.ipynb").write_text("{}", encoding="utf-8"), "no lesson was made in"),
        (lambda folder: (folder / f"{NAME}.toml").write_text("title = 1 2", encoding="utf-8"), "my-rain.toml"),
        (lambda folder: (folder / "rain.txt").unlink(), r"my-rain.toml: \[text.passage\]"),
    ],
)
def test_what_is_no_lesson_is_not_packed(harm, said, made):
    """The line names what is wrong, and no zip is written."""
    harm(made)
    with pytest.raises(ValueError, match=said):
        write_pack(made)
    assert not list(made.parent.glob("*.zip"))


def test_a_folder_that_is_not_there_or_has_two_lessons_is_named(made, tmp_path):
    """Which of two is meant cannot be told."""
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        pack(tmp_path / "nothing")
    (made / "two.ipynb").write_text(notebook(name="two"), encoding="utf-8")
    (made / "two.toml").write_text(ACTIVITIES, encoding="utf-8")
    with pytest.raises(ValueError, match="several lessons, my-rain and two"):
        lesson_in(made)


OWN_CODE = [
    "import os",
    "from os import system",
    "from kit.files import write_atomic",
    "from kit.charts import chart as lesson",
    "from .x import y",
    "!ls",
    "%run x.py",
    "open('x', 'w')",
    "reset",
    "display = open\ndisplay('x', 'w')",
    "lesson.__class__",
    "lesson.save('x')",
    "lesson.mark('x').article",
    "[x for x in ()]",
    "(lambda: 1)()",
    "f'{lesson}'",
    "closed(exec('1'))",
    "lesson.mark(*open('x'))",
    "x[0] = 1",
    "lesson.x = 1",
    "def f(): pass",
    "closed(lesson.reading('x').concordance(open('y')))",
    "(",
    "lesson" + ".mark()" * 5_000,
    'Lesson("my-rain")',
    'Lesson("my-rain", folder="//evil.invalid/share")',
    'Lesson("../../x", folder=".")',
    'Lesson(lesson, folder=".")',
    'Lesson("my-rain", ".", folder=".")',
]


@pytest.mark.parametrize("source", OWN_CODE)
def test_code_that_is_more_than_a_lessons_is_neither_packed_nor_unpacked(source, made, tmp_path):
    """A lesson runs by itself: what came in a zip shows and asks, and does no more."""
    cells = [*CELLS, ("code", source)]
    with pytest.raises(ValueError, match=r"my-rain\.ipynb has in cell 7 code of its own.*kit lab FOLDER"):
        unpack(
            zip_of(tmp_path / "own.zip", [*lesson_files()[1:], (f"{NAME}/{NAME}.ipynb", notebook(cells))]),
            tmp_path / "w",
        )
    assert not (tmp_path / "w").exists()
    (made / f"{NAME}.ipynb").write_text(notebook(cells), encoding="utf-8")
    with pytest.raises(ValueError, match=r"my-rain\.ipynb has in cell 7 code of its own"):
        pack(made)


MARKDOWN = [
    "![](https://evil.invalid/seen.png)",
    "![rain][pixel]\n\n[pixel]: https://evil.invalid/seen.png",
    "<img src=https://evil.invalid/x>",
    "<script>alert(1)</script>",
    "<!-- -->",
    "$\\href{javascript:alert(1)}{x}$",
    "```mermaid\nflowchart\n```",
]


@pytest.mark.parametrize("words", MARKDOWN)
def test_markdown_that_could_ask_a_server_is_neither_packed_nor_unpacked(words, made, tmp_path):
    """Else whoever made the lesson would learn who opened it, and when."""
    cells = [*CELLS, ("markdown", words)]
    files = [*lesson_files()[1:], (f"{NAME}/{NAME}.ipynb", notebook(cells))]
    with pytest.raises(ValueError, match=r"my-rain\.ipynb has in cell 7 HTML, a formula or a picture"):
        unpack(zip_of(tmp_path / "own.zip", files), tmp_path / "w")
    (made / f"{NAME}.ipynb").write_text(notebook(cells), encoding="utf-8")
    with pytest.raises(ValueError, match=r"my-rain\.ipynb has in cell 7 HTML"):
        pack(made)


def test_what_runs_from_an_older_form_of_notebook_is_not_let_in(tmp_path):
    """JupyterLab takes the cells of form 3 from ``worksheets``, whatever else is there."""
    cell = {"cell_type": "code", "language": "python", "input": "import os", "outputs": [], "metadata": {}}
    older = json.loads(notebook()) | {"nbformat": 3, "worksheets": [{"cells": [cell], "metadata": {}}]}
    for changed, said in (({}, "another form"), ({"nbformat": 4, "cells": 1}, "is no notebook")):
        files = [*lesson_files()[1:], (f"{NAME}/{NAME}.ipynb", json.dumps(older | changed))]
        with pytest.raises(ValueError, match=said):
            unpack(zip_of(tmp_path / "old.zip", files), tmp_path / "w")


def test_of_a_notebook_its_cells_alone_come_out(tmp_path):
    """What else it says (another kernel, which would read the same cells otherwise) stays behind."""
    whole = json.loads(notebook())
    whole |= {"worksheets": [1], "metadata": {"kernelspec": {"name": "bash"}, "kit": {"lesson": NAME, "x": [[]]}}}
    whole["cells"][1] |= {"metadata": {"trusted": True, "jupyter": {"source_hidden": True, "x": 1}}, "more": 1}
    whole["cells"][2]["attachments"] = {"a.png": {"image/png": "AA=="}}
    files = [*lesson_files()[1:], (f"{NAME}/{NAME}.ipynb", json.dumps(whole))]
    folder = unpack(zip_of(tmp_path / "more.zip", files), tmp_path / "w").folder
    out = json.loads((folder / f"{NAME}.ipynb").read_bytes())
    assert out.keys() == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (out["metadata"]["kernelspec"]["name"], out["metadata"]["kit"]) == ("python3", {"lesson": NAME})
    assert out["cells"][1].keys() == {"cell_type", "id", "metadata", "source", "outputs", "execution_count"}
    assert out["cells"][1]["metadata"] == {"jupyter": {"source_hidden": True}}
    assert "attachments" in out["cells"][2]


# Unpacked


def test_a_lesson_named_as_one_of_the_kits_is_refused(tmp_path):
    """Their answers would lie in one place."""
    name = "02-who-is-speaking"
    files = [(f"{name}.ipynb", notebook(name=name)), (f"{name}.toml", ACTIVITIES), ("rain.txt", TEXT)]
    with pytest.raises(ValueError, match="as one of the kit's own; their answers would meet"):
        unpack(zip_of(tmp_path / "kits.zip", files), tmp_path / "w")


def test_a_lesson_that_cannot_be_read_changes_nothing(made, tmp_path):
    """The one that is there stays where it is."""
    folder = unpack(write_pack(made), tmp_path / "w").folder
    before = sorted((tmp_path / "w").rglob("*"))
    broken = [*lesson_files()[:1], (f"{NAME}/{NAME}.toml", 'title = "x"\n[text.a]\narticle = "none"\n[activity]')]
    with pytest.raises(ValueError, match=r"my-rain\.toml: \[text\.a\]"):
        unpack(zip_of(tmp_path / "broken.zip", broken), tmp_path / "w")
    assert sorted((tmp_path / "w").rglob("*")) == before and (folder / "rain.txt").exists()


def test_what_was_packed_comes_out(made, tmp_path):
    """Into a folder of the lesson's name among those of the working folder; once more, nothing is done."""
    home = tmp_path / "work"
    name, folder, aside = unpack(write_pack(made), home)
    assert (name, folder, aside) == (NAME, home / "my-lessons" / NAME, None)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*LESSON, "README.txt"])
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    assert unpack(write_pack(made), home).aside is None
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert pack(folder) == pack(made)


def test_a_lesson_that_was_only_run_is_the_same(made, tmp_path):
    """Running a notebook is no change of it."""
    folder = unpack(write_pack(made), tmp_path).folder
    ran = notebook(outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}])
    (folder / f"{NAME}.ipynb").write_text(ran, encoding="utf-8")
    assert unpack(write_pack(made), tmp_path).aside is None
    assert (folder / f"{NAME}.ipynb").read_text(encoding="utf-8") == ran


def test_another_lesson_of_that_name_is_set_aside_whole(made, tmp_path):
    """Each time, whatever it is; nothing of it is lost or mixed with the new one."""
    home = tmp_path / "work"
    folder = unpack(write_pack(made), home).folder
    for aside in ("my-rain (older)", "my-rain (older 2)"):
        (folder / "rain.txt").write_text(f"changed {aside}", encoding="utf-8")
        (folder / "note.txt").write_text("mine", encoding="utf-8")
        assert unpack(write_pack(made), home).aside == home / "my-lessons" / aside
        assert (home / "my-lessons" / aside / "rain.txt").read_text(encoding="utf-8") == f"changed {aside}"
        assert (home / "my-lessons" / aside / "note.txt").read_text(encoding="utf-8") == "mine"
        assert (folder / "rain.txt").read_text(encoding="utf-8") == TEXT and not (folder / "note.txt").exists()


def test_what_a_killed_unpacking_left_is_no_hindrance(made, tmp_path):
    """The part of a folder is thrown away."""
    part = tmp_path / "my-lessons" / f".{NAME}.part"
    part.mkdir(parents=True)
    (part / "rain.txt").write_text("half", encoding="utf-8")
    folder = unpack(write_pack(made), tmp_path).folder
    assert (folder / "rain.txt").read_text(encoding="utf-8") == TEXT
    assert not part.exists()


@pytest.mark.parametrize("folder", ["", "my rain/", f"{NAME}/"])
def test_a_zip_that_was_packed_by_hand_does_too(folder, tmp_path):
    """Also with a Mac's additions, the checkpoints, and the answers of whoever packed it, which are not taken."""
    more = ["__MACOSX/my-rain/._my-rain.ipynb", f"{folder}answers/ana/my-rain/exit.json", f"{folder}.DS_Store"]
    more += [f"{folder}.ipynb_checkpoints/my-rain-checkpoint.ipynb", f"{folder}rain.docx.bak"]
    path = zip_of(tmp_path / "by-hand.zip", [*lesson_files(folder), *((name, "private") for name in more)])
    out = unpack(path, tmp_path / "work").folder
    assert sorted(each.name for each in out.iterdir()) == [f"{NAME}.ipynb", f"{NAME}.toml", "rain.txt"]


def link(name, target):
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry, target


OUTSIDE = ["../x", f"{NAME}/../../x", "/etc/x", f"{NAME}//x", "./x", "..", f"{NAME}/./x"]
WINDOWS = [
    "C:/x",
    "C:x",
    "\\\\host\\x",
    "a\\..\\..\\x",
    "nul",
    "COM1.txt",
    f"{NAME}/aux .txt",
    "x.",
    "x ",
    "a\nb",
    "x?",
]
WINDOWS += ["x:stream", "con/x", "\x1b[31m", "y" * 300, "LPT¹"]
HOSTILE = {
    **{f"outside {name}": ([(name, "x")], "leads out of its folder") for name in OUTSIDE},
    **{f"no name {name}": ([(name, "x")], "cannot be a file's on every system") for name in WINDOWS},
    "a link": ([link(f"{NAME}/rain.md", "/etc/passwd")], "is a link or a device's"),
    "a link for a folder": ([link("answers", "/tmp")], "is a link or a device's"),
    "the same name twice": ([(f"{NAME}/rain.txt", "other")], "is there twice"),
    "a name in capitals": ([(f"{NAME}/RAIN.txt", "other")], "is there twice"),
    "a file for a folder": ([(f"{NAME}", "other"), (f"{NAME}/", "")], "is there twice"),
    "10,000 files": ([(f"{NAME}/{number}", "") for number in range(10_000)], "10,003 files"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_zip_that_could_do_harm_is_refused(kind, tmp_path):
    """Nothing at all is unpacked, and the line says why."""
    more, said = HOSTILE[kind]
    path = zip_of(tmp_path / "hostile.zip", [*lesson_files(), *more])
    before = set(tmp_path.rglob("*"))
    with pytest.raises(ValueError, match=rf"hostile\.zip.*{said}") as caught:
        unpack(path, tmp_path / "work")
    assert set(tmp_path.rglob("*")) == before
    assert len(str(caught.value)) < 400 and "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        (ACTIVITIES.replace('"rain"', '"https://evil.invalid/rain.html"'), "must be a name"),
        (ACTIVITIES.replace('"rain"', '"../../private"'), "must be a name"),
        (ACTIVITIES.replace('"rain"', '"private.txt"'), "private.txt"),
        ("a." * 40_000 + "a = 1", "more than 1000 dots on one line"),
        ("a = " + "[" * 20_000, "more deeply than can be read"),
        ("#" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_activities_that_reach_out_or_take_for_ever_are_refused(activities, said, tmp_path, monkeypatch):
    """No server is asked, nothing outside the lesson is read, and reading the file takes no time to speak of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kit.readers.files.fetch_page", lambda address: pytest.fail(address))
    for place in (tmp_path / "private.txt", tmp_path / "w" / "private.txt"):
        place.parent.mkdir(exist_ok=True)
        place.write_text("Private.", encoding="utf-8")
    files = [lesson_files()[0], (f"{NAME}/{NAME}.toml", activities), *lesson_files()[2:]]
    with pytest.raises(ValueError, match=said):
        unpack(zip_of(tmp_path / "out.zip", files), tmp_path / "w")


def test_a_bomb_is_bounded(tmp_path, monkeypatch):
    """Whatever size it says it has: what it unpacks to is counted, and no more than that is held."""
    monkeypatch.setattr(unpacking, "MOST", 1_000_000)
    path = zip_of(tmp_path / "bomb.zip", [*lesson_files(), (f"{NAME}/rain.html", b"\0" * 3_000_000)])
    with pytest.raises(ValueError, match=r"bomb\.zip unpacks to more than 1 MB"):
        unpack(path, tmp_path / "work")
    both = [(f"{NAME}/rain.html", b"\0" * 600_000), (f"{NAME}/rain.md", b"\0" * 600_000)]
    with pytest.raises(ValueError, match=r"bomb\.zip unpacks to more than 1 MB"):
        unpack(zip_of(tmp_path / "bomb.zip", [*lesson_files(), *both]), tmp_path / "work")
    unused = [(f"{NAME}/{number}.bin", b"\0" * 900_000) for number in range(9)]
    assert unpack(zip_of(tmp_path / "unused.zip", [*lesson_files(), *unused]), tmp_path / "work").name == NAME


def test_a_size_that_is_a_lie_is_no_way_out(tmp_path):
    """The head of an entry says 10 bytes, and more follow: it is refused as damaged, or not more is read."""
    path = zip_of(tmp_path / "liar.zip", lesson_files())
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")  # the last entry of the list
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"liar\.zip is no zip of a lesson, or a damaged one"):
        unpack(path, tmp_path / "work")


DAMAGED = {
    "no zip": b"It rained.",
    "nothing": b"",
    "half": pack,
    "encrypted": lambda made: bytes(pack(made)).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_is_damaged_or_no_zip_is_said(kind, made, tmp_path):
    """In one line; nothing is unpacked."""
    data = DAMAGED[kind] if isinstance(DAMAGED[kind], bytes) else DAMAGED[kind](made)
    (tmp_path / "got.zip").write_bytes(data[: len(data) // 2] if kind == "half" else data)
    with pytest.raises(ValueError, match=r"got\.zip is no zip of a lesson, or a damaged one .*ask for it again"):
        unpack(tmp_path / "got.zip", tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_a_zip_without_a_lesson_or_with_two_is_said(tmp_path):
    """One of the packed articles alone, or a whole term."""
    with pytest.raises(ValueError, match="should have one lesson, as 'kit pack' makes it; it has none"):
        unpack(zip_of(tmp_path / "none.zip", [("rain.txt", TEXT)]), tmp_path / "work")
    two = [("b/two.ipynb", notebook(name="two")), ("b/two.toml", ACTIVITIES)]
    with pytest.raises(ValueError, match="it has my-rain and two"):
        unpack(zip_of(tmp_path / "two.zip", [*lesson_files(), *two]), tmp_path / "work")
    odd = [("up.ipynb", notebook(name="up")), ("up.toml", "[text]\na = 1")]
    with pytest.raises(ValueError, match=r"up\.toml: not a lesson's file"):
        unpack(zip_of(tmp_path / "odd.zip", odd), tmp_path / "work")


def test_a_lesson_cannot_name_a_folder_outside(tmp_path):
    """A notebook that says it is such a lesson is none: its own name says otherwise, or is refused."""
    path = zip_of(tmp_path / "up.zip", [("A B.ipynb", notebook(name="A B")), ("A B.toml", ACTIVITIES)])
    with pytest.raises(ValueError, match="cannot name files of answers"):
        unpack(path, tmp_path / "work")
    path = zip_of(tmp_path / "up.zip", [("up.ipynb", notebook(name="../up")), ("up.toml", ACTIVITIES)])
    with pytest.raises(ValueError, match="it has none"):
        unpack(path, tmp_path / "work")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")
def test_a_link_in_the_lessons_place_is_set_aside_and_not_followed(made, tmp_path):
    """What it leads to stays as it was."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    lessons = tmp_path / "work" / "my-lessons"
    lessons.mkdir(parents=True)
    (lessons / NAME).symlink_to(elsewhere)
    (lessons / f".{NAME}.part").symlink_to(elsewhere)
    folder, aside = unpack(write_pack(made), tmp_path / "work")[1:]
    assert aside == lessons / f"{NAME} (older)" and aside.is_symlink()
    assert not folder.is_symlink() and not list(elsewhere.iterdir())
