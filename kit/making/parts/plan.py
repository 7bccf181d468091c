"""The teacher's plan of a lesson that was made: the template of lessons 01 to 05, filled in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.activity.minutes import START
from kit.making.parts.part import Material, Section, byline
from kit.making.sharing import sharing
from kit.readability import count, score
from kit.visible import well_formed
from kit.words import WORD

__all__ = ["Row", "plan_markdown", "rows_of"]

_HOUR = 50  # minutes of a lesson
_HEARD = 14  # things that learners say, in a plan that one reads before class
_LAST = 46  # of them a plan may fill, so that there is time to sit down and to get up

_MEASURED = {
    "zone": "On 32 pages from the wild, which a person sorted first, the program was right on 395 of 406 blocks of "
    "articles and on 664 of 806 of furniture.",
    "quote": "On 32 pages from the wild, read by a person first, the program found 203 of 228 pieces of speech, and "
    "gave 174 of them the right speaker. It is best on words in marks, and worst on reported speech.",
    "claim": "On 32 web pages an outside review found 47 of the program's 66 claims right. People differ too: experts "
    "who sorted news sentences into fact, opinion and mixed, for the corpus BABE (T. Spinde and others, 2021), agreed "
    "at an alpha of .42, where 1 is full agreement.",
    "loaded": "On held-back news the program found .38 of the words that experts marked, and .35 of its own were "
    "theirs: F1 .36. Two trained experts of the corpus BABE (T. Spinde and others, 2021) reach F1 .42 with each other. "
    "Nobody is graded on an extra mark.",
}
_LAYERS = {
    "zone": "Article and furniture",
    "quote": "Who says what",
    "claim": "What is claimed",
    "loaded": "Words that push",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the plan: from when to when, what, how long the class talks meanwhile, and what to do."""

    start: int
    end: int
    title: str
    talk: float
    do: str


def rows_of(sections: Sequence[Section], counted: Mapping[str, float]) -> list[Row]:
    """The rows of the plan: each as long as what is counted and what is said, in whole minutes."""
    rows, at, exact = [], 0, 0.0
    whole = [
        (START, 0.0, "Everybody opens the lesson, and the box with what is good to know."),
        *((f"{n} {section.title}", section.talk, section.do) for n, section in enumerate(sections, 1)),
    ]
    for (title, talk, do), needed in zip(whole, counted.values(), strict=True):
        exact = at + needed + talk
        rows.append(Row(at, math.ceil(exact), title, talk, do))
        at = rows[-1].end
    return rows


def plan_markdown(m: Material, sections: Sequence[Section], rows: Sequence[Row]) -> str:
    """The plan as Markdown, its sections and minutes those of the notebook."""
    draft = m.draft
    parts = [
        f"# Plan: {words_markdown(draft.title)}",
        f"{_time(rows)} **Needs** lesson 00, to know how to mark and, where several share a computer, to give a name. "
        f"{_text(m)}",
        f"**Aim.** {_aim(m)}",
        f"**Forewarn.** {_FOREWARN}",
        "## In the class",
        "The minutes are counted: words at 150 a minute, and a time for each mark and answer. *Talk* is what the "
        "class says aloud.",
        _table(rows),
        "Short of time? Let learners stop at the number of marks that is enough, and do the last step before the exit "
        f"ticket at the board. On paper: print `{draft.name}.handout.html`.",
        "## What they will say",
        "\n".join(f"- *“{said}”* {answer}" for said, answer in _heard(sections)),
        "## What the answers are compared with",
        _compared(m, sections),
        "## Whose text it is",
        _whose(m),
        "## What to look at afterwards",
        _look(m, sections),
    ]
    return "\n\n".join(parts) + "\n"


