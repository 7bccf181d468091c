"""What is claimed, and what would settle it: the pattern of lesson 03."""

from __future__ import annotations

import json

from kit.activity.labels import LABEL_SETS
from kit.annotate.voices import others_speech
from kit.making.parts.part import Material, Part, Section, asked, closed_code, compared, opening_words, reference_of
from kit.making.parts.second import second_reader, without_key
from kit.making.parts.sheet import bullets, paragraph, quoted, table

__all__ = ["CLAIMS"]

WHAT = "What is claimed?"
SETTLE = "What would settle it?"
_MOST = 3  # claims to settle
_KNOWN = 9  # words of one by which it is found again
_LONGEST = 45  # words of one: a longer one is hard to hold


def _lacks(m: Material) -> str:
    return (
        "" if m.must("claim") or m.empty("claim") else f"the author makes no claim in the {m.noun}, as far as is known"
    )


def _sections(m: Material) -> list[Section]:
    by_program = "The key asks for {entries} claims, and the program agrees on {program_agrees}."
    second = second_reader(m, "claim", "claims", WHAT, by_program)
    return [_mark(m), *_settle(m), *second]


def _mark(m: Material) -> Section:
    kinds = "\n".join(f"- **{label.title}**: {_sentence(label.hint)}" for label in LABEL_SETS["claim"])
    prose = (
        "A claim is what a sentence wants you to believe, or to do. It can be one of these:\n\n"
        f"{kinds}\n\nMark each claim **of the author's** in the {m.noun}, with its kind. Take the whole sentence. Take "
        "a part where one sentence makes two claims. What somebody else says is that speaker's claim.\n\n"
        "**With the keyboard:** hold Alt, and the left and right arrows go sentence by sentence. Hold Shift as well to "
        f"select one. Then press a digit.{without_key(m, 'claim')}"
    )
    reveal = (
        "{comparison}\n\nAn opinion is not wrong because it is an opinion. A fact claim can be false. And loaded does "
        "not mean false."
    )
    return Section(
        title=WHAT,
        cells=(("markdown", prose), ("code", 'lesson.mark("claims")'), ("code", 'lesson.compare("claims-compare")')),
        activities={
            "claims": {
                "kind": "mark",
                "step": WHAT,
                "text": m.passage.name,
                "layer": "claim",
                "labels": "claim",
                "enough": asked(m.must("claim")),
                "title": "What does the author claim, and of what kind?",
                **reference_of(m, "claim"),
            },
            "claims-compare": compared(
                m,
                "claim",
                "claims",
                WHAT,
                prompt="Find one reason that convinces you, and one that does not.",
                reveal=reveal,
            ),
        },
        do="Alone. Then, in pairs, one reason that convinces and one that does not.",
        talk=1.5,
        heard=(
            ("Fact means true.", "Say “fact claim”: it can be checked, and may turn out false."),
            ("Opinions are lies.", "To judge is not to lie. Ask for the facts that the opinion rests on."),
            ("This half, but not that half.", "Good: let them mark the half."),
        ),
        look=("claims.jsonl",),
        sheet=paragraph("Underline each claim of the author's, and write its letter in the margin:")
        + bullets((f"{label.letter} {label.title}", label.hint) for label in LABEL_SETS["claim"])
        + table(["lines", "kind", "which word told you?"], empty=6),
    )


def _sentence(hint: str) -> str:
    """A label's hint as a sentence."""
    return f"{hint[:1].lower()}{hint[1:]}."


