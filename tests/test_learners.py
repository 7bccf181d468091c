"""No two names share a folder, the name is kept as it was typed, and signing in is one step."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.activity import learners
from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile
from kit.activity.learners import (
    Learner,
    answer_folder,
    folder_name,
    learner,
    older_name,
    set_learner,
    signed_in,
)

THREE = Answer().submitting(3)
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.I)
UNSEEN = "\u034f\u115f\u17b4\u180b\u200b\u200d\u3164\ufe0f\ufeff\U000e0100"

# Letters that some file system or other takes for one another, and what paths do not hold.
HARD = [
    *"aAiIıİsSſßẞkKå",
    "K",
    "Å",
    "e\u0301",
    "é",
    "É",
    "ss",
    "Ss",
    "ς",
    "σ",
    "Σ",
    "ﬁ",
    "fi",
    "Ꭰ",
    "ꭰ",
    "ա",
    "և",
    "եւ",
]
HARD += [
    *"मनािोீிเแ",
    "ี",
    "ื",
    *UNSEEN,
    *" .-_'’/\\:*?\"<>|~$%\0\x1b\n\u2028\u202e",
    "\ud83d",
    "🦊",
    "Ａ",
    "①",
    "가",
    "각",
]
hard = st.lists(st.sampled_from(HARD), min_size=1, max_size=5).map("".join)
plain = st.text(st.characters(exclude_categories=()), min_size=1, max_size=120)
typed = (hard | plain).filter(lambda name: is_name(name))


def is_name(name):
    try:
        return bool(learners._checked(name))
    except ValueError:
        return False


def same_learner(one, other):
    """Whether two names differ by capitals, the spelling of accents and space around them alone."""

    def bare(name):
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).lower())

    return bare(one) == bare(other)


def words(activity="predict"):
    return AnswerFile("01-lesson", activity)


def seen_by(folder):
    """A folder's name as file systems compare it: Windows by capitals, macOS and Linux (if asked to) folded."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", folder).casefold())
    ignoring = "".join(sign for sign in folded if sign not in UNSEEN)
    return folder.upper(), "".join(s.upper() if len(s.upper()) == 1 else s for s in folder), folded, ignoring


# Names


@given(typed, typed)
@example("मीना", "मोना")
@example("कि", "का")
@example("ดี", "ดู")
@example("மீ", "மோ")
@example("Jose\u0301", "José")
@example("Jose\u0301", "Jose")
@example("x" * 40 + "a", "x" * 40 + "b")
@example("Ana Ruiz", "Ana-Ruiz")
@example("a.b", "a b")
@example("Weiß", "Weiss")
@example("STRASSE", "Straße")
@example("İ", "i")
@example("ı", "I")
@example("ΑΣ", "ας")
@example("ασ", "ας")
@example("Ana", " ana ")
@example("CON", "con~cfb5uk6fjrevys7d")
@example("a/b", "a-b")
@example("Ana", "Ana\u200b")
@example("me", "ME")
@example("ana", "ana\ufe0f")
@example("anna", "an\u034fna")
@example("ab", "a\u115fb")
@example("ab", "a\u3164b")
@example("កខ", "ក\u17b4ខ")
@example("aᠠ", "a\u180bᠠ")
def test_two_names_share_a_folder_where_they_are_one_learners_and_nowhere_else(one, other):
    """Neither as bytes nor as any file system compares names."""
    folders = [folder_name(name) for name in (one, other)]
    if same_learner(one, other):
        assert folders[0] == folders[1]
    else:
        assert all(mine != theirs for mine, theirs in zip(*map(seen_by, folders), strict=True))


@given(typed)
@example("..")
@example(".")
@example("CON.ana")
@example("nul.txt")
@example("COM¹")
@example("learner.txt")
@example("me")
@example("~ana")
@example("🦊")
@example("x" * 200)
@example("ക" * 60)
def test_a_folders_name_is_good_on_every_system(name):
    """No sign that a path does not hold, no name that Windows or the kit needs, no dot or space at its ends."""
    folder = folder_name(name)
    assert not re.search(r'[\x00-\x1f\x7f/\\:*?"<>|]|^[ .~-]|[ .]$', folder)
    assert not RESERVED.fullmatch(folder.partition(".")[0].strip())
    assert folder not in ("", "me") and not folder.startswith("learner.txt")
    assert len(folder.encode("utf-8")) <= 80
    assert folder_name(folder) == folder or "~" in folder or "~" in folder_name(folder)


