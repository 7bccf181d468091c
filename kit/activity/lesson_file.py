"""Read a lesson's TOML: its texts and activities, each field checked, each key found in its text.

title = "Who is speaking?"
learn = "to tell who speaks"           # what a list of lessons says that one learns; a lesson may go without
packets = ["gum"]                    # saved pages that it brings along, as kit.activity.packet has them; most have none

[text.passage]                       # what activities are about, each with a name
article = "csto-kazakhstan"          # or words of the lesson's own: words = "…"
from = "White House Press"           # and, for a passage, from which words to which
to = "peacekeeping mission."
by_key = ["quote"]                   # where lesson.reading("passage") goes by the article's key
plain = "csto-kazakhstan"            # the same in plain words, plain/NAME.txt with its key: the learner may switch
# by_turns = ["check-a", "check-b"]  # instead of an article: half of the learners get one, half the other (check/NAME)

[text.check]                         # or one of several, of which each learner gets one, and none is in a list

[activity.turns]                     # in the order of the notebook, which shows lesson.mark("turns")
kind = "mark"                        # what each kind needs and may have: kit.activity.fields.KINDS
step = "Whose turn is it?"           # the section of the notebook; what has one title is one step
text = "passage"
layer = "voice"
labels = ["author", "reporter"]      # or the name of a set of LABEL_SETS: "speech", "claim", "loaded" …
unit = "block"                       # else "word"; then each entry of the key has its words = "…"
several = true                       # where the same words may have several labels; else a new one replaces the old
enough = 2

[[activity.turns.key]]               # not where the article's own key has this layer
label = "author"
why = "The author introduces the transcript."
# and so [[activity.turns.plain_key]] for the same text in plain words
tier = "must"                        # or "accept", which the key leaves open, or "trap": it looks like one and is not

[pair.both]                          # two texts side by side, as kit.activity.pair has them; most lessons have none

Where a prompt, or what is said to an answer, is not true in each edition of the kit (``kit.edition``), it is a table:
``desktop = "…"``, and ``browser`` or ``memory`` for those that differ. A key and labels are the same in all.

Where nobody has made a key, ``reference = "program"`` in a mark, a table of sources or of claims compares with what the
program finds alone, and says so; then a comparison quotes ``BESIDE_PROGRAM`` alone, which count nothing against it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.activity.activity import Activity, LessonData
from kit.activity.answers import PROGRESS
from kit.activity.columns import columns_of, row_names
from kit.activity.fields import KEYED, check_activity, check_fields, one_of
from kit.activity.keys import key_of_blocks, key_of_words, reduced, starting
from kit.activity.labels import LABEL_SETS, Label
from kit.activity.learners import checked_file_name
from kit.activity.lesson_checks import check_names, check_references, check_templates
from kit.activity.packet import read_packet
from kit.activity.pair import pair_of
from kit.activity.templates import paragraphs
from kit.activity.text_table import read_text
from kit.activity.texts import LAYERS, Text, as_found
from kit.activity.versions import PLAIN, version_name
from kit.activity.wall import wall_of
from kit.annotation import Annotation
from kit.edition import edition, told_in
from kit.files import parse_toml, read_regular
from kit.readers.files import MOST

__all__ = ["MADE", "lesson_folder", "lesson_of", "read_lesson"]

MADE = "my-lessons"  # in a site: where lessons that were made stand among the kit's
TIERS = ("must", "accept", "trap")
IN_PLAIN_WORDS = "(in plain words)"  # after the title of a text that is
PROSE = frozenset({"prompt", "on_paper", "reveal", "common"})


def lesson_folder() -> Path:
    """The folder of the kit's own lessons, in a checkout or an installed package."""
    inside = Path(__file__).parents[1] / "lessons"
    return inside if inside.is_dir() else inside.parents[1] / "lessons"


