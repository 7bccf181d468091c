"""Classes for tests: learners who hand in what a test says."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

from kit.activity.answer import Answer, Try, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.classroom.folder import Classroom
from kit.jsonl import annotation_lines

BEGAN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def hand_in(folder, name, lessons, *, minutes=0, change=lambda said: said):
    """Put a hand-in of these files, by lesson, among those of a class; its sum; ``change`` is what befell it since."""
    given = {lesson: {"files": files, "progress": None} for lesson, files in lessons.items()}
    text = text_of_hand_in(Learner(name, folder_name(name)), given, made=BEGAN + timedelta(minutes=minutes))
    digest = hashlib.sha256(text.encode()).hexdigest()
    home = folder / "hand-ins"
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{digest}.kit.json").write_bytes(change(text).encode())
    return digest


def room(folder, *members, **rest):
    """The class of a folder."""
    return Classroom("7B", folder, members, **rest)


def answered(*values, at="2026-09-07T09:05:00+00:00"):
    """The file of an answer: each of these submitted."""
    return text_of(Answer(tuple(Try(value, at) for value in values)))


def marked(activity, marks):
    """The file of marks in an activity."""
    return annotation_lines(marks, activity.article)


def damaged(text):
    """A hand-in with a letter changed on its way."""
    said = json.loads(text)
    return json.dumps(said | {"kit": "0.0.0"})
