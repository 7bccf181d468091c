"""Lessons made of parts, on any article: with a key and without one, read again, run, planned and printed."""

from __future__ import annotations

import ast
import json
import os
import re
import tempfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import nbformat
import pytest

from kit.activity.lesson_file import read_lesson
from kit.activity.minutes import START, minutes
from kit.annotation import Span
from kit.charts import Chart
from kit.lesson import Lesson
from kit.making.change import with_proposals
from kit.making.parts import LIKE, PARTS, lacking, lesson_files, like
from kit.making.parts.part import closed_code, edges, material, opening_words
from kit.making.problems import problems
from kit.making.propose import draft
from kit.making.write import article_files, write_lesson

PAGES = Path(__file__).parent / "pages"
ARTICLES = ["night-buses", "csto-kazakhstan", "market-square", "wordpress.html"]
PASSAGES = {"csto-kazakhstan": ("The world will, of course", "its Russian counterpart.")}
ROW = re.compile(r"^\| (\d+)–(\d+) \| ([^|]+?) \| ([\d.]*) \|", re.M)
WAYS = ["alone", "by key"]
RUN = [("night-buses", "alone")]  # with all its charts, which take long
REST = [("csto-kazakhstan", "by key"), ("wordpress.html", "by key")]


@pytest.fixture(scope="session")
def drafts(tmp_path_factory):
    """A draft on each article, all still open; the seed's with the passage of lesson 04, where most is to be marked."""
    made = {}
    for name in ARTICLES:
        what = name
        if name.endswith(".html"):  # without the labels that stand beside it
            what = tmp_path_factory.mktemp("page") / name
            what.write_bytes((PAGES / name).read_bytes())
        made[name] = draft(
            what, name=f"my-{name.partition('.')[0]}", folder=tmp_path_factory.getbasetemp(), parser=False
        )
        if name in PASSAGES:
            text = made[name].article.text
            first, last = PASSAGES[name]
            start = text.index(first)
            made[name] = replace(made[name], passage=Span(start, text.index(last, start) + len(last)))
    return made


def fitting(made):
    """The names of the parts that can be made of a draft, in order."""
    missing = lacking(made)
    return tuple(name for name in PARTS if name not in missing)


def prepared(made, way, parts=None):
    """The draft with all parts that can be made of it; by key, with all of it kept, as if it were a reader's own."""
    if way == "by key":
        made = with_proposals(made, [replace(proposal, state="kept", found=None) for proposal in made.proposals])
    return replace(made, parts=parts or fitting(made))


@pytest.fixture(scope="session")
def lessons(drafts):
    """The draft of a lesson with all its parts, its files and its data, by article and way: each made once."""
    made = {}

    def lesson(name, way):
        if (name, way) not in made:
            whole = prepared(drafts[name], way)
            files = lesson_files(whole)
            made[name, way] = (whole, files, read_again(whole, files))
        return made[name, way]

    return lesson


def read_again(made, files):
    """The lesson of some files, as its data, which needs the folder no more."""
    with tempfile.TemporaryDirectory() as folder:
        for name, words in files.items():
            (Path(folder) / name).write_text(words, encoding="utf-8")
        for name, data in article_files(made).items():
            (Path(folder) / name).write_bytes(data)
        data = read_lesson(made.name, folder=folder)
        for activity in data.activities.values():
            assert activity.kind not in ("mark", "sources", "claims") or activity.entries
            assert activity.text is None or activity.text.background
        return data


def cells(files, name, kind):
    return ["".join(c["source"]) for c in json.loads(files[f"{name}.ipynb"])["cells"] if c["cell_type"] == kind]


def all_cells(files, name):
    return [(c["cell_type"], "".join(c["source"])) for c in json.loads(files[f"{name}.ipynb"])["cells"]]


