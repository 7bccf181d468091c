"""What is checked of a lesson: what refers to something finds it there, else a ``ValueError`` says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.activity.activity import Activity, LessonData
from kit.activity.fields import KEYED, check_plain_claims, one_of
from kit.activity.figures import FIGURES
from kit.activity.learners import checked_file_name
from kit.activity.summaries import BESIDE_PROGRAM, SUMMARIES
from kit.activity.templates import about, check_template
from kit.activity.texts import LAYERS
from kit.activity.versions import PLAIN

__all__ = ["check_names", "check_references", "check_templates"]

COMPARED = (*KEYED, "table")  # a table without a key: with what the comparison says
# What else than figures a text may quote, by the kind of its activity; in a comparison, by the kind that it compares.
GIVEN: dict[str, tuple[str, ...]] = {
    "estimate": ("guess",),
    "write": ("quotes_found",),
    "choose": ("common",),
    "sources": ("agree", "differ", "missed", "extra"),
    "claims": ("agree", "filled"),
    "table": ("filled",),
}


def check_names(lesson: LessonData) -> None:
    """The names under which versions are kept, and which of them a learner has, are no other activity's."""
    taken = [each.name for others in lesson.versions.values() for each in others] + list(lesson.choices)
    for name in taken:
        checked_file_name(name)
        if name in lesson.activities or taken.count(name) > 1:
            raise ValueError(f"[activity.{name}]: the lesson keeps there another version of an activity; rename it")


def check_references(made: Activity, before: Mapping[str, Activity]) -> None:
    """What it is of stands above it; what it takes from a text is there; each label is one that can be chosen."""
    marked = [name for name, activity in before.items() if activity.kind == "mark"]
    if made.kind == "compare":
        of = before[one_of("of", made.of, [name for name, activity in before.items() if activity.kind in COMPARED])]
        for label in (*made.signal, *made.noise):
            one_of("label", label, [offered.name for offered in of.labels])
        if made.second_reader:
            one_of("second_reader: layer", of.layer, LAYERS)
        if of.reference == "program" and (made.second_reader or made.also or made.signal or made.noise):
            raise ValueError(
                f"{of.name!r} has no key: the program is all that it is compared with; leave out second_reader, also, "
                "signal and noise"
            )
    if made.kind == "neighbour":
        one_of("of", made.of, marked)
    if made.also:
        one_of("also", made.also, marked)
    if made.kind == "claims" and not made.entries:
        raise ValueError("claims must name the first words of one claim or more")
    if made.plain_claims:
        levels = made.text.others if made.text else ()
        plain = "\n\n".join(each.article.text for each in levels if each.version == PLAIN)
        check_plain_claims(made.plain_claims, made.claims, plain)
    if made.phrase and made.text and made.phrase not in made.text.article.text:
        raise ValueError(f"phrase {made.phrase!r} does not stand in the text {made.text.name!r}")
    if made.kind == "estimate" and [type(bound) in (int, float, str) for bound in made.bounds] != [True, True]:
        raise ValueError(f"bounds must be the lowest and the highest number, such as [0, 100], not {list(made.bounds)}")


def check_templates(made: Activity, of: Activity | None) -> None:
    """Every figure that a text quotes can be worked out."""
    text = of.text if of else made.text
    known = about(text, FIGURES) if text else {}
    if of and of.kind == "mark" and made.kind == "compare":
        beside = SUMMARIES if of.reference == "key" else {name: SUMMARIES[name] for name in BESIDE_PROGRAM}
        known |= about(made, beside)
    known |= dict.fromkeys(GIVEN.get(of.kind if of else made.kind, ()), lambda: "")
    if made.kind == "estimate":
        for figure in re.findall(r"\{than_guess:(.*?)\}", made.reveal):
            one_of("than_guess", figure, known)
        known["than_guess"] = lambda figure: ""
    said = (
        made.prompt,
        made.on_paper,
        made.reveal,
        made.measure,
        *map(str, made.bounds),
        *made.options,
        *made.options.values(),
    )
    for template in said:
        check_template(template, known)
    if of and of.base:
        for words in re.findall(r"\{(?:marked|asked)_(?:before|after):(.+?)\}", made.reveal):
            if words not in of.article.text:
                raise ValueError(f"{words!r} does not stand in the text of {of.name!r}; quote words that both have")
    check_template(made.common, {name: figure for name, figure in known.items() if name != "common"})
