"""The guess at the start of a lesson, and the exit ticket at its end: both fit the parts between them."""

from __future__ import annotations

from typing import Any

from kit.making.parts.part import Material, Part, Section
from kit.making.parts.sheet import lines, paragraph

__all__ = ["EXIT", "PREDICT"]

GUESS = "Predict"
TICKET = "Exit ticket"


def _nothing_lacks(m: Material) -> str:
    return ""


# The guess


def _predict(m: Material) -> list[Section]:
    table = _guess(m)
    prose = "Read no further than the title. Then guess. A number is enough, and nobody can know it yet."
    return [
        Section(
            title=GUESS,
            cells=(("markdown", prose), ("code", 'lesson.estimate("predict")')),
            activities={"predict": {"kind": "estimate", "step": GUESS, **table}},
            do="Everybody commits to a number. Write the lowest and the highest on the board.",
            talk=1,
            heard=(("How should I know?", "You cannot. Say a number, and see later what you thought a text is like."),),
            sheet=paragraph(_on_paper(table, m)) + lines(1),
        )
    ]


def _guess(m: Material) -> dict[str, Any]:
    """An estimate that fits the parts of the lesson."""
    parts, text = m.draft.parts, m.passage.name
    know = "When you have looked yourself, you may come to another number."
    if "speech" in parts or "sources" in parts:
        return {
            "prompt": f"Of every 100 words in the {m.noun}, how many are somebody else's, quoted or reported, and not "
            "the author's own?",
            "measure": "of 100 words",
            "text": text,
            "bounds": [0, 100],
            "reveal": f"You said {{guess}}. {m.by('quote')} it is {{quoted_in_100}}"
            f"{{than_guess:quoted_in_100}}. {know}\n\nWhile one reads, it is hard to feel how much of a text is not "
            "the author's. So it is worth counting.",
        }
    if "claims" in parts:
        return {
            "prompt": f"The {m.noun} has {{sentences}} sentences. In how many could you check what the author claims?",
            "measure": "of {sentences} sentences",
            "text": text,
            "bounds": [0, "{sentences}"],
            "reveal": f"You said {{guess}}. {m.by('claim')} the number of claims that can be checked is "
            f"{{claims:fact}}. {know}\n\nWhat can be checked may still turn out false.",
        }
    if "words" in parts:
        return {
            "prompt": f"How many words or phrases in the {m.noun} push you to feel something, before they show it?",
            "measure": "words or phrases",
            "text": text,
            "bounds": [0, 99],
            "reveal": f"You said {{guess}}. {m.by('loaded')} it is {{loaded}}{{than_guess:loaded}}. {know}",
        }
    return {
        "prompt": "Of every 100 words on the page as it was saved, how many belong to the article? The rest are menus, "
        "requests, notices.",
        "measure": "of 100 words",
        "text": "page",
        "bounds": [0, 100],
        "reveal": f"You said {{guess}}. {m.by('zone', of='page')} it is {{article_in_100}}"
        f"{{than_guess:article_in_100}}. {know}",
    }


def _on_paper(table: dict[str, Any], m: Material) -> str:
    n = len(m.passage.reading.sentences)
    return f"{str(table['prompt']).replace('{sentences}', str(n))} Your guess:"


PREDICT = Part(
    title="Predict",
    hint="A number, guessed before anybody reads: it fits the parts that you choose.",
    layers=(),
    asks="",
    lacks=_nothing_lacks,
    sections=_predict,
)


# The exit ticket

# The question, what is said to it, and what a good answer has: by the part that the lesson is most about.
_TICKETS = {
    "claims": (
        "Write down one claim from this article. What would settle it?",
        "loaded is not false, an opinion is not wrong, and a fact claim is not yet a fact. Ask what would settle it. "
        "Then go and look.",
        "names a record, a count or a date, or says that nothing alone would settle the claim, and why",
    ),
    "words": (
        "Write one sentence about something that happened at your school: first so that it pushes, then so that it "
        "does not. What got lost?",
        "loaded is not false, and neutral is not true. When a word pushes, ask what would show that it is right. Ask "
        "the same of the words that you like.",
        "keeps every fact in the second sentence, and names what the first one claimed without showing it",
    ),
    "speech": (
        "From now on, what will you ask first when you see quotation marks?",
        "to quote somebody is not to agree, and words in marks need not be a quotation. Ask who speaks, to whom, and "
        "where you could look it up.",
        "asks who says so, and how one could check that",
    ),
    "sources": (
        "Whom would you ring up first about this article, and what would you ask?",
        "many sources do not make a text true, and one source does not make it false. Ask how each of them knows.",
        "names a person or an office, and a question that they can answer",
    ),
    "counting": (
        "Tomorrow somebody shows you a figure about a text. Which two questions will you ask before you believe that "
        "it means something?",
        "readable is not credible, and frequent is not important. Ask what was counted, and in whose words. Then read "
        "the lines.",
        "has two questions, and one of them sends the reader back to the text: which lines? or whose words?",
    ),
    "zones": (
        "Which sign of furniture will you look for first from now on? When could that sign mislead you?",
        "furniture is not false, and the article is not true because it is the article. First find out which is which.",
        "names a sign, and a page on which it would mislead",
    ),
}
_SEVERAL = (
    "What did you see in this article that you would have missed yesterday? Where will you look for it next?",
    "quoted is not endorsed, loaded is not false, and a fact claim is not yet a fact. Ask who says so, and what would "
    "settle it.",
    "names a place in the text, and says what to look for in the next one",
)


def _ticket(m: Material) -> tuple[str, str, str]:
    kinds = [
        part for part in m.draft.parts if part in _TICKETS and not (part == "sources" and "speech" in m.draft.parts)
    ]
    return _TICKETS[kinds[0]] if len(kinds) == 1 else _SEVERAL


def _exit(m: Material) -> list[Section]:
    question, remember, good = _ticket(m)
    return [
        Section(
            title=TICKET,
            cells=(("markdown", "Two or three lines, in your own words."), ("code", 'lesson.write("exit")')),
            activities={
                "exit": {
                    "kind": "write",
                    "step": TICKET,
                    "prompt": question,
                    "reveal": f"Show your answer to your teacher.\n\nRemember: {remember}",
                }
            },
            do="Alone.",
            look=("exit.json",),
            good=f"A good exit ticket {good}.",
            sheet=paragraph(question) + lines(4),
        )
    ]


EXIT = Part(
    title="Exit ticket",
    hint="Two or three lines in one's own words; what to look at afterwards.",
    layers=(),
    asks="",
    lacks=_nothing_lacks,
    sections=_exit,
)