def _heard(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """What learners will say; of a long lesson, the first thing in each section."""
    said = list(dict.fromkeys(pair for section in sections for pair in section.heard))
    return said if len(said) <= _HEARD else list(dict.fromkeys(s.heard[0] for s in sections if s.heard))


_FOREWARN = (
    "You know your class, and the program does not. Read the passage once with them in mind: is there violence, a "
    "death, an illness, a family, a people, a party that somebody in the room belongs to? If so, say before you begin "
    "what the text is about, and that nobody has to read it aloud. The lesson asks who says what, and how; never who "
    "is right. If talk turns to the matter itself, ask: *which sentence do you mean, and what would settle it?*"
)


def words_markdown(words: str) -> str:
    """Words as Markdown in which nothing is markup.

    >>> words_markdown("5 * 6 <b>")
    '5 \\\\* 6 \\\\<b\\\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", " ".join(well_formed(words).split()))


def _time(rows: Sequence[Row]) -> str:
    end = rows[-1].end
    if end <= _LAST:
        return f"**Time** {end} minutes; that leaves {_HOUR - end} of {_HOUR}."
    half = min(rows[1:], key=lambda row: abs(row.end - end / 2))
    return (
        f"**Time** {end} minutes, which is more than a lesson of {_HOUR}. In two halves, stop after “{half.title}”, "
        f"at minute {half.end}; or leave out a part."
    )


def _text(m: Material) -> str:
    article, shown = m.draft.article, m.passage.article
    card = article.card
    said = ", ".join(words_markdown(fact) for fact in byline(card))
    grade = score(count(shown.text))["flesch_kincaid"].value
    hard = f"grade {grade:.0f} by the Flesch–Kincaid formula" if grade is not None else "too short for a grade"
    n = len(WORD.findall(shown.text))
    what = f"**Text** *{words_markdown(card.title or m.draft.title)}*{f', {said}' if said else ''}: "
    whole = f", of {len(WORD.findall(article.text)):,} on the page" if m.passage is not m.page else ""
    return f"{what}the {m.noun} has {n:,} words{whole}, and is of {hard}."


_AIMS = {
    "zones": "Learners tell the article from what stands around it, and give a sign for each decision.",
    "speech": "Learners say of any sentence whose it is: the author's, or somebody else's; word for word, or reported.",
    "sources": "They can say whom one could ask.",
    "claims": "Learners say of a sentence what kind of claim it makes, and what would settle it.",
    "words": "Learners notice words that judge before they show, and put plainer ones in their place.",
    "counting": "Learners ask of any figure about a text what was counted, and in whose words.",
}


def _aim(m: Material) -> str:
    return (
        " ".join(_AIMS[part] for part in m.draft.parts if part in _AIMS)
        or "Learners read a text, and say what they saw."
    )


def _table(rows: Sequence[Row]) -> str:
    head = ["| clock | section | talk | what to do |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| {r.start}–{r.end} | {r.title} | {r.talk:g} | {r.do} |" for r in rows)])


def _layers(sections: Sequence[Section]) -> list[str]:
    marked = {"sources": "quote", "claims": "claim"}
    found = [marked.get(t["kind"], t.get("layer", "")) for s in sections for t in s.activities.values()]
    return [layer for layer in _MEASURED if layer in found]


def _compared(m: Material, sections: Sequence[Section]) -> str:
    layers = _layers(sections)
    if not layers:
        return (
            "With nothing: the lesson has only questions. What is counted, the program counts, and it is often wrong."
        )
    said = []
    for layer in filter(m.has_key, layers):
        n = len(m.page.key(layer) if layer == "zone" else m.must(layer))
        has = f"{n} {'entry' if n == 1 else 'entries'} that you confirmed"
        if layer != "zone" and m.empty(layer):
            has = "which is empty, for you rejected all that was proposed; to mark nothing is right"
        said.append(f"- **{_LAYERS[layer]}**: with your key, {has}.")
    if alone := [_LAYERS[layer] for layer in layers if not m.has_key(layer)]:
        said.append(f"- **{', '.join(alone)}**: with the program alone.")
    advice = [
        "A key has its reasons. Leave room for a good reason that is not in it." if len(said) > len(alone[:1]) else "",
        "Your key began with what the program marked: where you changed nothing, its mistakes are in it too."
        if any(m.has_key(layer) and m.drafted(layer) for layer in layers)
        else "",
        "Where nothing was confirmed, the lesson calls the program a second reader that is often wrong, and counts "
        "nothing as right or wrong by it. Say so in class."
        if alone
        else "",
    ]
    return "\n\n".join(["\n".join(said), *filter(None, advice), *(_MEASURED[layer] for layer in layers)])


def _whose(m: Material) -> str:
    card = m.draft.article.card
    terms = words_markdown(card.notice) if card.notice else "Its card names no terms."
    link = f" The original: {words_markdown(card.url)}" if card.url else ""
    return f"{terms}{link}\n\n{words_markdown(sharing(card))}"


def _look(m: Material, sections: Sequence[Section]) -> str:
    files = [f"`{name}`" for section in sections for name in section.look]
    named = f"{', '.join(files[:-1])} and {files[-1]}" if len(files) > 1 else "".join(files) or "the answers"
    good = "".join(f" {section.good}" for section in sections if section.good)
    handed = "or in the file that a learner hands in from a browser"
    return f"In the folder `answers/<name>/{m.draft.name}/` of the working folder, {handed}: {named}.{good}"
