"""Who says what, and who could be asked: the pattern of lesson 02."""

from __future__ import annotations

import json

from kit.activity.activity import Activity
from kit.activity.labels import LABEL_SETS
from kit.activity.texts import as_found
from kit.annotate.sources import Source
from kit.annotate.voices import others_speech
from kit.making.parts.part import Material, Part, Section, asked, closed_code, compared, reference_of
from kit.making.parts.second import second_reader, without_key
from kit.making.parts.sheet import bullets, paragraph, table

__all__ = ["SOURCES", "SPEECH_PART"]

WHO = "Who says what?"
LEDGER = "The ledger"


def _lacks_speech(m: Material) -> str:
    spoken = others_speech(m.must("quote"))
    return "" if spoken or m.empty("quote") else f"nobody is quoted in the {m.noun}, as far as is known"


def _speech(m: Material) -> list[Section]:
    kinds = "\n".join(
        [
            "- **Word for word**: somebody's own words, as they were said.",
            "- **Reported**: what somebody said, put in other words. Look for *she said that*, or *according to*.",
            "- **Only in marks**: words in quotation marks, though nobody is being quoted.",
        ]
    )
    prose = (
        f"Read the {m.noun}. The author speaks, and lets others speak. Whose words are these? Mark three things:\n\n"
        f"{kinds}\n\nSelect the words, then press `1`, `2` or `3`. You can leave out *she said*. When you have "
        f"finished, compare.{without_key(m, 'quote')}"
    )
    reveal = (
        "{comparison}\n\nA sentence means one thing if the author claims it, and another if a minister or a neighbour "
        "does. And to quote somebody is not to agree."
    )
    activities = {
        "speech": {
            "kind": "mark",
            "step": WHO,
            "text": m.passage.name,
            "layer": "quote",
            "labels": "speech",
            "enough": asked(m.must("quote")),
            "title": "Word for word, reported, or only in marks?",
            **reference_of(m, "quote"),
        },
        "speech-compare": compared(
            m, "quote", "speech", WHO, prompt="Which of the people who speak here could you ask?", reveal=reveal
        ),
    }
    section = Section(
        title=WHO,
        cells=(("markdown", prose), ("code", 'lesson.mark("speech")'), ("code", 'lesson.compare("speech-compare")')),
        activities=activities,
        do="Alone. Then in pairs: one mark where you two differ. Whose words are they?",
        talk=1.5,
        heard=(
            ("In marks means quoted.", "Ask: who said it, when, to whom?"),
            (
                "Reported speech is the author's.",
                "The words are the author's; the claim is not. If it is wrong, who was wrong?",
            ),
        ),
        look=("speech.jsonl",),
        sheet=paragraph("Mark in the text, with three pens or three kinds of line:")
        + bullets((label.title, label.hint) for label in LABEL_SETS["speech"])
        + table(["line", "who speaks?", "word for word, reported, or only in marks?"], empty=6),
    )
    by_program = "The key asks for {entries} places, and the program agrees on {program_agrees}."
    return [section, *second_reader(m, "quote", "speech", WHO, by_program)]


def _sources_of(m: Material) -> list[Source]:
    """Who speaks in the passage, as the ledger's comparison counts them."""
    key = tuple(as_found(m.passage.key("quote"))) if m.has_key("quote") else ()
    ledger = Activity("ledger", "sources", text=m.passage, layer="quote", key=key, reference=m.reference("quote"))
    return list(ledger.sources)


def _lacks_sources(m: Material) -> str:
    return "" if _sources_of(m) else f"nobody is known to speak in the {m.noun}"


def _sources(m: Material) -> list[Section]:
    n = len(_sources_of(m))
    prose = (
        "A careful reporter can say of every sentence where it came from. "
        f"Who speaks in the {m.noun}? Which of them could you ring up and ask: *did you say that?*\n\n"
        "Under **Named?**, choose whether the article gives a name, describes somebody without a name, or speaks of a "
        f"crowd.{'' if 'speech' in m.draft.parts else without_key(m, 'quote')}"
    )
    if m.has_key("quote"):
        reveal = (
            "Speakers whom you and the key describe alike: {agree}. Described differently: {differ}. Only in the key: "
            "{missed}. Only in yours: {extra}."
        )
    else:
        reveal = (
            "Speakers whom you and the program describe alike: {agree}. Described differently: {differ}. Only the "
            "program's: {missed}. Only yours: {extra}.\n\nThe program is a second reader, and often wrong. It may have "
            "missed somebody, and it may take for a speaker what is none. Where you agree, both of you may be wrong."
        )
    activities = {
        "ledger": {
            "kind": "sources",
            "step": LEDGER,
            "text": m.passage.name,
            "prompt": f"Who speaks in the {m.noun}? Fill in a row for each.",
            "enough": min(2, n),
            **reference_of(m, "quote"),
        },
        "ledger-compare": {
            **compared(m, "quote", "ledger", LEDGER, prompt="Who is only in one of the two ledgers?", reveal=reveal),
            "button": f"Compare with the {m.reference('quote')}",
        },
    }
    section = Section(
        title=LEDGER,
        cells=(
            ("markdown", prose),
            ("code", 'display(lesson.sources("ledger"), lesson.compare("ledger-compare"))'),
            *_charts(m),
            (
                "markdown",
                "Many sources do not make a text true, and one source does not make it false. But now you know whom "
                "you would have to believe.",
            ),
        ),
        activities=activities,
        do="Alone or in pairs. “Whom could you ring up?” is the question to come back to. Hands up before the chart.",
        talk=1,
        heard=(
            (
                "No name, so it is made up.",
                "Perhaps there was a reason. What else does the article say of this person?",
            ),
            ("Many sources, so it is true.", "Do they know it of themselves, or from each other?"),
        ),
        look=("ledger.json",),
        sheet=paragraph("Who speaks? A row for each. Whom could you ring up and ask?")
        + table(["who speaks", "by name, described, or a crowd?", "in whose words?", "lines"], empty=max(4, n + 1)),
        imports={"who_speaks": "kit.charts"},
    )
    return [section]


def _charts(m: Material) -> list[tuple[str, str]]:
    """Who speaks, behind a guess: in the passage, and in the whole article where that is more."""
    shown = f'who_speaks(lesson.reading("{m.passage.name}"))'
    said = f"{m.by('quote')} this is who speaks in the {m.noun}."
    if m.passage is not m.page and m.page.reading.sources:
        more = f"{m.by('quote', of='page')} this is who speaks in the whole article."
        whole = (json.dumps(more), 'who_speaks(lesson.reading("page"))')
        code = closed_code("Guessed? Open the charts.", json.dumps(said), shown, *whole)
    else:
        code = closed_code("Guessed? Open the chart.", json.dumps(said), shown)
    guess = "Of those who are quoted, who speaks first, and who has the most words? Guess. Then open the chart."
    return [("markdown", guess), ("code", code)]


SPEECH_PART = Part(
    title="Who says what",
    hint="Learners mark in the passage what others say, word for word or reported, and words that are only in marks.",
    layers=("quote",),
    asks="who says what",
    lacks=_lacks_speech,
    sections=_speech,
)
SOURCES = Part(
    title="The ledger of sources",
    hint="Learners list who speaks, whether by name, and in whose words; then they see who has most room.",
    layers=("quote",),
    asks="who could be asked",
    lacks=_lacks_sources,
    sections=_sources,
)
