"""The course as a whole: its texts, its language, its links, and that no side is always the one that is marked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement.units import tier
from kit.files import parse_toml
from kit.jsonl import read_annotations
from kit.readability import count, score
from kit.readers import load
from kit.readers.files import seed_folder
from kit.words import WORD
from tests.second_reading import grade

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.stem for path in lesson_folder().glob("*.toml"))
PRACTISED = [name for name in LESSONS if name[:2] in ("01", "02", "03", "04", "05")]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "lessons").rglob("*.md"), *(ROOT / "seeds").rglob("*.md")])
KNOWN = "bloc,ines,pleas,millenials"  # a bloc of states, a woman's name, pleas for help, a title as it is printed


def practice():
    """The texts that are there to practise on, by name, with what their card says of them."""
    found = {path.stem: parse_toml(path.read_bytes()) for path in sorted(seed_folder().glob("*.toml"))}
    return {name: card["practice"] for name, card in found.items() if "practice" in card}


def key(name, layer):
    return [a for a in read_annotations(seed_folder() / f"{name}.key.jsonl", load(name)) if a.layer == layer]


def prose(name):
    """What a lesson says to a learner, without headings and what it quotes."""
    notebook = json.loads((lesson_folder() / f"{name}.ipynb").read_text(encoding="utf-8"))
    said = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    for activity in read_lesson(name).activities.values():
        said += [activity.prompt, activity.reveal, activity.common, *activity.options.values()]
    words = re.sub(r"^(?:#+|>) .*$", "", "\n\n".join(filter(None, said)), flags=re.M)
    return re.sub(r"\{[^}]*\}", "5", re.sub(r"[*`]", "", words))


def test_there_are_texts_enough_and_half_of_them_are_sound():
    """Twelve of 200 to 600 words, of grade 5 to 11 by the kit's own measure, half sound; all say that they are ours."""
    full = {name: said for name, said in practice().items() if 200 <= len(WORD.findall(load(name).text)) <= 600}
    assert len(full) >= 12
    assert len([name for name, said in full.items() if said["sound"]]) in (len(full) // 2, (len(full) + 1) // 2)
    grades = {name: round(grade(seed_folder() / f"{name}.txt"), 1) for name in full}
    assert {name: measured for name, measured in grades.items() if not 5 <= measured <= 11.4} == {}
    assert all("invented" in (load(name).card.notice or "").lower() for name in practice())
    assert len({said["genre"] for said in full.values()}) >= 10


@pytest.mark.parametrize("sound", [True, False])
def test_every_kind_of_text_has_words_that_push_and_words_that_only_look_so(sound):
    """In what we call sound as in what we call slanted, there is what looks loaded and is not."""
    for name, said in practice().items():
        if said["sound"] == sound:
            tiers = [tier(entry) for entry in key(name, "loaded")]
            assert "trap" in tiers, name
            assert sound or {"must", "accept"} & set(tiers), name


@pytest.mark.parametrize("name", PRACTISED)
def test_a_lesson_practises_on_both(name):
    """What is marked in a lesson is not always of one side."""
    said = practice()
    marked = [a.text.whole.slug for a in read_lesson(name).activities.values() if a.kind == "mark" and a.text]
    sides = {said[slug]["sound"] if slug in said else False for slug in marked if slug}
    assert sides == {True, False}


def test_what_comes_first_goes_by_turns():
    """The first invented article of a lesson is sound in some lessons, and slanted in others."""
    said = practice()
    first = []
    for name in PRACTISED:
        slugs = [a.text.whole.slug for a in read_lesson(name).activities.values() if a.kind == "mark" and a.text]
        first += [said[slug]["sound"] for slug in slugs if slug in said][:1]
    assert set(first) == {True, False}


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_read_at_grade_6(name):
    """By Flesch and Kincaid, what a lesson says itself; what it gives to read has its own grade in the plan."""
    value = score(count(prose(name)))["flesch_kincaid"].value
    assert value is not None
    assert value <= 6


@pytest.mark.parametrize("page", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_links_between_pages_lead_somewhere(page):
    """Each file that a page links to is there."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_spelling():
    """No common misspelling in what is read: lessons, plans, texts, words of widgets, the project's pages."""
    read = ["lessons", "seeds", "kit/widgets/strings.json", *(path.name for path in ROOT.glob("*.md"))]
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", KNOWN, *read]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "")


PUSHING = {  # who speaks for whom, and a text in which they push
    "an official": "lake-release",
    "a firm": "lake-sponsored",
    "activists": "lake-newsletter",
    "a paper's columnist": "lake-opinion",
    "readers": "playground-comments",
    "a letter": "market-square",
}
CALM = {  # the same kinds of speaker, in a report in which they do not
    "an official": ("lake-wire", "Ilse Marr"),
    "a firm": ("lake-wire", "Pia Sand"),
    "a head teacher": ("phone-lockers", "Ruth Amsel"),
    "activists": ("lake-wire", "Marta Odell"),
    "a neighbour": ("power-cut", "Edda Roos"),
}


@pytest.mark.parametrize("who", PUSHING)
def test_everybody_pushes_somewhere(who):
    """Officials, firms, activists, papers and readers alike: each has words that push, and words that only look so."""
    tiers = [tier(entry) for entry in key(PUSHING[who], "loaded")]
    assert tiers.count("must") + tiers.count("accept") >= 4
    assert "trap" in tiers


@pytest.mark.parametrize("who", CALM)
def test_everybody_speaks_plainly_somewhere(who):
    """Somebody of each kind is quoted in words that no reader asks to be marked."""
    slug, speaker = CALM[who]
    said = [quote for quote in key(slug, "quote") if quote.attributes.get("speaker") == speaker]
    pushed = [entry for entry in key(slug, "loaded") if tier(entry) == "must"]
    assert said
    assert not [entry for entry in pushed for quote in said if quote.start <= entry.start < quote.end]