def read_lesson(name: str, *, folder: str | Path | None = None) -> LessonData:
    """The lesson of this name: ``<name>.toml`` among the kit's own lessons, or in a folder of one's own.

    An article that it names is looked for beside it first, and then among the kit's own. Answers are kept in files of
    the lesson's and the activities' names, which are of small letters, digits, ``-`` and ``_``, so that no two meet.
    Raises ``FileNotFoundError`` where there is no such lesson, and ``ValueError``, naming file and table, for what is
    wrong in it.

    >>> [label.name for label in read_lesson("02-who-is-speaking")["turns"].labels]
    ['author', 'reporter', 'secretary']
    """
    home = lesson_folder() if folder is None else Path(folder)
    if sys.platform == "emscripten" and str(folder) == ".":  # the notebook's, which in a site has the notebook alone
        home = next(filter(Path.is_dir, [lesson_folder() / MADE / name]), home)
    path = home / f"{name}.toml"
    if not path.exists():
        there = ", ".join(sorted(found.stem for found in home.glob("*.toml"))) or "none"
        raise FileNotFoundError(f"there is no lesson {name!r} in {home.resolve()}; lessons there: {there}")
    texts: dict[str, Text] = {}
    with _saying(path.name):
        checked_file_name(name, dots=True)
        tables = parse_toml(read_regular(path, MOST))
        check_fields(tables, {"title", "activity"}, {"text", "learn", "packets", "pair", "wall"})
        packets = row_names("packets", tables["packets"]) if "packets" in tables else ()
        for label, table in _named(tables, "text"):
            with _saying(f"[text.{label}]"):
                texts[label] = read_text(label, table, home)
        return replace(lesson_of(name, tables, texts), packets={each: read_packet(home, each) for each in packets})


def lesson_of(name: str, tables: Mapping[str, Any], texts: Mapping[str, Text]) -> LessonData:
    """A lesson from the tables of its file and its texts; raises ``ValueError`` as ``read_lesson`` does."""
    activities: dict[str, Activity] = {}
    versions: dict[str, tuple[Activity, ...]] = {}
    for label, table in _named(tables, "activity"):
        with _saying(f"[activity.{label}]"):
            if checked_file_name(label) == PROGRESS:
                raise ValueError("an activity cannot be named so: the lesson keeps there how far one is; rename it")
            activities[label] = _activity(label, table, texts, activities, versions)
            if others := _versions(activities[label], table):
                versions[label] = others
    pairs = {}
    for label, table in _named(tables, "pair"):
        with _saying(f"[pair.{label}]"):
            pairs[label] = pair_of(label, table, texts, activities)
    made = LessonData(name, tables["title"], texts, activities, versions=versions, pairs=pairs)
    check_names(made)
    with _saying("[[wall]]"):
        return replace(made, wall=wall_of(tables.get("wall", ()), texts, made.steps))


def _named(tables: Mapping[str, Any], kind: str) -> Iterable[tuple[str, Any]]:
    """The tables of one kind, each with its name."""
    found = tables.get(kind, {})
    if not isinstance(found, dict):
        raise ValueError(f"{kind} must be tables with a name each, [{kind}.NAME], not {found!r}")
    return found.items()


@contextmanager
def _saying(where: str) -> Iterator[None]:
    """Put before what is wrong where it is."""
    try:
        yield
    except (ValueError, FileNotFoundError) as error:
        raise ValueError(f"{where}: {error}") from error


def _activity(
    name: str,
    table: Mapping[str, Any],
    texts: Mapping[str, Text],
    before: Mapping[str, Activity],
    versions: Mapping[str, tuple[Activity, ...]],
) -> Activity:
    table = _told_here(table)
    kind = check_activity(table)
    fields: dict[str, Any] = {name: value for name, value in table.items() if name not in ("key", "plain_key")}
    for prose in PROSE & table.keys():
        fields[prose] = paragraphs(table[prose])
    fields["options"] = {answer: paragraphs(said) for answer, said in table.get("options", {}).items()}
    for listed in ("bounds", "claims", "plain_claims", "signal", "noise"):
        fields[listed] = tuple(table.get(listed, ()))
    if "columns" in table:
        fields["columns"] = columns_of(table["columns"])
    if "rows" in table:
        fields["rows"] = row_names("rows", table["rows"])
    if "text" in table:
        fields["text"] = texts[one_of("text", table["text"], texts)]
    if "labels" in table:
        fields["labels"] = _labels(table["labels"])
        fields["label_set"] = table["labels"] if isinstance(table["labels"], str) else ""
    if kind in ("sources", "claims"):
        fields["layer"] = {"sources": "quote", "claims": "claim"}[kind]
    if kind in KEYED:
        fields["key"] = tuple(_key(table, fields))
    made = Activity(name=name, version=fields["text"].version if kind == "mark" else "", **fields)
    check_references(made, before)
    for of in (before.get(made.of), *versions.get(made.of, ())):
        check_templates(made, of)
    return made