def test_an_ordinary_name_can_be_read_in_the_path():
    """The folder is called as the learner is, in whatever script; only what no path holds is spelt another way."""
    for name in ("ana", "blue heron", "blue-heron", "मीना", "josé", "o’brien", "j.r", "김민준", "ольга", "zoë-ł", "x2"):
        assert folder_name(name) == name
    assert folder_name("Ana!").startswith("ana~")
    assert folder_name("Straße").startswith("straße~")


@pytest.mark.parametrize("name", ["", "  ", "\t\n", "\ud800", "\u200b", "\ufe0f \u3164", "\0\x1b"])
def test_a_name_in_which_nothing_can_be_seen_is_refused(home, name):
    """With one that would do, and nothing is written."""
    with pytest.raises(ValueError, match="choose a name such as 'blue-heron'"):
        set_learner(name)
    assert not (answer_folder() / "learner.txt").exists()


def test_two_halves_that_meet_are_one_character(home):
    """As they are read again, so they are kept."""
    assert set_learner("\ud83d\ude00") == Learner("😀", folder_name("😀")) == signed_in()


def test_a_name_longer_than_any_is_refused(home):
    """Two hundred characters are enough for everybody's."""
    assert set_learner("x" * 200).name == "x" * 200
    with pytest.raises(ValueError, match="200 characters at most, not 201"):
        set_learner("x" * 201)


ODD_NAMES = ["CON", "nul.txt", "learner.txt", "me", ".", "..", "...", "a.b", "J. R. R.", "../../etc", "/etc"]
ODD_NAMES += ["a\0b", "🦊", "e" + "\u0301" * 150]
ODD_NAMES += [
    "C:\\x",
    "मीना",
    "Jose\u0301",
    "\u202egnp",
    "\ud83dx",
    "a\nb",
    '{"name": "x"}',
    "~root",
    "*",
    "🦊",
    "\x1b[2J.",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_a_learner_is_called_answers_are_kept_and_found(home, name):
    """The name is shown as it was typed, and what is answered stands in one folder among the answers."""
    who = set_learner(name)
    assert (who.name, learner(), signed_in()) == (name, name, who)
    words().save(THREE)
    assert words().load() == THREE
    assert (answer_folder() / who.folder / "01-lesson" / "predict.json").is_file()
    assert {path.name for path in answer_folder().iterdir()} == {"learner.txt", ".lock", who.folder}
    set_learner("somebody else")
    assert words().load() == Answer()
    assert set_learner(f" {name} ") == who
    assert words().load() == THREE


# What learner.txt says

SAYS = [
    "../../etc",
    "/etc/passwd",
    "..",
    "\0",
    "a\nb\nc\n",
    '{"name": "Ana", "folder": "../.."}',
    '{"name": "../x"}',
    "{",
]
SAYS += [
    '{"name": 3}',
    '{"name": ""}',
    '["x"]',
    '{"name": "\\ud83d!"}',
    '{"name": "Ana", "before": "../.."}',
    "CON",
    "~",
]
SAYS += ["x" * 10_000_000, "\ufeffAna", "", "\n\n", '{"name": "' + "x" * 300 + '"}', "[" * 100_000, '{"a":' * 100_000]


@pytest.mark.parametrize("says", SAYS, ids=lambda says: says[:20])
def test_whatever_stands_in_learner_txt_answers_stay_in_the_folder_and_are_found(home, says):
    """It is a name, or none: what it leads to is a folder of answers, and somebody can still sign in."""
    answer_folder().mkdir()
    (answer_folder() / "learner.txt").write_text(says, encoding="utf-8")
    before = {path for path in home.parent.rglob("*") if not path.is_relative_to(answer_folder())}
    words().save(THREE)
    assert words().load() == THREE
    assert words().path.resolve().parents[2] == answer_folder().resolve()
    assert {path for path in home.parent.rglob("*") if not path.is_relative_to(answer_folder())} == before
    assert set_learner("Ben").name == learner() == "Ben"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "bytes", "half"])
