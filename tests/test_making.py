"""From an article to a draft of a lesson, and from the draft to what is written."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.activity.background import Note, read_background
from kit.activity.lesson_file import read_lesson
from kit.activity.proposals import Proposal
from kit.article import Article, Card
from kit.cli import main
from kit.errors import MismatchError, ReadError
from kit.jsonl import read_annotations
from kit.making.change import (
    with_background,
    with_card,
    with_glossary,
    with_parts,
    with_passage,
    with_proposals,
    with_title,
)
from kit.making.draft import Draft
from kit.making.drafts import called
from kit.making.parts import lesson_files, part_minutes
from kit.making.passages import LEAST, MOST, passages
from kit.making.problems import problems
from kit.making.propose import begin, draft, fitting_parts, free_name, reading_of
from kit.making.rare_words import rare_words
from kit.making.saved import draft_names, draft_of, load_draft, save_draft
from kit.making.sharing import OWN, sharing
from kit.making.write import RECORD, article_files, write_lesson
from kit.readers.files import seed_folder
from kit.readers.web import Page
from kit.reading import Reading
from tests.test_docx_reader import docx, paragraph

SEEDS = kit.readers.seeds()
PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def decided(made: Draft, state: str = "kept") -> Draft:
    """The draft with every proposal decided."""
    return with_proposals(made, [replace(proposal, state=state) for proposal in made.proposals])


def files_of(made: Draft) -> dict[str, str]:
    """The least that a lesson can be: a notebook without cells, and one activity on the article."""
    cells: list[object] = []
    notebook = {"cells": cells, "metadata": {"kit": {"lesson": made.name}}, "nbformat": 4, "nbformat_minor": 5}
    tables = f'title = "x"\n[text.page]\narticle = "{made.article.slug}"\n[activity.exit]\nkind = "write"\n'
    return {f"{made.name}.ipynb": json.dumps(notebook), f"{made.name}.toml": tables + 'prompt = "a"\nreveal = "b"\n'}


def written(made: Draft, folder: Path) -> Path:
    """The lesson of a draft, written with the least that it can be."""
    return write_lesson(made, folder, files=files_of)


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with what is in it, but for locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="module")
def skate() -> Draft:
    """A draft on a column with speech, claims and loaded words."""
    return draft("skate-park", folder=Path("nowhere"), parser=False)


@pytest.fixture(params=[*SEEDS, *PAGES], ids=lambda what: Path(what).stem)
def article(request, tmp_path) -> str | Path:
    """An article of the kit's own, or a saved page without the labels that lie beside it."""
    if isinstance(request.param, str):
        return request.param
    return Path(shutil.copy(request.param, tmp_path))


# From an article to a draft


def test_every_article_goes_all_the_way(article, tmp_path):
    """A draft is open, saved and loaded as it is; its lesson has the bytes, and is read again as it was meant."""
    home = tmp_path / "lessons"
    made = draft(article, folder=home, parser=False)
    assert {proposal.state for proposal in made.proposals} == {"open"} and not made.key
    assert all(proposal.entry == proposal.found and proposal.entry.attributes["why"] for proposal in made.proposals)
    made = decided(made)
    save_draft(made, home)
    assert load_draft(made.name, home) == made
    folder = write_lesson(made, home / made.name).parent
    stem = made.article.slug
    source = seed_folder() / f"{article}.txt" if isinstance(article, str) else article
    assert (folder / f"{stem}{made.ending}").read_bytes() == source.read_bytes()
    again = kit.load(folder / f"{stem}{made.ending}")
    assert (again.text, again.card) == (made.article.text, made.article.card)
    assert read_annotations(folder / f"{stem}.key.jsonl", again) == made.key
    assert read_background(folder / f"{stem}.toml").notes == made.notes
    assert {text.whole.text for text in read_lesson(made.name, folder=folder).texts.values()} == {made.article.text}
    assert not [name for name, data in bytes_in(folder).items() if str(tmp_path).encode() in data]


