"""The table of sources that a learner fills in."""

from __future__ import annotations

import errno
import re
from dataclasses import replace

import pytest

import kit
from kit.activity.answers import AnswerFile
from kit.activity.keys import key
from kit.agreement.units import tier
from kit.lesson import Lesson
from kit.widgets.source_form import SourceForm

ARO = {"speaker": "Aro", "record": "named", "way": "direct"}


def form(*rows):
    """A ledger with these rows."""
    ledger = SourceForm("Who?")
    ledger.fill(rows)
    return ledger


def asked_for(found):
    """How many sources the key asks for: those of whom it does not leave every quote open."""
    return sum(any(tier(quote) != "accept" for quote in source.quotes) for source in found)


@pytest.fixture(scope="module")
def report():
    """The report about night buses."""
    return kit.load("night-buses")


@pytest.fixture(scope="module")
def found(report):
    """Its sources, by the key."""
    return kit.read(report, quotes=key(report, "quote")).sources


def test_rows_are_compared_speaker_by_speaker(found, report):
    """A last name will do; what differs is told from what is missing, and nothing of the learner's is called wrong."""
    holm = {"speaker": "Viktor Holm", "record": "vague", "way": ""}
    ledger = form(ARO, holm, {"speaker": "The mayor"})
    counts = ledger.compare(found, report)
    assert counts == {"agree": 1, "differ": 1, "missed": asked_for(found) - 2, "extra": 1, "open": 0}
    said = {finding["speaker"]: finding for finding in ledger.findings}
    assert (said["Aro"]["status"], said["Aro"]["lines"]) == ("agree", [])
    assert said["Viktor Holm"]["said"] == "by name; both; 20 words"
    assert said["The mayor"]["said"] == "nobody of that name, which need not make it wrong"


def test_each_column_that_differs_has_its_reason_and_place(found, report):
    """Whoever differs from the key, or left a column empty, reads what the key goes by, in the words of the text."""
    man = {"speaker": "a man at the last stop", "record": "vague", "way": "direct"}
    ledger = form({"speaker": "Holm", "record": "named", "way": "direct"}, man)
    ledger.compare(found, report)
    holm, described, *missed = ledger.findings
    assert holm["status"] == "differ"
    ((column, words),) = holm["lines"]
    assert column == "In whose words"
    assert words.startswith(
        "You: word for word. The key: both. Their own words: “a present to the bars”. In the writer’s"
    )
    named, way = described["lines"]
    assert "You: a crowd, or “officials”. The key: described, not named." in named[1]
    assert "tells who it is, but is no name" in named[1]
    assert way[1].startswith("You: word for word. The key: reported. In the writer’s words: “he had written")
    assert all(len(finding["lines"]) == 2 for finding in missed)
    for finding in ledger.findings:
        for quoted in re.findall("“([^”]+?)(?: …)?”", " ".join(line[1] for line in finding["lines"])):
            assert quoted in " ".join(report.text.split()) or quoted == "officials"


def test_words_inside_a_report_of_them_may_count_as_reported(found, report):
    """So they do where they are marked; and what one step takes, the next one takes too."""
    assert form({"speaker": "Holm", "record": "named", "way": "reported"}).compare(found, report)["agree"] == 1


def test_a_speaker_whom_the_key_leaves_open_counts_neither_way(found, report):
    """Named it says so; left out it is not missed; and what is open in a speaker's quotes does not make them differ."""
    committee = {"speaker": "the transport committee", "record": "vague", "way": "direct"}
    ledger = form(committee)
    assert ledger.compare(found, report)["open"] == 1
    assert ledger.findings[0]["lines"] == [
        ["", "The key leaves this speaker open: people disagree, so it does not count."]
    ]
    assert "the transport committee" not in [f["speaker"] for f in ledger.findings[1:]]
    asked, more = (
        kit.Annotation(0, 3, "quote", label, "key", attributes={"tier": tier})
        for label, tier in (("direct", "must"), ("indirect", "accept"))
    )
    source = replace(found[0], speaker="Ana Ruiz", record="named", quotes=(asked, more))
    for way in ("direct", "both"):
        assert form(ARO | {"speaker": "Ruiz", "way": way}).compare([source], report)["agree"] == 1


def test_nobody_named_has_a_row_too(seed):
    """Who writes that a reporter asks has found the speaker without a name."""
    ledger = form({"speaker": "a reporter", "record": "", "way": "direct"})
    assert ledger.compare(kit.read(seed, quotes=key(seed, "quote")).sources, seed)["agree"] == 1