def test_what_is_in_the_place_of_learner_txt_is_nobody_and_is_set_aside(home, kind):
    """A folder, a pipe, a link that leads nowhere, bytes, half of what was written: moved, and never waited for."""
    path = answer_folder() / "learner.txt"
    path.parent.mkdir()
    make = {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "link": lambda: path.symlink_to("nowhere"),
        "bytes": lambda: path.write_bytes(b"\xff\xfe\x00"),
        "half": lambda: path.write_text('{"name": "An', encoding="utf-8"),
    }
    if kind == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    make[kind]()
    assert learner() == "me"
    assert set_learner("Ana") == signed_in() == Learner("Ana", "ana")
    assert len(list(path.parent.glob("learner.txt.damaged-*"))) == 1


def test_a_name_that_somebody_wrote_there_by_hand_is_that_learners(home):
    """A teacher prepares a computer with an editor, which may begin a file with a mark of its own."""
    answer_folder().mkdir()
    (answer_folder() / "learner.txt").write_text("\ufeffAna Ruiz\r\nfor Monday\r\n", encoding="utf-8")
    assert signed_in() == Learner("Ana Ruiz", folder_name("Ana Ruiz"))


# Signing in


def test_each_learner_has_a_folder(home):
    """Two learners at one computer do not see each other's answers."""
    assert (learner(), signed_in()) == ("me", Learner("", "me"))
    assert set_learner(" Blue Heron ") == Learner("Blue Heron", "blue heron")
    words().save(THREE)
    set_learner("Blue-Heron")
    assert words().load() == Answer()
    assert set_learner("BLUE HERON") == Learner("BLUE HERON", "blue heron")
    assert words().load() == THREE


def test_what_was_answered_without_a_name_comes_along(home):
    """Answers from before a name was chosen, and from after it on a page opened before, are kept together."""
    early, late = words(), words("sort")
    early.save(THREE)
    set_learner("Blue Heron")
    late.save(THREE)
    early.save(THREE.submitting(4))
    assert not (answer_folder() / "me").exists()
    assert (words().load().now.value, words("sort").load()) == (4, THREE)


def test_nothing_comes_along_to_whoever_has_answers(home):
    """A name that has answers keeps them as they are; what was answered without a name stays where it was."""
    set_learner("Blue Heron")
    words().save(THREE)
    (answer_folder() / "learner.txt").unlink()
    nameless = words()
    nameless.save(THREE.submitting(4))
    set_learner("Blue Heron")
    nameless.save(THREE.submitting(5))
    assert words().load() == THREE


def test_what_lies_without_a_name_is_not_the_next_ones(home):
    """Only who signs in from there takes it along; somebody who comes after somebody else does not."""
    set_learner("Ana")
    words().save(THREE)
    (answer_folder() / "learner.txt").unlink()
    words().save(THREE.submitting(4))
    set_learner("Ana")
    set_learner("Ben")
    assert words().load() == Answer()
    assert (answer_folder() / "me").is_dir()


def nobody():
    """Sign out, as a teacher does who removes the file."""
    (answer_folder() / "learner.txt").unlink(missing_ok=True)


def in_folder(page):
    return page.path.relative_to(answer_folder()).parts[0]


def test_an_old_window_stays_with_who_took_its_answers_along(home):
    """However many have signed in since, in other windows."""
    page = words()
    page.save(THREE)
    for name in ("Ana", "Ben", "Cem"):
        set_learner(name)
    page.save(THREE.submitting(4))
    assert (in_folder(page), words().load()) == ("ana", Answer())
    set_learner("Ana")
    assert words().load().now.value == 4