def test_a_document_goes_all_the_way(tmp_path):
    """A Word document stays one, and its lesson opens on it."""
    words = kit.load("skate-park").text.split("\n\n")
    (tmp_path / "park.docx").write_bytes(docx(*map(paragraph, words)))
    made = draft(tmp_path / "park.docx", folder=tmp_path, parser=False)
    notebook = write_lesson(decided(made), tmp_path / made.name)
    assert notebook.with_name(f"{made.article.slug}.docx").read_bytes() == (tmp_path / "park.docx").read_bytes()
    assert {t.whole.text for t in read_lesson(made.name, folder=notebook.parent).texts.values()} == {made.article.text}


def test_a_passage_is_whole_paragraphs_of_the_right_length_within_the_grade():
    """On the articles that have one, the first is within length and grade, and says why."""
    for name in ("ferry-bridge", "market-square", "night-buses", "school-bell", "skate-park"):
        reading = kit.read(name, parser=False)
        best = passages(reading, 8)[0]
        edges = {zone.start for zone in reading.zones}, {zone.end for zone in reading.zones}
        assert best.fits and LEAST <= best.words <= MOST and best.grade.value <= 8
        assert best.span.start in edges[0] and best.span.end in edges[1]
        assert "within grade 8" in best.why and f"{best.words} words" in best.why


def test_no_passage_within_the_grade_is_said(seed):
    """The nearest is proposed, and that it is too hard is said; others stand beside it, and none twice."""
    found = passages(Reading(seed, parser=False), 8)
    assert not found[0].fits and found[0].nearest and not any(each.nearest for each in found[1:])
    assert "harder than grade 8. Nothing in the article comes nearer." in found[0].why
    assert len(found) > 2 and len({each.span for each in found}) == len(found)


def test_the_richest_of_two_passages_comes_first():
    """Of two stretches that fit, the one in which somebody speaks is proposed."""
    dull = "The pool is in the town. It is blue, and it is deep. The water in it is cold. " * 8
    told = "“The pool is too cold,” Ana Ruiz said. “I swim there.” Ben Holt said that it was warm. He likes it. " * 6
    reading = kit.read(f"The town pool\n\n{dull}\n\nPhoto: Ana Ruiz\n\n{told}\n", parser=False)
    best = passages(reading, 8)[0]
    assert best.fits and "Ben Holt" in reading.article.covered(best.span)
    assert best.found["quote"] > 3


@pytest.mark.parametrize(
    "words", ["It rained.", "\u201c\u201d \u2014 !!", "a " * 5000, "# \n\n## \n\n***", "\u202eabc"]
)
def test_odd_texts_give_a_draft(words, tmp_path):
    """Too short, without words, one long line, marks alone: a draft, which can be saved, loaded and written."""
    made = draft(words + "\n", folder=tmp_path, parser=False)
    save_draft(made, tmp_path)
    assert load_draft(made.name, tmp_path) == made
    assert written(decided(made), tmp_path / made.name).exists()
    assert problems(made)


@pytest.mark.parametrize("words", ["", " \n ", "a\x00b\n", "\n"])
def test_what_cannot_be_read_is_said(words):
    """Nothing, or what no file of text can hold, is an error with words."""
    with pytest.raises(ReadError, match=r"nothing to read|is not text|is empty"):
        draft(words, parser=False)


def test_half_a_character_is_a_sign_for_it(tmp_path):
    """Pasted or typed, half a character becomes U+FFFD, which every file holds."""
    made = draft("The \ud83d bridge\n\nIt was shut.\n", folder=tmp_path, parser=False)
    made = with_title(with_card(made, author="Ana \udc00"), "Bridge \ud83d")
    made = with_background(with_glossary(made, {"shut": "not \ud83d open"}), [Note("What?", "\udc00", "")])
    entry = replace(made.proposals[0].entry, attributes={"why": "\ud83d"})
    made = with_proposals(made, [Proposal(entry, "kept")])
    save_draft(made, tmp_path)
    assert load_draft(made.name, tmp_path) == made
    assert "\ufffd" in made.article.text and made.article.card.author == "Ana \ufffd" and made.title == "Bridge \ufffd"
    assert b"\xef\xbf\xbd" in written(made, tmp_path / made.name).with_name(f"{made.name}-article.toml").read_bytes()