def test_what_the_page_sends_is_kept_and_saved():
    """Rows are taken in as they are typed, saved, and any comparison shown before is taken away."""
    saved = []
    ledger = SourceForm("Who?", save=saved.append)
    ledger.findings = [{"speaker": "x", "status": "extra", "said": "-", "lines": []}]
    ledger._receive(ledger, {"number": 3, "rows": [ARO]})
    assert saved[0].now.value == [ARO]
    assert (ledger.findings, ledger.status, ledger.received) == ([], "Saved", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [{"speaker": "x", "record": "rich"}],
        ["x"],
        None,
        3,
        [{"way": "shouted"}],
        [{"speaker": {"a": 1}}],
        [{"who": "x"}],
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(rows):
    """A row with a value that nobody can choose is refused, and the rows stay."""
    ledger = form(ARO)
    ledger._receive(ledger, {"number": 1, "rows": rows})
    assert (ledger.rows, ledger.received) == ([ARO], 1)
    assert ledger.status.startswith("Not taken in:")


def test_a_full_disk_is_said_and_the_rows_kept():
    """When saving fails the learner is told, and the rows stay on the page."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    ledger = SourceForm("Who?", save=full)
    ledger.fill([ARO])
    assert ledger.rows == [ARO]
    assert ledger.status.startswith("Not saved: No space left on device.")


def test_a_ledger_comes_back_and_is_compared(home, found):
    """A new kernel finds the rows; comparing waits for enough of them; a damaged file is set aside."""
    (home / "09-test.toml").write_text(
        'title = "A test"\n[text.report]\narticle = "night-buses"\n'
        '[activity.ledger]\nkind = "sources"\nstep = "Fill in"\ntext = "report"\nprompt = "Who?"\nenough = 2\n'
        '[activity.compare]\nkind = "compare"\nstep = "Compare"\nof = "ledger"\nprompt = "?"\nbutton = "!"\n'
        'reveal = "{agree} agree, {missed} are missed."\n',
        encoding="utf-8",
    )

    def open_lesson():
        lesson = Lesson("09-test", folder=home)
        return lesson, lesson.sources("ledger"), lesson.compare("compare")

    lesson, ledger, compare = open_lesson()
    ledger.fill([ARO])
    with pytest.raises(ValueError, match="First name at least 2 speakers; you have named 1"):
        compare.submit(True)
    ledger.fill([ARO, {"speaker": "Holm"}])
    compare.submit(True)
    assert [step["done"] for step in lesson.progress().steps] == [True, True]
    _, again, _ = open_lesson()
    assert [row["speaker"] for row in again.rows] == ["Aro", "Holm"]
    assert len(again.findings) == asked_for(found) < len(found)  # for nobody whom the key leaves open

    path = home / "answers" / "me" / "09-test" / "ledger.json"
    path.write_text('{"rows": [{"record": "rich"}]}', encoding="utf-8")
    _, third, _ = open_lesson()
    assert third.rows == []
    assert "the file ledger.json.damaged-" in third.status


def test_rows_are_kept_as_they_were_when_compared():
    """What was handed in stands beside what was changed since."""
    saved = []
    ledger = SourceForm("Who?", save=saved.append)
    ledger.fill([ARO])
    ledger.hand_in()
    ledger.fill([ARO, {"speaker": "Holm"}])
    assert saved[-1].tries[0].value == [ARO]
    assert [row["speaker"] for row in saved[-1].draft.value] == ["Aro", "Holm"]
    assert ledger.status == "Saved"


def test_rows_of_another_window_are_kept_and_can_be_taken(home):
    """The other's rows are shown in words, and come when they are asked for; one's own stay in the file."""
    files = [AnswerFile("09-test", "ledger") for _ in range(2)]
    one, two = (SourceForm("Who?", save=file.save) for file in files)
    one.fill([ARO])
    two.fill([{"speaker": "Holm"}])
    assert two.other == "Aro · by name · word for word"
    two._receive(two, {"number": 1, "choose": "theirs"})
    assert (two.rows, two.placed, two.status) == ([ARO], 1, "Saved")
    saved = AnswerFile("09-test", "ledger").load()
    assert (saved.now.value, saved.aside[0].value[0]["speaker"]) == ([ARO], "Holm")
