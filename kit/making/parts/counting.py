"""What a program counts, and in whose words: the pattern of lesson 05."""

from __future__ import annotations

from typing import Any

from kit.making.parts.part import Material, Part, Section, literal
from kit.making.parts.sheet import lines, paragraph, table
from kit.terms import STOP_WORDS

__all__ = ["COUNTING"]

FIRST = "Which words come first?"
READ = "Read the lines"
HARD = "Who is hard to read?"
_SAYING = frozenset(["say", "says", "said", "told"])  # each report has them
_LONG = 5  # letters; a shorter word, as "two" or "last", mostly says little of what a text is about
_FEWEST = 60  # words of an article: of fewer, nothing can be counted that means something


def _lacks(m: Material) -> str:
    n = m.page.reading.words("article").size
    if n < _FEWEST or not m.page.reading.terms("page", stop_words=STOP_WORDS):
        return f"the article has {n} words; to count something takes {_FEWEST}"
    return ""


def _sections(m: Material) -> list[Section]:
    return [_count(m), *_concordance(m), _grades(m)]


def _count(m: Material) -> Section:
    prose = (
        "A program counts faster than anyone reads. Here it counts every word of the page as it was saved. Small words "
        "such as *the*, *of* and *and*, called **stop words**, are set aside."
    )
    reveal = (
        "It is “{top_term}”. {top_ties}\n\nTimes on the page: {top_count:page}. In the author's words: "
        "{top_count:author}. In the words of those who are quoted: {top_count:quoted}. In the furniture, which is what "
        "the outlet puts around every article: {top_count:furniture}."
    )
    look = (
        "Open the count. Each column is one voice, and all have the same scale. Which words will move up once the "
        "furniture goes? Say it first. Then set **The most frequent in** to *Article*."
    )
    if {"zone", "quote"} - set(m.page.by_key):
        look += " A program has decided whose words each one stands in, and it is often wrong."
    return Section(
        title=FIRST,
        cells=(
            ("markdown", prose),
            ("code", 'lesson.write("first")'),
            ("markdown", look),
            ("code", 'terms_panel(lesson.reading("page"), closed="Answered the question above? Open the count.")'),
        ),
        activities={
            "first": {
                "kind": "write",
                "step": FIRST,
                "text": "page",
                "prompt": "Which word comes out first? Write down three that might.",
                "reveal": reveal,
            }
        },
        do="In pairs at one screen. Look, say which words will move up, and only then change the list.",
        talk=2,
        heard=(("The top word is what it is about.", "Is it? Look at the columns: whose word is it?"),),
        sheet=paragraph("Which three words come most often, small words aside? Guess, then count one of them by hand.")
        + table(["word", "in the author's words", "in somebody else's words"], empty=3),
        imports={"terms_panel": "kit.lesson.panels"},
    )


def _word(m: Material) -> str:
    """A frequent word of the article, one that both the author and somebody else uses if there is such."""
    terms = m.page.reading.terms("article", stop_words=STOP_WORDS)[:20]
    fit = [term for term in terms if term.count > 1 and term.spelling.isalpha() and term.term not in _SAYING]
    voices = [{term.term for term in m.page.reading.terms(voice)} for voice in ("author", "quoted")]
    shared = [term for term in fit if all(term.term in said for said in voices)]
    longer = [term for term in shared if len(term.term) >= _LONG]
    return next((term.spelling for term in (*longer, *shared, *fit)), "")


