"""What each activity asks on paper, with room for the answer; what a program alone can show is left out."""

from __future__ import annotations

from collections.abc import Callable

from kit.activity.activity import Activity
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.handout.counts import counts_html
from kit.handout.texts import Paper, Printed, claims_of, few, letters_of, printed_of, text_html
from kit.hypertext import words_html
from kit.making.parts.sheet import lines, paragraph, quoted, table

__all__ = ["asked_html"]

_LINES = 3  # to write a sentence or two by hand
_ROWS = 7


def asked_html(activity: Activity, paper: Paper) -> str:
    """What an activity asks, as HTML; nothing for one that needs a program, or a text that may not be printed.

    What it says is added to what is ``said`` on the paper.

    >>> from kit.activity.activity import Activity
    >>> asked_html(Activity("exit", "write", prompt="What will you look for?"), Paper())[:31]
    '<p>What will you look for?</p><'
    """
    made = _KINDS.get(activity.kind)
    asked = made(activity, paper) if made else ""
    return asked and _said(activity, activity.on_paper) + asked


def _prompt(activity: Activity) -> str:
    return _said(activity, activity.prompt)


def _said(activity: Activity, template: str) -> str:
    said = fill(template, figures_of(activity.text)) if template else ""
    return "".join(paragraph(words) for words in said.split("\n\n") if words)


def _choose(activity: Activity, paper: Paper) -> str:
    figures = figures_of(activity.text)
    options = "".join(f"<li>{words_html(fill(option, figures))}</li>" for option in activity.options)
    return f"{_prompt(activity)}<ul class='options'>{options}</ul>"


def _estimate(activity: Activity, paper: Paper) -> str:
    unit = words_html(fill(activity.measure, figures_of(activity.text)))
    return f"{_prompt(activity)}<p class='number'><span class='blank'></span> {unit}</p>"


def _write(activity: Activity, paper: Paper) -> str:
    return _prompt(activity) + lines(_LINES)


def _swap(activity: Activity, paper: Paper) -> str:
    return f"{_prompt(activity)}<p class='phrase'>{words_html(quoted(activity.phrase))}</p>{lines(1)}"


def _mark(activity: Activity, paper: Paper) -> str:
    printed = printed_of(activity, paper.texts)
    if printed is None:
        return ""
    blocks = activity.unit == "block"
    how = "Write its letter in each box" if blocks else "Underline the words, and write the letter over them"
    title = activity.title if not activity.title or activity.title[-1] in ".?!" else f"{activity.title}."
    head = f"<p>{words_html(title)} {how}.</p><ul class='legend'>{_legend(activity, paper)}</ul>"
    return head + _text(printed, paper, boxes=blocks, anew=", with another colour or a wavy line")


def _legend(activity: Activity, paper: Paper) -> str:
    """The labels with their letters, and the first time that they are asked for what each is."""
    letters, labels = letters_of(activity), activity.labels
    known = f"labels {letters}" in paper.said
    paper.said.add(f"labels {letters}")
    hints = (f": {label.hint}" if label.hint and not known else "" for label in labels)
    return "".join(
        f"<li><b>{letters[label.name]}</b> {words_html(label.title or label.name)}{words_html(hint)}</li>"
        for label, hint in zip(labels, hints, strict=True)
    )


def _text(printed: Printed, paper: Paper, *, boxes: bool, anew: str = "") -> str:
    """The text, or where it stands above already, that it is used again, and how it is marked ``anew``."""
    name = printed.text.name
    if name in paper.said:
        return f"<p>Use text {printed.letter} once more{anew}.</p>"
    paper.said.add(name)
    return text_html(printed, boxes=boxes)


def _sources(activity: Activity, paper: Paper) -> str:
    printed = printed_of(activity, paper.texts)
    text = _text(printed, paper, boxes=False) if printed else ""
    return text + _prompt(activity) + table(["Who speaks?", "Named, described, or a crowd?"], empty=_ROWS, wide=0)


def _claims(activity: Activity, paper: Paper) -> str:
    kinds = ", ".join(label.title or label.name for label in activity.labels)
    rows = "".join(
        f"<li><b>{place}</b> {words_html(few(claim))}"
        f"<p class='number'>Kind: <span class='blank'></span></p>{lines(1)}</li>"
        for place, claim in claims_of(activity, paper.texts)
    )
    return f"{_prompt(activity)}{paragraph(f'Kinds: {kinds}.')}<ul class='key'>{rows}</ul>"


def _table(activity: Activity, paper: Paper) -> str:
    """What one can choose in a column; the columns, and a row for each name, or as many as are enough."""
    heads = [each.title for each in activity.columns]
    choices = ((each.title, " · ".join(each.options)) for each in activity.columns if each.options)
    asked = _prompt(activity) + "".join(f"<p><b>{words_html(a)}</b> {words_html(b)}</p>" for a, b in choices)
    if not activity.rows:
        return asked + table(heads, empty=max(activity.enough, 1))
    return asked + table(["", *heads], [[name, *("" for _ in heads)] for name in activity.rows])


_KINDS: dict[str, Callable[[Activity, Paper], str]] = {
    "choose": _choose,
    "estimate": _estimate,
    "write": _write,
    "swap": _swap,
    "mark": _mark,
    "sources": _sources,
    "claims": _claims,
    "table": _table,
    "compare": counts_html,
}
