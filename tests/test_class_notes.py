"""A teacher's stars, notes and points: kept from every window, and from whatever else happens to their file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.classroom.notes import LONGEST, Points, Star, read_notes, with_note, with_points, with_star
from tests.classes import room

PUSH = "04-words-that-push"
ANA = "ana ruiz"


def test_what_is_noted_is_read_again(tmp_path):
    """A star on an answer, a note on a lesson and on an activity, points of one's own."""
    here = room(tmp_path)
    assert read_notes(here).stars == frozenset()
    with_star(here, PUSH, "exit", learner=ANA)
    with_note(here, ANA, PUSH, "  Well argued. \n")
    with_note(here, ANA, PUSH, "Why?", activity="exit")
    said = with_points(here, ANA, PUSH, 8.5, "Handed in on paper.")
    assert said == read_notes(here)
    assert said.stars == {Star(PUSH, "exit", ANA)}
    assert (said.note(ANA, PUSH), said.note(ANA, PUSH, "exit"), said.note("ben", PUSH)) == ("Well argued.", "Why?", "")
    assert said.points == {(ANA, PUSH): Points(8.5, "Handed in on paper.")}


def test_what_is_taken_back_is_gone_and_the_last_change_stands(tmp_path):
    """One line for each place, however often it is changed."""
    here = room(tmp_path)
    for on in (True, False, True, False):
        said = with_star(here, PUSH, "exit", learner=ANA, on=on)
    for text in ("One.", "Two.", ""):
        said = with_note(here, ANA, PUSH, text)
    for points in (3, 0, None):
        said = with_points(here, ANA, PUSH, points)
    assert (said.stars, dict(said.notes), dict(said.points)) == (frozenset(), {}, {})
    assert len((tmp_path / "notes.jsonl").read_text().splitlines()) == 3
    assert with_points(here, ANA, PUSH, 0).points == {(ANA, PUSH): Points(0, "")}  # 0 is points, and not none


@pytest.mark.parametrize("points", [-1, float("nan"), float("inf"), True, "8", 10**9])
def test_points_that_are_no_points_are_refused_and_nothing_is_lost(points, tmp_path):
    """The error says what would be valid, and the file is as it was."""
    here = room(tmp_path)
    with_points(here, ANA, PUSH, 8)
    before = (tmp_path / "notes.jsonl").read_bytes()
    with pytest.raises(ValueError, match=r"points must be a number from 0 to 10,000, or null, not"):
        with_points(here, ANA, PUSH, points)
    with pytest.raises(ValueError, match="text must be text of 10,000 characters at most"):
        with_note(here, ANA, PUSH, "x" * (LONGEST + 1))
    assert (tmp_path / "notes.jsonl").read_bytes() == before


def test_lines_that_cannot_be_read_are_said_and_stay(tmp_path):
    """A file edited by hand: the rest is read, and what is written later leaves those lines as they are."""
    good = {"what": "note", "learner": ANA, "lesson": PUSH, "activity": "", "text": "Well argued."}
    bad = [
        b"{", b"3", b'"star"', b"\xff\xfe", b'{"what": "grade"}', b'{"what": ["star"]}', b'{"what": "star"}',
        b'{"what": "points", "learner": "x", "lesson": "y", "points": NaN, "text": ""}',
        b'{"what": "star", "lesson": "x", "activity": "y", "on": true}',
        b'{"what": "star", "lesson": "x", "activity": "y", "on": true, "learner": 3}',
        b"[" * 99,
    ]  # fmt: skip
    path = tmp_path / "notes.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join([*bad, b"", json.dumps(good).encode()]))
    said = read_notes(room(tmp_path))
    assert said.note(ANA, PUSH) == "Well argued."
    assert [line.partition(" ")[0] for line in said.trouble] == [f"notes.jsonl:{n}" for n in range(1, len(bad) + 1)]
    assert all(line.isprintable() for line in said.trouble)
    with_star(room(tmp_path), PUSH, "exit", learner=ANA)
    lines = path.read_bytes().split(b"\n")
    assert set(bad) <= set(lines)
    assert len(lines) == len(bad) + 3


def test_something_else_in_place_of_the_file_is_an_error_that_says_so(tmp_path):
    """Nothing is written over it."""
    (tmp_path / "notes.jsonl").mkdir()
    with pytest.raises(OSError, match=r"notes\.jsonl cannot be read: it is a folder"):
        with_note(room(tmp_path), ANA, PUSH, "x")


def test_two_windows_lose_nothing_of_each_other(tmp_path):
    """Each change reads what is there first, alone."""
    here = room(tmp_path)
    with ThreadPoolExecutor(4) as windows:
        for n in range(40):
            windows.submit(with_note, here, f"learner {n}", PUSH, f"Note {n}.")
    notes = read_notes(here).notes
    assert notes == {(f"learner {n}", PUSH, ""): f"Note {n}." for n in range(40)}


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_a_kill_loses_nothing_that_was_said_to_be_noted(tmp_path):
    """Whatever the process had told of before it was killed is there, whole."""
    code = (
        "from pathlib import Path; from kit.classroom.folder import Classroom; from kit.classroom.notes import *\n"
        f"here = Classroom('7B', Path({str(tmp_path)!r}))\n"
        "for n in range(10_000):\n"
        f"    with_note(here, f'learner {{n}}', {PUSH!r}, f'Note {{n}}.')\n"
        "    print(n, flush=True)\n"
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as writing:
        last = -1
        for line in writing.stdout:
            last = int(line)
            if last == 25:
                writing.send_signal(signal.SIGKILL)
    said = read_notes(room(tmp_path))
    assert not said.trouble
    assert {(f"learner {n}", PUSH, "") for n in range(last + 1)} <= set(said.notes)
