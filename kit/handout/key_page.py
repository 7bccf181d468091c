"""The key of a lesson on paper: where each mark stands, what it is, and why; and what is said to each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from kit.activity.activity import Activity
from kit.activity.figures import figures_of
from kit.activity.templates import fill, shared_end
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.handout.counts import there_html
from kit.handout.texts import Paper, claims_of, few, places_of, printed_of
from kit.hypertext import words_html
from kit.making.parts.sheet import paragraph
from kit.widgets.source_findings import RECORDS

__all__ = ["key_html"]

_TIERS = {"must": "●", "accept": "○", "trap": "×"}
_FIGURE = re.compile(r"(?<!\{)\{([a-z_0-9]+)")  # one that no text has is about a learner's own answers
_COMMON = "{common}"
_YOURS = "You said {guess}. "  # how what is said of a number begins; on paper nobody knows it


def key_html(activity: Activity, paper: Paper) -> str:
    """What the key says of an activity, as HTML; nothing where it has nothing to say of one.

    ● is asked for, ○ is open (never right or wrong), × looks like one and is not. Words that all answers share are
    said once, and so is the reason for a claim that is asked about twice.

    >>> from kit.activity.activity import Activity
    >>> key_html(Activity("rest", "choose", options={"Yes": "It is."}), Paper())
    '<ul><li><b>Yes</b> It is.</li></ul>'
    """
    made = _KINDS.get(activity.kind)
    return made(activity, paper) if made else ""


def _said(activity: Activity) -> Callable[[str], str]:
    """Fills in the figures of the text, and for what a learner answers, three dots."""
    nobodys: dict[str, Callable[..., object]] = {"guess": lambda: "…", "than_guess": lambda name: ""}
    known = {**figures_of(activity.text), **nobodys}
    known["common"] = lambda: fill(activity.common, known)
    return partial(fill, known=known)


def _choose(activity: Activity, paper: Paper) -> str:
    say = _said(activity)
    options, last = shared_end(activity.options)
    first = not last and all(said.startswith(f"{_COMMON} ") for said in options.values())
    if first:
        options = {option: said.removeprefix(_COMMON) for option, said in options.items()}
    to_all = _paragraphs(f"Whatever you said: {say(_COMMON)}") if first or last else ""
    rows = (f"<b>{words_html(say(option))}</b> {words_html(say(said))}" for option, said in options.items())
    listed = f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
    return to_all + listed if first else listed + to_all


def _estimate(activity: Activity, paper: Paper) -> str:
    return _paragraphs(_said(activity)(activity.reveal.removeprefix(_YOURS)))


def _fixed(activity: Activity, paper: Paper) -> str:
    """What is said whatever was answered; of a program's marks, which paper does not show, nothing."""
    if activity.second_reader:
        return ""
    known = figures_of(paper.activities[activity.of].text if activity.of else activity.text)
    parts = [part for part in activity.reveal.split("\n\n") if {*_FIGURE.findall(part)} <= {*known}]
    return there_html(activity, paper) + _paragraphs(fill("\n\n".join(parts), known))


def _paragraphs(words: str) -> str:
    return "".join(paragraph(part) for part in words.split("\n\n") if part)


def _mark(activity: Activity, paper: Paper) -> str:
    if printed_of(activity, paper.texts) is None:
        return ""
    paper.said.add(_reasons(activity))
    rows = (
        _entry(activity, place, activity.article.covered(entry), entry)
        for place, entry in zip(places_of(activity, paper.texts), activity.entries, strict=True)
    )
    asks = any(tier(entry) == "must" for entry in activity.entries)
    return ("" if asks else paragraph("The key asks for nothing here.")) + (_list(rows) if activity.entries else "")


def _claims(activity: Activity, paper: Paper) -> str:
    """The claims as they are printed; where the text was marked, with their kinds alone, for the rest stands above."""
    printed, entries, above = printed_of(activity, paper.texts), activity.entries, ""
    if printed and _reasons(activity) in paper.said:
        above = paragraph(f"The reasons, and what would settle each, stand above, with text {printed.letter}.")
        entries = [replace(e, attributes={**e.attributes, "why": "", "settle": ""}) for e in entries]
    rows = zip(claims_of(activity, paper.texts), entries, strict=True)
    return above + _list(_entry(activity, place, words, entry) for (place, words), entry in rows)


def _reasons(activity: Activity) -> str:
    """What stands on the key once the reasons of a text's marks do."""
    return f"reasons {activity.text and activity.text.name} {activity.layer}"


def _entry(activity: Activity, place: str, words: str, entry: Annotation) -> str:
    about, titles = entry.attributes, activity.titles
    label = titles.get(entry.label, entry.label)
    others = [titles.get(name, name) for name in about.get("accept", "").split()]
    label += f", or {' or '.join(others)}" if others else ""
    more = "".join(
        f" <i>{words_html(f'{name}: {about[field]}')}</i>"
        for field, name in (("neutral", "Plainer"), ("settle", "To settle it"))
        if about.get(field)
    )
    said = "" if activity.unit == "block" else f"{words_html(few(words))} "
    why = words_html(about.get("why", ""))
    return f"{_TIERS[tier(entry)]} <b>{place}</b> {said}<b>{words_html(label)}.</b> {why}{more}"


def _list(rows: Iterable[str]) -> str:
    return f"<ul class='key'>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def _sources(activity: Activity, paper: Paper) -> str:
    rows = (
        f"<b>{words_html(source.speaker or 'Nobody is named')}</b>: "
        f"{words_html('; '.join(filter(None, [source.role, RECORDS.get(source.record)])))}"
        for source in activity.sources
    )
    return _list(rows)


_KINDS: dict[str, Callable[[Activity, Paper], str]] = {
    "choose": _choose,
    "estimate": _estimate,
    "write": _fixed,
    "swap": _fixed,
    "compare": _fixed,
    "mark": _mark,
    "sources": _sources,
    "claims": _claims,
}
