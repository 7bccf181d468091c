"""The command line."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

import kit
from kit.cli import main
from kit.reading import ANALYZERS


def test_read_shows_each_block_with_its_zone(capsys):
    """kit read prints the card and every block, furniture marked."""
    assert main(["read", "csto-kazakhstan"]) == 0
    out = capsys.readouterr().out
    assert "author:    Andrew Korybko" in out
    lines = out.splitlines()
    assert "  headline    Washington Challenges the CSTO's Kazakhstani Peacekeeping Mission" in lines
    assert any(line.startswith("· copyright ") for line in lines)
    assert "\x1b" not in out


def test_read_shows_what_is_missing(tmp_path, capsys):
    """A fact that the text does not give is shown as missing."""
    (tmp_path / "a.txt").write_text("It rained all day in the valley, and nobody went out.", encoding="utf-8")
    main(["read", str(tmp_path / "a.txt")])
    assert "author:    missing" in capsys.readouterr().out


def test_json_has_the_documented_shape(capsys, seed):
    """One file gives one object: slug, text, card, annotations."""
    assert main(["analyze", "csto-kazakhstan", "--json", "--layers", "zone"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["slug", "text", "card", "annotations"]
    assert data["text"] == seed.text
    fields = ["layer", "label", "start", "end", "quote", "evidence", "attributes", "annotator"]
    assert all(list(a) == fields for a in data["annotations"])
    assert all(data["text"][a["start"] : a["end"]] == a["quote"] for a in data["annotations"])


def test_several_files_give_a_list_and_a_line_each(capsys):
    """Two files: JSON is an array of two objects, JSON Lines two lines, in the order asked for."""
    main(["analyze", "ferry-bridge", "csto-kazakhstan", "--format", "json"])
    assert [article["slug"] for article in json.loads(capsys.readouterr().out)] == ["ferry-bridge", "csto-kazakhstan"]
    main(["analyze", "ferry-bridge", "csto-kazakhstan", "--format", "jsonl"])
    assert [json.loads(line)["slug"] for line in capsys.readouterr().out.splitlines()] == [
        "ferry-bridge",
        "csto-kazakhstan",
    ]


def test_csv_and_table_hold_every_annotation(capsys, seed):
    """A row for each annotation, in both."""
    expected = len(kit.find_all(seed, "zone"))
    main(["analyze", "csto-kazakhstan", "--layers", "zone", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == expected
    assert rows[0]["quote"] == seed.text[int(rows[0]["start"]) : int(rows[0]["end"])]
    main(["analyze", "csto-kazakhstan", "--layers", "zone"])
    assert len(capsys.readouterr().out.splitlines()) == expected + 1


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path, capsys):
    """The others are analyzed, the bad one is named, and the status says that something went wrong."""
    (tmp_path / "empty.txt").touch()
    assert main(["analyze", str(tmp_path / "empty.txt"), "ferry-bridge", "--json"]) == 1
    captured = capsys.readouterr()
    assert [article["slug"] for article in json.loads(captured.out)] == ["ferry-bridge"]
    assert captured.err.startswith("kit: empty.txt is empty")


def test_an_unknown_layer_is_named_with_those_there_are(capsys):
    """A layer that nobody finds is a mistake of the call."""
    for said in ("zones", "zone,,quote", ""):
        with pytest.raises(SystemExit, match="2"):
            main(["analyze", "ferry-bridge", "--layers", said])
        assert f"there are: {', '.join(ANALYZERS)}" in capsys.readouterr().err


def test_a_layer_asked_for_twice_is_found_once(capsys):
    main(["analyze", "pool-opens", "--layers", "zone"])
    once = capsys.readouterr().out
    main(["analyze", "pool-opens", "--layers", "zone,zone"])
    assert capsys.readouterr().out == once


@pytest.mark.parametrize(
    "arguments", [["read", "ferry-bridge", "--colour"], ["analyze"], ["reed"], ["analyze", "x", "--format", "xml"]]
)
def test_wrong_usage_ends_with_status_2(arguments, capsys):
    """argparse says what is wrong with the call."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "kit" in capsys.readouterr().err


def test_version(capsys):
    """kit --version names the kit, and the parser and its model with the model's licence, or says there is none."""
    with pytest.raises(SystemExit):
        main(["--version"])
    out = " ".join(capsys.readouterr().out.split())
    assert re.fullmatch(r"kit 0\.[\d.]+ · (spaCy 3\.8\S* · model en_core_web_sm\w* 3\.8\S* \(MIT\)|no parser: .*)", out)


def test_web_annotations_are_those_of_the_layers(capsys, seed):
    """One file gives a collection, several a list of them, and each is read back as what was found."""
    assert main(["analyze", "csto-kazakhstan", "--format", "w3c", "--layers", "zone"]) == 0
    assert kit.from_web_annotations(capsys.readouterr().out, seed) == kit.find_all(seed, "zone")
    assert main(["analyze", "ferry-bridge", "nobody", "pool-opens", "--format", "w3c", "--layers", "zone"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [collection["label"] for collection in made] == [
        kit.load(n).card.title for n in ("ferry-bridge", "pool-opens")
    ]


@pytest.fixture
def plain_pages(monkeypatch):
    """Reports that say which article they are of, and no more: the page itself has tests of its own."""
    for module in ("kit.terminal", "kit.report"):
        monkeypatch.setattr(f"{module}.report_html", lambda reading: f"<p>{reading.article.slug}</p>\n")


def test_a_report_is_a_page(plain_pages, capsys):
    """Of one file it is what is printed, and nothing else."""
    assert main(["analyze", "ferry-bridge", "--format", "html"]) == 0
    assert capsys.readouterr().out == "<p>ferry-bridge</p>\n"


def test_reports_of_several_go_to_a_folder(plain_pages, tmp_path, capsys):
    """One each, also of two of one name, in capitals or not; what was read stays as it was."""
    for name in ("a/rain.txt", "b/rain.txt", "b/Rain-2.txt", f"b/{'é' * 100}.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It rained.", encoding="utf-8")
    files = sorted(map(str, tmp_path.rglob("*.txt")))
    out = tmp_path / "b"
    assert main(["analyze", *files, "nobody", "--format", "html", "--out", str(out)]) == 1
    names = ["rain.report.html", "Rain-2.report.html", "rain-3.report.html", f"{'é' * 50}.report.html"]
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.glob("*.html")) == sorted(names)
    assert (out / "rain.txt").read_text(encoding="utf-8") == "It rained."


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["ferry-bridge", "pool-opens", "--format", "html"], "name a folder for them with --out FOLDER"),
        (["ferry-bridge", "--format", "html", "--layers", "zone"], "leave --layers out"),
        (["ferry-bridge", "--out", "reports"], "add --format html"),
    ],
)
def test_what_can_be_no_report_is_a_mistake_of_the_call(call, said, capsys):
    """It is said before anything is read, with what to do."""
    with pytest.raises(SystemExit) as ended:
        main(["analyze", *call])
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert said in captured.err and not captured.out