def answered(lesson, data):
    """Do each activity, as a learner might, and say all that is then revealed."""
    said = []
    for activity in data.activities.values():
        widget = getattr(lesson, activity.kind)(activity.name)
        if activity.kind == "mark":
            for entry in activity.entries:
                if entry.label in {label.name for label in activity.labels}:
                    widget.mark(entry.start, entry.end, entry.label)
        elif activity.kind == "sources":
            widget.fill([{"speaker": source.speaker or "nobody", "record": "named"} for source in activity.sources])
        elif activity.kind == "claims":
            widget.fill([{**row, "label": "opinion", "settle": "A record."} for row in widget.rows])
        elif activity.kind == "swap":
            widget.submit("something else", "tone")
            said += [f"The {widget.reference}", widget.revealed]
        else:
            widget.submit({"choose": 0, "estimate": 3, "write": "One, two.", "compare": True}[activity.kind])
            said.append(widget.revealed)
    assert all(said)
    return "\n\n".join(said)


# All parts, on an article


@pytest.mark.parametrize(("name", "way"), RUN)
def test_what_is_made_is_read_run_and_answered(name, way, lessons, home, monkeypatch):
    """The files load, every cell runs and shows something, each activity can be done, and all steps come to be done."""
    made, files, _ = lessons(name, way)
    folder = home / "lesson"
    write_lesson(made, folder, files=lambda _: files)
    assert sorted(files) == sorted(f"{made.name}.{ending}" for ending in ("ipynb", "toml", "plan.md", "handout.html"))
    monkeypatch.chdir(folder)
    monkeypatch.setattr(
        Chart, "svg", lambda self: "<svg></svg>"
    )  # each is drawn, and none written out: that takes long
    shown = []
    scope = {"display": lambda *views: shown.extend(views) or views[0]}
    for source in cells(files, made.name, "code"):
        body = ast.parse(source).body
        assert sum(not isinstance(node, ast.ImportFrom) for node in body) <= 2, source
        last = body.pop()
        exec(compile(ast.Module(body, []), "cell", "exec"), scope)
        shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), scope))
    assert all(hasattr(view, "_repr_mimebundle_") or hasattr(view, "_repr_html_") for view in shown)
    check_answers(made, folder, way)


@pytest.mark.parametrize(("name", "way"), REST)
def test_what_is_made_is_read_and_answered(name, way, lessons, home):
    """On other articles too, each activity can be done."""
    made, files, _ = lessons(name, way)
    write_lesson(made, home / "lesson", files=lambda _: files)
    check_answers(made, home / "lesson", way)


