"""The program as a second reader: how good it is, and the step that shows its marks beside the key's."""

from __future__ import annotations

from typing import Any

from kit.making.parts.part import Material, Section
from kit.making.parts.sheet import lines, paragraph

__all__ = ["HOW_GOOD", "second_reader", "without_key"]

# By layer, in words for learners; the figures, and how they were measured, stand in the README.
HOW_GOOD = {
    "zone": (
        "Somebody tried it on 32 pages that it had never seen. Of 100 blocks of articles it kept 97. Of 10 blocks of "
        "furniture it found 8."
    ),
    "quote": (
        "Somebody tried it on 32 pages that it had never seen. Of 100 pieces of speech it found 89, and it named the "
        "right speaker for 76."
    ),
    "claim": "On 32 web pages that it had never seen, it got 47 of 66 claims right. That is 7 in 10.",
    "loaded": (
        "In news that is worded plainly, it finds 4 of every 10 words that experts marked. And of every 10 that it "
        "marks, experts marked 3 or 4."
    ),
}
_LOOKS_AT = {
    "zone": "A program can sort blocks too. It looks at length, at links, at words such as “copyright”, and at what "
    "comes before and after.",
    "quote": "A program can look for speech too. It looks for quotation marks, for verbs such as *said*, and for "
    "names.",
    "claim": "A program can sort claims too. It looks at their words: “should”, a number, a verb of saying.",
    "loaded": "A program can mark words too. It has a list, with reasons, and no idea of what happened.",
}
_TITLE = {
    "zone": "A program sorts the page",
    "quote": "A program looks for speech",
    "claim": "A program sorts the claims",
    "loaded": "A program marks words",
}


def without_key(m: Material, layer: str) -> str:
    """What stands before an activity that has no key; nothing where it has one."""
    if m.has_key(layer):
        return ""
    return (
        "\n\nNobody has made a key for this. You compare with a program, a second reader that is often wrong. "
        f"{HOW_GOOD[layer]} Where you differ, ask who has the better reason."
    )


def _same(m: Material, layer: str) -> bool:
    """Whether the key began as the program's marks, and has no others and no fewer."""
    text = m.page if layer == "zone" else m.passage
    key, found = ({(each.span, each.label) for each in entries} for entries in (text.key(layer), text.found(layer)))
    return key == found and (m.drafted(layer) or not key)


def second_reader(m: Material, layer: str, of: str, above: str, reveal: str) -> list[Section]:
    """The step in which a program's marks stand beside the learner's and the key's; none where there is no key.

    Nor is there one where the key is the program's marks and no others: that the two agree would show nothing.
    """
    if not m.has_key(layer) or _same(m, layer):
        return []
    if m.empty(layer):
        reveal = "By the key, whatever the program marks here is a false alarm."
    elif m.drafted(layer):
        reveal += (
            "\n\nThe key began with the program's marks, and a person went through them. So look where they differ."
        )
    title, name = _TITLE[layer], f"{of}-program"
    table: dict[str, Any] = {
        "kind": "compare",
        "step": title,
        "of": of,
        "prompt": f"Made your guess? Show the program's marks in the section “{above}”.",
        "button": "Show the second reader",
        "second_reader": True,
        "reveal": f"Scroll up to “{above}”: the program's marks stand beside yours and the key's.\n\n{reveal}\n\n"
        "Choose a mark of the program's. Read why it stands there, and why that may be wrong. Would you cross it out?",
    }
    prose = (
        f"{_LOOKS_AT[layer]} How good is it? {HOW_GOOD[layer]}\n\n"
        f"Look at “{above}” again. Where will the program go wrong? Tell your neighbour. Then look."
    )
    return [
        Section(
            title=title,
            cells=(("markdown", prose), ("code", f'lesson.compare("{name}")')),
            activities={name: table},
            do="Guess first. Then everybody reads one reason of the program's aloud, and why it may be wrong.",
            talk=1,
            heard=(
                ("The program is stupid.", "It follows rules, and so do we. Which of our own rules did it follow?"),
            ),
            sheet=paragraph("Where would a program go wrong in this text? Name one line, and say why.") + lines(2),
        )
    ]