def _concordance(m: Material) -> list[Section]:
    word = _word(m)
    if not word:
        return []
    prose = (
        "A count says how often a word appears. It does not say what the word does there. So go and look. A list of "
        "all lines with one word in the middle is called a **concordance**. Guess first. Then open the lines."
    )
    reveal = (
        f"You said {{guess}}. {m.by('quote', of='page')} it is {{quoted_count:{word}}}.\n\nThe lines have numbers. "
        f"Those in somebody else's words: {{quoted_lines:{word}}}. In the author's: {{own_lines:{word}}}. In the "
        f"author's, but in marks: {{marked_lines:{word}}}.\n\nRead some of them aloud. Does the word do "
        "the same in each?"
    )
    shown = f'lesson.reading("page").concordance("{word}")'
    return [
        Section(
            title=READ,
            cells=(
                ("markdown", prose),
                ("code", f'display(lesson.estimate("lines"), closed("Guessed? Read the lines.", {shown}))'),
            ),
            activities={
                "lines": {
                    "kind": "estimate",
                    "step": READ,
                    "text": "page",
                    "prompt": f"“{literal(word)}” stands in {{lines:{word}}} lines of the article. In how many of them "
                    "does somebody else speak, and not the author?",
                    "measure": f"of {{lines:{word}}} lines",
                    "bounds": [0, f"{{lines:{word}}}"],
                    "reveal": reveal,
                }
            },
            do="Guess, then read the lines aloud, in two voices: the author's, and everybody else's.",
            talk=1.5,
            heard=(("It comes often, so it matters.", "Ask for the lines."),),
            sheet=paragraph("Choose one word of the text. In which lines does it stand, and who says it there?")
            + lines(3),
        )
    ]


def _grades(m: Material) -> Section:
    prose = (
        "A readability formula looks at two things: how long the sentences are, and how long or rare the words are. It "
        "makes a school grade of them: 12 is the last year of school in the United States. It understands nothing.\n\n"
    )
    scores = {voice: m.page.reading.readability(voice)["flesch_kincaid"] for voice in ("author", "quoted")}
    if all(score.value is not None for score in scores.values()):
        name, kind, table_ = "voices", "choose", _two_voices()
        prose += "The author writes, and others are quoted. Whose words are harder? Answer first."
        first = '["page"]'
        look = "Now tick *Author* and *Quoted* in the panel, and untick *Page*."
    else:
        name, kind, table_ = "grade", "estimate", _one_voice()
        prose += "Which grade will it give the author? Answer first."
        first = '["author"]'
        look = "Now look at the panel."
    look += (
        " The dot is the figure. The line is its **interval**: how far the figure would move with other sentences. Try "
        "all ten formulas. Ten formulas are not ten witnesses: they count the same few things."
    )
    return Section(
        title=HARD,
        cells=(
            ("markdown", prose),
            ("code", f'lesson.{kind}("{name}")'),
            ("markdown", look),
            ("code", f'readability_panel(lesson.reading("page"), voices={first})'),
        ),
        activities={name: {"kind": kind, "step": HARD, "text": "page", **table_}},
        do="Hands first. Then each pair tries the formulas. Ten times the same order: is that ten proofs?",
        talk=2,
        heard=(
            ("A high grade, so the author is clever.", "Or the sentences are long. Say the same in short ones."),
            ("It is easy to read, so it is true.", "Formulas see lengths. They do not see order, let alone truth."),
        ),
        sheet=paragraph("Find the longest sentence of the text. Write it as two or three short ones. What has changed?")
        + lines(4),
        imports={"readability_panel": "kit.lesson.panels"},
    )


def _two_voices() -> dict[str, Any]:
    return {
        "prompt": "By the formula, whose words are harder to read?",
        "common": "By the Flesch–Kincaid formula the author's words have grade {grade:author}, and those quoted grade "
        "{grade:quoted}.\n\nWith other sentences by the same people, the figures would move: from {grade_low:author} "
        "to {grade_high:author} for the author, from {grade_low:quoted} to {grade_high:quoted} for those quoted. These "
        "ranges {grade_ranges}. Where they overlap, the higher figure may be chance.\n\nAnd readable is not credible: "
        "a formula sees how long words are, and not whether they are so.",
        "options": {
            "The author's": "{common}",
            "Those quoted": "{common}",
            "It cannot be told": "{common}",
        },
    }


def _one_voice() -> dict[str, Any]:
    return {
        "prompt": "Which school grade will the formula give the author's words?",
        "measure": "grade",
        "bounds": [0, 30],
        "reveal": "You said {guess}. By the Flesch–Kincaid formula it is {grade:author}. With other sentences by the "
        "same author it would move, from {grade_low:author} to {grade_high:author}.\n\nReadable is not credible: a "
        "formula sees how long words are, and not whether they are so.",
    }


COUNTING = Part(
    title="Counting, carefully",
    hint="Learners guess which words come first, read the lines behind a count, and ask what a grade can tell.",
    layers=("zone", "quote"),
    asks="what a count of its words can tell",
    lacks=_lacks,
    sections=_sections,
)
