"""What a learner answered, on a feedback page: choices and guesses beside the class's, words, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.columns import ROW
from kit.agreement.describe import squares
from kit.annotate.sources import Source
from kit.annotation import Annotation
from kit.classroom.answer_words import answer_words
from kit.classroom.feedback_words import attribution, joined, p, plural, prose, quoted
from kit.hypertext import words_html
from kit.visible import printable
from kit.widgets.claim_findings import claim_finding
from kit.widgets.source_findings import RECORDS, WAYS, compare_sources

__all__ = ["asked_html", "claims_html", "sources_html", "table_html", "written_html"]

FEWEST = 5  # learners who answered, from whom on a page says how the class did: of fewer one could tell who said what
LONGEST = 5_000  # characters of an answer
_STATUS = {
    "agree": "✓ the same",
    "differ": "≠ it differs",
    "missed": "○ not in yours",
    "extra": "+ only in yours",
    "open": "? open, not counted",
}


def asked_html(question: Mapping[str, Any], answer: Answer | None, *, number: int) -> str:
    """A choice or a guess: the question, what was answered first and by now, how the class did, and what was told.

    ``question`` is that of ``kit.classroom.questions``, and ``number`` the learner's among those of the class.
    """
    said = question["prompt"].split("\n\n")
    if answer is None or answer.now is None:
        return prose(said, "asks") + p("You have not answered yet.", "none")
    first, now = answer.tries[0].value if answer.tries else answer.now.value, answer.now.value
    mine = [_in_words(question, value) for value in dict.fromkeys((_plain(first), _plain(now)))]
    yours = f"You said: {mine[0]}." if len(mine) == 1 else f"First you said: {mine[0]}. Then: {mine[1]}."
    return joined(
        [
            prose(said, "asks"),
            p(f"{yours} {_beside(question)}".rstrip()),
            _bars(question, number),
            prose(_told(question, _plain(now)), "told"),
        ]
    )


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) or (type(value) in (int, float) and abs(value) < 1e9) else None


def _in_words(question: Mapping[str, Any], value: Any) -> str:
    if value is None:
        return "something that cannot be read"
    return f"{value:g} {question.get('unit', '')}".strip() if not isinstance(value, str) else quoted(value, 40)


def _beside(question: Mapping[str, Any]) -> str:
    """The middle of the class's guesses."""
    middle = question.get("median")
    return "" if middle is None or question["n"] < FEWEST else f"The middle guess in class was {middle:g}."


def _bars(question: Mapping[str, Any], learner: int) -> str:
    """A row for each answer: how many of the class gave it first, as squares and in figures, and which is one's own."""
    n = question["n"]
    if n < FEWEST:
        return ""
    rows = []
    for bar in _between(question["bars"], learner):
        there = (("you", learner in bar["who"]), ("the figure", bar.get("figure")))
        here = " and ".join(words for words, is_here in there if is_here)
        mark = f" <b>◀ {here}</b>" if here else ""
        drawn = f"<span class='squares' aria-hidden='true'>{squares(bar['count'], n, most=40).rstrip('□')}</span>"
        rows.append(f"<tr><th scope='row'>{words_html(bar['label'])}</th><td>{drawn} {bar['count']}{mark}</td></tr>")
    head = f"<thead><tr><th scope='col'>Answer</th><th scope='col'>First answers of {n} in class</th></tr></thead>"
    return f"<table class='bars'>{head}<tbody>{''.join(rows)}</tbody></table>"


def _between(bars: Sequence[Mapping[str, Any]], learner: int) -> Sequence[Mapping[str, Any]]:
    """Of the numbers of a scale those from the first to the last at which there is something; of choices all."""
    here = [n for n, bar in enumerate(bars) if bar["count"] or learner in bar["who"] or bar.get("figure")]
    is_scale = any("figure" in bar for bar in bars)
    return bars[here[0] : here[-1] + 1] if is_scale and here else bars


def _told(question: Mapping[str, Any], mine: Any) -> Sequence[str]:
    """What the lesson said to this answer, and to all."""
    said: list[str] = next((bar["said"] for bar in question["bars"] if bar["label"] == mine), [])
    return [*said, *question["reveal"]]


# Words


