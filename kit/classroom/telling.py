"""What a person is told after collecting: what is new, who is missing, what is to be settled, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kit.classroom.collect import Summary
from kit.classroom.folder import Classroom
from kit.classroom.standing import Parted, Standing, Stranger
from kit.visible import printable

__all__ = ["counted", "quoted", "told"]

_NAMES = 8  # names on a line
_LINES = 20  # of a list
_SUM = 12  # signs of a sum that name a hand-in


def told(classroom: Classroom, summary: Summary, standing: Standing) -> Iterator[str]:
    """Lines of what came of collecting."""
    made_up = " (synthetic: nobody of it exists)" if classroom.synthetic else ""
    late = f", {summary.late} of them late, as the LMS says" if summary.late else ""
    yield (
        f"{classroom.name}{made_up}: {counted(summary.new, 'new hand-in')}{late}; "
        f"{summary.there or 'none'} {'was' if summary.there == 1 else 'were'} there already."
    )
    if summary.passed:
        kinds = ", ".join(f"{n} {printable(kind)[:20]}" for kind, n in summary.passed.most_common(6))
        yield f"Passed over, as no hand-ins: {counted(summary.passed.total(), 'file')} ({kinds})."
    for name, n in summary.classes.most_common():
        if name.casefold() != classroom.name.casefold():
            yield f"{counted(n, 'new hand-in')} say{'s' if n == 1 else ''} class {name!r}, not {classroom.name!r}."
    yield from _lessons(standing)
    if standing.strangers:
        yield "\nNot told from the roster:"
        yield from _lines(map(_stranger, standing.strangers))
        yield f"  Say whose one is:  kit class assign SUM NAME{_of(classroom)}"
    if standing.brought:
        yield "\nHanded in by another than it names, as the LMS says:"
        yield from _lines(f"{each.name} ({each.sum[:_SUM]}) came from {each.by}" for each in standing.brought)
        yield f"  It counts for whom it names. If it is another's:  kit class assign SUM NAME{_of(classroom)}"
    if standing.parted:
        yield "\nTwo students of one name, or one who began anew:"
        yield from _lines(map(_parted, standing.parted))
        yield f"  The newer counts. If one is another's:  kit class assign SUM NAME{_of(classroom)}"
    if summary.refused:
        yield f"\nCould not be read ({len(summary.refused)}); the rest is collected:"
        yield from _lines(f"{each.where}: {each.why}" for each in summary.refused)
    yield f"\nNext:  kit class report {quoted(classroom.name)}"


def _lessons(standing: Standing) -> Iterator[str]:
    rostered = [member for member in standing.members if member.roster]
    if not standing.lessons:
        yield "\nNobody has handed in a lesson yet."
        return
    yield f"\nHanded in, of {len(rostered)} on the roster:" if rostered else "\nHanded in:"
    widest = max(map(len, standing.lessons))
    for lesson, keys in standing.lessons.items():
        missing = [member.name for member in standing.missing(lesson)]
        n = sum(member.key in keys for member in rostered) if rostered else len(keys)
        said = f"   not yet: {_names(missing)}" if missing else "   all" if rostered else ""
        yield f"  {lesson:{widest}}  {n:4}{said}"


def _stranger(stranger: Stranger) -> str:
    shown = f"{stranger.name} ({stranger.sums[0][:_SUM]}{_beside(stranger.sums)})"
    if stranger.several:
        return f"{shown} fits several: {_names(stranger.fits)}"
    return f"{shown}{f': perhaps {_names(stranger.fits)}?' if stranger.fits else ''}"


def _beside(sums: Sequence[str]) -> str:
    return f" and {len(sums) - 1} more" if len(sums) > 1 else ""


def _parted(parted: Parted) -> str:
    older, newer = parted.older[:_SUM], parted.newer[:_SUM]
    return f"{parted.name}, {parted.lesson}: {older} and the newer {newer} have nothing in common"


def _names(names: Sequence[str]) -> str:
    more = len(names) - _NAMES
    return ", ".join(names[:_NAMES]) + (f" and {more} more" if more > 0 else "")


def _lines(said: Iterable[str]) -> Iterator[str]:
    """The first lines of a list, and how many more there are."""
    lines = list(said)
    yield from (f"  {line}" for line in lines[:_LINES])
    if len(lines) > _LINES:
        yield f"  … and {len(lines) - _LINES:,} more"


def _of(classroom: Classroom) -> str:
    return f" --class {quoted(classroom.name)}"


def quoted(name: str) -> str:
    """A name as it can be typed in a terminal, as one word.

    >>> quoted("7B"), quoted("Year 7")
    ('7B', '"Year 7"')
    """
    return name if name.replace("-", "").replace("_", "").isalnum() else '"' + name.replace('"', "") + '"'


def counted(n: int, what: str, several: str = "") -> str:
    """A number of things.

    >>> counted(1, "file"), counted(0, "file"), counted(2000, "file")
    ('1 file', 'no file', '2,000 files')
    """
    return f"{n:,} {several or what + 's'}" if n > 1 else f"{n or 'no'} {what}"
