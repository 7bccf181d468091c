"""A key of a class's own, on the disk: in the form of an article's key, with what stood there before beside it.

<class folder>/keys/<lesson>/<activity>.key.jsonl       the key, as ``kit.activity.keys.key`` reads those of articles
<class folder>/keys/<lesson>/<activity>.key.1.jsonl     the first one, where there have been others since; and so on

Its places are those of the whole article, so that the file can stand beside an article in a lesson of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

from kit.activity.activity import Activity, LessonData
from kit.activity.disk import alone
from kit.activity.keys import of_excerpt
from kit.activity.learners import checked_file_name
from kit.activity.proposals import TIERS, Proposal
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.classroom.folder import Classroom
from kit.files import read_regular, write_atomic
from kit.jsonl import annotation_lines, parse_annotations
from kit.segment.blocks import find_blocks
from kit.visible import printable

__all__ = [
    "MARKED_BY",
    "by_class_keys",
    "class_entries",
    "is_own",
    "key_path",
    "leave_class_key",
    "save_class_key",
    "standing_key",
]

KEYS = "keys"
_OWN = "key:class:"  # who made the entries of a key of a class's own
MARKED_BY = "marked"  # the attribute that says how many marked it
_MOST = 20_000_000  # bytes
_SHOWN = 40  # characters of an entry that an error names


def key_path(classroom: Classroom, lesson: str, activity: str) -> Path:
    """Where a class's own key of an activity is; ``ValueError`` where one of the names can name no file."""
    return classroom.folder / KEYS / checked_file_name(lesson, dots=True) / f"{checked_file_name(activity)}.key.jsonl"


def class_entries(classroom: Classroom, lesson: str, activity: Activity) -> list[Annotation] | None:
    """The entries of a class's own key of an activity, as ``Activity.entries`` has those of the lesson's; else None.

    Raises ``ValueError`` where the key is damaged or was made on another text, naming the line.
    """
    if activity.kind != "mark":
        return None
    path = key_path(classroom, lesson, activity.name)
    try:
        data = read_regular(path, _MOST)
    except FileNotFoundError:
        return None
    whole = _whole(activity)
    return of_excerpt(activity.article, whole, parse_annotations(data, str(path), whole))


def is_own(entry: Annotation) -> bool:
    """Whether an entry is of a class's own key."""
    return entry.annotator.startswith(_OWN)


def save_class_key(classroom: Classroom, lesson: str, activity: Activity, proposals: Iterable[Proposal]) -> Path:
    """Write what stands of proposals as the class's own key of an activity; what stood there is kept beside it.

    Raises ``ValueError``, naming the words, where an entry that is asked for has no reason, or the entries make no key;
    ``OSError`` where the disk refuses. The key that stood there stands then.
    """
    entries = standing_key(proposals)
    _check(activity, entries)
    whole = _whole(activity)
    at = whole.text.find(activity.article.text)
    own = [replace(_moved(entry, at), annotator=f"{_OWN}{classroom.name}") for entry in entries]
    text = annotation_lines(own, whole)
    path = key_path(classroom, lesson, activity.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path.parent):
        if path.exists():
            before = read_regular(path, _MOST)
            if before == text.encode("utf-8", "backslashreplace"):
                return path
            _set_beside(path, before)
        write_atomic(path, text)
    return path


def leave_class_key(classroom: Classroom, lesson: str, activity: str) -> None:
    """Go by the lesson's key again; the class's own is kept beside, under its number."""
    path = key_path(classroom, lesson, activity)
    if path.exists():
        with alone(path.parent):
            _set_beside(path, read_regular(path, _MOST))
            path.unlink()


def by_class_keys(classroom: Classroom, data: LessonData, trouble: list[str]) -> dict[str, Activity]:
    """The activities of a lesson, with the class's own key where there is one; what is wrong with it is ``trouble``."""
    out = data.every
    for name, activity in data.every.items():
        try:
            own = class_entries(classroom, data.name, activity)
        except (ValueError, OSError) as error:
            trouble.append(printable(f"the class's own key cannot be read, so the lesson's counts: {error}"))
            continue
        if own is not None:
            out[name] = replace(activity, key=tuple(own), reference="key")
    return out


def standing_key(proposals: Iterable[Proposal]) -> list[Annotation]:
    """What of proposals makes the key: what was kept, and of the lesson's own key also what nobody has decided on.

    What a class marked, and nobody has decided on, is not in it.

    >>> from kit.activity.proposals import proposed
    >>> key, new = Annotation(0, 3, "loaded", "fear", "key:x"), Annotation(4, 7, "loaded", "fear", "class:7B")
    >>> [entry.annotator for entry in standing_key(proposed([key, new]))]
    ['key:x']
    """
    kept = [
        each.entry
        for each in proposals
        if each.state == "kept" or (each.state == "open" and each.entry.annotator.startswith("key:"))
    ]
    return sorted(kept, key=lambda entry: (entry.start, -entry.end, entry.label))


def _check(activity: Activity, entries: Sequence[Annotation]) -> None:
    if not entries:
        raise ValueError("nothing is in the key; keep one entry at least")
    for entry in entries:
        words = _short(activity.article.covered(entry))
        if entry.layer != activity.layer:
            raise ValueError(f"{words} is of layer {entry.layer!r}; the key of this text is of {activity.layer!r}")
        tier = entry.attributes.get("tier", "must")
        if tier not in TIERS:
            raise ValueError(f"{words} has tier {tier!r}; it is one of: {', '.join(TIERS)}")
        if tier == "must" and not entry.attributes.get("why", "").strip():
            raise ValueError(f"{words} is asked for, and has no reason; write one, or let it be “accept”")
    if activity.unit == "block":
        _check_blocks(activity, entries)


def _check_blocks(activity: Activity, entries: Sequence[Annotation]) -> None:
    blocks = set(find_blocks(activity.article.text))
    for entry in entries:
        if entry.span not in blocks:
            raise ValueError(
                f"{_short(activity.article.covered(entry))} is no whole paragraph; here paragraphs are marked"
            )
    for one, other in pairwise(entries):
        if one.span == other.span:
            words = _short(activity.article.covered(one))
            raise ValueError(f"{words} has two labels, {one.label} and {other.label}; reject one of them")


def _short(words: str) -> str:
    few = " ".join(words.split())
    return f"“{few}”" if len(few) <= _SHOWN else f"“{few[:_SHOWN].rstrip()} …”"


def _whole(activity: Activity) -> Article:
    return activity.text.whole if activity.text else activity.article


def _moved(entry: Annotation, by: int) -> Annotation:
    evidence = {role: Span(span.start + by, span.end + by) for role, span in entry.evidence.items()}
    return replace(entry, start=entry.start + by, end=entry.end + by, evidence=evidence)


def _set_beside(path: Path, data: bytes) -> None:
    """Keep an older key under the first number that is free."""
    for number in count(1):
        beside = path.with_name(path.name.replace(".key.jsonl", f".key.{number}.jsonl"))
        if not beside.exists():
            return write_atomic(beside, data)