def check_answers(made, folder, way):
    """Each activity done, all steps are; and without a key nothing that is revealed speaks of one."""
    lesson = Lesson(made.name, folder=folder)
    said = answered(lesson, read_lesson(made.name, folder=folder))
    assert all(step["done"] for step in lesson.progress().steps)
    if way == "alone":
        assert not re.search(r"\bkey\b", said), said
        assert "often wrong" in said


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ARTICLES)
def test_the_plan_agrees_with_the_notebook(name, way, lessons):
    """Sections, steps and rows have the same numbers; rows have no gap, and room for what is counted and said."""
    made, files, data = lessons(name, way)
    steps = [f"{number}. {title}" for number, title in enumerate(data.steps, 1)]
    prose = "\n\n".join(cells(files, made.name, "markdown"))
    assert re.findall(r"^## (\d+\. .+)$", prose, re.M) == steps
    plan = files[f"{made.name}.plan.md"]
    rows = [(int(a), int(b), title, float(talk)) for a, b, title, talk in ROW.findall(plan)]
    assert [row[2] for row in rows] == [START, *(step.replace(".", "", 1) for step in steps)]
    assert [row[0] for row in rows] == [0, *(row[1] for row in rows[:-1])]
    counted = minutes(data, all_cells(files, made.name))
    for (start, end, title, talk), needed in zip(rows, counted.values(), strict=True):
        assert needed + talk <= end - start < needed + talk + 1, title
    assert f"({rows[-1][1]} minutes)" in cells(files, made.name, "markdown")[0]
    assert f"**Time** {rows[-1][1]} minutes" in plan


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ARTICLES)
def test_the_notebook_is_as_a_lesson_is_committed(name, way, lessons):
    """Valid, without outputs, its code folded; it says which lesson it is; each activity is shown once, in order."""
    made, files, data = lessons(name, way)
    notebook = nbformat.reads(files[f"{made.name}.ipynb"], as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata["kit"] == {"lesson": made.name}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
            assert cell.metadata["jupyter"]["source_hidden"] is True
    code = "\n".join(cells(files, made.name, "code"))
    assert f'Lesson("{made.name}", folder=".")' in code
    shown = re.findall(r'lesson\.(?!reading|about|progress)(\w+)\("([\w-]+)"\)', code)
    assert shown == [(activity.kind, activity.name) for activity in data.activities.values()]
    kinds = [kind for kind, _ in all_cells(files, made.name)]
    assert not any(a == b == c == "code" for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False))
    for prose in cells(files, made.name, "markdown"):
        for sentence in re.split(r"(?<=[.!?:])\s|\n", prose):
            assert len(sentence.split()) <= 40, sentence


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ARTICLES)
def test_the_handout_holds_the_passage_once_and_no_key(name, way, lessons):
    """On paper each line of the passage stands once, every fifth with its number; nothing fetches, nothing runs."""
    made, files, _ = lessons(name, way)
    page = files[f"{made.name}.handout.html"]
    assert page.isascii()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|\bon\w+=|@import|url\(", page)
    lines = [re.sub(r"\s+", " ", line).strip() for line in re.findall(r"<span class='line'[^>]*>(.*?)</span>", page)]
    passage = " ".join(material(made).passage.article.text.split())
    assert "".join(unescape(" ".join(lines)).split()) == "".join(passage.split())
    numbers = re.findall(r"class='line' data-n='(\d+)'", page)
    assert numbers == [str(n) for n in range(5, len(lines) + 1, 5)]
    for entry in made.key:
        if (why := entry.attributes.get("why")) and len(why) > 40:
            assert why not in unescape(page)


@pytest.mark.parametrize("name", ARTICLES)
def test_without_a_key_nothing_is_called_one(name, lessons):
    """ "Key" is said of its absence alone, in the activities, the notebook and the handout."""
    made, files, _ = lessons(name, "alone")
    toml = re.sub(r"There is no key\.", "", " ".join(files[f"{made.name}.toml"].split()))
    notebook = re.sub(r"There is no key:|Nobody has made a key", "", files[f"{made.name}.ipynb"])
    notebook = re.sub(r'"kernelspec".*', "", notebook.replace("keyboard", ""), flags=re.S)
    for words in (toml, notebook, files[f"{made.name}.handout.html"]):
        assert re.findall(r".{30}\bkey\b.{30}", words) == []
    assert files[f"{made.name}.toml"].count('reference = "program"') >= 2
    assert "by_key" not in files[f"{made.name}.toml"]
    assert "with the program alone" in files[f"{made.name}.plan.md"]
    assert "your key" not in files[f"{made.name}.plan.md"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ARTICLES)
def test_no_file_names_a_place_on_this_machine(name, way, lessons, tmp_path):
    """Neither the folder of the kit, nor that of the tests, nor a home."""
    _, files, _ = lessons(name, way)
    for words in files.values():
        for place in (str(Path.cwd()), str(Path.home()), str(tmp_path.parent), os.path.realpath(PAGES)):
            assert place not in words or place == "/"


# Each part alone


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", PARTS)
def test_each_part_makes_a_lesson_by_itself(part, way, drafts):
    """Its activities load, and are counted; it has a title, a hint, and a page on paper."""
    made = prepared(drafts["market-square"], way, (part,))
    files = lesson_files(made)
    data = read_again(made, files)
    assert data.activities
    assert ROW.findall(files[f"{made.name}.plan.md"])[-1][2] == f"{len(data.steps)} {list(data.steps)[-1]}"
    assert files[f"{made.name}.handout.html"].count("<h2>") >= 1
    said = PARTS[part]
    assert said.title and said.hint.endswith(".")
    assert set(said.layers) <= {"zone", "quote", "claim", "loaded"}


def test_a_mixed_draft_says_of_each_layer_what_it_is_compared_with(drafts):
    """Claims were kept and the rest left open: claims have a key, speech the program, and the plan says which."""
    made = drafts["night-buses"]
    kept = [replace(p, state="kept") if p.entry.layer == "claim" else p for p in made.proposals]
    made = replace(with_proposals(made, kept), parts=("predict", "speech", "claims", "exit"))
    files = lesson_files(made)
    data = read_again(made, files)
    assert (data["speech"].reference, data["claims"].reference) == ("program", "key")
    assert data["claims"].key and not data["speech"].key
    assert data["speech-compare"].button == "Compare with the program"
    assert data["claims-compare"].button == "Compare with the key"
    assert "where there is one, and else with a program" in cells(files, made.name, "markdown")[0]
    plan = files[f"{made.name}.plan.md"]
    assert "- **What is claimed**: with your key" in plan
    assert "- **Who says what**: with the program alone." in plan


def test_zones_have_a_key_only_where_every_block_was_confirmed(drafts):
    """One block left open, and a learner's label on it would be held against nothing: the program it is, then."""
    made = drafts["market-square"]
    zones = [p for p in made.proposals if p.entry.layer == "zone"]
    for left, reference in ((0, "key"), (1, "program")):
        kept = [replace(p, state="kept") if p in zones[left:] else p for p in made.proposals]
        data = read_again(m := replace(with_proposals(made, kept), parts=("zones",)), lesson_files(m))
        assert data["zones"].reference == reference


def test_where_all_is_rejected_the_key_says_that_nothing_is_there(drafts, home):
    """To mark nothing is then right, and can be compared; what was not decided on is no key."""
    made = drafts["night-buses"]
    loaded = [p for p in made.proposals if p.entry.layer == "loaded"]
    decided = [replace(p, state="rejected") if p in loaded else p for p in made.proposals]
    plain = replace(with_proposals(made, decided), parts=("predict", "words", "exit"))
    one_open = with_proposals(plain, loaded[:1], layers=["loaded"])
    assert (material(plain).reference("loaded"), material(one_open).reference("loaded")) == ("key", "program")
    assert "marked nothing here" in " ".join(problems(plain))
    write_lesson(plain, home / "lesson")
    data = read_lesson(plain.name, folder=home / "lesson")
    assert (data["words"].reference, data["words"].entries, data["words"].enough) == ("key", [], 0)
    assert "to mark nothing is right" in (home / "lesson" / f"{plain.name}.plan.md").read_text(encoding="utf-8")
    lesson = Lesson(plain.name, folder=home / "lesson")
    marked, compared = lesson.mark("words"), lesson.compare("words-compare")
    compared.submit(True)
    assert "The key asks for nothing here, and you marked nothing: that is right." in compared.revealed
    assert "even if you marked nothing" in compared.prompt
    marked.mark(0, 3, "loaded-word")
    compared.submit(True)
    assert "The key asks for nothing here." in compared.revealed and "You marked 1 place." in compared.revealed


def test_a_key_that_is_what_the_program_found_has_no_second_reader(drafts):
    """That the two agree would show nothing; where a person has changed something, the step says how the key began."""
    made = replace(drafts["night-buses"], parts=("speech", "exit"))
    start, end = made.passage
    quotes = [p for p in made.proposals if p.entry.layer == "quote" and start <= p.entry.start and p.entry.end <= end]
    kept = [replace(p, state="kept") for p in quotes]
    assert len(kept) > 1
    for those, steps in ((kept, 1), (kept[1:], 2)):
        files = lesson_files(with_proposals(made, those, layers=["quote"]))
        assert len(re.findall(r"^## ", "\n".join(cells(files, made.name, "markdown")), re.M)) == steps + 1
        assert ("began with the program's marks" in " ".join(files[f"{made.name}.toml"].split())) is (steps == 2)
        assert ("with a program" in cells(files, made.name, "markdown")[0]) is (steps == 2)


def test_those_quoted_have_a_grade_where_they_have_an_interval():
    """One sentence has none: then the author's words alone are asked for, and nothing is unknown."""
    said = "The bridge over the river was shut at noon. Nobody could cross it until the next day. " * 4
    made = draft(f"{said}“It is cold,” Ana Ruiz said.", name="rain", parser=False)
    files = lesson_files(replace(made, parts=("counting", "exit")))
    data = read_again(made, files)
    assert "voices" not in data.activities and data["grade"].kind == "estimate"
    assert "{grade_low:author}" in data["grade"].reveal
    few = draft(f"{' '.join(f'word{n}' for n in range(70))}.", name="few", parser=False)
    assert "grade_low" not in lesson_files(replace(few, parts=("counting", "exit")))["few.toml"]


def test_without_a_passage_the_whole_article_is_marked(drafts):
    """Then there is one text, and the words speak of the article."""
    made = replace(prepared(drafts["market-square"], "alone"), passage=None)
    files = lesson_files(made)
    data = read_again(made, files)
    assert list(data.texts) == ["page"]
    assert "passage" not in " ".join(cells(files, made.name, "markdown"))


# What cannot be


def test_a_part_that_lacks_what_it_is_about_says_so():
    """Nobody speaks, nothing pushes, no furniture, too few words to count."""
    made = draft("It rained all day.\n\nThe road was shut.", name="rain", parser=False)
    missing = lacking(made)
    assert set(missing) == {"zones", "speech", "sources", "words", "counting"}
    assert fitting(made) == ("predict", "claims", "exit")
    with pytest.raises(ValueError, match=r"leave out what cannot be made .* “Words that push”: no word that pushes"):
        lesson_files(replace(made, parts=("words", "exit")))


@pytest.mark.parametrize(
    ("parts", "why"),
    [((), "has no part; choose some of: predict, zones"), (("songs",), "part 'songs'"), (("exit", "exit"), "once")],
)
def test_parts_are_known_and_come_once(parts, why, drafts):
    """Else it says which there are."""
    with pytest.raises(ValueError, match=why):
        lesson_files(replace(drafts["night-buses"], parts=parts))


def test_braces_and_markup_of_an_article_stay_words(home):
    """In titles, phrases and prompts: no figure, no link, no mathematics, no table of TOML."""
    words = (
        'The "tyrant" {guess} of $5 and $6\n\nBy Ana Ruiz\n\nThe vicious {quoted_in_100} mob slammed the mayor\'s '
        "plan on Monday. “It is a disgraceful \\\\ {scheme},” Ana Ruiz said. The mayor said "
        'that 1,200 people came """there""".'
    )
    made = replace(draft(words, name="braces", parser=False), title="<b>[Rain](x)</b> {guess} $5 and $6")
    made = replace(made, parts=fitting(made))
    files = lesson_files(made)
    write_lesson(made, home / "braces")
    first = cells(files, "braces", "markdown")[0].partition("\n")[0]
    assert not re.search(r"<b>|\]\(|\$|\{", first)
    data = read_lesson("braces", folder=home / "braces")
    assert data.title == made.title
    assert "{" not in answered(Lesson("braces", folder=home / "braces"), data).replace("{scheme}", "")


# The kit's lessons on another article


@pytest.mark.parametrize("lesson", LIKE)
def test_a_lesson_is_made_anew_on_another_article(lesson, drafts):
    """With its title and that of the article, and the parts that it is made of; made once more it stays as it is."""
    made = like(lesson, drafts["market-square"])
    assert made.title == f"{read_lesson(lesson).title} – {drafts['market-square'].title}"
    assert made.parts == LIKE[lesson]
    assert like(lesson, made) == made
    assert len(ROW.findall(lesson_files(made)[f"{made.name}.plan.md"])) >= 3


def test_an_article_without_what_a_lesson_is_about_is_refused():
    """And it says what it lacks; a lesson that has no pattern is not known."""
    made = draft("It rained all day.\n\nThe road was shut.", name="rain", parser=False)
    with pytest.raises(ValueError, match=r"“Who is speaking.” cannot be made of this article: nobody is quoted"):
        like("02-who-is-speaking", made)
    with pytest.raises(ValueError, match="lesson '00-start-here' is not known; it is one of: 01-article-or-furniture"):
        like("00-start-here", made)


# Small things


def test_edges_find_a_passage_that_is_said_twice():
    """Where the same words begin and end another stretch, more of them are taken."""
    text = "It rained. Ana left. It rained. Ben left."
    span = (text.index("It rained. Ben"), len(text))
    first, last = edges(text, span)
    assert text.find(first) == span[0]
    assert text.find(last, span[0]) + len(last) == span[1]


def test_a_claim_within_another_has_no_opening_words_of_its_own():
    """It is not asked about, for nobody could tell the two apart."""
    assert opening_words("It rained", ["It rained all day"]) == ""
    assert opening_words("It rained all day", ["It rained"]) == "It rained all"


def test_long_code_is_broken_into_lines():
    """So that whoever opens it can read it."""
    code = closed_code("Guessed?", '"' + "x" * 80 + '"')
    assert code.splitlines()[0] == "closed("
    ast.parse(code)