def test_answers_without_a_name_are_told_apart_whenever_they_began(home):
    """Each time that nobody is signed in, they are another's; also where a window has looked at nothing since."""
    pages = {}
    for name in ("Ana", "Ben", "Cem"):
        nobody()
        pages[name] = words(name.lower())
        pages[name].save(THREE)
        set_learner(name)
    for name, page in pages.items():
        page.save(THREE.submitting(4))
        assert in_folder(page) == name.lower()
    assert not (answer_folder() / "me").exists()


def test_answers_of_an_older_kit_stay_with_their_learner_too(home):
    """A folder of answers without a name that has no mark yet."""
    path = answer_folder() / "me" / "01-lesson" / "predict.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"tries": [{"value": 3}]}', encoding="utf-8")
    one, two = words(), words("sort")
    set_learner("Ana")
    set_learner("Ben")
    assert (in_folder(one), in_folder(two), one.load().now.value) == ("ana", "ana", 3)


def test_a_window_in_which_nothing_was_there_is_of_who_is_there_when_it_saves(home):
    """Before there is an answer without a name it is nobody's."""
    page, late = words(), words("sort")
    set_learner("Ana")
    page.save(THREE)
    set_learner("Ben")
    late.save(THREE)
    assert (in_folder(page), in_folder(late)) == ("ana", "ben")
    assert not (answer_folder() / "me").exists()


def test_two_windows_without_a_name_are_one_learners(home):
    """What the second saves, opened before the first had saved anything, goes along with it."""
    one, two = words(), words("sort")
    one.save(THREE)
    two.save(THREE)
    set_learner("Ana")
    set_learner("Ben")
    assert (in_folder(one), in_folder(two)) == ("ana", "ana")


@pytest.mark.parametrize("gone", ["me", "ana", "mark"])
def test_answers_that_somebody_took_away_make_an_old_window_nobody_elses(home, gone):
    """It saves without a name again, rather than among another's answers."""
    page = words()
    page.save(THREE)
    if gone == "me":
        shutil.rmtree(answer_folder() / "me")
        words("sort").save(THREE)
    else:
        set_learner("Ana")
        if gone == "ana":
            shutil.rmtree(answer_folder() / "ana")
        else:
            next((answer_folder() / "ana").glob(".begun-*")).rmdir()
        set_learner("Ben")
    page.save(THREE.submitting(4))
    assert in_folder(page) == "me"
    assert not (answer_folder() / "ben").exists()


def test_a_copy_of_a_folder_does_not_take_its_window(home):
    """A teacher keeps one beside it."""
    page = words()
    page.save(THREE)
    set_learner("Ana")
    for name in ("ana copy", "ana-2"):
        shutil.copytree(answer_folder() / "ana", answer_folder() / name)
    set_learner("Ben")
    assert in_folder(page) == "ana"


@pytest.mark.parametrize("call", range(12))
def test_a_first_answer_that_is_killed_at_any_call_leaves_its_windows_with_their_learner(home, monkeypatch, call):
    """Whether its folder, its mark or the answer is there by then."""
    first, other = words(), words("sort")
    with monkeypatch.context() as patch:
        dying(patch, call)
        with suppress(Killed):
            first.save(THREE)
    other.save(THREE)
    set_learner("Ana")
    set_learner("Ben")
    assert (in_folder(other), other.load()) == ("ana", THREE)
    assert not (answer_folder() / "me").exists()


class Killed(BaseException):
    """Stands for the end of the process."""


def dying(patch, call):
    """End the process after so many calls that change the disk."""
    made = 0

    def until(name):
        real = getattr(os, name)

        def die(*args, **kwargs):
            nonlocal made
            made += 1
            if made > call:
                raise Killed
            return real(*args, **kwargs)

        return die

    for name in ("open", "mkdir", "rename", "replace", "fsync", "unlink"):
        patch.setattr(os, name, until(name))


