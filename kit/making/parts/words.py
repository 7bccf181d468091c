"""Words that push: the pattern of lesson 04."""

from __future__ import annotations

import json

from kit.activity.labels import LABEL_SETS
from kit.annotation import Annotation
from kit.making.parts.part import Material, Part, Section, asked, closed_code, compared, literal, reference_of
from kit.making.parts.second import second_reader, without_key
from kit.making.parts.sheet import bullets, paragraph, quoted, table
from kit.segment import find_sentences

__all__ = ["WORDS"]

PUSH = "Words that push"
SWAP = "Say it another way"
ALONG = "Along the page"


def _lacks(m: Material) -> str:
    if m.must("loaded") or m.empty("loaded"):
        return ""
    return f"no word that pushes is known in the {m.noun}, though a reader may find one"


def _sections(m: Material) -> list[Section]:
    agreement = (
        "How far do you agree on which words are marked? Each row of squares is what one of you marked. What the other "
        "marked too is filled.\n\n{agreement}"
    )
    return [_mark(m), *_swap(m), *_along(m), *second_reader(m, "loaded", "words", PUSH, agreement)]


def _mark(m: Material) -> Section:
    prose = (
        "Most words just say what there is. Some also push: they tell you how to feel about a thing before you have "
        "seen it. *Crowd* or *horde*, *said* or *claimed*: both may name the same thing, but they do not say the "
        f"same.\n\nMark the words in the {m.noun} that push, **whoever says them**. Mark as few words as it takes. If "
        "two labels fit, take either. Noticing the word matters more than naming it.\n\n"
        "**Loaded is not false. Neutral is not true. The same rules hold for every speaker.**"
        f"{without_key(m, 'loaded')}"
    )
    reveal = (
        "{comparison}\n\nTrained readers differ too, and often. A good reason counts for more than a number. And who "
        "uses a loaded word may still be right."
    )
    if m.empty("loaded"):
        reveal = "{comparison}\n\nA text can be plain. And neutral is not true: ask all the same what would settle it."
    return Section(
        title=PUSH,
        cells=(("markdown", prose), ("code", 'lesson.mark("words")'), ("code", 'lesson.compare("words-compare")')),
        activities={
            "words": {
                "kind": "mark",
                "step": PUSH,
                "text": m.passage.name,
                "layer": "loaded",
                "labels": "loaded",
                "enough": asked(m.must("loaded")),
                "title": "Which words push?",
                **reference_of(m, "loaded"),
            },
            "words-compare": compared(
                m, "loaded", "words", PUSH, prompt="Find a mark that only you have. Would you keep it?", reveal=reveal
            ),
        },
        do="Alone. Then, in pairs, one mark on which you differ.",
        talk=2,
        heard=(
            ("So the article is false.", "Nothing here shows that. It may be loaded and right."),
            ("It is against my side.", "Ask for the same word from somebody the learner likes."),
            ("Officials are neutral.", "Those who speak for others choose words with care. Softer is not fairer."),
        ),
        look=("words.jsonl",),
        sheet=paragraph("Underline the words that push, as few as it takes, whoever says them. Kinds, if they help:")
        + bullets((label.title, label.hint) for label in LABEL_SETS["loaded"])
        + table(["line", "words", "what do they tell you to feel?"], empty=6),
    )


# Another wording


def _phrases(m: Material) -> list[Annotation]:
    """An entry of the author's to put another way, and one of somebody quoted: such as stand once within a sentence."""
    article = m.passage.article
    sentences = [sentence.span for sentence in find_sentences(article)]
    fit: dict[str, Annotation] = {}
    # The strong ones first: there is more to swap.
    for entry in sorted(m.must("loaded"), key=lambda e: (e.attributes.get("strength") != "strong", e.span)):
        words = article.covered(entry)
        inside = any(start <= entry.start and entry.end <= end for start, end in sentences)
        if inside and "\n" not in words and article.text.count(words) == 1 and entry.label != "scare-quotes":
            fit.setdefault(_whose(m, entry), entry)
    return [fit[whose] for whose in ("author", "quoted") if whose in fit]


def _whose(m: Material, entry: Annotation) -> str:
    quoted = m.passage.reading.voices["quoted"]
    return "quoted" if any(start <= entry.start and entry.end <= end for start, end in quoted) else "author"


