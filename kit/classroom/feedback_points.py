"""How the points of a learner for a lesson came about, and what the teacher wrote, on a feedback page."""

from __future__ import annotations

from kit.classroom.feedback_words import joined, p, prose
from kit.classroom.gradebook import Grade, Part
from kit.classroom.weights import Tries
from kit.hypertext import words_html

__all__ = ["note_html", "points_html"]

_NAMES = {"completion": "Steps done", "reasons": "Answers written"}
_FOUND: dict[Tries, str] = {
    "first": "What you found on your first try",
    "last": "What you found on your last try",
    "best": "What you found, by your better try",
}
_WHY: dict[Tries, str] = {
    "first": "First tries count, because they show what you thought before you saw the key.",
    "last": "Last tries count.",
    "best": "Of your first and your last try the better one counts.",
}

_COUNTED = "These points count the work that you did. They do not say how good an answer is: a program cannot tell."


def points_html(grade: Grade, tries: Tries) -> str:
    """The points of a lesson, part by part with the numbers that they come from; a teacher's own with their reason.

    Nothing where there are none.
    """
    if grade.points is None:
        return ""
    of = f" of {figure(grade.out_of)}" if grade.out_of else ""
    whole = f"{figure(grade.points)}{of} points."
    said = f"Your teacher gave you {whole}" if grade.own else f"You have {whole}"
    counted = ""
    if grade.own and grade.counted is not None:
        counted = f"Counted as below, it would be {figure(grade.counted)}."
    reason = f"<blockquote dir='auto'>{words_html(grade.text)}</blockquote>" if grade.own and grade.text else ""
    rows = "".join(_row(part, tries) for part in grade.parts)
    head = "<thead><tr><th scope='col'>For</th><th scope='col'>How much</th><th scope='col'>Points</th></tr></thead>"
    why = joined(
        [_COUNTED, _WHY[tries], "An extra mark or a trap costs nothing. What people disagree about is not counted."]
    )
    table = f"<table>{head}<tbody>{rows}</tbody></table>{p(why, 'quiet')}" if rows else ""
    return f"<section class='points'><h3>How your points came about</h3>{p(said)}{reason}{p(counted)}{table}</section>"


def _row(part: Part, tries: Tries) -> str:
    cells = (f"{figure(part.got)} of {figure(part.of)}", f"{figure(part.points)} of {figure(part.out_of)}")
    name = _NAMES.get(part.name, _FOUND[tries])
    return (
        f"<tr><th scope='row'>{words_html(name)}</th>{''.join(f'<td>{words_html(cell)}</td>' for cell in cells)}</tr>"
    )


def figure(value: float) -> str:
    """Points as one writes them.

    >>> figure(62.5), figure(33.333), figure(100.0)
    ('62.5', '33.3', '100')
    """
    return f"{round(value, 1):g}"


def note_html(note: str) -> str:
    """What the teacher wrote to the learner, or nothing."""
    if not note:
        return ""
    return f"<section class='teacher'><h3>From your teacher</h3>{prose(note.split(chr(10)))}</section>"