def chosen(m: Material) -> dict[str, str]:
    """Up to three claims to settle, of different kinds where there are such, in order: its first words to the whole."""
    text = m.passage.article
    entries = m.entries("claim")
    words = [text.covered(entry) for entry in entries]
    short = [i for i in range(len(entries)) if len(words[i].split()) <= _LONGEST and entries[i] in m.must("claim")]
    starts = {i: opening_words(words[i], [other for j, other in enumerate(words) if j != i]) for i in short}
    fit = [i for i in short if starts[i]]
    speech = others_speech(m.entries("quote"))
    own = [i for i in fit if not any(a.start < entries[i].end and entries[i].start < a.end for a in speech)]
    fit = own or fit  # what somebody else says is theirs, though the author claims that they said it
    kinds: dict[str, list[int]] = {}
    for i in fit:
        kinds.setdefault(entries[i].label, []).append(i)
    first_of_kind = sorted((members[0] for members in kinds.values()), key=lambda i: entries[i].label == "unclear")
    picked = [*first_of_kind, *(i for i in fit if i not in first_of_kind)][:_MOST]
    return {starts[i]: words[i] for i in sorted(picked, key=lambda i: entries[i].span)}


def _settle(m: Material) -> list[Section]:
    starts = chosen(m)
    if not starts:
        return []
    many = "one claim" if len(starts) == 1 else "two claims or more"
    prose = (
        "A friend doubts what you have read. What would you both have to see before one of you says: *you are right*?"
        f"\n\nFill in {many}. Be exact: not “research”, but whose record, which day, what count. Sometimes the answer "
        "is *nothing alone*. Then say what is missing."
    )
    if m.has_key("claim"):
        reveal = (
            "Of the {filled} claims that you filled in, the key has the same kind for {agree}. Its reasons stand below "
            "each claim."
        )
        ask = "Whose way could you carry out by next week: yours, or the key's?"
    else:
        reveal = (
            "Of the {filled} claims that you filled in, the program has the same kind for {agree}. It is a second "
            "reader, and often wrong; where you agree, both of you may be. Its reasons and its doubts stand below each "
            "claim."
        )
        ask = "Whose way could you carry out by next week: yours, or the program's?"
    said = f"{m.by('claim')} this is what the claims rest on."
    shown = f'sources_of_claims({{"the {m.noun}": lesson.reading("{m.passage.name}")}})'
    return [
        Section(
            title=SETTLE,
            cells=(
                ("markdown", prose),
                ("code", 'display(lesson.claims("settle"), lesson.compare("settle-compare"))'),
                (
                    "markdown",
                    f"How many of the claims in the {m.noun} have a link, or name a source? Guess. Then open the "
                    "chart.",
                ),
                ("code", closed_code("Guessed? Open the chart.", json.dumps(said), shown)),
            ),
            activities={
                "settle": {
                    "kind": "claims",
                    "step": SETTLE,
                    "prompt": "What kind of claim is it, and what would settle it?",
                    "text": m.passage.name,
                    "labels": "claim",
                    "claims": list(starts),
                    "enough": min(2, len(starts)),
                    **reference_of(m, "claim"),
                },
                "settle-compare": compared(m, "claim", "settle", SETTLE, prompt=ask, reveal=reveal),
            },
            do="Two claims each. Let pairs swap: could you carry out what your neighbour wrote?",
            talk=1.5,
            heard=(
                ("Research. The internet.", "Whose record? Which day? What count?"),
                ("There is a link, so it is proven.", "What does the page behind it show?"),
                ("You cannot know that.", "Perhaps. Then say what you would have to see."),
            ),
            look=("settle.json",),
            sheet=paragraph("What would you both have to see before one of you says: you are right?")
            + table(
                ["claim", "kind", "what would settle it"],
                [[_begins(words), "", ""] for words in starts.values()],
                wide=2,
            ),
            imports={"sources_of_claims": "kit.charts"},
        )
    ]


def _begins(words: str) -> str:
    """How a claim begins: enough to find it on paper, where all of it stands in the text above."""
    first = words.split()
    return quoted(f"{' '.join(first[:_KNOWN])} …" if len(first) > _KNOWN else " ".join(first))


CLAIMS = Part(
    title="What is claimed",
    hint="Learners mark the author's claims by kind, and say of a few what would settle them.",
    layers=("claim",),
    asks="what is claimed",
    lacks=_lacks,
    sections=_sections,
)