def test_what_is_open_in_an_explorer_becomes_a_file_that_reads_the_same():
    """A page or a text that was read goes back to its bytes; a PDF's words become a text."""
    for name in ("semantic.html", "wordpress.html"):
        data = (Path(__file__).parent / "pages" / name).read_bytes()
        made = draft(kit.readers.files.read_bytes(data, name=name), parser=False)
        assert (made.data, made.ending) == (data, ".html")
    read = Article.from_text("One.\n\nTwo.", card=Card(title="Rain"))
    made = draft(Reading(replace(read, source=""), parser=False))
    assert made.ending == ".txt" and made.article.text == "One.\n\nTwo." and made.title == "Rain"


def test_a_page_from_an_address_is_kept_with_its_day(monkeypatch):
    """Only what is an address is fetched; where its server alone tells the encoding, the file tells it from then on."""
    page = "<title>Über</title><p>" + "Zürich liegt am See, und Bäume blühen. " * 9
    came = Page("https://example.org/a", page.encode("cp1250"), ".html", "cp1250", "2026-11-27")
    monkeypatch.setattr("kit.readers.files.fetch_page", {"https://example.org/a": came}.get)
    made = draft("https://example.org/a", parser=False)
    assert "Zürich liegt am See" in made.article.text
    assert (made.article.card.url, made.article.card.retrieved) == ("https://example.org/a", "2026-11-27")
    assert kit.readers.files.read_bytes(made.data, name="a.html").text == made.article.text


def test_rare_words_have_no_names_and_no_forms_twice():
    """Names, familiar words, numbers and second forms are left out; what is left has its sentence."""
    text = "The guild of Tarn deferred it. The Guild met. Guilds make 12 inspections. It rained."
    reading = kit.read(text, parser=False)
    found = rare_words(reading)
    assert [rare.word for rare in found] == ["guild", "deferred", "inspections"]
    assert reading.article.covered(found[1].sentence) == "The guild of Tarn deferred it."


def test_rare_words_are_none_that_a_class_knows():
    """What Dale's list of 1948 has not, and every school has: no word for a glossary, in none of its forms."""
    assert (
        rare_words(kit.read("The councils voted opposite the supermarket, kilometres from the litter.", parser=False))
        == []
    )


def test_the_minutes_of_a_draft_are_those_of_its_plan():
    """As it is proposed, and when all is kept, explained and noted."""
    made = draft("night-buses", parser=False)
    kept = tuple(replace(each, state="kept") for each in made.proposals)
    note = Note("What is a trial?", "A test, to see whether it works. " * 20, "")
    noted = with_background(replace(made, proposals=kept), [note])
    for each in (made, noted):
        assert f"**Time** {sum(part_minutes(each).values())} minutes" in lesson_files(each)[f"{each.name}.plan.md"]


def test_parts_suit_the_text():
    """Nobody speaks: no table of sources; nothing pushes: no part on words. A draft has what a class has time for."""
    quiet = kit.read("The pool is open. It is blue. The water is cold. It was built in 1921.", parser=False)
    assert fitting_parts(quiet, None) == ("predict", "claims", "exit")
    made = draft("skate-park", parser=False)
    suits = fitting_parts(kit.read("skate-park", parser=False), made.passage)
    assert {"speech", "sources", "claims", "words"} <= set(suits)
    assert made.parts == ("predict", "speech", "sources", "claims", "exit")
    assert sum(part_minutes(made).values()) <= 46 < sum(part_minutes(replace(made, parts=suits)).values())


def test_names_are_free_and_safe(tmp_path):
    """A name is no other lesson's, none of the kit's own, and none that Windows keeps for itself."""
    (tmp_path / "rain").mkdir()
    assert free_name("Rain!", tmp_path) == "rain-2"
    assert free_name("02 Who is speaking", tmp_path) == "02-who-is-speaking-2"
    assert free_name("aux", tmp_path) == "lesson-aux" and free_name("…", tmp_path) == "lesson"
    with pytest.raises(ValueError, match="there is a lesson 'rain' already"):
        draft("It rained.", name="rain", folder=tmp_path, parser=False)
    with pytest.raises(ValueError, match="cannot name files"):
        draft("It rained.", name="../rain", folder=tmp_path, parser=False)


