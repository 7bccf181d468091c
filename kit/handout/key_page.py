"""The key of a lesson on paper: where each mark stands, what it is, and why; and what is said to each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from kit.activity.activity import Activity
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.handout.texts import Texts, few, places_of, printed_of
from kit.hypertext import words_html
from kit.making.parts.sheet import paragraph
from kit.widgets.source_findings import RECORDS

__all__ = ["key_html"]

_TIERS = {"must": "●", "accept": "○", "trap": "×"}
_FIGURE = re.compile(r"(?<!\{)\{([a-z_0-9]+)")  # one that no text has is about a learner's own answers
_YOURS = "You said {guess}. "  # how what is said of a number begins; on paper nobody knows it


def key_html(activity: Activity, texts: Texts) -> str:
    """What the key says of an activity, as HTML; nothing where it has nothing to say of one.

    ● is asked for, ○ is open (never right or wrong), × looks like one and is not.

    >>> from kit.activity.activity import Activity
    >>> key_html(Activity("rest", "choose", options={"Yes": "It is."}), {})
    '<ul><li><b>Yes</b> It is.</li></ul>'
    """
    made = _KINDS.get(activity.kind)
    return made(activity, texts) if made else ""


def _said(activity: Activity) -> Callable[[str], str]:
    """Fills in the figures of the text, and for what a learner answers, three dots."""
    known: dict[str, Callable[..., object]] = {**figures_of(activity.text), "guess": lambda: "…"}
    known["common"] = lambda: fill(activity.common, known)
    return partial(fill, known=known)


def _choose(activity: Activity, texts: Texts) -> str:
    say = _said(activity)
    rows = (f"<b>{words_html(say(option))}</b> {words_html(say(said))}" for option, said in activity.options.items())
    return f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def _estimate(activity: Activity, texts: Texts) -> str:
    return _paragraphs(_said(activity)(activity.reveal.removeprefix(_YOURS)))


def _fixed(activity: Activity, texts: Texts) -> str:
    """What is said whatever was answered; of a program's marks, which paper does not show, nothing."""
    if activity.second_reader:
        return ""
    known = figures_of(activity.text)
    parts = [part for part in activity.reveal.split("\n\n") if {*_FIGURE.findall(part)} <= {*known}]
    return _paragraphs(fill("\n\n".join(parts), known))


def _paragraphs(words: str) -> str:
    return "".join(paragraph(part) for part in words.split("\n\n") if part)


def _mark(activity: Activity, texts: Texts) -> str:
    if printed_of(activity, texts) is None:
        return ""
    return _entries(activity, texts) if activity.entries else paragraph("Nothing: here the key marks no word.")


def _entries(activity: Activity, texts: Texts) -> str:
    placed = zip(places_of(activity, texts), activity.entries, strict=True)
    return _list(_entry(activity, place, entry) for place, entry in placed)


def _entry(activity: Activity, place: str, entry: Annotation) -> str:
    about, titles = entry.attributes, activity.titles
    label = titles.get(entry.label, entry.label)
    others = [titles.get(name, name) for name in about.get("accept", "").split()]
    label += f", or {' or '.join(others)}" if others else ""
    words = "" if activity.unit == "block" else f"{words_html(few(activity.article.covered(entry)))} "
    more = "".join(
        f" <i>{words_html(f'{name}: {about[field]}')}</i>"
        for field, name in (("neutral", "Plainer"), ("settle", "To settle it"))
        if about.get(field)
    )
    why = words_html(about.get("why", ""))
    return f"{_TIERS[tier(entry)]} <b>{place}</b> {words}<b>{words_html(label)}.</b> {why}{more}"


def _list(rows: Iterable[str]) -> str:
    return f"<ul class='key'>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def _sources(activity: Activity, texts: Texts) -> str:
    rows = (
        f"<b>{words_html(source.speaker or 'Nobody is named')}</b>: "
        f"{words_html('; '.join(filter(None, [source.role, RECORDS.get(source.record)])))}"
        for source in activity.sources
    )
    return _list(rows)


_KINDS: dict[str, Callable[[Activity, Texts], str]] = {
    "choose": _choose,
    "estimate": _estimate,
    "write": _fixed,
    "swap": _fixed,
    "compare": _fixed,
    "mark": _mark,
    "sources": _sources,
    "claims": _entries,
}