def written_html(prompt: str, activity: Activity, answer: Answer | None) -> str:
    """A question with what was written, and with what was written first where that is another."""
    parts = [prose(prompt.split("\n\n"), "asks")]
    if answer is None or answer.now is None or not (now := answer_words(activity, answer.now.value)):
        return parts[0] + p("You have not answered yet.", "none")
    parts.append(_quote(now))
    first = answer_words(activity, answer.tries[0].value) if answer.tries else now
    if first != now:
        parts.append(p("Your first answer:") + _quote(first))
    return "".join(parts)


def _quote(words: str) -> str:
    return f"<blockquote dir='auto'>{words_html(words[:LONGEST])}</blockquote>"


# Tables


def sources_html(activity: Activity, sources: Sequence[Source], rows: Any) -> str:
    """A table of who speaks, each row beside the key's, and those that it does not have."""
    filled = [_source(row) for row in _rows(rows) if str(row.get("speaker", "")).strip()]
    found = compare_sources(filled, sources, activity.article, reference=activity.reference)
    given = {id(finding): row for finding, row in zip(found, filled, strict=False)}
    lines = []
    for finding in found:
        row = given.get(id(finding), {})
        yours = " · ".join(filter(None, [RECORDS.get(row.get("record", ""), ""), WAYS.get(row.get("way", ""), "")]))
        more = joined(f"{head.rstrip('?')}: {words}" if head else words for head, words in finding["lines"])
        lines.append([finding["speaker"], yours, finding["said"], joined([f"{_STATUS[finding['status']]}.", more])])
    agreed = sum(finding["status"] == "agree" for finding in found)
    asked = agreed + sum(finding["status"] in ("differ", "missed") for finding in found)
    said = f"You have {agreed} of {asked} as the {activity.reference} has them." if asked else ""
    head = ["Who speaks", "You", f"The {activity.reference}", "Beside each other"]
    return p(said) + _table("sources", head, lines) + _from(activity)


def claims_html(activity: Activity, entries: Sequence[Annotation], rows: Any) -> str:
    """Claims with the kind that was given to each, and what would settle it, beside what the key says."""
    by_claim = {str(row.get("claim")): row for row in _rows(rows)}
    titles = activity.titles
    lines, agreed, asked = [], 0, 0
    for entry in entries:
        row = by_claim.get(activity.article.covered(entry), {})
        label, settle = (value if isinstance(value := row.get(name), str) else "" for name in ("label", "settle"))
        said = claim_finding(label, entry, titles, activity.reference)
        status = said["said"] if label else "○ not answered yet."
        agreed += bool(label) and said["status"] == "agree"
        asked += said["status"] != "open"
        yours = joined([f"{titles.get(label, label)}." if label else "", settle and f"To settle it: {settle}"])
        theirs = joined(
            [f"{said['kind'].capitalize()}. {said['why']}", said["settle"] and f"To settle it: {said['settle']}"]
        )
        lines.append([quoted(activity.article.covered(entry), 30), yours, theirs, status])
    head = ["Claim", "You", f"The {activity.reference}", "Beside each other"]
    summed = f"You have the same kind for {agreed} of {plural(asked, 'claim')}." if asked else ""
    return p(summed) + _table("claims", head, lines) + _from(activity)


def table_html(activity: Activity, rows: Any) -> str:
    """A table as it was filled in, its rows that say something."""
    names = [column.name for column in activity.columns]
    lines = [[row.get(name, "") for name in ((ROW, *names) if activity.rows else names)] for row in _rows(rows)]
    said = [line for line in lines if any(words.strip() for words in line[bool(activity.rows) :])]
    if not said:
        return p("You have not filled in this table yet.", "none")
    return _table("table", [*[""] * bool(activity.rows), *(column.title for column in activity.columns)], said)


def _rows(rows: Any) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return found[:100]


def _source(row: Mapping[str, Any]) -> dict[str, str]:
    record, way = row.get("record"), row.get("way")
    return {
        "speaker": str(row.get("speaker", ""))[:200],
        "record": record if isinstance(record, str) and record in RECORDS else "",
        "way": way if isinstance(way, str) and way in WAYS else "",
    }


def _table(kind: str, head: Iterable[str], lines: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th scope='col'>{words_html(words)}</th>" for words in head)
    body = "".join(
        f"<tr>{''.join(f'<td dir=auto>{words_html(printable(words[:LONGEST]))}</td>' for words in line)}</tr>"
        for line in lines
    )
    return f"<table class='{kind}'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _from(activity: Activity) -> str:
    return attribution(activity.text.whole.card if activity.text else None)