def test_what_is_proposed_takes_linear_time(linear):
    """Four times the article, four times the time."""
    words = (seed_folder() / "skate-park.txt").read_text(encoding="utf-8")

    def found(size: int) -> Reading:
        reading = Reading(Article.from_text("\n\n".join([words] * size)), parser=False)
        assert reading.claims and reading.loaded and reading.voices  # found before the time is taken
        return reading

    assert linear(found, lambda reading: (passages(reading), rare_words(reading)), 3)


# What a person changes


def test_unconfirmed_entries_are_never_in_a_key(skate):
    """Whatever is decided, the key has what was kept and nothing else, and so have the files."""
    size = len(skate.proposals)

    @given(st.lists(st.sampled_from(["open", "kept", "rejected"]), min_size=size, max_size=size))
    @settings(max_examples=40)
    def holds(states):
        pairs = zip(skate.proposals, states, strict=True)
        made = with_proposals(skate, [replace(proposal, state=state) for proposal, state in pairs])
        kept = [proposal.entry for proposal in made.proposals if proposal.state == "kept"]
        assert sorted((e.layer, e.span, e.label) for e in made.key) == sorted((e.layer, e.span, e.label) for e in kept)
        lines = article_files(made).get(f"{made.article.slug}.key.jsonl", b"").splitlines()
        assert len(lines) == len(kept)
        assert all(a.annotator == f"key:{made.article.slug}" and a.attributes["tier"] == "must" for a in made.key)

    holds()


def test_a_key_has_a_persons_reasons_and_no_programs_doubt(skate):
    """Reason, tier and labels that will do are a key's; the rule that fired and its doubt are the program's."""
    entry = skate.proposals[0].entry
    mine = replace(entry, attributes={**entry.attributes, "why": "Look.", "tier": "trap", "accept": "body"})
    made = with_proposals(skate, [Proposal(mine, "kept", entry)])
    assert made.key[0].attributes == {"why": "Look.", "tier": "trap", "accept": "body"}


def test_each_change_makes_another_draft(skate):
    """What was there before stays as it was, and what cannot be is said with what can."""
    was = replace(skate)
    assert with_title(skate, " Our  park ").title == "Our park"
    assert with_card(skate, author="", url=" https://example.org ").article.card.url == "https://example.org"
    assert with_card(skate, author="").article.card.author is None
    assert with_passage(skate, (0, 40)).passage is not None and with_passage(skate, None).passage is None
    assert with_parts(skate, ["exit", "words", "exit"]).parts == ("words", "exit")
    assert with_glossary(skate, {"trial": "a test"}).glossary == {"trial": "a test"}
    assert with_background(skate, [Note("", " ", "")]).notes == ()
    none_left = with_proposals(skate, [], layers=["claim"])
    assert {p.entry.layer for p in none_left.proposals} == {"zone", "quote", "loaded"}
    assert skate == was
    for change, said in (
        (lambda: with_title(skate, " "), "needs a title"),
        (lambda: with_card(skate, sha256="0"), "'sha256' cannot be said"),
        (lambda: with_passage(skate, (3, 3)), "needs words"),
        (lambda: with_glossary(skate, {"zebra": "a horse"}), "'zebra' does not stand in the article"),
        (lambda: with_parts(skate, []), "needs a part"),
        (lambda: with_parts(skate, ["song"]), "part 'song' is not known; it is one of: predict"),
        (lambda: with_proposals(skate, skate.proposals, layers=["claim"]), "a proposal of the layer 'zone'"),
    ):
        with pytest.raises(ValueError, match=said):
            change()


def test_a_draft_read_as_it_stands_leaves_out_what_was_rejected(skate):
    """Nothing is looked for anew: what a person rejected is not found again."""
    assert reading_of(skate).loaded and not reading_of(decided(skate, "rejected")).loaded
    assert not with_passage(decided(skate, "rejected"), skate.passage).key


