"""What the class's notebook calls: a class, chosen and opened, in the class view; and what is done with it there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ipywidgets import VBox

from kit.classroom.classes import classes_in, open_class, real_classes, working_folder
from kit.classroom.collect import collect
from kit.classroom.dropped import Dropped
from kit.classroom.folder import Classroom, read_class
from kit.classroom.members import Member
from kit.classroom.notes import Notes, Starred, read_notes, with_note, with_points, with_star
from kit.classroom.records import received_rows
from kit.classroom.results import ClassResults, results_of
from kit.classroom.standing import standing
from kit.classroom.telling import told
from kit.classroom.trouble import trouble_of
from kit.classroom.view import lesson_view, overview
from kit.visible import printable
from kit.widgets.class_view import Act, ClassView, Tell

__all__ = ["ClassDesk", "class_view"]

_CLASS = "class.toml"
_EVERY = 20  # of so many things, one is told of


def class_view(folder: str | Path | None = None) -> ClassDesk:
    """The class in a folder; without one that beside the notebook, else the only one of the working folder.

    Where there is none, or several, the page says which there are, how to make one, and offers a synthetic one. Raises
    ``ValueError`` where the folder that is named has no class.
    """
    if folder is not None:
        return ClassDesk(working_folder(), read_class(Path(folder).expanduser()))
    home = working_folder()
    if Path(_CLASS).is_file():
        return ClassDesk(home, read_class(Path()))
    there = real_classes(classes_in(home))
    return ClassDesk(home, open_class(home) if len(there) == 1 else None)


class ClassDesk:
    """A class view, and under it what is worked at; ``classroom`` is the class that is open, if one is.

    What is asked on the page is done by the functions of the classroom, each loaded when it is asked for.
    """

    def __init__(self, home: Path, classroom: Classroom | None = None) -> None:
        self._home = home
        self.classroom = classroom
        self._dropped = Dropped()
        self._round = 0  # how often the class was shown anew: the page then asks anew for its lessons
        acts: dict[str, Act] = {
            "open": self._open,
            "demo": self._demo,
            "lesson": self._lesson,
            "star": self._star,
            "note": self._note,
            "grades": self._grades,
            "points": self._points,
            "collect": self._collect,
            "report": self._report,
            "feedback": self._feedback,
            "gradebook": self._gradebook,
            "class_file": self._class_file,
            "class_key": self._class_key,
        }
        self.view = ClassView(self._overview(), acts)
        self.stage = VBox()
        self._page = VBox([self.view, self.stage])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return self._page._repr_mimebundle_(**kwargs)

    @cached_property
    def results(self) -> ClassResults:
        """What came of all that was collected by now."""
        return results_of(self._open_class)

    @property
    def notes(self) -> Notes:
        """What the teacher has noted, as it stands on the disk."""
        return read_notes(self._open_class)

    @property
    def _open_class(self) -> Classroom:
        if self.classroom is None:
            raise ValueError("no class is open; choose one first")
        return self.classroom

    @property
    def _starred(self) -> Starred:
        return self.notes.starred

    def _overview(self) -> dict[str, Any]:
        if self.classroom is None:
            return {"classes": list(classes_in(self._home))}
        late = {row.sum for row in received_rows(self.classroom.folder) if row.late}
        shown = overview(self.results, trouble=list(trouble_of(self._open_class, self.notes)), late=late)
        return {**shown, "round": self._round}

    def _renew(self, classroom: Classroom) -> None:
        self.classroom = classroom
        self.stage.children = ()
        self._work_out_again()

    def _work_out_again(self) -> None:
        """Show what comes of the hand-ins by now, as after a key was made."""
        self.__dict__.pop("results", None)
        self._round += 1
        self.view.overview = self._overview()

    def _asked_lesson(self, name: object) -> str:
        if name not in self.results.lessons:
            there = ", ".join(self.results.lessons) or "none"
            raise ValueError(f"nobody has handed in a lesson {name!r}; handed in are: {there}")
        return str(name)

    def _asked_learner(self, number: object) -> Member:
        if type(number) is not int or not 0 <= number < len(self.results.members):
            raise ValueError(
                f"there is no learner {number!r}; they are numbers from 0 to {len(self.results.members) - 1}"
            )
        return self.results.members[number]

    # What the page asks, each with what it says, the bytes beside it, and what to tell on the way

    def _open(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        self._renew(open_class(self._home, str(asked.get("name"))))
        return {}

    def _demo(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.demo_class import make_demo

        self._renew(make_demo(self._home, tell=_counted(tell, "hand-ins collected"))[0])
        return {}

    def _lesson(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        tell("Working …")  # a page that hears nothing says that the kernel is dead
        name = self._asked_lesson(asked.get("name"))
        notes = {learner: text for (learner, lesson, on), text in self.notes.notes.items() if lesson == name and not on}
        return lesson_view(self.results, name, self._starred, notes)

    def _star(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        name, who = self._asked_lesson(asked.get("lesson")), self._asked_learner(asked.get("learner"))
        activity = asked.get("activity")
        if activity not in self.results.lessons[name].data.every:
            raise ValueError(f"lesson {name} has no activity {activity!r}")
        with_star(self._open_class, name, str(activity), learner=who.key, on=asked.get("on") is True)
        return {}

    def _note(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        name, who = self._asked_lesson(asked.get("lesson")), self._asked_learner(asked.get("learner"))
        with_note(self._open_class, who.key, name, str(asked.get("note", "")))
        return {}

    def _grades(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        """Of each learner, by number, the points for a lesson that are counted, and the teacher's own with why."""
        from kit.classroom.gradebook import gradebook_of

        name, grades = self._asked_lesson(asked.get("lesson")), gradebook_of(self._open_class, self.results).grades
        found = [grades[member.key, name] for member in self.results.members]
        rows = [{"counted": it.counted, "own": it.points if it.own else None, "text": it.text} for it in found]
        return {"out_of": found[0].out_of, "rows": rows}

    def _points(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        name, who = self._asked_lesson(asked.get("lesson")), self._asked_learner(asked.get("learner"))
        with_points(self._open_class, who.key, name, asked.get("points"), str(asked.get("text", "")))
        return {}

    def _collect(self, asked: Mapping[str, Any], buffers: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        if "file" not in asked:
            return self._collected([_found(str(asked.get("path", "")), self._home)], tell)
        if not self._dropped.take(asked, buffers):
            return {}
        with TemporaryDirectory() as folder:
            return self._collected(self._dropped.written(Path(folder)), tell)

    def _collected(self, paths: Sequence[Path], tell: Tell) -> dict[str, Any]:
        summary = collect(self._open_class, paths, tell=_counted(tell, "files looked at"))
        self._renew(read_class(self._open_class.folder))  # with what is noted by now
        lines = told(self._open_class, summary, standing(self._open_class))
        return {"said": [" ".join(line.split()) for line in lines if line.strip() and "Next:" not in line]}

    def _report(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.page import save_report

        path = save_report(self._open_class, self.results, starred=self._starred)
        return _written([path], page=path)

    def _feedback(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.feedback import save_feedback

        pages = _counted(tell, "pages written")
        return _written([save_feedback(self._open_class, self.results, tell=lambda done, whole: pages(done))])

    def _gradebook(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.exports import save_exports
        from kit.classroom.gradebook_files import save_gradebook

        grades, others = (save(self._open_class, results=self.results) for save in (save_gradebook, save_exports))
        return _written([*grades, *others])

    def _class_file(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.share import save_class_file

        return _written([save_class_file(self._open_class, self.results)])

    def _class_key(self, asked: Mapping[str, Any], _: Sequence[bytes], tell: Tell) -> dict[str, Any]:
        from kit.classroom.class_key_page import class_key_page

        self.stage.children = (class_key_page(self._open_class, self.results, changed=self._work_out_again),)
        return {"said": ["Below: what the class marks and the key has not. Keep or reject each, and make the key."]}


def _written(paths: Sequence[Path], page: Path | None = None) -> dict[str, Any]:
    """What was written and where, in a line for each folder; and the ``page``, as the server in its root has it."""
    by_folder: dict[Path, list[str]] = {}
    for path in paths:
        by_folder.setdefault(path.resolve().parent, []).append(path.name)
    said: dict[str, Any] = {
        "said": [f"Written: {', '.join(names)}, in {folder}" for folder, names in by_folder.items()]
    }
    root = os.environ.get("KIT_FOLDER")
    if page and root and page.resolve().is_relative_to(Path(root).resolve()):
        said["page"] = page.resolve().relative_to(Path(root).resolve()).as_posix()
    return said


def _found(given: str, home: Path) -> Path:
    """What a person means by a path: as it is, or seen from their home folder, or from the working folder."""
    given = given.strip().strip("\"'")
    if not given:
        raise ValueError("say which folder or zip to collect, such as Downloads/submissions.zip, or drop files here")
    for path in (Path(given).expanduser(), Path.home() / given, home / given):
        if path.exists():
            return path
    raise ValueError(
        f"there is nothing at {printable(given)}. Copy the whole path of the folder or the zip, or drop the files here"
    )


def _counted(tell: Tell, what: str) -> Callable[[int], None]:
    return lambda n: None if n % _EVERY else tell(f"{n} {what} …")