def _thought(entry: Annotation, reference: str) -> str:
    """What the key says of a phrase, or the program with its doubt."""
    about = entry.attributes
    neutral = about.get("neutral", "")
    plainer = f"A plainer way: {literal(neutral)}." if neutral and neutral != "depends" else ""
    doubt = (
        f"It may be wrong: {literal(about.get('doubt', ''))}" if reference == "program" and about.get("doubt") else ""
    )
    ask = (
        "If only the tone has changed, the word was paint. If the meaning has, the word was a claim in disguise. "
        "Loaded is not false."
    )
    return "\n\n".join(filter(None, (literal(about.get("why", "")), plainer, doubt, ask)))


def _swap(m: Material) -> list[Section]:
    entries = _phrases(m)
    if not entries:
        return []
    reference = m.reference("loaded")
    ask = {
        "author": "The author: how would somebody put it who takes no side?",
        "quoted": "Somebody who is quoted: say no more than this person can know.",
    }
    activities = {}
    for entry in entries:
        whose = _whose(m, entry)
        activities[f"swap-{whose}"] = {
            "kind": "swap",
            "step": SWAP,
            "text": m.passage.name,
            "phrase": m.passage.article.covered(entry),
            "prompt": ask[whose],
            "reveal": _thought(entry, reference),
            **reference_of(m, "loaded"),
        }
    prose = (
        "How do you find out what a word does? Take it out, and put another in its place.\n\n"
        "Write it as calmly as you can, **without losing anything that happened**. Then decide what changed. If only "
        "the tone did, the word was paint. If the meaning did, the word was a claim in disguise."
    )
    shown = ", ".join(f'lesson.swap("{name}")' for name in activities)
    return [
        Section(
            title=SWAP,
            cells=(("markdown", prose), ("code", f"display({shown})" if len(activities) > 1 else shown)),
            activities=activities,
            do="Alone. Then compare wordings aloud. Who got calmer without losing a fact?",
            talk=1.5,
            heard=(
                (
                    "It changes the meaning.",
                    "Good, if the claim is named: what does the word say that nobody has shown?",
                ),
                ("One must never use such words.", "In an argument one may. The reader should ask for the reasons."),
            ),
            look=tuple(f"{name}.json" for name in activities),
            sheet=paragraph("Write it as calmly as you can, without losing anything that happened.")
            + table(
                ["as printed", "as you put it", "what changed: the tone, or the meaning?"],
                [[quoted(m.passage.article.covered(entry)), "", ""] for entry in entries],
                empty=1,
                wide=1,
            ),
        )
    ]


# The whole page


def _along(m: Material) -> list[Section]:
    if not m.page.reading.words("author").size:
        return []
    by = m.by("loaded", of="page")
    prose = (
        "How much does the whole article push, and where most: at the start, in the middle, at the end? Guess both. "
        "Then look. A **strong** word judges wherever it appears. A **mild** one depends on the sentence."
    )
    reveal = (
        f"You said {{guess}}. {by} it is {{loaded_in_1000}}. Another careful reader would come to another number.\n\n"
        "An opinion piece is meant to argue, and a report is not. The chart says how the text is worded. It cannot say "
        "whether it is right."
    )
    return [
        Section(
            title=ALONG,
            cells=(
                ("markdown", prose),
                ("code", 'lesson.estimate("along")'),
                (
                    "code",
                    closed_code(
                        "Guessed? Open the chart.",
                        json.dumps(f"{by} this is where words push."),
                        'loaded_along({"the article": lesson.reading("page")})',
                    ),
                ),
            ),
            activities={
                "along": {
                    "kind": "estimate",
                    "step": ALONG,
                    "prompt": "Count only what the author says. In every 1,000 words, how many words or phrases push?",
                    "measure": "in 1,000 words",
                    "text": "page",
                    "bounds": [0, 200],
                    "reveal": reveal,
                }
            },
            do="Hands before the chart: start, middle or end?",
            talk=1,
            heard=(("It has many, so it is worse.", "Compare it with a text of the same kind, from another side."),),
            sheet=paragraph(f"Where does the {m.noun} push most: at the start, in the middle, at the end? Why there?")
            + table(["start", "middle", "end"], empty=1),
            imports={"loaded_along": "kit.charts"},
        )
    ]


WORDS = Part(
    title="Words that push",
    hint="Learners mark words that judge, put plainer ones in their place, and look along the whole page.",
    layers=("loaded",),
    asks="which words push",
    lacks=_lacks,
    sections=_sections,
)