@pytest.mark.parametrize(
    "notice, said",
    [
        (None, "No licence is known.*in your own class.*do not publish"),
        ("© Harbour Post. All rights reserved.", "names no licence that the kit knows.*own class"),
        ("Not in the public domain.", "own class"),
        ("CC BY 4.0", "name the author, link to the article and to the licence, and say what you changed"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "take no money for it, and share what you make"),
        ("CC BY-ND 4.0", "whole and unchanged"),
        ("CC0", "public domain: you may share"),
        (OWN, "your own.*share the lesson with anybody"),
    ],
)
def test_what_may_be_shared_is_said(notice, said):
    """By the notice: with the class, on the licence's terms, or with anybody."""
    assert re.search(said, sharing(Card(notice=notice, url="https://example.org")))


def test_a_licence_without_a_link_asks_for_one():
    """Every Creative Commons licence asks to name the source."""
    assert "The card has no link yet" in sharing(Card(notice="CC BY 4.0"))


def test_problems_say_what_to_do(skate):
    """Nothing kept, no reason, outside the passage, no meaning, no notice: each is a sentence, until it is settled."""
    skate = with_parts(skate, [*skate.parts, "words"])
    said = " ".join(problems(skate))
    assert "Nothing is kept in speech: the comparison will be with the program, and called so." in said
    assert "no meaning yet, and will be left out" in said
    start, end = skate.passage
    inside = [replace(p, state="kept") for p in skate.proposals if start <= p.entry.start and p.entry.end <= end]
    good = with_glossary(with_card(with_proposals(skate, inside), notice=OWN), {"trial": "a test"})
    assert problems(good) == []
    silent = with_parts(draft("It rained all day. It snowed.", parser=False), ["speech"])
    assert problems(silent)[0].startswith("The part “Who says what” cannot be made: nobody is quoted")
    assert "The key of zones is not whole" in " ".join(problems(with_parts(good, ["zones"])))
    bare = replace(inside[-1].entry, attributes={"why": " "})
    assert "1 kept entry has no reason" in problems(with_proposals(good, [*inside[:-1], Proposal(bare, "kept")]))[0]
    assert "not decided" in problems(with_proposals(good, [*inside[:-1], skate.proposals[-2]]))[0]
    moved = with_passage(good, (start, start + 300))
    assert any("outside the passage" in each for each in problems(moved))
    assert any("The passage has" in each for each in problems(moved))
    assert "The whole article is to be marked" in problems(with_passage(good, None))[0]
    assert "grade 2 was asked for" in problems(replace(good, level=2))[0]
    assert "no notice" in problems(with_card(good, notice=""))[0]
    assert "needs a question and an answer" in problems(with_background(good, [Note("Who?", "", "")]))[0]
    assert "where to look it up" in problems(with_background(good, [Note("Who?", "She.", "")]))[0]


# On the disk


def test_a_draft_is_taken_up_as_it_was_left(skate, tmp_path):
    """Each step is saved over the last; nothing else is left in the folder, and a person can read what is."""
    one = replace(skate, name="park")
    file = save_draft(one, tmp_path)
    first = one.proposals[0]
    two = with_proposals(one, [replace(first, state="rejected"), *one.proposals[1:]])
    two = with_title(with_card(two, author=None), "Our park")
    assert save_draft(two, tmp_path) == file
    assert load_draft("park", tmp_path) == two and draft_of(two.data, tmp_path) == two
    assert sorted(path.name for path in file.parent.iterdir()) == ["draft.json", f"{one.article.slug}.txt"]
    assert json.loads(file.read_text(encoding="utf-8"))["passage"]["words"] == two.article.covered(two.passage)
    shutil.copytree(tmp_path / "park", tmp_path / "park (older)")
    assert draft_names(tmp_path) == ["park"]