def _versions(made: Activity, table: Mapping[str, Any]) -> tuple[Activity, ...]:
    """The same activity on each of the other texts that a learner may have instead, each with the key of its own."""
    others = made.text.others if made.text and made.kind == "mark" else ()
    if "plain_key" in table and PLAIN not in [text.version for text in others]:
        raise ValueError('it has a plain_key, and its text has no level in plain words; add plain = "NAME" to the text')
    return tuple(_version(made, table, text) for text in others)


def _version(made: Activity, table: Mapping[str, Any], text: Text) -> Activity:
    own = {name: value for name, value in table.items() if name not in ("key", "plain_key")}
    if "plain_key" in table:
        own["key"] = table["plain_key"]
    elif "key" in table:
        needed = "add [[activity.….plain_key]]" if text.version == PLAIN else "leave it out, and add to the forms' keys"
        raise ValueError(f"it has a key of its own, which does not fit {text.article.slug!r}; {needed}")
    fields = {"text": text, "layer": made.layer, "labels": made.labels, "label_set": made.label_set}
    title = f"{made.title} {IN_PLAIN_WORDS}".strip() if text.version == PLAIN else made.title
    key = tuple(_key(own, fields))
    name = version_name(made.name, text.version)
    return replace(made, name=name, text=text, version=text.version, base=made.name, title=title, key=key)


def _told_here(table: Any) -> Any:
    """An activity's table with what it says in this edition; answers to choose from, and keys, are the same in all."""
    if not isinstance(table, dict):
        return table
    here = edition()
    said = {name: told_in(here, words) for name, words in table.items() if name in PROSE}
    if isinstance(table.get("options"), dict):
        said["options"] = {answer: told_in(here, words) for answer, words in table["options"].items()}
    return table | said


def _labels(given: str | list[Any]) -> tuple[Label, ...]:
    """A set of labels by its name, or a lesson's own: names, or tables with name, title, hint and letter."""
    if isinstance(given, str):
        return LABEL_SETS[one_of("labels", given, LABEL_SETS)]
    for label in given:
        if not isinstance(label, str):
            check_fields(label, ("name",), ("title", "hint", "letter"))
    return tuple(Label(label) if isinstance(label, str) else Label(**label) for label in given)


# Keys


def _key(table: Mapping[str, Any], fields: Mapping[str, Any]) -> list[Annotation]:
    """The key of an activity: its own entries, or else that of the article, in the labels that are offered."""
    text, layer = fields["text"], fields["layer"]
    if table.get("reference") == "program":
        one_of('reference = "program": layer', layer, LAYERS)
        if "key" in table:
            raise ValueError("it has a key, and compares with the program alone; leave out one of the two")
        return []
    if "key" in table:
        return _own_key(table, fields)
    if layer not in LAYERS:
        raise ValueError(f"the article's key has no layer {layer!r}; write the entries of the key, [[activity.….key]]")
    entries = text.key(layer)
    if table["kind"] == "sources":
        return as_found(entries)
    if table["kind"] == "claims":
        return starting(text.article, entries, table["claims"])
    return reduced(entries, fields["label_set"])


def _own_key(table: Mapping[str, Any], fields: Mapping[str, Any]) -> list[Annotation]:
    by_block = table.get("unit") == "block"
    offered = [label.name for label in fields["labels"]]
    for entry in table["key"]:
        check_fields(entry, ("label", "why") if by_block else ("words", "label", "why"), ("tier", "accept", "settle"))
        one_of("tier", entry.get("tier", "must"), TIERS)
        for label in (entry["label"], *entry.get("accept", "").split()):
            one_of("label", label, offered)
    article, layer = fields["text"].article, fields["layer"]
    entries = [{**entry, "why": paragraphs(entry["why"])} for entry in table["key"]]
    return (key_of_blocks if by_block else key_of_words)(article, layer, entries)