@pytest.mark.parametrize("call", range(20))
def test_a_sign_in_that_is_killed_at_any_call_leaves_answers_with_the_old_or_the_new(home, monkeypatch, call):
    """Before each write to the disk in turn: whoever is then signed in finds them, and nothing is split after."""
    page, ended = words(), True
    page.save(THREE)
    with monkeypatch.context() as patch:
        dying(patch, call)
        try:
            set_learner("Blue Heron")
        except Killed:
            ended = False
    assert learner() in ("Blue Heron", "me") and (learner() == "Blue Heron" or not ended)
    assert words().load() == THREE
    words("sort").save(THREE)
    set_learner("Blue Heron")
    assert (words().load(), words("sort").load()) == (THREE, THREE)
    assert not (answer_folder() / "me").exists()
    set_learner("Ben")
    assert in_folder(page) == "blue heron"


def test_answers_stay_together_while_their_folder_cannot_be_renamed(home, monkeypatch):
    """A program that holds it open keeps the name from its folder, but the learner from no answer; nobody takes it."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    page = words()
    page.save(THREE)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        assert set_learner("Ana") == Learner("Ana", "me")
        words("sort").save(THREE)
        assert words().load() == THREE
        assert set_learner("ANA") == Learner("ANA", "me")
        with pytest.raises(PermissionError):
            set_learner("Ben")
        assert learner() == "ANA"
    assert signed_in() == Learner("ANA", "ana")
    page.save(THREE.submitting(4))
    assert (words().load().now.value, words("sort").load()) == (4, THREE)
    assert not (answer_folder() / "me").exists()


def test_the_disk_refuses_a_name_and_nothing_has_changed(home, monkeypatch):
    """The old name stands, with its answers."""
    words().save(THREE)

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            set_learner("Ana")
    assert (learner(), words().load()) == ("me", THREE)


# Answers from before names were kept as typed


def as_before(name, folder):
    """What older versions had on the disk of somebody who was signed in, with an answer."""
    path = answer_folder() / folder / "01-lesson" / "predict.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"tries": [{"value": 3}]}', encoding="utf-8")
    (answer_folder() / "learner.txt").write_text(f"{name}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "folder", ["blue-heron", "ana", "jos", "म-न", "straße", "con", "x" * 40, "zoë-ł", "ana_", "me"]
)
def test_whoever_was_signed_in_goes_on_with_their_answers(home, folder):
    """Under the name that the kit had made of theirs; also after somebody else was there."""
    as_before(folder, folder)
    assert signed_in().folder == folder
    assert words().load().now.value == 3
    if folder != "me":
        set_learner("somebody else")
        assert words().load() == Answer()
        assert set_learner(folder).folder == folder
        assert words().load().now.value == 3


@pytest.mark.parametrize(
    ("name", "folder"),
    [("Blue Heron", "blue-heron"), ("मीना", "म-न"), ("José", "jose"), ("Ana!", "ana"), ("x" * 60, "x" * 40)],
)
def test_a_folder_that_two_names_made_is_nobodys_by_guess_and_is_said(home, name, folder):
    """Who comes with the full name is told of the short one, under which those answers are found."""
    name = unicodedata.normalize("NFD", name) if folder == "jose" else name
    as_before(folder, folder)
    set_learner("somebody else")
    assert older_name(name) == folder
    assert set_learner(name).folder not in (folder, "me")
    assert words().load() == Answer()
    words().save(THREE.submitting(4))
    assert older_name(name) == ""
    set_learner(folder)
    assert words().load().now.value == 3


def test_a_folder_of_other_letters_is_not_taken_for_an_older_one(home, monkeypatch):
    """On a disk that folds letters Weiss's folder is there under Weiß's name too, and is not Weiß's."""
    as_before("weiss", "weiss")
    real = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: real(str(path).replace("ß", "ss")))
    assert set_learner("Weiß").folder.startswith("weiß~")
    assert words().load() == Answer()


def test_who_is_signed_in_can_be_read_by_a_script(home):
    """`signedIn` of lesson mode reads what is written here (tests/js/hand_in.test.mjs)."""
    set_learner("CON")
    said = json.loads((answer_folder() / "learner.txt").read_text(encoding="utf-8"))
    assert said == {"name": "CON", "folder": folder_name("CON")}