def test_two_windows_on_one_draft_lose_nothing(skate, tmp_path):
    """Who saves second is told, once; saved again, theirs takes the place of the other, which is kept beside it."""
    save_draft(replace(skate, name="park", known={}), tmp_path)
    mine, theirs = (load_draft("park", tmp_path) for _ in range(2))
    file = save_draft(with_title(theirs, "Theirs"), tmp_path)
    with pytest.raises(OSError, match="another window has saved this draft meanwhile"):
        save_draft(with_title(mine, "Mine"), tmp_path)
    assert load_draft("park", tmp_path).title == "Theirs"
    save_draft(with_title(mine, "Mine too"), tmp_path)
    save_draft(with_title(mine, "Mine again"), tmp_path)
    assert load_draft("park", tmp_path).title == "Mine again"
    [kept] = file.parent.glob("draft (changed)*.json")
    assert json.loads(kept.read_bytes())["title"] == "Theirs"
    with pytest.raises(OSError, match="another window"):
        save_draft(theirs, tmp_path)
    assert save_draft(load_draft("park", tmp_path), tmp_path) == file


def test_what_cannot_be_saved_leaves_the_last_draft_whole(skate, tmp_path, monkeypatch):
    """A full disk, or a process that is killed between two files: the draft last saved is there as it was."""
    one = replace(skate, name="park")
    save_draft(one, tmp_path)
    other = replace(draft("It rained.\n", name="park", folder=tmp_path / "x", parser=False))

    def full(path, data):
        raise OSError(28, "No space left on device")

    for made in (with_title(one, "Two"), other):
        monkeypatch.setattr("kit.making.saved.write_atomic", full)
        with pytest.raises(OSError, match="No space left"):
            save_draft(made, tmp_path)
        monkeypatch.undo()
    aside = next(tmp_path.glob("park/draft/draft.json.damaged-*"))  # which the other article's draft moved away
    aside.rename(aside.with_name("draft.json"))
    assert load_draft("park", tmp_path) == one


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[1]", b'{"draft": 2}', b"[" * 100_000])
def test_a_damaged_draft_is_told_and_never_overwritten(skate, tmp_path, damage):
    """To load it is an error that says where it is; to save sets it aside."""
    made = replace(skate, name="park")
    file = save_draft(made, tmp_path)
    file.write_bytes(damage)
    with pytest.raises(ReadError, match=r"draft\.json: this draft is damaged .* begin anew"):
        load_draft("park", tmp_path)
    assert draft_of(made.data, tmp_path) is None and file.read_bytes() == damage
    save_draft(made, tmp_path)
    assert load_draft("park", tmp_path) == made
    assert [path.read_bytes() for path in file.parent.glob("draft.json.damaged-*")] == [damage]


@settings(max_examples=30)
@given(place=st.integers(0, 10_000), sign=st.sampled_from('"{}[]:,x0\\'))
def test_a_draft_with_one_wrong_sign_is_read_or_told(place, sign, tmp_path_factory):
    """Whatever one sign is changed to, loading gives a draft or an error with words, and nothing else."""
    home = tmp_path_factory.mktemp("drafts")
    made = draft("It rained.\n", name="rain", folder=home, parser=False)
    file = save_draft(made, home)
    said = file.read_text(encoding="utf-8")
    place %= len(said)
    file.write_text(said[:place] + sign + said[place + 1 :], encoding="utf-8")
    try:
        assert isinstance(load_draft("rain", home), Draft)
    except (ReadError, MismatchError) as error:
        assert "kit new-lesson" in str(error) or "draft.json: proposal" in str(error)


def test_an_article_that_was_changed_is_told(skate, tmp_path):
    """The draft of an article is no draft of another: neither is lost."""
    made = replace(skate, name="park")
    folder = save_draft(made, tmp_path).parent
    beside = folder / f"{made.article.slug}.txt"
    beside.write_bytes(b"Another text.\n")
    with pytest.raises(MismatchError, match="not the article that the draft was made of; put the file back"):
        load_draft("park", tmp_path)
    save_draft(made, tmp_path)
    assert load_draft("park", tmp_path) == made and beside.read_bytes() == b"Another text.\n"
    beside.unlink()
    shutil.rmtree(folder)
    with pytest.raises(FileNotFoundError, match="there is no draft of a lesson 'park'"):
        load_draft("park", tmp_path)


def test_a_draft_cannot_lead_out_of_its_folder(skate, tmp_path):
    """The article of a draft is beside it, whatever the file says."""
    file = save_draft(replace(skate, name="park"), tmp_path)
    said = json.loads(file.read_text(encoding="utf-8"))
    for name in ("../../secret.txt", "/etc/passwd", "..", "c:secret.txt"):
        file.write_text(json.dumps(said | {"article": said["article"] | {"file": name}}), encoding="utf-8")
        with pytest.raises(ReadError, match="no name of a file beside it"):
            load_draft("park", tmp_path)


# What is written in the end


def test_the_card_says_what_the_teacher_said(skate, tmp_path):
    """A fact that was struck out stays out, whatever the text says; a word without a meaning is left out."""
    made = with_card(skate, author="", notice="CC BY 4.0\nby “us” \\ them", url="https://example.org/ü?a=1")
    made = with_glossary(made, {"trial": "a “test”", "council": ""})
    made = with_background(made, [Note("Who?\n", 'She "is"\tit.', ""), Note("What?", "", "")])
    folder = written(made, tmp_path / made.name).parent
    card = kit.load(folder / f"{made.article.slug}.txt").card
    assert (
        card.author is None and card.notice == "CC BY 4.0\nby “us” \\ them" and card.url == "https://example.org/ü?a=1"
    )
    known = read_background(folder / f"{made.article.slug}.toml")
    assert known.glossary == {"trial": "a “test”"} and known.notes == (Note("Who?", 'She "is"\tit.', ""),)


def test_without_a_kept_entry_there_is_no_key(skate, tmp_path):
    """Whose comparison is with the program then is told by the activities, not by an empty file."""
    folder = written(skate, tmp_path / "park").parent
    assert not list(folder.glob("*.key.jsonl"))


def test_written_again_it_takes_the_place_of_what_was_written(skate, tmp_path):
    """What a person changed is set aside under a name that says so; what they added stays; what is old goes."""
    folder = tmp_path / skate.name
    notebook = written(decided(skate), folder)
    key = notebook.with_name(f"{skate.article.slug}.key.jsonl")
    assert key.exists()
    card = notebook.with_name(f"{skate.article.slug}.toml")
    card.write_text('title = "Mine"\n', encoding="utf-8")
    ran = json.loads(notebook.read_bytes())
    notebook.write_text(json.dumps(ran | {"metadata": ran["metadata"] | {"widgets": {}}}), encoding="utf-8")  # only run
    (folder / "answers.txt").write_text("a pupil's", encoding="utf-8")
    written(with_title(skate, "Our park"), folder)
    assert not key.exists()
    assert [path.name for path in folder.glob("*(changed)*")] == [f"{card.stem} (changed).toml"]
    assert card.with_name(f"{card.stem} (changed).toml").read_text(encoding="utf-8") == 'title = "Mine"\n'
    assert (folder / "answers.txt").exists()
    cells = json.loads(notebook.read_bytes())
    notebook.write_text(json.dumps(cells | {"cells": [{"cell_type": "raw", "source": "mine"}]}), encoding="utf-8")
    written(skate, folder)
    aside = json.loads(notebook.with_name(f"{notebook.stem} (changed).ipynb").read_bytes())
    assert aside["cells"][0]["source"] == "mine" and "kit" not in aside["metadata"]


@pytest.mark.parametrize("number", range(5))
def test_written_whole_or_not_at_all(skate, tmp_path, monkeypatch, number):
    """Where the disk is full at any file, the folder is as it was."""
    folder = tmp_path / skate.name
    written(decided(skate), folder)
    before = bytes_in(folder)
    left = [number]
    write = kit.files.write_atomic

    def until_full(path, data):
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        write(path, data)

    monkeypatch.setattr("kit.making.write.write_atomic", until_full)
    with pytest.raises(OSError, match="No space left"):
        written(with_card(decided(skate), author="Ana"), folder)
    assert bytes_in(folder) == before


def test_what_cannot_be_read_again_is_not_written(skate, tmp_path):
    """A lesson whose activities are wrong, or whose files no system could hold: an error, and nothing is there."""
    wrong = {f"{skate.name}.ipynb": "{}", f"{skate.name}.toml": "title = 3\n"}
    for files in (wrong, {"a/b.ipynb": ""}, {"con?.toml": ""}):
        with pytest.raises(ValueError, match=r"is missing|must be|cannot be a file"):
            write_lesson(skate, tmp_path / "park", files=lambda made, files=files: files)
    assert bytes_in(tmp_path / "park") == {}


def test_a_record_that_is_damaged_costs_nothing(skate, tmp_path):
    """Without a record whatever differs counts as changed, and is kept."""
    folder = tmp_path / skate.name
    written(skate, folder)
    (folder / RECORD).write_text('{"../x": 3}', encoding="utf-8")
    written(with_card(skate, author="Ana"), folder)
    assert [path.name for path in folder.glob("*(changed)*")] == [f"{skate.article.slug} (changed).toml"]


# On the command line


@pytest.fixture
def quick(monkeypatch):
    """Without the parser, which takes seconds to load and is tested elsewhere."""
    monkeypatch.setattr("kit.making.propose.draft", partial(draft, parser=False))


def test_new_lesson_says_what_it_proposes(tmp_path, capsys, quick):
    """The draft is saved, and a few lines say the passage and why, how much there is, and what to check."""
    shutil.copy(PAGES[0], tmp_path / "page.html")
    call = ["new-lesson", str(tmp_path / "page.html"), "--dir", str(tmp_path / "class"), "--no-open"]
    assert main(call) == 0
    out = capsys.readouterr().out
    assert "Passage: " in out and "by Flesch–Kincaid" in out and "in no key until you keep it" in out
    assert "To check:" in out and "No licence is known" in " ".join(out.split())
    [name] = draft_names(tmp_path / "class" / "my-lessons")
    made = load_draft(name, tmp_path / "class" / "my-lessons")
    assert made.data == PAGES[0].read_bytes()
    save_draft(with_title(made, "Mine"), tmp_path / "class" / "my-lessons")
    assert main(call) == 0
    assert "it is taken up" in capsys.readouterr().out
    assert load_draft(name, tmp_path / "class" / "my-lessons").title == "Mine"


@pytest.mark.parametrize(
    "arguments, status, said",
    [
        (["nope.html"], 1, "no file 'nope.html'"),
        (["ferry-bridge", "--name", "My Lesson"], 1, "cannot name files"),
        (["ferry-bridge", "--level", "90"], 2, "is no grade"),
        (["ferry-bridge", "night-buses"], 2, "are two; a lesson is made of one article"),
    ],
)
def test_new_lesson_says_what_is_wrong(arguments, status, said, tmp_path, monkeypatch, capsys):
    """What cannot be is said in a line, and nothing is made."""
    monkeypatch.chdir(tmp_path)
    try:
        assert main(["new-lesson", *arguments]) == status
    except SystemExit as error:
        assert error.code == status
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_lesson_opens_where_the_draft_waits(tmp_path, monkeypatch, quick):
    """Without --no-open the lessons open, in the working folder, on the explorer, which takes up the draft, once."""
    opened = []
    monkeypatch.setattr("kit.lab.open_lessons", lambda *given, **named: opened.append((given, named)) or 0)
    assert main(["new-lesson", "ferry-bridge", "--dir", str(tmp_path), "--no-browser", "--port", "0"]) == 0
    assert opened == [((str(tmp_path), ["--no-browser", "--port", "0"]), {"page": "explore.ipynb"})]
    folder = tmp_path / "my-lessons"
    assert called(folder).name == draft_names(folder)[0]
    assert called(folder) is None


def test_begin_makes_another_draft_under_another_name(tmp_path, quick):
    """Where a name is given, a draft of the same article is no reason not to begin."""
    first, new = begin("It rained.\n", folder=tmp_path)
    assert new and begin("It rained.\n", folder=tmp_path) == (first, False)
    second, new = begin("It rained.\n", name="rain", folder=tmp_path)
    assert new and draft_names(tmp_path) == sorted([first.name, "rain"]) and second.data == first.data
