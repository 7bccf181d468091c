"""Make a key of a class's own in the notebook: choose a text, go through what is proposed, and make the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ipywidgets import VBox, Widget

from kit.activity.activity import Activity
from kit.activity.disk import set_aside
from kit.activity.proposals import Proposal, parse_proposals, proposal_lines
from kit.classroom.class_key import class_key_proposals, markable, up_to_date
from kit.classroom.class_key_file import key_path, leave_class_key, save_class_key, standing_key
from kit.classroom.folder import Classroom
from kit.classroom.results import ClassResults, results_of
from kit.errors import ChangedError
from kit.files import read_regular, write_atomic
from kit.widgets.form import trouble
from kit.widgets.key_bar import KeyBar
from kit.widgets.reviewer import Reviewer

__all__ = ["class_key_page"]

_MOST = 20_000_000  # bytes


def class_key_page(
    classroom: Classroom, results: ClassResults | None = None, *, changed: Callable[[], object] = lambda: None
) -> Widget:
    """A widget to choose a text that the class marked, and under it what is proposed for a key of its own.

    ``results`` are those of the class, where they have been worked out; ``changed`` is called when a key was made, or
    left. Each decision is kept at once, beside the key, and is there again when the page is opened anew.
    """
    found = results or results_of(classroom)
    texts = {
        f"{lesson} {name}": (lesson, activity)
        for lesson in found.lessons
        for name, activity in markable(found, lesson).items()
    }
    place, shown = VBox(), dict[str, Reviewer]()

    def choose(text: str) -> None:
        if text not in shown:
            shown[text] = _reviewer(classroom, found, *texts[text])
        place.children = (shown[text],)

    def is_own(text: str) -> bool:
        lesson, activity = texts[text]
        return key_path(classroom, lesson, activity.name).exists()

    def make() -> int:
        proposals = shown[bar.text].proposals
        save_class_key(classroom, *texts[bar.text], proposals)
        changed()
        return len(standing_key(proposals))

    def leave() -> None:
        lesson, activity = texts[bar.text]
        leave_class_key(classroom, lesson, activity.name)
        changed()

    by_lesson: dict[str, list[tuple[str, str]]] = {}
    for name, (lesson, activity) in texts.items():
        by_lesson.setdefault(found.lessons[lesson].data.title, []).append((name, activity.step or activity.title))
    bar = KeyBar(by_lesson, choose=choose, is_own=is_own, make=make, leave=leave)
    return VBox([bar, place])


def _reviewer(classroom: Classroom, results: ClassResults, lesson: str, activity: Activity) -> Reviewer:
    """What is proposed for a key, with all that was decided of it before."""
    now = class_key_proposals(results, lesson, activity.name)
    review = _Review(key_path(classroom, lesson, activity.name).with_suffix("").with_suffix(".review.jsonl"), activity)
    made = Reviewer(
        activity.article,
        now,
        labels={activity.layer: activity.labels},
        save=review.save,
        title=activity.title,
        annotator=f"key:class:{classroom.name}",
    )
    proposals = up_to_date(review.load(made), now)
    made.restore(proposals, notice=trouble(review.aside, stuck=False))
    return made


class _Review:
    """What was decided of proposals for a key, on the disk; it knows what it read or wrote last."""

    def __init__(self, path: Path, activity: Activity) -> None:
        self._path, self._activity = path, activity
        self._known: bytes | None = None
        self.aside = ""

    def load(self, fits: Reviewer) -> Sequence[Proposal]:
        """What was saved; what is of no use is set aside."""
        try:
            data = read_regular(self._path, _MOST)
        except FileNotFoundError:
            return ()
        try:
            saved = self._parsed(data)
            fits.fits(saved)
        except ValueError:
            self.aside = set_aside(self._path).name
            return ()
        self._known = data
        return saved

    def save(self, proposals: Sequence[Proposal]) -> None:
        """Save; raises ``ChangedError`` once where another window has saved since, ``OSError`` as the disk does."""
        data = proposal_lines(proposals, self._activity.article).encode("utf-8")
        there = read_regular(self._path, _MOST) if self._path.exists() else None
        if there not in (None, self._known, data):
            self._known = there
            raise ChangedError(self._parsed(there or b""), "")
        write_atomic(self._path, data)
        self._known = data

    def _parsed(self, data: bytes) -> tuple[Proposal, ...]:
        return parse_proposals(data, self._path.name, self._activity.article)
